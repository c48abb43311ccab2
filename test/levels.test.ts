/**
 * Every level is played: won by its solution, lost without its lesson; and its stakes
 * are what the design asks for (game.md, section 8).
 *
 * The proof is taken here over two seeds at most, so that a broken level is seen at once; `npm run prove`,
 * a stage of `npm test`, takes it over all. The figures of a level are read from its file, never
 * repeated here.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LEVEL_IDS } from '../src/level/catalogue'
import { diagnose, lineOf } from '../src/level/diagnose'
import type { Level } from '../src/level/level'
import type { WitnessLine } from '../src/level/witness'
import { arsonist, type Hire, scripted, sticker } from '../src/proof/players'
import { playOut } from '../src/proof/playing'
import { type Proved, prove, SEEDS } from '../src/proof/prove'
import { impactsOf } from '../src/proof/settling'
import { type Course, courseOf } from '../src/rules/course'
import { budgetLeft } from '../src/rules/meters'
import { hash, type Run } from '../src/rules/run'
import { scoreOf } from '../src/rules/score'
import { firstOf, inFull } from './runs'

const LEVELS = new URL('../levels/', import.meta.url)
const FILES = readdirSync(LEVELS).filter(name => /^[LC]\d\d-.*\.json$/.test(name))
const textOf = (file: string) => readFileSync(new URL(file, LEVELS), 'utf8')

function levelIn(file: string): Level {
  const { level, diagnostics } = diagnose(textOf(file), file)
  if (!level) throw new Error(diagnostics.map(lineOf).join('\n'))
  return level
}

/** What a run cost, in hundredths of its budget. */
const costOf = (run: Run) => (100 * (run.play.budget - budgetLeft(run))) / run.play.budget

const runsOf = (course: Course, hire: Hire) => firstOf(SEEDS).map(seed => playOut(course, seed, hire))
const costsOf = (course: Course, hire: Hire) => runsOf(course, hire).map(costOf)

it('Every level file is in the catalogue, and the other way round', () => {
  expect(FILES.map(file => file.replace('.json', '')).sort()).toEqual([...LEVEL_IDS].sort())
})

/** A level is played some hundred times: a machine that is busy may take its time. */
const PATIENT = { timeout: 60_000 }

describe.each(FILES)('Level %s', PATIENT, file => {
  const level = levelIn(file)
  const course = courseOf(level)
  let proved: Proved | undefined
  const proof = () => {
    proved ??= prove(level, firstOf(SEEDS).slice(0, 2)) // by whichever test asks first
    return proved
  }

  it('has no problems, and is called by its id', () => {
    expect(diagnose(textOf(file), file).diagnostics.map(lineOf)).toEqual([])
    expect(`${level.id}.json`).toBe(file)
  })

  it('lands by its solution', () => expect(proof().solution).toBe('landed'))
  it('wipes out without its lesson', () => expect(proof().losesWithout).toBe('wipedOut'))
  it('wipes out routed by the sticker table and left alone', () => expect(proof().untouched).toBe('wipedOut'))
  it('wipes out when nobody plays', () => expect(proof().idle).toBe('wipedOut'))

  it('comes to the same end when it is played again', () => {
    const end = (seed: number) => hash(playOut(course, seed, scripted(level.solution)))
    for (const seed of [level.seed, 1]) expect(end(seed)).toBe(end(seed))
    expect(end(1)).not.toBe(end(2))
  })
})

inFull.each(FILES)(`Trouble made and mended beside the solution of %s, over ${SEEDS.length} seeds,`, PATIENT, file => {
  const course = courseOf(levelIn(file))
  const pointsOf = (run: Run) => scoreOf(run, impactsOf(run)).total

  it('never scores more than the solution alone', () => {
    for (const seed of SEEDS) {
      const alone = pointsOf(playOut(course, seed, scripted(course.level.solution)))
      expect(pointsOf(playOut(course, seed, arsonist))).toBeLessThanOrEqual(alone)
    }
  })
})

inFull(`The stakes of L01-drop-in, over ${firstOf(SEEDS).length} seeds:`, PATIENT, () => {
  const level = levelIn('L01-drop-in.json')
  const course = courseOf(level)

  /** Four seconds of play. */
  const LATE = 4 * level.timeScale

  it('four seconds of play are 120 cluster seconds', () => expect(LATE).toBe(120))

  it('left alone it costs at least the whole budget', () => {
    for (const cost of costsOf(course, sticker)) expect(cost).toBeGreaterThanOrEqual(100)
  })

  it('answered right, and four seconds late, it costs a quarter to two fifths of it', () => {
    const costs = costsOf(course, scripted(orderedLate(level, LATE)))
    expect(Math.min(...costs)).toBeGreaterThanOrEqual(25)
    expect(Math.max(...costs)).toBeLessThanOrEqual(40)
  })

  it('planned for it costs three hundredths at most', () => {
    for (const run of runsOf(course, scripted(level.solution))) {
      expect(run.play.outcome).toBe('landed')
      expect(costOf(run)).toBeLessThanOrEqual(3)
    }
  })
})

inFull(
  `The stakes of L06-spine-transfer's headline, a host that loses power, over ${firstOf(SEEDS).length} seeds:`,
  PATIENT,
  () => {
    const whole = levelIn('L06-spine-transfer.json')
    const headline = whole.incidents[0] as Level['incidents'][number]
    const level = { ...whole, incidents: [headline] }
    const course = courseOf(level)
    const isAnswer = ({ command }: WitnessLine) => command.verb === 'MOVE' && command.target === 'rider/orders-db'
    const late = (by: number) =>
      level.solution.map(line => (isAnswer(line) ? { ...line, when: (headline.at ?? 0) + by } : line))

    it('left alone it costs at least the whole budget', () => {
      const alone = level.solution.filter(line => !isAnswer(line))
      for (const cost of costsOf(course, scripted(alone))) expect(cost).toBeGreaterThanOrEqual(100)
    })

    it('answered right, and four seconds late, it costs a quarter to two fifths of it', () => {
      const costs = costsOf(course, scripted(late(4 * level.timeScale)))
      expect(Math.min(...costs)).toBeGreaterThanOrEqual(25)
      expect(Math.max(...costs)).toBeLessThanOrEqual(40)
    })

    it('planned for it costs three hundredths at most', () => {
      for (const cost of costsOf(course, scripted(level.solution))) expect(cost).toBeLessThanOrEqual(3)
    })
  },
)

/** The solution, but each machine is ordered so long after the rider that it is for was announced. */
function orderedLate({ solution, arrivals }: Level, by: number): readonly WitnessLine[] {
  const slabbed = solution
    .map(({ command }) => command)
    .find(command => command.verb === 'ROUTE' && command.lane === 'slab')
  const announced = arrivals.find(({ workload }) => slabbed?.target === `rider/${workload}`)?.announced
  if (announced === undefined) throw new Error('Nobody goes to the slab')
  const isOrder = ({ command }: WitnessLine) => command.verb === 'SCALE' && command.target.startsWith('machine/')
  if (!solution.some(isOrder)) throw new Error('No machine is ordered')
  return solution.map(line => (isOrder(line) ? { ...line, when: announced + by } : line))
}
