import { describe, expect, it } from 'vitest'
import { ASSUMPTIONS } from '../../src/model/assumptions'
import { type LeadingPart, PARTS, type Part } from '../../src/model/control-plane'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { roll } from '../../src/sim/chance'
import { serves } from '../../src/sim/control-plane/control-plane'
import { explain } from '../../src/sim/explain/explain'
import type { Order } from '../../src/sim/orders/orders'
import { hashOf } from '../../src/sim/plain'
import { fork, step } from '../../src/sim/step'
import {
  aMachine,
  aPlane,
  asks,
  aWorld,
  bringDown,
  bringUp,
  inBowl,
  livePods,
  losses,
  onSlab,
  order,
  pass,
  podNames,
  reasons,
  refusalOf,
  startPart,
  stopPart,
  theMachine,
  thePlane,
  theTraffic,
  theWorkload,
  when,
} from '../given'
import { expectLawful } from './lawful'

const withPlane = (members: number, over: Parameters<typeof aWorld>[0] = {}) =>
  aWorld({ park: aPlane(members), ...over })

/** Two pods that have served for a minute. */
function serving(members = 1, over: Parameters<typeof aWorld>[0] = {}): World {
  const world = withPlane(members, { spec: { replicas: 2 }, due: 40, ...over })
  inBowl(world)
  pass(world, 60)
  expect(theTraffic(world).lost).toBe(0)
  return world
}

const scale = (world: World, replicas: number) => order(world, { order: 'scale', workload: 0, replicas })
const nodeOf = (world: World, pod: number) => world.nodes[livePods(world)[pod]?.node ?? -1]?.name ?? ''
const acts = (world: World, part: LeadingPart) => thePlane(world).working[part]
const REFUSED = 'The connection to the server k1.example:6443 was refused - did you specify the right host or port?'
const TIMED_OUT = 'Error from server: etcdserver: request timed out'

describe('Without any part of it', () => {
  it.each(PARTS)('without %s, what runs serves on for an hour, and loses nothing', part => {
    const world = serving()
    stopPart(world, part)
    pass(world, 3_600)
    expect([theTraffic(world).lost, theTraffic(world).late]).toEqual([0, 0])
  })

  it.each(PARTS)('without %s, a kubelet starts a container that died again', part => {
    const world = serving()
    stopPart(world, part)
    order(world, { order: 'crash', workload: 0 })
    const told = reasons(pass(world, 20))
    expect(told).toEqual(expect.arrayContaining(['Started', 'Ready']))
  })

  it.each(PARTS)('without %s, servers and machines are none of its business', part => {
    const world = withPlane(1)
    stopPart(world, part)
    expect(onSlab(world)).not.toEqual([])
    expect(when(world, 'UnitReady')).toBeLessThan(700)
  })
})

describe('Without the scheduler', () => {
  it('new pods are made and stay Pending; nobody says why', () => {
    const world = serving()
    stopPart(world, 'kube-scheduler')
    scale(world, 4)
    expect(reasons(pass(world, 600))).not.toContain('FailedScheduling')
    expect(livePods(world).map(({ phase, message }) => [phase, message])).toEqual([
      ['Running', ''],
      ['Running', ''],
      ['Pending', ''],
      ['Pending', ''],
    ])
  })

  it('a dead node is noticed and its pods are evicted, but their replacements find no node', () => {
    const world = serving()
    stopPart(world, 'kube-scheduler')
    bringDown(world, 'node', nodeOf(world, 0))
    const told = reasons(pass(world, 500))
    expect(told).toEqual(expect.arrayContaining(['NodeNotReady', 'TaintManagerEviction', 'SuccessfulCreate']))
    expect(told).not.toContain('Scheduled')
  })

  it('they are placed when it is back, fifteen to seventeen seconds after it has started', () => {
    const world = serving()
    stopPart(world, 'kube-scheduler')
    scale(world, 3)
    pass(world, 100)
    startPart(world, 'kube-scheduler')
    const since = world.tick
    const placed = when(world, 'Scheduled') - since
    expect(placed).toBeGreaterThanOrEqual(15)
    expect(placed).toBeLessThanOrEqual(17)
  })
})

