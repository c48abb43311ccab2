/** A sound level to start from: the first lesson as format 1 froze it, and small edits of it. */

import { readFileSync } from 'node:fs'
import { diagnose } from '../../src/level/diagnose'
import type { Condition } from '../../src/level/guards'
import type { Level } from '../../src/level/level'
import type { MetricId, Read } from '../../src/level/metrics'

export const TEXT = readFileSync(new URL('./format-1.json', import.meta.url), 'utf8')

/** The text with one thing changed; complains when there is no such thing in it. */
export function edited(find: string, replacement: string, text = TEXT): string {
  if (!text.includes(find)) throw new Error(`There is no ${find} in the level`)
  return text.replace(find, () => replacement)
}

/** The level in a text that is known to be sound. */
export function levelIn(text: string): Level {
  const { level, diagnostics } = diagnose(text)
  if (!level) throw new Error(JSON.stringify(diagnostics, null, 2))
  return level
}

export const aLevel = (changes: Partial<Level> = {}): Level => ({ ...levelIn(TEXT), ...changes })

export const metricIs = (metric: MetricId, comparison: object): Condition =>
  ({ is: 'metric', metric, ...comparison }) as Condition

/** A run of which only the named metrics are known; the rest is 0. Change it while you read. */
export function aRun(metrics: Partial<Record<string, number>> = {}) {
  const known = { ...metrics }
  const read: Read = (metric, of) => known[of === undefined ? metric : `${metric} ${of}`] ?? 0
  return { known, read }
}
