/** Both halves of the interface's words, as the page has them once its second half is there. */

import first from '../assets/words/en.json'
import later from '../assets/words/en-later.json'

export const HALVES: {
  readonly first: Readonly<Record<string, string>>
  readonly later: Readonly<Record<string, string>>
} = { first, later }

export const WORDS: Readonly<Record<string, string>> = { ...first, ...later }
