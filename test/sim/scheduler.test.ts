import { describe, expect, it } from 'vitest'
import type { Node } from '../../src/model/kubernetes'
import { NONE, type World } from '../../src/model/world'
import { allocatableOf } from '../../src/sim/control-plane/roles'
import type { Rejection } from '../../src/sim/scheduling/filter'
import { dryRun, place } from '../../src/sim/scheduling/scheduler'
import { balancedAllocation, forScoring, leastAllocated } from '../../src/sim/scheduling/score'
import { unschedulable, withoutPreemption } from '../../src/sim/scheduling/unschedulable'
import type { Wish } from '../../src/sim/scheduling/wish'
import { aMachine, asks, aWorld, inBowl, losses, order, pass, podNames, reasons, theDeployment, when } from '../given'

const aWish = (over: Partial<Wish> = {}): Wish => ({
  requests: asks(500, 256),
  kernel: 'shared',
  machine: NONE,
  nodeSelector: [],
  ...over,
})

const first = () => 0
const cordon = (node: Node) => Object.assign(node, { unschedulable: true })
const silence = (node: Node) => Object.assign(node, { ready: false })
const promise = (cpu: number, memoryMiB: number, gpus = 0) => {
  return (node: Node) => Object.assign(node, { requested: asks(cpu, memoryMiB, gpus) })
}
const crowd = (node: Node) => Object.assign(node, { pods: Array.from({ length: 110 }, (_, i) => i) })
const leave = (node: Node) => node

const NO_VICTIMS = 'No preemption victims found for incoming pod'
const NO_HELP = 'Preemption is not helpful for scheduling'

/** What a kubelet keeps of a machine's memory. */
const KEPT = 100
const aNode = (name: string) => aMachine({ name, memoryMiB: 8_192 + KEPT })

/** Three nodes that can give 4 cores and 8 GiB, each after something was done to it. */
function threeNodes(...done: readonly ((node: Node) => unknown)[]): World {
  const world = aWorld({ machines: ['b1', 'b2', 'b3'].map(aNode) })
  world.nodes.forEach((node, i) => {
    done[i % done.length]?.(node)
  })
  return world
}

describe('A Pod stays Pending, and is told why, when every Node', () => {
  const affinity = "node(s) didn't match Pod's node affinity/selector"
  const cases: readonly [string, (node: Node) => unknown, Partial<Wish>, Rejection, string, string][] = [
    [
      'is full by what was requested, however idle it is',
      promise(3_600, 0),
      {},
      'Insufficient cpu',
      NO_VICTIMS,
      'Insufficient cpu',
    ],
    ['has too little memory left', promise(0, 8_000), {}, 'Insufficient memory', NO_VICTIMS, 'Insufficient memory'],
    [
      'is smaller than it, even empty',
      leave,
      { requests: asks(4_001, 0) },
      'Insufficient cpu',
      NO_HELP,
      'Insufficient cpu',
    ],
    [
      'has no GPU at all',
      leave,
      { requests: asks(0, 0, 1) },
      'Insufficient nvidia.com/gpu',
      NO_HELP,
      'Insufficient alpha.kubernetes.io/nvidia-gpu',
    ],
    ['holds as many Pods as a kubelet takes, 110', crowd, {}, 'Too many pods', NO_VICTIMS, 'Insufficient pods'],
    ['is cordoned', cordon, {}, 'node(s) were unschedulable', NO_HELP, ''],
    ['is not Ready', silence, {}, 'node(s) had untolerated taint(s)', NO_HELP, ''],
    ['shares a kernel, and it needs its own', leave, { kernel: 'own' }, affinity, NO_HELP, 'MatchNodeSelector'],
    ['is not the one it selects', leave, { nodeSelector: ['b9'] }, affinity, NO_HELP, 'MatchNodeSelector'],
  ]

  it.each(cases)('%s', (_, done, wish, why, preemption) => {
    const decision = place(aWish(wish), threeNodes(done), first)
    const message = `0/3 nodes are available: 3 ${why}. preemption: 0/3 nodes are available: 3 ${preemption}.`
    expect(decision).toMatchObject({ kind: 'unschedulable', message })
  })

  it.each(cases)(
    '%s (2017: by predicate, and unlisted if it is not Ready)',
    (_, done, wish, _why, _preemption, then) => {
      const decision = place(aWish(wish), { ...threeNodes(done), era: '2017' }, first)
      const message = then
        ? `No nodes are available that match all of the following predicates:: ${then} (3).`
        : 'no nodes available to schedule pods'
      expect(decision).toMatchObject({ kind: 'unschedulable', message })
    },
  )
})

