/**
 * The proof inside each level: it lands by its solution, and wipes out without its
 * lesson, when it is routed by the sticker table and left alone, and when nobody plays.
 *
 * Each over the same twenty seeds. The margins say by how much: the share of the error
 * budget that was left at the end, or the share of the run that it lasted.
 */

import type { Level } from '../level/level'
import { PPM, type Ppm, type Seed } from '../model/units'
import { type Course, courseOf } from '../rules/course'
import { budgetLeftPpm } from '../rules/meters'
import { type Hire, idle, scripted, sticker } from './players'
import { playOut } from './playing'

export const SEEDS: readonly Seed[] = Array.from({ length: 20 }, (_, i) => i + 1)

export const VERDICTS = ['landed', 'wipedOut', 'mixed'] as const
export type Verdict = (typeof VERDICTS)[number]

export const PROOFS = ['solution', 'losesWithout', 'untouched', 'idle'] as const
export type Proof = (typeof PROOFS)[number]

export interface Margin {
  /** Share of the budget left in the worst run, 0 where one was wiped out. */
  readonly leastBudgetLeft: Ppm
  readonly mostBudgetLeft: Ppm
  /** Share of the level's length that the shortest and the longest run lasted. */
  readonly shortest: Ppm
  readonly longest: Ppm
}

export interface Proved extends Readonly<Record<Proof, Verdict>> {
  readonly id: string
  readonly proved: boolean
  readonly margins: Readonly<Record<Proof, Margin>>
}

const WANTED: Readonly<Record<Proof, Verdict>> = {
  solution: 'landed',
  losesWithout: 'wipedOut',
  untouched: 'wipedOut',
  idle: 'wipedOut',
}

export function prove(level: Level, seeds: readonly Seed[] = SEEDS): Proved {
  const course = courseOf(level)
  const tried = {
    solution: tryOut(course, scripted(level.solution), seeds),
    losesWithout: tryOut(course, scripted(level.losesWithout), seeds),
    untouched: tryOut(course, sticker, seeds),
    idle: tryOut(course, idle, seeds),
  }
  const verdicts = each(proof => tried[proof].verdict)
  const proved = PROOFS.every(proof => verdicts[proof] === WANTED[proof])
  return { id: level.id, ...verdicts, proved, margins: each(proof => tried[proof].margin) }
}

const each = <Value>(of: (proof: Proof) => Value): Readonly<Record<Proof, Value>> => ({
  solution: of('solution'),
  losesWithout: of('losesWithout'),
  untouched: of('untouched'),
  idle: of('idle'),
})

function tryOut(course: Course, hire: Hire, seeds: readonly Seed[]) {
  const runs = seeds.map(seed => playOut(course, seed, hire))
  const left = runs.map(run => (run.play.outcome === 'landed' ? budgetLeftPpm(run) : 0))
  const lasted = runs.map(run => Math.floor((run.play.endedAt * PPM) / course.level.lasts))
  const outcomes = runs.map(run => run.play.outcome)
  const margin: Margin = {
    leastBudgetLeft: Math.min(...left),
    mostBudgetLeft: Math.max(...left),
    shortest: Math.min(...lasted),
    longest: Math.max(...lasted),
  }
  return { verdict: verdictOf(outcomes), margin }
}

function verdictOf(outcomes: readonly string[]): Verdict {
  if (outcomes.every(outcome => outcome === 'landed')) return 'landed'
  return outcomes.every(outcome => outcome === 'wipedOut') ? 'wipedOut' : 'mixed'
}
