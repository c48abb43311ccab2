/**
 * Phrases as sentences.
 *
 * The interface's words are ICU messages in `assets/words`; a level's words are its
 * own and printed as they stand, without placeholders; what a system said is printed
 * as it said it. A missing word shows its key, so that it is found and nothing stops.
 */

import { IntlMessageFormat } from 'intl-messageformat'
import english from '../../assets/words/en.json'
import type { Phrase } from '../view/phrase'
import type { LevelWords } from './screen'

export type Values = Readonly<Record<string, string | number>>

export interface Words {
  /** A word of the interface. */
  ui(key: string, values?: Values): string
  say(phrase: Phrase | undefined): string
}

const LANGUAGE = 'en'
const UI: Readonly<Record<string, string>> = english
const messages = new Map<string, IntlMessageFormat>()

export function wordsOf(level: LevelWords = {}, sentences: Readonly<Record<string, string>> = UI): Words {
  const ui = (key: string, values?: Values) => format(sentences[key], values) ?? key
  const say = (phrase: Phrase | undefined) => {
    if (!phrase) return ''
    if (phrase.from === 'system') return phrase.text
    return phrase.from === 'level' ? (level[phrase.key] ?? phrase.key) : ui(phrase.key, phrase.values)
  }
  return { ui, say }
}

/** Nothing when there is no such sentence, or its values do not fit. */
function format(sentence: string | undefined, values?: Values): string | undefined {
  if (sentence === undefined) return undefined
  try {
    const message = messages.get(sentence) ?? new IntlMessageFormat(sentence, LANGUAGE)
    messages.set(sentence, message)
    return String(message.format({ ...values }))
  } catch {
    return undefined
  }
}