describe('The message', () => {
  const said = (world: World, wish: Partial<Wish> = {}) => {
    const decision = place(aWish(wish), world, first)
    return decision.kind === 'unschedulable' ? decision.message : 'bound'
  }

  it('counts the nodes by reason, in the order of the alphabet', () => {
    const world = threeNodes(cordon, promise(3_600, 0), cordon)
    expect(said(world)).toBe(
      '0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable. preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.',
    )
  })

  it('tells everything that a node lacks', () => {
    const world = threeNodes(promise(3_900, 8_100))
    const why = '0/3 nodes are available: 3 Insufficient cpu, 3 Insufficient memory.'
    expect(withoutPreemption(said(world))).toBe(why)
  })

  it('has of each node only the first filter that objects: a cordoned one is not also full', () => {
    const both = (node: Node) => [cordon(node), promise(4_000, 8_192)(node)]
    expect(withoutPreemption(said(threeNodes(both)))).toBe('0/3 nodes are available: 3 node(s) were unschedulable.')
  })

  it('says so when there are no nodes at all', () => {
    expect(unschedulable([], 'now')).toBe('no nodes available to schedule pods')
    expect(withoutPreemption(unschedulable([], 'now'))).toBe('no nodes available to schedule pods')
    expect(said(aWorld({ machines: [] }))).toBe('no nodes available to schedule pods')
  })
})

describe('What fits', () => {
  it('is decided by requests alone: to the last millicore and byte', () => {
    const world = threeNodes(promise(3_500, 7_936), cordon, cordon)
    expect(place(aWish({ requests: asks(500, 256) }), world, first)).toMatchObject({ kind: 'bind', node: 0 })
    expect(place(aWish({ requests: asks(501, 256) }), world, first).kind).toBe('unschedulable')
    expect(place(aWish({ requests: asks(500, 257) }), world, first).kind).toBe('unschedulable')
  })

  it('a Pod that requests nothing fits on a full node', () => {
    expect(place(aWish({ requests: asks(0, 0) }), threeNodes(promise(4_000, 8_192)), first).kind).toBe('bind')
  })

  it('GPUs are whole numbers and are not shared', () => {
    const world = aWorld({ machines: [aMachine({ gpus: 2 })], spec: { requests: asks(100, 64, 1), replicas: 3 } })
    inBowl(world)
    pass(world, 2)
    expect(world.nodes[0]?.requested.gpus).toBe(2)
    expect(world.pods[2]?.message).toBe(
      `0/1 nodes are available: 1 Insufficient nvidia.com/gpu. preemption: 0/1 nodes are available: 1 ${NO_VICTIMS}.`,
    )
  })

  it('usage never counts: a node at a standstill takes no more than its requests allow', () => {
    const idle = { requests: asks(2_000, 256), replicas: 3, demand: [{ at: 0, perSecond: 0 }] }
    const world = aWorld({ machines: [aMachine()], spec: idle })
    inBowl(world)
    pass(world, 2)
    expect(world.pods.map(pod => pod.node)).toEqual([0, 0, -1])
  })
})

describe('Of a machine a node can give', () => {
  it('all but the 100 MiB below which its kubelet evicts', () => {
    const world = aWorld({ machines: [aMachine({ cores: 4, memoryMiB: 8_192, gpus: 2 })] })
    expect(world.nodes[0]?.allocatable).toEqual(asks(4_000, 8_092, 2))
    expect(world.machines[0]?.capacity).toEqual(asks(4_000, 8_192, 2))
  })

  it('so a Pod as big as the machine fits nowhere, and one that leaves them does', () => {
    const alone = (memoryMiB: number) =>
      place(aWish({ requests: asks(0, memoryMiB) }), aWorld({ machines: [aMachine()] }), first).kind
    expect([alone(8_192), alone(8_093), alone(8_092)]).toEqual(['unschedulable', 'unschedulable', 'bind'])
  })

  it('never less than nothing', () => expect(allocatableOf(asks(1_000, 64), 'now')).toEqual(asks(1_000, 0)))
})

