/**
 * Settling the incidents of L06 as its solution plays it, with the slice that the page
 * takes in one go.
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

/** As in page/reckon.ts. */
const SLICE = 30

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

/** In milliseconds: the longest slice of all, the collecting of garbage included. */
export function longestSlice(open: readonly (() => Work<Impact>)[]): number {
  let longest = 0
  for (const each of open) {
    const work = each()
    while (!work.result) {
      const start = performance.now()
      work.go(SLICE)
      longest = Math.max(longest, performance.now() - start)
    }
  }
  return longest
}
