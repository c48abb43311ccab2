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
import { readLevel } from '../src/cli/files'
import { LEVEL_IDS } from '../src/level/catalogue'
import { diagnose, lineOf } from '../src/level/diagnose'
import { scripted, troubled } from '../src/proof/players'
import { playOut } from '../src/proof/playing'
import { type Proved, prove, SEEDS } from '../src/proof/prove'
import { impactsOf } from '../src/proof/settling'
import { courseOf } from '../src/rules/course'
import { hash, type Run } from '../src/rules/run'
import { scoreOf } from '../src/rules/score'
import { firstOf, inFull } from './runs'

const LEVELS = new URL('../levels/', import.meta.url)
const FILES = readdirSync(LEVELS).filter(name => /^[LC]\d+-.*\.json$/.test(name))
const textOf = (file: string) => readFileSync(new URL(file, LEVELS), 'utf8')

it('Every level file is in the catalogue, and the other way round', () => {
  expect(FILES.map(file => file.replace('.json', '')).sort()).toEqual([...LEVEL_IDS].sort())
})

describe.each(FILES)('Level %s', file => {
  const level = readLevel(`levels/${file}`)
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

/** A contest with all its riders takes seconds to settle. */
const seedsFor = (file: string) => (file.startsWith('C') ? SEEDS.slice(0, 2) : SEEDS)

inFull.each(FILES)('Trouble made and mended beside the solution of %s', file => {
  const course = courseOf(readLevel(`levels/${file}`))
  const pointsOf = (run: Run) => scoreOf(run, impactsOf(run)).total

  it('never scores more than the solution alone', () => {
    for (const seed of seedsFor(file)) {
      const solution = scripted(course.level.solution)
      const alone = pointsOf(playOut(course, seed, solution))
      expect(pointsOf(playOut(course, seed, troubled(solution)))).toBeLessThanOrEqual(alone)
    }
  })
})
