/**
 * A level of ours as the page gets it: read and with everything that was left out, or what
 * is wrong with it. So whoever plays it needs neither the schema nor the checks.
 */

import { diagnose, lineOf } from './diagnose'
import type { Level } from './level'

export type Prepared = { readonly level: Level } | { readonly problems: readonly string[] }

export function preparedText(text: string, file: string): string {
  const { level, diagnostics } = diagnose(text, file)
  const prepared: Prepared = level ? { level } : { problems: diagnostics.map(lineOf) }
  return JSON.stringify(prepared)
}
