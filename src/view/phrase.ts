/**
 * Something to be said, before anybody has chosen a language.
 *
 * The view names a text and its values; `hud/words.ts` turns it into a sentence.
 * `system` phrases are the clusters' own words (a scheduler's reason, a command
 * line): they are printed as they are in every language.
 */

import type { Saying } from '../level/condition-words'

export type Phrase =
  | { readonly from: 'ui'; readonly key: string; readonly values?: Readonly<Record<string, string | number>> }
  | { readonly from: 'level'; readonly key: string }
  | { readonly from: 'system'; readonly text: string }
  /** A condition, told from what it checks: phrases within phrases. */
  | { readonly from: 'condition'; readonly saying: Saying }

export const ui = (key: string, values?: Readonly<Record<string, string | number>>): Phrase =>
  values ? { from: 'ui', key, values } : { from: 'ui', key }
export const fromLevel = (key: string): Phrase => ({ from: 'level', key })
export const system = (text: string): Phrase => ({ from: 'system', text })
export const told = (saying: Saying): Phrase => ({ from: 'condition', saying })
