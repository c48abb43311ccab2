import { describe, expect, it } from 'vitest'
import type { Happening } from '../../src/model/happening'
import type { ParkSpec } from '../../src/model/park'
import type { WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { utilisationPercent } from '../../src/sim/controllers/scale-down'
import { explain } from '../../src/sim/explain/explain'
import {
  aHypervisor,
  aMachine,
  aPlane,
  aSpare,
  asks,
  aWorld,
  bringDown,
  inBowl,
  order,
  pass,
  startPart,
  stopPart,
  theServer,
} from '../given'

const WORKERS = { name: 'workers', flavor: 'm1', minSize: 0, maxSize: 3 }
const HOSTS = [aMachine({ cores: 2 }), aHypervisor('h1')]

/** One node of two cores that is full with four pods, and a cloud beside it. */
function aFullCluster(
  park: Partial<ParkSpec> = {},
  spec: Partial<WorkloadSpec> = {},
  era: World['era'] = 'now',
): World {
  const groups = { nodeGroups: [WORKERS], machines: HOSTS, ...park }
  const world = aWorld({ era, park: groups, spec: { replicas: 4, requests: asks(500, 64), ...spec }, lasts: 9_000 })
  inBowl(world)
  pass(world, 55)
  return world
}

const scale = (world: World, replicas: number) => order(world, { order: 'scale', workload: 0, replicas })
const of = (told: readonly Happening[], ...reasons: readonly string[]) =>
  told.filter(({ reason }) => reasons.includes(reason)).map(({ tick, note }) => `${tick} ${note}`)
const there = (world: World) => world.nodes.filter(({ removed }) => !removed).map(({ name }) => name)

describe('A pod that finds no node', () => {
  it('is helped by the next scan; the rest is the cloud’s time: boot and join', () => {
    const world = aFullCluster()
    scale(world, 5)
    expect(of(pass(world, 6), 'TriggeredScaleUp')).toEqual(['60 pod triggered scale-up: [{workers 0->1 (max: 3)}]'])
    const joins = theServer(world).bootsAt + 30
    expect(of(pass(world, 200), 'RegisteredNode')).toEqual([
      `${joins} Node workers-1 event: Registered Node workers-1 in Controller`,
    ])
    expect(world.pods.at(-1)).toMatchObject({ ready: true, node: 1 })
  })

  it.each([
    ['now', 'pod triggered scale-up: [{workers 0->1 (max: 3)}]'],
    ['2017', 'pod triggered scale-up, group: workers, sizes (current/new): 0/1'],
  ] as const)('is told so in the words of %s', (era, note) => {
    const world = aFullCluster({}, {}, era)
    scale(world, 5)
    expect(of(pass(world, 6), 'TriggeredScaleUp')).toEqual([`60 ${note}`])
  })

  it.each([
    [5, 1],
    [8, 1], // three of 500 millicores beside nothing else: four fit on two cores
    [9, 2],
    [16, 3],
    [40, 3],
  ])('%i pods of which four have a place ask for %i nodes at once', (pods, nodes) => {
    const world = aFullCluster()
    scale(world, pods)
    expect(of(pass(world, 6), 'ScaledUpGroup')).toEqual([
      `60 Scale-up: group workers size set to ${nodes} instead of 0 (max: 3)`,
    ])
  })

  it('is not asked for twice while its node is on the way', () => {
    const world = aFullCluster()
    scale(world, 5)
    expect(of(pass(world, 60), 'ScaledUpGroup', 'NotTriggerScaleUp')).toHaveLength(1)
  })

  it.each([
    ['it is too large for a new node', {}, asks(3_000, 64), "pod didn't trigger scale-up: 1 Insufficient cpu"],
    [
      'the group is full',
      { nodeGroups: [{ ...WORKERS, maxSize: 1, servers: ['w1'] }] },
      asks(1_500, 64),
      "pod didn't trigger scale-up: 1 max node group size reached",
    ],
  ])('is told why not: %s', (_, park, requests, note) => {
    const guests = { servers: [{ name: 'w1', flavor: 'm1', hypervisor: 'h1' }] }
    const world = aFullCluster({ ...guests, ...park }, { requests, replicas: 4 })
    expect(world.clusterAutoscaler?.told.map(told => told.note)).toContain(note)
  })

  it('is refused by the quota, and nothing more is asked for five minutes', () => {
    const world = aFullCluster({ quota: { instances: 0, cores: 20, ramMiB: 51_200 } })
    scale(world, 5)
    expect(of(pass(world, 400), 'FailedToScaleUpGroup')).toEqual(
      [60, 360].map(
        tick =>
          `${tick} Scale-up failed for group workers: Quota exceeded for instances: Requested 1, but already used 0 of 0 instances`,
      ),
    )
    expect(world.clusterAutoscaler?.groups[0]?.backoff).toBe(600)
  })

  it('gets what the quota leaves, and is refused the rest', () => {
    const world = aFullCluster({ quota: { instances: 1, cores: 20, ramMiB: 51_200 } })
    scale(world, 9)
    expect(of(pass(world, 100), 'ScaledUpGroup', 'FailedToScaleUpGroup')).toEqual([
      expect.stringMatching(/^60 Scale-up: group workers size set to 1 instead of 0/),
      expect.stringMatching(/^60 Scale-up failed for group workers: Quota exceeded for instances/),
    ])
  })

  it('waits eleven minutes for a machine, less than the fifteen that are allowed', () => {
    const metal = { machines: [...HOSTS, aSpare('s1')], nodeGroups: [{ name: 'metal', minSize: 0, maxSize: 1 }] }
    const world = aFullCluster(metal)
    scale(world, 5)
    const told = pass(world, 900)
    expect(of(told, 'ScaledUpGroup', 'ScaleUpTimedOut')).toEqual([
      '60 Scale-up: group metal size set to 1 instead of 0 (max: 1)',
    ])
    expect(world.pods.at(-1)?.ready).toBe(true)
  })

  it('is given up on and asked for anew when a node has not come after fifteen minutes', () => {
    const world = aFullCluster()
    scale(world, 5)
    pass(world, 10)
    bringDown(world, 'machine', 'h1')
    expect(of(pass(world, 1_000), 'ScaleUpTimedOut')).toEqual([
      '970 Nodes added to group workers failed to register within 15m0s',
    ])
    expect(theServer(world).status).toBe('DELETED')
  })

  it('waits for whoever writes it down', () => {
    const plane = aPlane(1)
    const world = aFullCluster({ ...plane, machines: [...HOSTS, aMachine({ name: 'm1', runs: 'control-plane' })] })
    scale(world, 5)
    pass(world, 3)
    stopPart(world, 'kube-apiserver')
    expect(of(pass(world, 60), 'ScaledUpGroup')).toEqual([])
    startPart(world, 'kube-apiserver')
    expect(of(pass(world, 60), 'ScaledUpGroup')).toHaveLength(1)
  })
})

describe('A node that is not needed', () => {
  it('goes when it was empty for ten minutes', () => {
    const world = aFullCluster({}, {}, '2017') // then the youngest pod goes first, today one of many on a node
    scale(world, 5)
    pass(world, 800)
    scale(world, 4)
    expect(of(pass(world, 700), 'ScaleDownEmpty')).toEqual(['1460 Scale-down: removing empty node workers-1'])
    expect(there(world)).toEqual(['b1'])
    expect(theServer(world).status).toBe('DELETED')
  })

  it('stays for ten minutes after another was added, in whatever group, however long it was not needed', () => {
    const flavors = [
      { name: 'm1', vcpus: 2, ramMiB: 4_096 },
      { name: 'm2', vcpus: 4, ramMiB: 4_096 },
    ]
    const nodeGroups = [WORKERS, { ...WORKERS, name: 'big', flavor: 'm2' }]
    const fat = { name: 'fat', requests: asks(3_000, 64) }
    const web = { replicas: 4, requests: asks(500, 64) }
    const more = { ...web, name: 'more', replicas: 1 }
    const world = aWorld({ park: { flavors, nodeGroups }, machines: HOSTS, workloads: [web, fat, more], lasts: 9_000 })
    inBowl(world)
    inBowl(world, 2)
    pass(world, 300)
    order(world, { order: 'delete-deployment', workload: 2 })
    pass(world, 400)
    inBowl(world, 1)
    const told = pass(world, 700)
    expect(of(told, 'ScaledUpGroup')).toEqual(['710 Scale-up: group big size set to 1 instead of 0 (max: 3)'])
    expect(of(told, 'ScaleDownEmpty')).toEqual(['1310 Scale-down: removing empty node workers-1'])
  })

  it('goes with the daemon that runs on it, which keeps no node', () => {
    const servers = [{ name: 'w1', flavor: 'm1', hypervisor: 'h1' }]
    const nodeGroups = [{ ...WORKERS, servers: ['w1'] }]
    const world = aFullCluster({ servers, nodeGroups }, { controller: 'DaemonSet' })
    expect(world.nodes[1]?.pods).toHaveLength(1)
    expect(of(pass(world, 700), 'ScaleDownEmpty')).toHaveLength(1)
    expect([there(world), world.nodes[1]?.pods]).toEqual([['b1'], []])
  })

  const drained = [
    'marked the node as toBeDeleted/unschedulable',
    'deleting pod for node scale down',
    'node removed by cluster autoscaler',
  ]

  /** Two guests beside b1, one pod on the one that is to go. */
  function withOnePod(spec: Partial<WorkloadSpec> = {}, least = 1): World {
    const servers = ['w1', 'w2'].map(name => ({ name, flavor: 'm1', hypervisor: 'h1' }))
    const nodeGroups = [{ ...WORKERS, minSize: least, servers: ['w1', 'w2'] }]
    return aFullCluster({ servers, nodeGroups }, { replicas: 2, ...spec })
  }

  it('is emptied first, if its pods fit elsewhere', () => {
    const world = withOnePod({ replicas: 3 })
    const told = pass(world, 700).filter(({ reason }) => reason === 'ScaleDown')
    expect(told.map(({ note }) => note)).toEqual(expect.arrayContaining(drained))
    pass(world, 20)
    expect(there(world)).toHaveLength(2)
    expect(world.workloads[0]?.endpoints).toHaveLength(3)
  })

  it.each([
    ['a pod of nobody', { controller: 'Pod', replicas: 3 }],
    ['a budget that allows nothing', { minAvailable: 3, replicas: 3 }],
    [
      'a local disk',
      { data: { sizeMiB: 10, copies: 'quorum', disk: 'local', writes: 0 }, controller: 'StatefulSet', replicas: 3 },
    ],
    ['half of it requested', { requests: asks(1_000, 64), replicas: 3 }],
  ] as const)('stays for %s', (_, spec) => {
    const world = withOnePod(spec)
    expect(of(pass(world, 1_000), 'ScaleDown', 'ScaleDownEmpty')).toEqual([])
    expect(there(world)).toHaveLength(3)
  })

  it('stays where its group would be too small', () => {
    const world = withOnePod({}, 2)
    pass(world, 1_000)
    expect(there(world)).toHaveLength(3)
  })
})

it.each([
  [900, 0, 45],
  [0, 600, 60],
  [900, 600, 60],
])('%i millicores of 2000 and %i MiB of 1000 requested are %i percent', (cpu, memory, percent) => {
  expect(utilisationPercent({ requested: asks(cpu, memory), allocatable: asks(2_000, 1_000) })).toBe(percent)
})

it('is described as its status ConfigMap is', () => {
  const world = aFullCluster()
  scale(world, 5)
  pass(world, 10)
  expect(explain(world, { kind: 'control-plane', id: 0 }).slice(1)).toEqual([
    'Name: workers',
    '  Health: Healthy (ready=0 unready=0 notStarted=1 cloudProviderTarget=1 (minSize=0, maxSize=3))',
    '  ScaleUp: InProgress',
    '  ScaleDown: NoCandidates (candidates=0)',
  ])
})
