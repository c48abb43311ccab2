import { describe, expect, it } from 'vitest'
import type { Machine } from '../../src/model/baremetal'
import { KINDS, refer } from '../../src/model/refs'
import type { WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { nameOf, podName, replicaSetName, written } from '../../src/sim/names'
import { aMachine, asks, aWorld, bringDown, inBowl, inBoxes, onSlab, order, pass, type WorldWish, when } from '../given'

const podIn = (world: World) => explain(world, refer('pod', 0))

describe('kubectl describe pod says', () => {
  it('why it is Pending', () => {
    const world = aWorld({ spec: { requests: asks(5_000, 64) } })
    inBowl(world)
    pass(world, 1)
    expect(podIn(world)).toEqual([
      `Name: ${podName(world, { replicaSet: 0, ordinal: 0 })}`,
      'Node: <none>',
      'Status: Pending',
      'Image: web',
      'QoS Class: Burstable',
      'Scheduling, as it is now:',
      ...['b1', 'b2', 'b3'].map(name => `  ${name}: NodeResourcesFit: Insufficient cpu`),
      'Warning  FailedScheduling  0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    ])
  })

  it('that the image is not there yet, then that the container is made, then that it is Ready', () => {
    const world = aWorld({ park: { images: [{ name: 'web', sizeMiB: 80, cached: false }] } })
    inBowl(world)
    const last = new Set<string>()
    for (let i = 0; i < 15; i += 1) {
      pass(world, 1)
      last.add(podIn(world).at(-1) as string)
    }
    expect([...last]).toEqual([
      'Normal  Pulling  the image is not on the node yet',
      'Waiting: ContainerCreating',
      'Ready: True',
    ])
  })

  it('that its node does not answer', () => {
    const world = aWorld()
    inBowl(world, 0, 'b2')
    pass(world, 20)
    bringDown(world, 'node', 'b2')
    expect(podIn(world).at(-1)).toBe('Node b2 does not answer')
  })
})

describe('openstack server show says', () => {
  const server = (world: World) => explain(world, refer('server', 0))

  it('that ACTIVE is not booted', () => {
    const world = aWorld()
    inBoxes(world)
    when(world, 'ServerActive')
    expect(server(world)).toEqual([
      'name: web',
      'status: ACTIVE',
      'OS-EXT-SRV-ATTR:host: h1',
      'the guest system is still booting',
    ])
  })

  it('the fault of one in ERROR, and what the scheduler logged', () => {
    const world = aWorld({ era: '2017', machines: [] })
    inBoxes(world)
    expect(server(world).slice(1)).toEqual([
      'status: ERROR',
      'OS-EXT-SRV-ATTR:host: None',
      'fault: No valid host was found. There are not enough hosts available.',
      'nova-scheduler: Starting with 0 host(s)',
    ])
  })

  it('that its host does not answer', () => {
    const world = aWorld()
    inBoxes(world)
    pass(world, 200)
    bringDown(world, 'hypervisor', 'h1')
    expect(server(world).at(-1)).toBe('host h1 does not answer')
  })
})

describe('openstack baremetal node show says', () => {
  it('the state, where it goes, and when it changed last: by the run’s own clock', () => {
    const world = aWorld()
    const s1 = refer('machine', 5)
    expect(explain(world, s1)).toEqual(['name: s1', 'provision_state: available'])
    order(world, { order: 'deploy', machine: 5 })
    pass(world, 100)
    expect(explain(world, s1)).toEqual([
      'name: s1',
      'provision_state: wait call-back',
      'target_provision_state: active',
      expect.stringMatching(/^provision_updated_at: 00:00:3[12] \(cluster time, now 00:01:40\)$/),
    ])
    bringDown(world, 'machine', 's1')
    expect(explain(world, s1).at(-1)).toBe('power_state: power off')
  })
})

describe('The time of a machine’s last change of state', () => {
  it('is told as it was: ordered, calling back, writing, active', () => {
    const world = aWorld()
    const seen = new Map<string, number>()
    pass(world, 10)
    order(world, { order: 'deploy', machine: 5 })
    for (let i = 0; i < 700; i += 1) {
      const machine = world.machines[5] as Machine
      const was = machine.state
      pass(world, 1)
      if (machine.state !== was) seen.set(machine.state, world.tick - 1)
      expect(machine.updatedAt).toBe(seen.get(machine.state) ?? 10)
    }
    expect([...seen.keys()].sort()).toEqual(['active', 'deploying', 'wait call-back'])
  })
})

describe('kubectl describe node says', () => {
  it('what the machine has, what pods may ask of it, and what they have', () => {
    const world = aWorld({ machines: [aMachine({ gpus: 2 })] })
    inBowl(world)
    pass(world, 1)
    expect(explain(world, refer('node', 0))).toEqual([
      'Name: b1',
      'Labels: kubernetes.io/hostname=b1',
      'Unschedulable: false',
      'Ready: True',
      'KubeletReady: kubelet is posting ready status',
      'LastHeartbeatTime: 1s ago, LastTransitionTime: 1s ago',
      'Capacity: cpu 4, memory 8Gi, nvidia.com/gpu 2',
      'Allocatable: cpu 4, memory 8092Mi, nvidia.com/gpu 2',
      'Allocated resources: cpu 500m, memory 256Mi',
      'Non-terminated Pods: 1',
      'Container Runtime: containerd',
      'RenewTime: 1s ago',
      'Node updates: 6 a minute (a heartbeat every 10s, NotReady after 50s, pods are given up 300s later)',
    ])
  })
})

describe('Asked of a workload, it tells everything that runs it', () => {
  it('pods and processes, with what they stand on', () => {
    const world = aWorld()
    inBowl(world)
    pass(world, 20)
    inBoxes(world)
    pass(world, 200)
    const lines = explain(world, refer('workload', 0))
    expect(lines.slice(0, 3)).toEqual([
      'Name: web',
      'Ready: 1/1',
      `Name: ${podName(world, { replicaSet: 0, ordinal: 0 })}`,
    ])
    expect(lines.slice(-3)).toEqual(['OS-EXT-SRV-ATTR:host: h1', 'web.service: active', 'operating_status: ONLINE'])
  })
})

describe('What is not there', () => {
  it.each(['pod', 'node', 'server', 'machine', 'workload'] as const)('is said to be missing: %s', kind => {
    const [only, ...more] = explain(aWorld(), refer(kind, 99))
    expect(only).toMatch(/not found|could not be found|No server/)
    expect(more).toEqual([])
  })
})

describe('A thing is called', () => {
  const world = aWorld()
  inBowl(world)
  pass(world, 20)
  inBoxes(world)
  onSlab(world)

  it.each([
    ['machine', 5, 'machine/s1'],
    ['hypervisor', 1, 'hypervisor/h2'],
    ['server', 0, 'server/web'],
    ['node', 2, 'node/b3'],
    ['deployment', 0, 'deployment/web'],
    ['replicaset', 0, `replicaset/${replicaSetName(world, 0)}`],
    ['pod', 0, `pod/${podName(world, { replicaSet: 0, ordinal: 0 })}`],
    ['unit', 1, 'unit/web.service'],
    ['workload', 0, 'workload/web'],
  ] as const)('%s %i: %s', (kind, id, name) => expect(written(world, refer(kind, id))).toBe(name))

  it('a pod as its ReplicaSet and five letters more, the same in every line of play', () => {
    const pod = podName(world, { replicaSet: 0, ordinal: 0 })
    expect(pod).toMatch(/^web-[456789bcdf]{1,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    expect(pod.startsWith(replicaSetName(world, 0))).toBe(true)
  })

  it('(and every kind can be named, even where there is nothing)', () => {
    for (const kind of KINDS) expect(nameOf(world, refer(kind, 99))).toEqual(expect.any(String))
  })
})

describe('A ReplicaSet’s name ends in the hash of its pod template', () => {
  const named = (spec: Partial<WorkloadSpec>, node?: string, wish: WorldWish = {}) => {
    const world = aWorld({ ...wish, spec })
    inBowl(world, 0, node)
    return replicaSetName(world, 0)
  }

  it('which is the same for the same template, in another run and after it was deleted', () => {
    const world = aWorld({ seed: 2 })
    inBowl(world)
    order(world, { order: 'delete-deployment', workload: 0 })
    inBowl(world)
    expect(new Set([named({}), replicaSetName(world, 0), replicaSetName(world, 1)]).size).toBe(1)
    const [first, second] = [0, 1].map(replicaSet => podName(world, { replicaSet, ordinal: 0 }))
    expect(first).not.toBe(second)
  })

  it.each([
    ['how many there are', { replicas: 5 }],
    ['its users', { demand: [{ at: 0, perSecond: 99 }], latencySloMs: 50 }],
  ])('and does not change with %s', (_, spec) => expect(named(spec)).toBe(named({})))

  it.each([
    ['its image', { image: 'other' }],
    ['what it asks for', { requests: asks(501, 256) }],
    ['its probe', { readinessProbe: { periodSeconds: 2 } }],
  ])('but does with %s', (_, spec) => expect(named(spec)).not.toBe(named({})))

  it('and with its nodeSelector', () => expect(named({}, 'b2')).not.toBe(named({})))

  it('written in safe letters today, in digits in 2017: the same number', () => {
    const [now, then] = [named({}), named({}, undefined, { era: '2017' })].map(name => name.slice('web-'.length))
    expect(then).toMatch(/^\d{1,10}$/)
    expect(now).toBe(Array.from(then ?? '', digit => '456789bcdf'[Number(digit)]).join(''))
  })
})