describe('Without the controller manager', () => {
  it('scaling is asked for and nothing comes of it until it is back', () => {
    const world = serving()
    stopPart(world, 'kube-controller-manager')
    expect(scale(world, 4)).toEqual([])
    expect(pass(world, 300)).toEqual([])
    startPart(world, 'kube-controller-manager')
    const told = pass(world, 30)
    const scaled = told.find(({ reason }) => reason === 'ScalingReplicaSet')
    expect(scaled?.note).toMatch(/from 2 to 4$/)
    expect(livePods(world)).toHaveLength(4)
  })

  it('a pod that is evicted is not replaced', () => {
    const world = serving()
    stopPart(world, 'kube-controller-manager')
    order(world, { order: 'evict', pod: 0 })
    pass(world, 300)
    expect(podNames(world)).toEqual(['web-1'])
  })

  it('nobody marks a dead node NotReady: users are sent there for as long as it is away', () => {
    const world = serving()
    bringDown(world, 'node', nodeOf(world, 0))
    stopPart(world, 'kube-controller-manager')
    expect(reasons(pass(world, 900))).not.toContain('NodeNotReady')
    expect(losses(world).HostDown).toBeGreaterThan(3_500) // half of ten a second
  })

  it('a Service goes on sending users to a pod that was deleted', () => {
    const world = serving()
    stopPart(world, 'kube-controller-manager')
    order(world, { order: 'evict', pod: 0 })
    pass(world, 100)
    expect([...theWorkload(world).endpoints].sort()).toEqual([0, 1])
    expect(losses(world)).toEqual({ StaleEndpoint: 500 })
  })

  it('a pod that has become ready gets no users; both are put right when it is back', () => {
    const world = serving()
    scale(world, 3)
    pass(world, 1)
    stopPart(world, 'kube-controller-manager')
    pass(world, 60)
    expect(livePods(world).map(({ ready }) => ready)).toEqual([true, true, true])
    expect(theWorkload(world).endpoints).toHaveLength(2)
    startPart(world, 'kube-controller-manager')
    expect(reasons(pass(world, 30))).toContain('EndpointsSynced')
    expect(theWorkload(world).endpoints).toHaveLength(3)
  })

  it('a Deployment that is deleted leaves its pods behind until somebody collects them', () => {
    const world = serving()
    stopPart(world, 'kube-controller-manager')
    order(world, { order: 'delete-deployment', workload: 0 })
    pass(world, 100)
    expect(livePods(world)).toHaveLength(2)
    startPart(world, 'kube-controller-manager')
    pass(world, 30)
    expect(livePods(world)).toEqual([])
  })

  it('a network volume is attached nowhere', () => {
    const data = { sizeMiB: 100, copies: 'one', disk: 'network', writes: 0 } as const
    const world = withPlane(1, { spec: { data, controller: 'StatefulSet' } })
    stopPart(world, 'kube-scheduler')
    inBowl(world)
    pass(world, 1)
    stopPart(world, 'kube-controller-manager')
    startPart(world, 'kube-scheduler')
    const told = reasons(pass(world, 100))
    expect(told).toContain('Scheduled')
    expect(told).not.toContain('SuccessfulAttachVolume')
    startPart(world, 'kube-controller-manager')
    pass(world, 40)
    expect(livePods(world).map(({ ready }) => ready)).toEqual([true])
  })

  it('a network volume that its pod has left stays where it is; then it follows', () => {
    const data = { sizeMiB: 100, copies: 'one', disk: 'network', writes: 0 } as const
    const world = withPlane(1, { spec: { data, controller: 'StatefulSet' } })
    inBowl(world)
    when(world, 'Ready')
    const was = livePods(world)[0]?.node ?? -1
    stopPart(world, 'kube-controller-manager')
    order(world, { order: 'drain', node: was })
    expect(reasons(pass(world, 60))).not.toContain('VolumeDetached')
    expect(world.volumes[0]).toMatchObject({ state: 'in-use', holder: { kind: 'node', id: was } })
    startPart(world, 'kube-controller-manager')
    pass(world, 60)
    expect(world.volumes[0]?.state).toBe('in-use')
    expect(livePods(world)[0]?.node).toBe(world.volumes[0]?.holder?.id)
    expect(livePods(world)[0]?.node).not.toBe(was)
  })

  it('one that takes over waits for a detach that nobody confirms as long as if it had just been asked for', () => {
    const data = { sizeMiB: 100, copies: 'one', disk: 'network', writes: 0 } as const
    const world = withPlane(1, { era: '2017', spec: { data, controller: 'StatefulSet' } })
    inBowl(world)
    when(world, 'Ready')
    const node = livePods(world)[0]?.node ?? -1
    order(world, { order: 'bring-down', host: { kind: 'node', id: node } })
    when(world, 'NodeNotReady')
    order(world, { order: 'confirm-dead', node })
    pass(world, 300)
    stopPart(world, 'kube-controller-manager')
    pass(world, 100) // the six minutes end meanwhile
    startPart(world, 'kube-controller-manager')
    const led = when(world, 'LeaderElection')
    expect(when(world, 'VolumeDetached') - led).toBe(360)
  })

  it('one that takes over counts a silence from its own first look, and a wait for eviction too', () => {
    const world = serving()
    const lost = nodeOf(world, 0)
    bringDown(world, 'node', lost)
    pass(world, 45)
    stopPart(world, 'kube-controller-manager')
    pass(world, 100)
    startPart(world, 'kube-controller-manager')
    const led = when(world, 'LeaderElection')
    expect(when(world, 'NodeNotReady') - led).toBe(50)
    pass(world, 250)
    stopPart(world, 'kube-controller-manager')
    pass(world, 10)
    startPart(world, 'kube-controller-manager')
    const again = when(world, 'LeaderElection')
    expect(when(world, 'TaintManagerEviction') - again).toBe(300)
  })

  it('a machine that becomes a node is not let in', () => {
    const world = withPlane(1)
    order(world, { order: 'deploy', machine: theMachine(world, 's1'), becomes: 'kubelet' })
    stopPart(world, 'kube-controller-manager')
    pass(world, 800)
    expect(world.nodes).toHaveLength(3)
    startPart(world, 'kube-controller-manager')
    pass(world, 30)
    expect(world.nodes).toHaveLength(4)
  })
})

