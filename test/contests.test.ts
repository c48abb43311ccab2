/**
 * The contests as they are in the catalogue: who knows nothing gets no medal, logs that
 * have won still win, and the run of the day is of a level as it is.
 *
 * The whole report takes too long for a test; it is made by hand (docs/report.md).
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import daily from '../assets/daily.json'
import { readLevel } from '../src/cli/files'
import { CHAPTERS, LEVEL_IDS } from '../src/level/catalogue'
import { KNOW_NOTHING } from '../src/proof/bites'
import { botNamed, botsFor } from '../src/proof/bots'
import type { ProvenLevel } from '../src/proof/daily'
import { playOut, replay } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { medalOf } from '../src/rules/medals'
import { levelHash } from '../src/session/run-file'
import { parseRun } from '../src/session/run-reading'
import { firstOf } from './runs'

const CONTESTS = CHAPTERS.filter(({ id }) => id === 'contests').flatMap(({ levels }) => levels)
const levelOf = (id: string) => readLevel(`levels/${id}.json`)
const SEEDS = firstOf([1, 2, 3, 4, 5])

describe.each(CONTESTS)('In the contest %s', id => {
  const course = courseOf(levelOf(id))
  const cheap = botsFor(course.level.may).filter(bot => KNOW_NOTHING.includes(bot) || bot.startsWith('spam:'))

  it.each(cheap)('%s never gets a medal', bot => {
    const hire = botNamed(bot)
    if (!hire) throw new Error(bot)
    expect(SEEDS.map(seed => medalOf(playOut(course, seed, hire)))).toEqual(SEEDS.map(() => 'none'))
  })
})

const WINS = new URL('./wins/', import.meta.url)
const wins = existsSync(WINS) ? readdirSync(WINS) : []

describe('A log that has won', () => {
  it.each(wins)('%s wins again, in the level as it is', name => {
    const decoded = parseRun(readFileSync(new URL(name, WINS), 'utf8'))
    if (decoded.kind !== 'run') throw new Error(`${decoded.key} ${decoded.detail}`)
    const { level, seed, log } = decoded.file
    expect(replay(courseOf(levelOf(level.id)), seed, log).play.outcome).toBe('landed')
  })
})

describe('The run of the day', () => {
  it.each(daily as readonly ProvenLevel[])(
    'can be of $level, which is as it was when its seeds were landed',
    ({ level, hash, seeds }) => {
      expect(LEVEL_IDS).toContain(level)
      expect(levelHash(levelOf(level))).toBe(hash)
      expect(seeds.length).toBeGreaterThan(0)
    },
  )
})
