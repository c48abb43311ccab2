/** Somebody who follows a run a little behind, and settles what was over. */

import { expect, it } from 'vitest'
import { readLevel } from '../../src/cli/files'
import { scripted } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { impactsOf } from '../../src/proof/settling'
import { courseOf } from '../../src/rules/course'
import { logOf } from '../../src/rules/run'
import { openSettler } from '../../src/session/settler'

const course = courseOf(readLevel('levels/L06-spine-transfer.json'))
const run = playOut(course, 1, scripted(course.level.solution))
const log = logOf(run)

it.each([30, 47, 10_000])('It says of every incident what the whole run says, once, told every %i ticks', every => {
  const settler = openSettler(course, 1)
  const said = []
  for (let to = every; to < run.world.tick + every; to += every) {
    const soFar = log.filter(({ tick }) => tick < to)
    said.push(...settler.follow(soFar, Math.min(to, run.world.tick)))
  }
  expect(said.map(({ impact }) => impact)).toEqual(impactsOf(run))
  expect(said).toHaveLength(3)
})

it('It has nothing to say of a run that goes back behind where it stands', () => {
  const settler = openSettler(course, 1)
  settler.follow(log, run.world.tick)
  expect(settler.follow([], 10)).toEqual([])
})
