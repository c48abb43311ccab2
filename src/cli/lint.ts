/** `kod lint FILE...`: every problem of every file, and 1 if one of them is an error. */

import { diagnose, lineOf } from '../level/diagnose'
import type { Answer } from './answer'
import { readText } from './files'

export function lint(files: readonly string[]): Answer {
  const diagnostics = files.flatMap(file => diagnose(readText(file), file).diagnostics)
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const sum = errors === 0 ? `${files.length} file(s), no errors` : `${errors} error(s)`
  return { json: { diagnostics }, text: [...diagnostics.map(lineOf), sum].join('\n'), failed: errors > 0 }
}