describe('kubectl says', () => {
  const cases: readonly [string, string, Era, (world: World) => void][] = [
    ['that nobody listens, without an API server', REFUSED, 'now', world => stopPart(world, 'kube-apiserver')],
    ['that nothing comes back, without etcd', TIMED_OUT, 'now', world => stopPart(world, 'etcd')],
    [
      'that nothing is there, without any machine',
      'Unable to connect to the server: dial tcp 192.0.2.10:6443: i/o timeout',
      'now',
      world => bringDown(world, 'machine', 'm1'),
    ],
  ]
  it.each(cases)('%s', (_, words, era, does) => {
    const world = serving(1, { era })
    does(world)
    const asked = [
      { order: 'create', workload: 0, node: undefined },
      { order: 'scale', workload: 0, replicas: 3 },
      { order: 'evict', pod: 0 },
      { order: 'cordon', node: 0 },
      { order: 'uncordon', node: 0 },
      { order: 'drain', node: 0 },
      { order: 'confirm-dead', node: 0 },
      { order: 'delete-deployment', workload: 0 },
    ] as const
    expect(asked.map(each => refusalOf(world, each))).toEqual(asked.map(() => words))
  })

  it('that nothing comes back, when two of three are gone, and nothing special when one is', () => {
    const world = serving(3)
    bringDown(world, 'machine', 'm1')
    pass(world, 3)
    expect(refusalOf(world, { order: 'scale', workload: 0, replicas: 3 })).toBe(undefined)
    bringDown(world, 'machine', 'm2')
    expect(refusalOf(world, { order: 'scale', workload: 0, replicas: 3 })).toBe(TIMED_OUT)
  })

  it('nothing special where a level names no control plane', () => {
    const world = aWorld()
    expect(refusalOf(world, { order: 'create', workload: 0, node: undefined })).toBe(undefined)
    stopPart(world, 'kube-apiserver')
    expect(refusalOf(world, { order: 'create', workload: 0, node: undefined })).toBe(undefined)
  })
})

