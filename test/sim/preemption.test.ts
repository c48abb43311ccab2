/** Who has to go, where, and for whom: the order of choices, and what becomes of those who go. */

import { describe, expect, it } from 'vitest'
import type { WorkloadSpec } from '../../src/model/workload'
import { NONE, type World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { type Candidate, pickOne } from '../../src/sim/scheduling/preemption'
import { aMachine, asks, aWorld, inBowl, livePods, order, pass, podNames, reasons, when } from '../given'

const victim = (priority: number, since = 0) => ({ pod: 0, priority, since })
const candidate = (node: number, victims: Candidate['victims'], violations = 0): Candidate => ({
  node,
  victims,
  violations,
})

describe('Among nodes the one is emptied', () => {
  const cases: readonly (readonly [string, Candidate, Candidate])[] = [
    ['where fewer budgets are violated', candidate(0, [victim(9), victim(9)], 0), candidate(1, [victim(1)], 1)],
    ['else whose top victim matters less', candidate(0, [victim(5), victim(5), victim(5)]), candidate(1, [victim(6)])],
    [
      'else where priorities add up to less',
      candidate(0, [victim(5), victim(1)]),
      candidate(1, [victim(5), victim(2)]),
    ],
    ['else where fewer go: one at -1 and not two', candidate(0, [victim(-1)]), candidate(1, [victim(-1), victim(-9)])],
    [
      'else whose top victims came later',
      candidate(0, [victim(5, 70), victim(1, 3)]),
      candidate(1, [victim(5, 60), victim(1, 9)]),
    ],
  ]
  it.each(cases)('%s', (_, better, worse) => {
    expect(pickOne([worse, better])?.node).toBe(better.node)
    expect(pickOne([better, worse])?.node).toBe(better.node)
  })

  it('else the first; and none of none', () => {
    expect(pickOne([candidate(4, [victim(1)]), candidate(2, [victim(1)])])?.node).toBe(4)
    expect(pickOne([])).toBeUndefined()
  })
})

const QUIET = [{ at: 0, perSecond: 1 }]
const little = (over: Partial<WorkloadSpec> = {}) => ({
  name: 'little',
  requests: asks(1_000, 64),
  replicas: 4,
  demand: QUIET,
  ...over,
})
const great = (over: Partial<WorkloadSpec> = {}) => ({
  name: 'great',
  requests: asks(2_000, 64),
  priority: 1_000,
  demand: QUIET,
  ...over,
})

/** b1 is full of four little ones; then a great one comes. */
function full(low: Partial<WorkloadSpec> = {}, high: Partial<WorkloadSpec> = {}, machines = [aMachine()]): World {
  const world = aWorld({ machines, workloads: [little(low), great(high)] })
  inBowl(world, 0)
  pass(world, 30)
  inBowl(world, 1)
  return world
}
const messageOf = (world: World) => livePods(world).find(pod => pod.workload === 1)?.message
const named = (world: World, status: string) => podNames(world).filter((_, i) => livePods(world)[i]?.status === status)

describe('A pod of higher priority', () => {
  it('makes as few go as it needs, the youngest first, and waits until they have', () => {
    const world = full()
    const told = pass(world, 1)
    expect(reasons(told).filter(reason => reason === 'Preempted')).toHaveLength(2)
    expect(told.find(({ reason }) => reason === 'Preempted')?.note).toMatch(
      /^Preempted by pod [0-9a-f-]{36} on node b1$/,
    )
    expect(messageOf(world)).toBe('0/1 nodes are available: 1 Insufficient cpu.')
    expect(named(world, 'Terminating')).toEqual(['little-2', 'little-3'])
    const lines = explain(world, { kind: 'pod', id: 4 })
    expect(lines).toContain('Priority: 1000')
    expect(lines).toContain('NominatedNodeName: b1')
    expect(when(world, 'Scheduled')).toBe(31)
    expect(livePods(world).find(pod => pod.workload === 1)).toMatchObject({ node: 0, nominated: NONE })
  })

  it('is told so while they are still going, and makes nobody else go', () => {
    const world = full({ latencySloMs: 20_000 }) // they take twenty seconds to finish what they are at
    pass(world, 5)
    world.work.roomMade = true
    const again = pass(world, 5)
    expect(reasons(again)).not.toContain('Preempted')
    expect(messageOf(world)).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to a terminating pod on the nominated node.',
    )
    expect(when(world, 'Scheduled')).toBe(50)
  })

  it('keeps the room that was made for it from those who matter less', () => {
    const world = full()
    pass(world, 40)
    const placed = livePods(world).filter(({ node }) => node !== NONE)
    expect(placed.map(({ workload }) => workload).sort()).toEqual([0, 0, 1])
    const waiting = livePods(world).filter(({ node }) => node === NONE)
    expect(waiting.map(({ message }) => message)).toEqual(
      waiting.map(
        () =>
          '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
      ),
    )
  })

  it('keeps what was free before too, while its victims are still going', () => {
    const late = little({ name: 'late', replicas: 1 })
    const world = aWorld({
      machines: [aMachine({ cores: 5 })],
      workloads: [
        little({ latencySloMs: 20_000 }),
        great({ requests: asks(3_000, 64) }),
        late,
        { ...late, name: 'equal', priority: 1_001 },
      ],
    })
    inBowl(world, 0)
    pass(world, 30)
    inBowl(world, 1)
    pass(world, 3)
    inBowl(world, 2)
    pass(world, 3)
    const nodeOf = (workload: number) => livePods(world).find(pod => pod.workload === workload)?.node
    expect([nodeOf(1), nodeOf(2)]).toEqual([NONE, NONE])
    inBowl(world, 3) // it matters more, and need not mind
    pass(world, 3)
    expect(nodeOf(3)).toBe(0)
  })

  it.each<readonly [string, Partial<WorkloadSpec>, Partial<WorkloadSpec>, string]>([
    [
      'of the same priority',
      { priority: 1_000 },
      {},
      '0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    ],
    ['that never preempts', {}, { preemptionPolicy: 'Never' }, 'not eligible due to preemptionPolicy=Never.'],
    [
      'too big for the node',
      {},
      { requests: asks(4_001, 64) },
      '0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    ],
    [
      'kept off by its selector',
      {},
      { kernel: 'own' },
      '0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    ],
  ])('%s makes nobody go', (_, low, high, said) => {
    const world = full(low, high)
    expect(reasons(pass(world, 3))).not.toContain('Preempted')
    expect(messageOf(world)?.split(' preemption: ')[1]).toBe(said)
  })

  it('says why not even all of the lesser ones are enough', () => {
    const world = aWorld({
      machines: [aMachine()],
      workloads: [
        little({ replicas: 1 }),
        great(),
        { name: 'equal', requests: asks(3_000, 64), priority: 1_000, demand: QUIET },
      ],
    })
    for (const workload of [0, 2]) inBowl(world, workload)
    pass(world, 5)
    inBowl(world, 1)
    pass(world, 2)
    expect(messageOf(world)).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 Insufficient cpu.',
    )
  })

  it('spares whom a budget holds, if others will do; a budget alone does not stop it', () => {
    const held = little({ name: 'held', replicas: 2, minAvailable: 2 })
    const world = aWorld({ machines: [aMachine()], workloads: [held, great(), little({ name: 'free', replicas: 2 })] })
    for (const workload of [2, 0]) inBowl(world, workload)
    pass(world, 30)
    inBowl(world, 1)
    pass(world, 1)
    expect(named(world, 'Terminating')).toEqual(['free-0', 'free-1'])
    const alone = full({ minAvailable: 4 })
    pass(alone, 1)
    expect(named(alone, 'Terminating')).toHaveLength(2)
  })

  it('takes another node if one comes free first: a nomination is no promise', () => {
    const roomy = aWorld({
      machines: [aMachine(), aMachine({ name: 'b2' })],
      workloads: [little({ latencySloMs: 30_000 }), great({ requests: asks(3_000, 64) })],
    })
    order(roomy, { order: 'cordon', node: 1 })
    inBowl(roomy, 0)
    pass(roomy, 30)
    inBowl(roomy, 1)
    pass(roomy, 3)
    expect(roomy.pods[4]).toMatchObject({ node: NONE, nominated: 0 })
    order(roomy, { order: 'uncordon', node: 1 })
    pass(roomy, 2)
    expect(roomy.pods[4]).toMatchObject({ node: 1, nominated: NONE })
  })

  it('in 2017 waits like everybody else', () => {
    const world = aWorld({ era: '2017', machines: [aMachine()], workloads: [little(), great()] })
    inBowl(world, 0)
    pass(world, 30)
    inBowl(world, 1)
    expect(reasons(pass(world, 60))).not.toContain('Preempted')
    expect(messageOf(world)).toBe(
      'No nodes are available that match all of the following predicates:: Insufficient cpu (1).',
    )
  })

  it('drives away whom it cannot bear', () => {
    const apart = { required: [{ workload: 'little', topologyKey: 'kubernetes.io/hostname' }], preferred: [] }
    const world = full({ replicas: 1 }, { requests: asks(100, 64), podAntiAffinity: apart })
    pass(world, 1)
    expect(messageOf(world)).toBe("0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules.")
    expect(named(world, 'Terminating')).toEqual(['little-0'])
  })
})
