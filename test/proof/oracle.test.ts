/** The bots that look ahead, on a level that is played in a moment. */

import { describe, expect, it } from 'vitest'
import { readLevel } from '../../src/cli/files'
import type { Command } from '../../src/model/command'
import { GREEDY, ORACLE, without } from '../../src/proof/oracle'
import { replay } from '../../src/proof/playing'
import { type Search, searching } from '../../src/proof/search'
import { sliced } from '../../src/proof/slices'
import { finished } from '../../src/proof/work'
import { courseOf } from '../../src/rules/course'
import { hash, logOf } from '../../src/rules/run'
import { aCourse, aWorkload } from '../given'

const course = aCourse({
  slo: 900_000,
  workloads: ['web', 'old'].map((name, i) => aWorkload({ name, kernel: i ? 'own' : 'shared' })),
})

const found = (search: Partial<Search>) =>
  finished(sliced(searching(course, 3, { ...ORACLE, ticks: 5_000, ...search })))
const lanesIn = (log: readonly { command: Command }[]) => log.flatMap(({ command }) => command.lane ?? [])
const verbsIn = (log: readonly { command: Command }[]) => log.map(({ command }) => command.verb)

describe('The oracle', () => {
  it('finds the same line again', () => expect(found({}).log).toEqual(found({}).log))

  it('lands whom it can', () => expect(found({}).run.play.outcome).toBe('landed'))

  it('plays no more ticks than it may, but for one decision and the rest of the run, which is played by habit', () => {
    const few = found({ ticks: 1 })
    expect(few.ticks).toBeLessThan(ORACLE.most * ORACLE.width * course.level.lasts)
    expect(few.ticks).toBeLessThan(found({}).ticks / 2)
    expect(few.run.play.outcome).toBe('landed')
  })

  it('ends as the log it gives ends', () => {
    const { run, log } = found({})
    expect(logOf(run)).toEqual(log)
    expect(hash(replay(course, 3, log))).toBe(hash(run))
  })

  it.each(['bowl', 'boxes'] as const)('without the %s sends nobody there', lane => {
    expect(lanesIn(found({ means: without(lane) }).log)).not.toContain(lane)
    expect(lanesIn(found({}).log)).toContain(lane)
  })

  it('without a verb never uses it', () => {
    expect(verbsIn(found({ means: without('LAND') }).log)).not.toContain('LAND')
    expect(verbsIn(found({}).log)).toContain('LAND')
  })

  it('keeps more lines and looks further than greedy, which decides the same things', () => {
    expect(GREEDY.width).toBe(1)
    expect(GREEDY.ahead.most).toBeLessThan(ORACLE.ahead.most)
    expect([ORACLE.most, ORACLE.width, ORACLE.ticks]).toEqual([6, 2, 200_000])
  })

  it('prepares in time for what is announced', () => {
    const respawn = courseOf(readLevel('levels/L02-respawn.json'))
    const played = (search: Search) => finished(sliced(searching(respawn, 1, search)))
    const { run, log } = played(ORACLE)
    const scaled = log.find(({ command }) => command.verb === 'SCALE' && command.target === 'rider/shop')
    const strikes = respawn.level.incidents.find(({ id }) => id === 'shop-plate')?.at ?? 0
    expect(run.play.outcome).toBe('landed')
    expect(scaled?.tick).toBeLessThan(strikes)
  })
})