describe('An API server', () => {
  it('speaks to the etcd beside it: where that is stopped it answers nobody, and the others do', () => {
    const world = withPlane(3)
    order(world, { order: 'stop-part', part: 'etcd', member: 1 })
    const plane = thePlane(world)
    expect(plane.members.map(member => serves(world, plane, member))).toEqual([true, false, true])
    expect(plane.working.api).toBe(true)
  })

  it('that is back hears nodes that came back meanwhile; one that started anew did not know what to run', () => {
    const world = serving()
    const lost = nodeOf(world, 0)
    stopPart(world, 'kube-apiserver')
    bringDown(world, 'node', lost)
    pass(world, 20)
    order(world, { order: 'bring-up', host: { kind: 'node', id: world.nodes.findIndex(({ name }) => name === lost) } })
    const lostBefore = theTraffic(world).lost
    pass(world, 100)
    expect(theTraffic(world).lost - lostBefore).toBe(500)
    startPart(world, 'kube-apiserver')
    pass(world, 30)
    expect(livePods(world).map(({ ready }) => ready)).toEqual([true, true])
  })

  it('that is back knows that a node started anew, though before that only its network had come back', () => {
    const world = serving()
    const id = livePods(world)[0]?.node ?? -1
    stopPart(world, 'kube-apiserver')
    for (const what of ['cut-off', 'reconnect', 'bring-down', 'bring-up'] as const) {
      order(world, { order: what, host: { kind: 'machine', id: world.nodes[id]?.on.id ?? -1 } })
      pass(world, 5)
    }
    startPart(world, 'kube-apiserver')
    pass(world, 30)
    expect(livePods(world).map(({ ready, startedAt }) => [ready, startedAt > 60])).toEqual(
      livePods(world).map(({ node }) => [true, node === id]),
    )
  })

  it('that goes away ends a drain, which is begun again when it is back', () => {
    const world = aWorld({
      machines: [aMachine(), aMachine({ name: 'b2' }), aMachine({ name: 'm1', runs: 'control-plane' })],
      park: aPlane(1),
      spec: { replicas: 3, minAvailable: 2 },
    })
    order(world, { order: 'cordon', node: 1 })
    inBowl(world)
    pass(world, 20)
    order(world, { order: 'uncordon', node: 1 })
    const begun = reasons(order(world, { order: 'drain', node: 0 }))
    expect(begun).toEqual(['NodeNotSchedulable', 'Evicted', 'Killing', 'EvictionRefused', 'EvictionRefused'])
    stopPart(world, 'kube-apiserver')
    const told = reasons(pass(world, 60))
    expect(told).toContain('DrainFailed')
    expect(told).not.toContain('Evicted')
    startPart(world, 'kube-apiserver')
    expect(reasons(pass(world, 60))).not.toContain('Evicted')
    expect(world.nodes[0]).toMatchObject({ unschedulable: true, draining: false })
    order(world, { order: 'drain', node: 0 })
    expect(reasons(pass(world, 60))).toContain('Drained')
  })
})

describe('The lease', () => {
  it.each<LeadingPart>(['kube-scheduler', 'kube-controller-manager'])(
    'of a %s that died is taken fifteen to seventeen seconds later by another',
    part => {
      const world = withPlane(3)
      bringDown(world, 'machine', 'm1')
      for (let i = 0; i < 14; i += 1) {
        pass(world, 1)
        expect(acts(world, part)).toBe(false)
      }
      pass(world, 4)
      expect(acts(world, part)).toBe(true)
      expect(thePlane(world).leases[part].holder).not.toBe(0)
    },
  )

  it('is kept through an election of etcd, which is over before it must be renewed', () => {
    const world = withPlane(3)
    order(world, { order: 'stop-part', part: 'etcd', member: 0 })
    pass(world, 30)
    const led = aWorld({ park: aPlane(3) })
    thePlane(led).etcd.leader = 2
    bringDown(led, 'machine', 'm3')
    expect(acts(led, 'kube-scheduler')).toBe(false)
    expect(reasons(pass(led, 5))).not.toContain('LeaderElection')
    expect(acts(led, 'kube-scheduler')).toBe(true)
  })

  it('of a member whose machine has started anew is not renewed: another process asks for it', () => {
    const world = withPlane(1)
    bringDown(world, 'machine', 'm1')
    pass(world, 3)
    bringUp(world, 'm1')
    const back = world.tick
    while (!acts(world, 'kube-scheduler')) pass(world, 1)
    expect(world.tick - back).toBeGreaterThanOrEqual(16) // an election of two seconds' patience comes first
  })

  it.each([
    [9, 0, 2],
    [11, 15, 18],
    [60, 15, 18],
  ])('of a single member after %i s without an API server acts again %i to %i s later', (away, least, most) => {
    const world = withPlane(1)
    stopPart(world, 'kube-apiserver')
    pass(world, away)
    thePlane(world).members[0]?.stopped.splice(0) // its manifest is back; the other static pods ran on
    const since = world.tick
    order(world, { order: 'start-part', part: 'etcd' })
    while (!acts(world, 'kube-controller-manager')) pass(world, 1)
    expect(world.tick - since).toBeGreaterThanOrEqual(least)
    expect(world.tick - since).toBeLessThanOrEqual(most)
  })
})

