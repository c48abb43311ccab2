import { describe, expect, it } from 'vitest'
import { METRICS, type MetricId } from '../../src/level/metrics'
import { readerOf } from '../../src/rules/reader'
import { aMachine, anArrival, aPark, aRun, at, aWorkload, bringDown, order, toEnd, told } from '../given'

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
    ['rider.inBowl', 'web', 1],
    ['rider.inBoxes', 'web', 0],
    ['rider.inBoxes', 'vm', 1],
    ['rider.onSlab', 'metal', 1],
    ['rider.failing', 'web', 0],
    ['rider.machines', 'web', 2],
    ['rider.machines', 'metal', 1],
    ['rider.stranded', 'web', 0],
    ['machine.riders', 'b1', 1],
    ['machine.riders', 's2', 0],
    ['node.cordoned', 'b1', 0],
    ['node.draining', 'b1', 0],
  ]

  it.each(cases)('%s %s', (metric, of, answer) => expect(read(metric, of)).toBe(answer))

  it('rider.failing is that users are here and nobody answers them, whatever the pod says', () => {
    const run = aRun({
      slo: 0,
      arrivals: [anArrival('web', { up: 0, due: 100 })],
      incidents: [{ id: 'hang', what: 'process-hung', at: 60, target: 'rider/web' }],
    })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    const answers = [90, 110].map(moment => {
      const ask = readerOf(at(run, moment))
      return [ask('rider.failing', 'web'), ask('endpoints.ready', 'web')]
    })
    expect(answers).toEqual([
      [0, 1],
      [1, 1],
    ])
  })

  it('node.ready is what the control plane knows, not what is', () => {
    const run = everywhere()
    bringDown(run.world, 'machine', 'b1')
    expect(readerOf(run)('node.ready', 'b1')).toBe(1)
    expect(readerOf(at(run, 1_060))('node.ready', 'b1')).toBe(0)
  })

  it.each([
    ['quorum', 0, [3, 1]],
    ['quorum', 1, [2, 1]],
    ['quorum', 2, [1, 0]],
    ['async', 0, [3, 1]],
    ['one', 0, [0, 0]],
  ] as const)('of a database that keeps copies (%s), %i of whose machines are dead', (copies, dead, answers) => {
    const data = { sizeMiB: 500, copies, disk: 'local' as const }
    const park = aPark({ machines: ['b1', 'b2', 'b3'].map(name => aMachine({ name })) }) as never
    const workloads = [aWorkload({ name: 'db', replicas: 3, data })]
    const run = aRun({ slo: 0, lasts: 600, park, workloads, arrivals: [anArrival('db', { due: 200 })] })
    const ask = () => (['store.living', 'store.available'] as const).map(metric => readerOf(run)(metric, 'db'))
    told(run, 'ROUTE', 'rider/db', { lane: 'bowl' })
    expect(ask()).toEqual([0, 0])
    at(run, 300)
    for (const name of ['b1', 'b2'].slice(0, dead)) bringDown(run.world, 'machine', name)
    at(run, 320)
    expect(ask()).toEqual(answers)
  })

  it('who stands on a machine counts it as lost once that is known', () => {
    const run = everywhere()
    bringDown(run.world, 'machine', 'b1')
    const ask = () => ['rider.machines', 'rider.stranded'].map(metric => readerOf(run)(metric as MetricId, 'web'))
    expect(ask()).toEqual([2, 0])
    at(run, 1_060)
    expect(ask()).toEqual([1, 1])
    expect(readerOf(run)('rider.stranded', 'vm')).toBe(0)
  })

  it('a drain that a budget holds up is counted, and the node that it empties at last stays cordoned', () => {
    const run = aRun({ slo: 0, lasts: 600, workloads: [aWorkload({ name: 'web', replicas: 2, minAvailable: 2 })] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    const ask = () =>
      (['node.cordoned', 'machine.riders', 'drains.refused'] as const).map(id => readerOf(run)(id, 'b1'))
    told(at(run, 100), 'MOVE', 'node/b1')
    expect(ask()).toEqual([1, 1, 1])
    told(run, 'SCALE', 'rider/web')
    at(run, 200)
    expect(ask()).toEqual([1, 0, 1])
  })

  it('a node that was declared dead takes nobody new, though it is back, until that is taken back', () => {
    const run = aRun({ slo: 0, lasts: 900, workloads: [aWorkload({ name: 'web', replicas: 2 })] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 100)
    bringDown(run.world, 'machine', 'b1')
    told(at(run, 200), 'MOVE', 'node/b1')
    order(run.world, { order: 'bring-up', host: { kind: 'machine', id: 0 } })
    expect(readerOf(at(run, 300))('node.cordoned', 'b1')).toBe(1)
    told(run, 'UNDO', 'node/b1')
    expect(readerOf(at(run, 320))('node.cordoned', 'b1')).toBe(0)
  })

  it('a drain lasts while somebody may not go yet', () => {
    const [web, blog] = [
      aWorkload({ name: 'web', replicas: 3, minAvailable: 3 }),
      aWorkload({ name: 'blog', replicas: 3 }),
    ]
    const run = aRun({ slo: 0, lasts: 600, workloads: [web, blog] })
    for (const name of ['web', 'blog'] as const) told(run, 'ROUTE', `rider/${name}`, { lane: 'bowl' })
    told(at(run, 100), 'MOVE', 'node/b1')
    const ask = () => readerOf(run)('node.draining', 'b1')
    at(run, 200)
    expect(ask()).toBe(1)
    told(run, 'SCALE', 'rider/web')
    at(run, 300)
    expect(ask()).toBe(0)
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
