import { describe, expect, it } from 'vitest'
import { random, sticker } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import type { OccurrenceView } from '../../src/view/debrief-view'
import { linesOf } from '../../src/view/lines'
import { seeDebrief } from '../../src/view/see-debrief'
import { aCourse, anArrival, aRun, at, aWorkload, toEnd, told } from '../given'

const COURSE = aCourse({
  slo: 100_000,
  lasts: 700,
  workloads: [
    aWorkload({ name: 'web', replicas: 3, warmup: 4, readinessProbe: { periodSeconds: 3 } }),
    aWorkload({ name: 'till', kernel: 'own', warmup: 10, demand: [{ at: 0, perSecond: 95 }] }),
    aWorkload({ name: 'gpu', requests: { cpuMillicores: 900, memoryMiB: 64, gpus: 2 } }),
  ],
  arrivals: [anArrival('web'), anArrival('till', { up: 20, due: 80 }), anArrival('gpu', { up: 60, due: 70 })],
  incidents: [
    { id: 'crash', what: 'host-down', at: 300, target: 'machine/b1' },
    { id: 'burn', what: 'host-down', at: 400, target: 'hypervisor/h1' },
  ],
})

const RUNS = [
  ...[1, 2, 3, 4, 5, 6].map(seed => ['random', seed, playOut(COURSE, seed, random)] as const),
  ['sticker', 1, playOut(COURSE, 1, sticker)] as const,
]

describe.each(RUNS)('A run at %s (seed %i)', (_, __, run) => {
  const { timeline, ledger } = seeDebrief(run)
  const byId = new Map(timeline.map(moment => [moment.id, moment]))
  const rootOf = (moment: OccurrenceView): OccurrenceView =>
    moment.cause === undefined ? moment : rootOf(byId.get(moment.cause)!)

  it('has a ledger whose rows are all that was lost, each under one moment', () => {
    expect(ledger.rows.reduce((sum, { lost }) => sum + lost, 0)).toBe(ledger.lost)
    for (const { moment } of ledger.rows) expect(byId.has(moment ?? -1)).toBe(true)
  })

  it('has roots that cost, with all that came of them, exactly what was lost', () => {
    const roots = timeline.filter(({ cause }) => cause === undefined)
    expect(roots.reduce((sum, { lost }) => sum + lost, 0)).toBe(ledger.lost)
  })

  it('leads back from each moment to a decision or to the level', () => {
    for (const moment of timeline) {
      const root = rootOf(moment)
      expect(root.kind === 'command' || root.kind === 'refusal' || root.scenario !== undefined).toBe(true)
    }
  })

  it('leads on from each moment to exactly what goes back to it', () => {
    for (const { id, effects } of timeline) {
      expect(effects).toEqual(timeline.filter(({ cause }) => cause === id).map(effect => effect.id))
    }
  })

  it('folds lines and loses none', () => {
    expect(timeline.reduce((sum, { count }) => sum + count, 0)).toBe(linesOf(run).length)
  })
})

describe('Repetitions', () => {
  const texts = (moments: readonly OccurrenceView[]) =>
    moments.map(({ text, count, alike }) => [text.from === 'system' ? text.text : '', count, alike])

  it('of one chain are one chain: the pods of a Deployment', () => {
    const run = aRun({ workloads: [aWorkload({ replicas: 3 })] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    const { timeline } = seeDebrief(toEnd(run))
    expect(texts(timeline)).toContainEqual(['Container started', 3, true])
    expect(texts(timeline)).toContainEqual(['Pod is Ready', 3, true])
    expect(
      texts(timeline).filter(([text, count, alike]) => String(text).startsWith('Created') && count === 3 && !alike),
    ).toHaveLength(1)
  })

  it('of a refusal count, and say what was asked', () => {
    const run = aRun()
    for (let i = 0; i < 14; i += 1) told(run, 'MOVE', 'rider/web')
    const [moment] = seeDebrief(toEnd(run)).timeline.filter(({ kind }) => kind === 'refusal')
    expect(moment).toMatchObject({ count: 14, asked: 'MOVE rider/web', effects: [], lost: 0 })
  })

  it('are not folded over a long time', () => {
    const run = aRun({ slo: 0, arrivals: [anArrival('web', { patience: 590 })] })
    told(run, 'MOVE', 'rider/web')
    at(run, 320)
    told(run, 'MOVE', 'rider/web')
    expect(seeDebrief(toEnd(run)).timeline.filter(({ kind }) => kind === 'refusal')).toHaveLength(2)
  })

  it('never hide a command', () => {
    const run = aRun()
    for (const machine of ['s1', 's2'] as const) told(run, 'SCALE', `machine/${machine}`)
    expect(seeDebrief(toEnd(run)).timeline.filter(({ kind }) => kind === 'command')).toHaveLength(2)
  })
})

describe('A cause that was not told is found:', () => {
  const run = aRun({ slo: 900_000 })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  const { timeline } = seeDebrief(toEnd(run))
  const chain = (key: string) => {
    const names: string[] = []
    for (
      let at = timeline.find(({ text }) => text.from === 'ui' && text.key === key);
      at;
      at = timeline.find(({ id }) => id === at?.cause)
    ) {
      names.push(at.text.from === 'system' ? at.text.text : at.text.from === 'ui' ? at.text.key : '')
    }
    return names
  }

  it('a rider has landed through what became ready, and that through its command', () => {
    expect(chain('told.RiderLanded').slice(0, 3)).toEqual(['told.RiderLanded', 'Pod is Ready', 'Container started'])
    expect(chain('told.RiderLanded').at(-1)).toBe('kubectl apply -f web.yaml')
  })

  it('the budget was gone through what had cost the most of it', () => {
    const { timeline: lost } = seeDebrief(toEnd(aRun()))
    const gone = lost.find(({ text }) => text.from === 'ui' && text.key === 'told.BudgetGone')
    expect(lost.find(({ id }) => id === gone?.cause)?.text).toMatchObject({ key: 'told.Failing' })
  })
})