describe('A world with a control plane', () => {
  it('is forked and hashed like any other', () => {
    const world = serving(3)
    bringDown(world, 'machine', 'm1')
    const other = fork(world)
    for (let i = 0; i < 60; i += 1) {
      expect(hashOf(other)).toBe(hashOf(world))
      step(world)
      step(other)
    }
    bringDown(other, 'machine', 'm2')
    expect(hashOf(other)).not.toBe(hashOf(world))
    expect(thePlane(world).working.api).toBe(true)
  })

  it('of three members that nobody touches goes as one without', () => {
    const run = (world: World) => {
      inBowl(world)
      return pass(world, 300).map(({ tick, reason, note }) => `${tick} ${reason} ${note}`)
    }
    expect(run(withPlane(3))).toEqual(run(aWorld()))
  })

  it('pays for its machines whole', () => {
    const [with3, without] = [withPlane(3), aWorld()]
    pass(with3, 3_600)
    pass(without, 3_600)
    expect(with3.spent - without.spent).toBe(3 * 4 * ASSUMPTIONS.machineCoreHour)
  })

  it('has no plate on the slab: no workload is put on its machines', () => {
    const world = withPlane(3, { spec: { requests: asks(1_000, 256) } })
    onSlab(world)
    expect(world.machines[world.units[0]?.on.id ?? -1]?.name).toBe('s1')
  })

  it('is explained as etcdctl and kubectl would', () => {
    const world = withPlane(3)
    bringDown(world, 'machine', 'm3')
    pass(world, 3)
    const lines = explain(world, { kind: 'control-plane', id: 0 })
    expect(lines[0]).toBe('Name: k1')
    expect(lines).toContain('API server: https://k1.example:6443 answers')
    expect(lines).toContain('etcd: 2 of 3 members live, 2 are a majority; none more may fail')
    expect(lines.filter(line => line.includes(':2379, false'))).toHaveLength(3)
  })

  it('comes back with its machine', () => {
    const world = serving()
    bringDown(world, 'machine', 'm1')
    pass(world, 100)
    expect(reasons(bringUp(world, 'm1'))).not.toContain('ApiServerUp') // etcd has an election to hold first
    const told = reasons(pass(world, 5))
    expect(told.filter(reason => /^EtcdLeaderElected|ApiServerUp/.test(reason))).toEqual([
      'EtcdLeaderElected',
      'ApiServerUp',
    ])
    scale(world, 3)
    pass(world, 40)
    expect(livePods(world)).toHaveLength(3)
  })
})

describe('Every part', () => {
  it.each(PARTS)('%s, stopped twice and started, says so once each', part => {
    const world = withPlane(1)
    const told = [...stopPart(world, part), ...stopPart(world, part), ...startPart(world, part)]
    const said = told.filter(({ reason }) => reason.startsWith('StaticPod')).map(({ reason, note }) => [reason, note])
    expect(said).toEqual([
      ['StaticPodStopped', `static pod ${part}-m1 is stopped`],
      ['StaticPodStarted', `static pod ${part}-m1 is started`],
    ])
  })
})

describe('A law: whatever failed, when all is back everything is in order', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))('(seed %i)', seed => {
    const world = aWorld({ seed, park: aPlane(1 + (seed % 3)), workloads: [{ replicas: 3 }, { name: 'other' }] })
    inBowl(world, 0)
    inBowl(world, 1)
    for (let move = 0; move < 60; move += 1) {
      const luck = (sides: number, of: number) => roll(seed, 'bot', { owner: move, ordinal: of }, 0, sides)
      const part = PARTS[luck(4, 1)] as Part
      const host = { kind: 'machine', id: luck(world.machines.length, 2) } as const
      const some: readonly Order[] = [
        { order: 'stop-part', part },
        { order: 'start-part', part },
        { order: 'bring-down', host },
        { order: 'bring-up', host },
        { order: 'cut-off', host },
        { order: 'reconnect', host },
        { order: 'scale', workload: luck(2, 3), replicas: 1 + luck(4, 4) },
        { order: 'evict', pod: luck(world.pods.length, 5) },
        { order: 'drain', node: luck(3, 6) },
        { order: 'uncordon', node: luck(3, 6) },
        { order: 'crash', workload: luck(2, 3) },
      ]
      const what = some[luck(some.length, 7)] as Order
      if (refusalOf(world, what) === undefined) order(world, what)
      pass(world, luck(40, 8))
      if (world.controlPlanes[0]?.working['kube-controller-manager']) expectLawful(world)
    }
    for (const part of PARTS) startPart(world, part)
    for (const { id } of world.machines) {
      order(world, { order: 'bring-up', host: { kind: 'machine', id } })
      order(world, { order: 'reconnect', host: { kind: 'machine', id } })
    }
    pass(world, 60)
    for (const { id, unschedulable } of world.nodes) if (unschedulable) order(world, { order: 'uncordon', node: id })
    pass(world, 400)
    expectLawful(world)
    expect(Object.values(thePlane(world).working)).toEqual([true, true, true, true])
    for (const { replicas, workload } of world.deployments) {
      expect(theWorkload(world, workload).endpoints).toHaveLength(replicas)
    }
    const { undone } = thePlane(world)
    expect(Object.values(undone).map(list => list.length)).toEqual([0, 0, 0, 0])
  })
})