describe('A dry run', () => {
  it('says of each pod that would find no place why not, one after the other, and changes nothing', () => {
    const world = threeNodes(cordon, cordon, leave)
    const before = JSON.stringify(world)
    const messages = dryRun(aWish({ requests: asks(1_500, 64) }), 4, world)
    expect(messages.map(withoutPreemption)).toEqual([
      '0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable.',
      '0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable.',
    ])
    expect(JSON.stringify(world)).toBe(before)
  })

  it('says what the scheduler then says', () => {
    const world = aWorld({ spec: { requests: asks(3_000, 64), replicas: 5 } })
    const foretold = dryRun(aWish({ requests: asks(3_000, 64) }), 5, world)
    inBowl(world)
    pass(world, 2)
    expect(foretold).toEqual(world.pods.map(({ message }) => message).filter(message => message !== ''))
    expect(foretold).toHaveLength(2)
  })
})

describe('LeastAllocated, worked by hand', () => {
  const cases = [
    ['nothing asked of an empty node', asks(0, 0), asks(4_000, 8_192), 100],
    ['a quarter of both', asks(1_000, 2_048), asks(4_000, 8_192), 75],
    ['cpu 3/4, memory 1/4', asks(3_000, 2_048), asks(4_000, 8_192), 50],
    ['cpu 25, memory 50: half a point is dropped', asks(3_000, 5_000), asks(4_000, 10_000), 37],
    ['each is rounded down before the mean: 33 and 66', asks(2_000, 1_000), asks(3_000, 3_000), 49],
    ['cpu 40, memory 75', asks(6_000, 5_000), asks(10_000, 20_000), 57],
    ['cpu 40, memory 50', asks(6_000, 10_000), asks(10_000, 20_000), 45],
    ['exactly full', asks(4_000, 8_192), asks(4_000, 8_192), 0],
    ['more than there is counts as nothing left', asks(5_000, 2_048), asks(4_000, 8_192), 37],
  ] as const

  it.each(cases)('%s', (_, asked, has, score) => expect(leastAllocated(asked, has)).toBe(score))
})

describe('BalancedAllocation, worked by hand', () => {
  const cases = [
    ['equally full', asks(1_000, 2_048), asks(4_000, 8_192), 100],
    ['cpu 3/4, memory 1/2: (1 - 1/8) * 100 = 87.5', asks(3_000, 5_000), asks(4_000, 10_000), 87],
    ['cpu 3/4, memory 1/4', asks(3_000, 2_048), asks(4_000, 8_192), 75],
    ['all cpu and no memory', asks(4_000, 0), asks(4_000, 8_192), 50],
    ['beyond full is full', asks(8_000, 8_192), asks(4_000, 8_192), 100],
  ] as const

  it.each(cases)('%s', (_, asked, has, score) => expect(balancedAllocation(asked, has)).toBe(score))
})

describe('Of the nodes that fit, the scheduler takes', () => {
  const chosen = (world: World, wish: Partial<Wish> = {}) => place(aWish(wish), world, first)
  const used = (cpu: number, memoryMiB: number) => (node: Node) =>
    Object.assign(node, { requested: asks(cpu, memoryMiB), scored: asks(cpu, memoryMiB) })

  it('the one with most left', () => {
    expect(chosen(threeNodes(used(2_000, 4_096), used(1_000, 2_048), used(3_000, 6_144)))).toMatchObject({ node: 1 })
  })

  it('the one that would be evenly full, where as much is left', () => {
    const world = threeNodes(used(0, 4_096), used(2_000, 0), used(1_000, 2_048))
    expect(chosen(world, { requests: asks(100, 204) })).toMatchObject({ node: 2 })
  })

  it('and shows both scores of every node it looked at', () => {
    const decision = chosen(threeNodes(used(0, 0), cordon, used(1_000, 2_048)), { requests: asks(1_000, 2_048) })
    expect(decision).toMatchObject({
      scores: [
        { node: 0, resourcesFit: 75, balancedAllocation: 100 },
        { node: 2, resourcesFit: 50, balancedAllocation: 100 },
      ],
    })
  })

  it('changes nothing by looking', () => {
    const world = threeNodes(leave)
    const before = JSON.stringify(world)
    chosen(world)
    expect(JSON.stringify(world)).toBe(before)
  })
})

describe('A Pod without requests', () => {
  it('counts as 100 millicores and 200 MiB, for scoring only', () => {
    const world = aWorld()
    expect(forScoring(asks(0, 0), world)).toEqual(asks(100, 200))
    expect(forScoring(asks(250, 0), world)).toEqual(asks(250, 200))
  })

  it('takes up nothing of a node, and yet makes it less liked', () => {
    const world = aWorld({ machines: [aMachine()], spec: { requests: asks(0, 0), replicas: 3 } })
    inBowl(world)
    pass(world, 1)
    expect(world.nodes[0]).toMatchObject({ requested: asks(0, 0), scored: asks(300, 600) })
  })

  it('is balanced by true requests, so what others left unsaid does not tip it (facts 1.1)', () => {
    const world = threeNodes(node => Object.assign(node, { requested: asks(1_000, 2_048), scored: asks(3_000, 2_048) }))
    const decision = place(aWish({ requests: asks(1_000, 2_048) }), world, first)
    expect(decision).toMatchObject({ scores: [{ balancedAllocation: 100 }, {}, {}] })
  })
})

