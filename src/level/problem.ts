/**
 * Something wrong with a level, before anybody has looked up its line and column.
 *
 * The checks speak of paths into the JSON; `diagnose.ts` turns those into places in
 * the text. Also how a wrong word is told, since every check that knows the right ones
 * tells it alike: what it is, what would be right, which of them is nearest.
 */

import type { Code } from './codes'
import { nearest } from './nearest'

export type Path = readonly (string | number)[]

export interface Problem {
  readonly code: Code
  readonly path: Path
  /** Points at the key at the end of the path rather than at its value. */
  readonly atKey?: true
  readonly message: string
  /** What to write instead of the value, or of the key. */
  readonly suggestion?: string
}

const MOST_WORDS = 24

/** `"Runing" is not a phase (Pending, Running); did you mean "Running"?` */
export function wrongWord(code: Code, path: Path, written: unknown, noun: string, words: readonly string[]): Problem {
  const [suggestion] = typeof written === 'string' ? nearest(written, words) : []
  const message = `${shown(written)} is not ${withArticle(noun)} (${listed(words)})`
  return suggestion === undefined
    ? { code, path, message }
    : { code, path, message: `${message}; did you mean "${suggestion}"?`, suggestion }
}

export const listed = (words: readonly string[]) =>
  words.length === 0
    ? 'there is none'
    : words.length > MOST_WORDS
      ? `${words.slice(0, MOST_WORDS).join(', ')}, …`
      : words.join(', ')

export const withArticle = (noun: string) => (/^[aeiou]/i.test(noun) ? `an ${noun}` : `a ${noun}`)

const LONGEST_SHOWN = 60

/** A value as it stands in the file, if it is short. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return `"${value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value}"`
  if (Array.isArray(value)) return 'a list'
  return value !== null && typeof value === 'object' ? 'an object' : String(value)
}
