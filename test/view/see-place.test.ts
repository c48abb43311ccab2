import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunFigures } from '../../src/rules/figures'
import { BINS, seePlace, WHO } from '../../src/view/see-place'

const aRun = (over: Partial<RunFigures> = {}): RunFigures => ({
  landed: true,
  planned: false,
  budgetLeft: 900_000,
  cost: 4_200_000,
  toil: 150_000,
  ...over,
})
const of = (metric: string, ...args: Parameters<typeof seePlace>) =>
  seePlace(...args)?.histograms.find(each => each.metric === metric)

describe('Your place', () => {
  it('is nothing before there was a run', () => expect(seePlace([], [aRun()])).toBeUndefined())
  it('has live and planned runs apart, and the bots', () =>
    expect(seePlace([aRun(), aRun({ planned: true }), aRun()], [aRun()])?.runs).toEqual({
      live: 2,
      planned: 1,
      bots: 1,
    }))
  it('has this run where it belongs', () => {
    const budget = of('budgetLeft', [], [], aRun({ budgetLeft: 399_999 }))
    expect(budget?.now).toBe(3)
    expect(budget?.bins[3]).toMatchObject({ from: 300_000, to: 400_000, runs: { live: 0, planned: 0, bots: 0 } })
  })
  it('has what is left whole in the last tenth', () =>
    expect(of('budgetLeft', [aRun({ budgetLeft: 1_000_000 })], [])?.bins.at(-1)?.runs.live).toBe(1))
  it('has money in round sums', () => {
    const cost = of('cost', [aRun({ cost: 4_210_000 }), aRun({ cost: 6_940_000 })], [])
    expect(cost?.bins.slice(0, 2).map(({ from, to }) => [from, to])).toEqual([
      [4_000_000, 4_500_000],
      [4_500_000, 5_000_000],
    ])
  })
  it('counts every run once, whatever it came to (seed 31)', () => {
    const run = fc.record({
      landed: fc.boolean(),
      planned: fc.boolean(),
      budgetLeft: fc.integer({ min: 0, max: 1_000_000 }),
      cost: fc.nat(),
      toil: fc.integer({ min: 0, max: 1_000_000 }),
    })
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 20 }), fc.array(run, { maxLength: 20 }), (own, bots) => {
        const view = seePlace(own, bots)
        for (const { bins } of view?.histograms ?? []) {
          expect(bins).toHaveLength(BINS)
          for (const who of WHO) expect(bins.reduce((sum, { runs }) => sum + runs[who], 0)).toBe(view?.runs[who])
        }
      }),
      { seed: 31, numRuns: 60 },
    )
  })
})
