import { describe, expect, it } from 'vitest'
import { METRICS, type MetricId } from '../../src/level/metrics'
import { readerOf } from '../../src/rules/reader'
import { aRun, at, aWorkload, bringDown, toEnd, told } from '../given'

/** One rider in each lane, all of them serving. */
function everywhere() {
  const run = aRun({
    slo: 0,
    lasts: 1_800,
    workloads: ['web', 'vm', 'metal'].map(name => aWorkload({ name, replicas: 2 })),
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  told(run, 'ROUTE', 'rider/vm', { lane: 'boxes' })
  told(run, 'ROUTE', 'rider/metal', { lane: 'slab' })
  told(run, 'LAND', 'rider/web')
  return at(run, 1_000)
}

const read = (metric: MetricId, of?: string) => readerOf(everywhere())(metric, of)

describe('What a condition can ask of a run', () => {
  const cases: readonly [MetricId, string | undefined, number][] = [
    ['tick', undefined, 1_000],
    ['requests.planned', undefined, 3 * 17_400],
    ['requests.planned', 'vm', 17_400],
    ['rider.up', 'web', 0],
    ['rider.placed', 'web', 1],
    ['rider.ready', 'vm', 1],
    ['rider.landed', 'metal', 1],
    ['riders.landed', undefined, 3],
    ['riders.waiting', undefined, 0],
    ['pods.ready', 'web', 2],
    ['pods.ready', 'vm', 0],
    ['endpoints.ready', 'vm', 2],
    ['endpoints.ready', 'metal', 1],
    ['machines.active', undefined, 1],
    ['machines.available', undefined, 1],
    ['machines.ordered', undefined, 1],
    ['machine.active', 's1', 1],
    ['machine.active', 's2', 0],
    ['node.ready', 'b1', 1],
    ['hands.busy', undefined, 0],
    ['commands.refused', undefined, 1],
  ]

  it.each(cases)('%s %s', (metric, of, answer) => expect(read(metric, of)).toBe(answer))

  it('node.ready is what the control plane knows, not what is', () => {
    const run = everywhere()
    bringDown(run.world, 'machine', 'b1')
    expect(readerOf(run)('node.ready', 'b1')).toBe(1)
    expect(readerOf(at(run, 1_060))('node.ready', 'b1')).toBe(0)
  })

  it('the shares agree with the counts at the end', () => {
    const ask = readerOf(toEnd(everywhere()))
    const [planned, lost] = [ask('requests.planned', 'metal'), ask('requests.lost', 'metal')]
    expect(ask('requests.servedPpm', 'metal')).toBe(Math.floor(((planned - lost) * 1_000_000) / planned))
    expect(ask('budget.lost', undefined)).toBe(ask('requests.lost', undefined))
  })

  it('is answered in whole numbers within the range that is declared, even of what is not there', () => {
    const ask = readerOf(everywhere())
    for (const [metric, { min, max }] of Object.entries(METRICS)) {
      for (const of of [undefined, 'web', 's1', 'nobody']) {
        const answer = ask(metric as MetricId, of)
        expect([metric, of, Number.isInteger(answer) && answer >= min && answer <= max]).toEqual([metric, of, true])
      }
    }
  })
})
