/** The table of a decision: anybody can add it up and see who had to win. */

import { describe, expect, it } from 'vitest'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { aMachine, asks, aWorld, inBowl, order, pass } from '../given'

const tableOf = (world: World, pod = 0) => {
  const lines = explain(world, { kind: 'pod', id: pod })
  const start = lines.findIndex(line => line.startsWith('Scheduling,'))
  return lines.slice(start).filter((line, i) => i === 0 || line.startsWith('  '))
}

const taints = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' as const }]
const machines = [
  aMachine({ name: 'b1' }),
  aMachine({ name: 'b2', taints }),
  aMachine({ name: 'b3', cores: 8 }),
  aMachine({ name: 'b4' }),
]

describe("describe pod has the scheduler's table", () => {
  it('of a bound pod as it was decided', () => {
    const world = aWorld({ machines, spec: { requests: asks(1_000, 2_023) } })
    order(world, { order: 'cordon', node: 3 })
    inBowl(world)
    pass(world, 20)
    expect(tableOf(world)).toEqual([
      'Scheduling, as it was decided at 0 s:',
      '  b1: TaintToleration 100*3 + NodeAffinity 0*2 + NodeResourcesFit 75 + PodTopologySpread 100*2 + InterPodAffinity 0*2 + NodeResourcesBalancedAllocation 100 + ImageLocality 22 = 697',
      '  b2: TaintToleration: node(s) had untolerated taint(s)',
      '  b3: TaintToleration 100*3 + NodeAffinity 0*2 + NodeResourcesFit 81 + PodTopologySpread 100*2 + InterPodAffinity 0*2 + NodeResourcesBalancedAllocation 93 + ImageLocality 22 = 696',
      '  b4: NodeUnschedulable: node(s) were unschedulable',
      '  b1 has the highest score of 2',
    ])
  })

  it('that can be added up, and whose winner has the most', () => {
    const world = aWorld({ machines, spec: { replicas: 6 } })
    inBowl(world)
    pass(world, 20)
    for (const { id, node } of world.pods) {
      const totals = new Map<string, number>()
      for (const line of tableOf(world, id)) {
        const [, name, sum, total] = /^ {2}(\w+): (\w+ .*) = (\d+)$/.exec(line) ?? []
        if (!name || !sum) continue
        const parts = sum.split(' + ').map(part => part.split(' ')[1]?.split('*').map(Number) as number[])
        expect(parts.reduce((all, [score = 0, weight = 1]) => all + score * weight, 0)).toBe(Number(total))
        totals.set(name, Number(total))
      }
      expect(totals.get(world.nodes[node]?.name ?? '')).toBe(Math.max(...totals.values()))
    }
  })

  it('that says who was drawn among whom', () => {
    const world = aWorld()
    inBowl(world)
    pass(world, 1)
    expect(tableOf(world).at(-1)).toMatch(/^ {2}b\d was drawn among 3 of the same score \(b\d, b\d\)$/)
  })

  it('in 2017 from 0 to 10, all of weight one', () => {
    const world = aWorld({ era: '2017', machines: machines.slice(0, 3), spec: { requests: asks(1_000, 2_023) } })
    inBowl(world)
    pass(world, 1)
    expect(tableOf(world).slice(1, 3)).toEqual([
      '  b1: SelectorSpreadPriority 10 + InterPodAffinityPriority 0 + LeastRequestedPriority 7 + BalancedResourceAllocation 10 + NodeAffinityPriority 0 + TaintTolerationPriority 10 = 37',
      '  b2: PodToleratesNodeTaints',
    ])
    order(world, { order: 'cordon', node: 0 })
    order(world, { order: 'scale', workload: 0, replicas: 20 })
    pass(world, 3)
    expect(tableOf(world, 19).slice(1)).toEqual([
      '  b1: is not listed',
      '  b2: PodToleratesNodeTaints',
      '  b3: Insufficient memory',
    ])
  })

  it('of a pod that waits, as it is now', () => {
    const world = aWorld({ machines, spec: { requests: asks(9_000, 64) } })
    inBowl(world)
    pass(world, 1)
    expect(tableOf(world)).toEqual([
      'Scheduling, as it is now:',
      '  b1: NodeResourcesFit: Insufficient cpu',
      '  b2: TaintToleration: node(s) had untolerated taint(s)',
      '  b3: NodeResourcesFit: Insufficient cpu',
      '  b4: NodeResourcesFit: Insufficient cpu',
    ])
  })

  it('and, once the decision is no longer kept, as it would be decided now', () => {
    const world = aWorld({ machines, spec: { replicas: 20, requests: asks(10, 10) } })
    inBowl(world)
    pass(world, 1)
    expect(tableOf(world, 19)[0]).toBe('Scheduling, as it was decided at 0 s:')
    expect(tableOf(world, 0)[0]).toBe('Scheduling, as it would be decided now:')
    expect(world.work.decided).toHaveLength(12)
  })
})
