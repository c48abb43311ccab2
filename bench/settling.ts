/**
 * Settling the incidents of L06 as its solution plays it.
 */

import { readFileSync } from 'node:fs'
import { diagnose } from '../src/level/diagnose'
import type { Level } from '../src/level/level'
import { scripted } from '../src/proof/players'
import { playOut } from '../src/proof/playing'
import { pastOf } from '../src/proof/recording'
import { settle } from '../src/proof/settling'
import { finished, type Work } from '../src/proof/work'
import { courseOf } from '../src/rules/course'
import { type Impact, settleable } from '../src/rules/impact'

/** Opens the work on each incident anew. */
export function settlements(): readonly (() => Work<Impact>)[] {
  const { level } = diagnose(readFileSync(new URL('../levels/L06-spine-transfer.json', import.meta.url), 'utf8'))
  const course = courseOf(level as Level)
  const run = playOut(course, 1, scripted(course.level.solution))
  const past = pastOf(run)
  return settleable(run).map(incidence => () => settle(run, incidence, past))
}

export const settleAll = (open: readonly (() => Work<Impact>)[]): void => {
  for (const each of open) finished(each())
}
