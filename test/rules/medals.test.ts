import { describe, expect, it } from 'vitest'
import { courseOf } from '../../src/rules/course'
import { DISCIPLINES, type Discipline, type Metal, medalOf, medalsOf } from '../../src/rules/medals'
import { openRun, type Run, tick } from '../../src/rules/run'
import { aLevel, aRun, toEnd, told } from '../given'

/** A run that landed, with the figures that medals are given for. */
function landed({ slo = 1_000_000, cost = 0, toil = 0 } = {}, over: Parameters<typeof aRun>[0] = {}): Run {
  const run = aRun({ slo: 0, ...over })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  toEnd(run)
  const { traffic, plannedRequests } = run.world.workloads[0] as Run['world']['workloads'][number]
  traffic.lost = plannedRequests - Math.ceil((slo * plannedRequests) / 1_000_000)
  run.world.spent = cost
  run.play.handTime = Math.round((toil * run.world.tick * 2) / 1_000_000)
  return run
}

const metal = (run: Run, of: Discipline) => medalsOf(run).find(medal => medal.of === of)?.metal

describe('A medal needs', () => {
  // the level asks for 90/95/99 % served, 9/7/5 of money, 60/40/20 % of toil
  const cases: readonly [Discipline, number, Metal][] = [
    ['slo', 1_000_000, 'gold'],
    ['slo', 990_000, 'gold'],
    ['slo', 989_800, 'silver'],
    ['slo', 950_000, 'silver'],
    ['slo', 949_800, 'bronze'],
    ['slo', 900_000, 'bronze'],
    ['slo', 899_800, 'none'],
    ['cost', 5_000_000, 'gold'],
    ['cost', 5_000_001, 'silver'],
    ['cost', 7_000_001, 'bronze'],
    ['cost', 9_000_001, 'none'],
    ['toil', 200_000, 'gold'],
    ['toil', 201_000, 'silver'],
    ['toil', 401_000, 'bronze'],
    ['toil', 601_000, 'none'],
  ]

  it.each(cases)('%s of %i for %s', (of, got, expected) => expect(metal(landed({ [of]: got }), of)).toBe(expected))
})

describe('The medal of a run', () => {
  it('is the lowest of its three', () => {
    expect(medalOf(landed())).toBe('gold')
    expect(medalOf(landed({ cost: 6_000_000 }))).toBe('silver')
    expect(medalOf(landed({ cost: 6_000_000, toil: 500_000 }))).toBe('bronze')
    expect(medalOf(landed({ slo: 500_000 }))).toBe('none')
  })

  it.each([
    ['TOIL where that is not shown', ['budget', 'cost'], ['slo', 'cost']],
    ['COST where that is not shown', ['budget', 'toil'], ['slo', 'toil']],
    ['either, but for requests', ['budget'], ['slo']],
  ] as const)('does not ask for %s', (_, shows, disciplines) => {
    const asks = (of: Discipline) => (disciplines as readonly Discipline[]).includes(of)
    const figures = { cost: asks('cost') ? 0 : 99_000_000, toil: asks('toil') ? 0 : 900_000 }
    const run = landed(figures, { shows: [...shows] })
    expect(medalsOf(run).map(({ of }) => of)).toEqual(disciplines)
    expect(medalOf(run)).toBe('gold')
  })

  it('is none where it was wiped out, whatever the figures', () => {
    const run = toEnd(aRun({ slo: 999_000 }))
    expect(run.play.outcome).toBe('wipedOut')
    expect(medalOf(run)).toBe('none')
    expect(medalsOf(run).map(medal => medal.metal)).toEqual(DISCIPLINES.map(() => 'none'))
  })

  it('is none where the level gives none, and the run has landed all the same', () => {
    const { medals, ...level } = aLevel({ slo: 0 })
    expect(medals).toBeDefined()
    const run = openRun(courseOf(level))
    tick(run)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    toEnd(run)
    expect([run.play.outcome, medalOf(run), medalsOf(run)]).toEqual(['landed', 'none', []])
  })
})
