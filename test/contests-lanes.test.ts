/**
 * A sticker is no answer: at least a third of a contest's riders do best in a lane that the
 * table of the stickers does not send them to (game.md, section 1).
 *
 * Each is tried by itself: the solution is played with that one rider where its sticker has
 * it, and everything else as it was. It does worse if that costs a hundredth of the error
 * budget, or a medal. C1 and C2 are not here: what their riders do there, they do together.
 */

import { describe, expect, it } from 'vitest'
import { readLevel } from '../src/cli/files'
import type { Level } from '../src/level/level'
import type { WitnessLine } from '../src/level/witness'
import type { Lane } from '../src/model/command'
import { largestHost } from '../src/model/park'
import { stickersOf } from '../src/model/workload'
import { scripted, usualLane } from '../src/proof/players'
import { playOut } from '../src/proof/playing'
import { type Course, courseOf } from '../src/rules/course'
import { METALS, medalsOf } from '../src/rules/medals'
import { budgetLeft } from '../src/rules/meters'
import { openRun, type Run } from '../src/rules/run'

const CONTESTS = ['C3-big-air-final', 'C5-box-yard', 'C6-storm-drain', 'C7-full-park']

describe.each(CONTESTS)('In %s', id => {
  const level = readLevel(`levels/${id}.json`)
  const course = courseOf(level)

  it('at least a third of the riders do worse where their sticker has them', () => {
    const best = play(course, level.solution)
    const worse = astray(course).filter(lines => doesWorse(play(course, lines), best))
    expect(worse.length * 3).toBeGreaterThanOrEqual(level.arrivals.length)
  })
})

const play = (course: Course, lines: readonly WitnessLine[]) => playOut(course, course.level.seed, scripted(lines))

/** The solution, once for each rider that it does not leave to its sticker: with that one left to it. */
function astray(course: Course): readonly (readonly WitnessLine[])[] {
  const { level } = course
  const { workloads } = openRun(course, level.seed).world
  const usual = new Map<string, Lane>(
    workloads.map(({ spec }) => [`rider/${spec.name}`, usualLane(stickersOf(spec, largestHost(level.park)))]),
  )
  return level.solution.flatMap(({ command }) => {
    const lane = usual.get(command.target)
    const meant = command.verb === 'ROUTE' && lane !== undefined && lane !== command.lane
    return meant ? [routed(level, command.target, lane)] : []
  })
}

/** Whom the readiness probe lands, nobody lands. */
const routed = ({ solution }: Level, rider: string, lane: Lane): readonly WitnessLine[] =>
  solution
    .filter(({ command: { verb, target } }) => lane !== 'bowl' || verb !== 'LAND' || target !== rider)
    .map(line =>
      line.command.verb === 'ROUTE' && line.command.target === rider
        ? { ...line, command: { ...line.command, lane } }
        : line,
    )

const doesWorse = (run: Run, best: Run): boolean =>
  run.play.outcome !== 'landed' ||
  budgetLeft(best) - budgetLeft(run) >= best.play.budget / 100 ||
  medalsOf(run).some(({ metal }, i) => METALS.indexOf(metal) < METALS.indexOf(medalsOf(best)[i]?.metal ?? 'none'))