describe('A tie', () => {
  const firstNode = (seed: number) => {
    const world = aWorld({ seed })
    inBowl(world)
    pass(world, 1)
    return world.pods[0]?.node as number
  }

  it('is drawn by the seed: each of three equal nodes is taken by about a third of 300 seeds', () => {
    const counts = [0, 0, 0]
    for (let seed = 1; seed <= 300; seed += 1) counts[firstNode(seed)] = (counts[firstNode(seed)] ?? 0) + 1
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(3 * 8.2) // sigma of 300 draws of 1/3
  })

  it('falls the same way for the same seed', () => expect(firstNode(12)).toBe(firstNode(12)))

  it('is not moved by somebody else who came before', () => {
    const nodeOfWeb = (crowded: boolean) => {
      const world = aWorld({ workloads: [{ name: 'web' }, { name: 'other', requests: asks(0, 0) }] })
      if (crowded) order(world, { order: 'create', workload: 1, node: 'b9' })
      inBowl(world)
      pass(world, 1)
      return world.pods.find(pod => pod.workload === 0)?.node
    }
    expect(nodeOfWeb(true)).toBe(nodeOfWeb(false))
  })
})

describe('A Pod that did not fit', () => {
  const oneSlot = [aMachine({ cores: 1 })]
  const big = { requests: asks(800, 256), demand: [{ at: 0, perSecond: 1 }] }
  const waiting = () => {
    const world = aWorld({
      machines: oneSlot,
      workloads: [
        { ...big, name: 'first' },
        { ...big, name: 'second' },
      ],
    })
    inBowl(world, 0)
    inBowl(world, 1)
    pass(world, 1)
    return world
  }

  it('says so once, not every second', () => {
    const world = waiting()
    expect(reasons(pass(world, 250))).not.toContain('FailedScheduling')
    expect(world.pods[1]?.message).toBe(
      `0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 ${NO_VICTIMS}.`,
    )
  })

  it('is tried again as soon as room is made, its back-off being long over', () => {
    const world = waiting()
    pass(world, 20)
    order(world, { order: 'delete-deployment', workload: 0 })
    const freed = world.tick + 1 // the pod that goes takes a second to stop
    expect(when(world, 'Scheduled')).toBe(freed)
    expect(podNames(world)).toEqual(['second-0'])
  })

  it('is otherwise tried again after five minutes', () => {
    const world = waiting()
    order(world, { order: 'delete-deployment', workload: 0 })
    Object.assign(world.nodes[0] as Node, { unschedulable: true })
    pass(world, 30) // the retry that the room brought is over
    Object.assign(world.nodes[0] as Node, { unschedulable: false })
    const tried = world.pods[1]?.nextTry as number
    expect(when(world, 'Scheduled')).toBe(tried)
    expect(tried).toBeGreaterThan(300)
    expect(tried).toBeLessThanOrEqual(310)
  })

  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 8],
    [5, 10],
    [9, 10],
  ])('after %i tries in vain waits %i s for the next', (attempts, seconds) => {
    const world = waiting()
    Object.assign(world.pods[1] as object, { attempts, queuedAt: world.tick })
    world.work.roomMade = true
    const tried = world.tick
    pass(world, 1)
    expect(world.pods[1]?.nextTry).toBe(tried + seconds)
  })

  it('costs its users, as Unschedulable', () => {
    const world = waiting()
    pass(world, 60)
    expect(losses(world)).toHaveProperty('Unschedulable')
  })
})

describe('A nodeSelector', () => {
  it('holds the Pods of a Deployment to that node, even when it is full', () => {
    const world = aWorld({ spec: { requests: asks(3_000, 256), replicas: 2 } })
    inBowl(world, 0, 'b2')
    pass(world, 2)
    expect(theDeployment(world).nodeSelector).toEqual(['b2'])
    expect(world.pods.map(pod => pod.node)).toEqual([1, -1])
    expect(withoutPreemption(world.pods[1]?.message ?? '')).toBe(
      "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't match Pod's node affinity/selector.",
    )
  })
})
