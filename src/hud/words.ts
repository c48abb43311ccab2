/**
 * Phrases as sentences.
 *
 * The interface's words are ICU messages in `assets/words`, and a level's own words
 * are too; one of those that is damaged is printed as it stands. What a system said is
 * printed as it said it; a condition is told from the inside out. What a key or a
 * button is called, every sentence may ask. A missing word shows its key, so that it
 * is found and nothing stops.
 */

import { IntlMessageFormat } from 'intl-messageformat'
import english from '../../assets/words/en.json'
import type { Saying } from '../level/condition-words'
import type { Phrase } from '../view/phrase'
import { AT_FIRST, type Prompts, valuesOf } from './prompts'
import { type LevelWords, promptsOf, type ScreenView } from './screen'

export type Values = Readonly<Record<string, string | number>>

export interface Words {
  /** A word of the interface. */
  ui(key: string, values?: Values): string
  say(phrase: Phrase | undefined): string
  /** What the keys and buttons are called now. */
  readonly prompts: Prompts
}

const LANGUAGE = 'en'
/** The second half of the page brings its own (`words-later.ts`). */
const UI: Record<string, string> = { ...english }
const messages = new Map<string, IntlMessageFormat>()

export function addWords(more: Readonly<Record<string, string>>): void {
  Object.assign(UI, more)
}

export function wordsOf(level: LevelWords = {}, sentences = UI, prompts: Prompts = AT_FIRST): Words {
  const called = valuesOf(prompts, key => sentences[key] ?? key)
  const ui = (key: string, values?: Values) => format(sentences[key], { ...called, ...values }) ?? key
  const say = (phrase: Phrase | undefined) => {
    switch (phrase?.from) {
      case undefined:
        return ''
      case 'system':
        return phrase.text
      case 'level':
        return format(level[phrase.key], called) ?? level[phrase.key] ?? phrase.key
      case 'ui':
        return ui(phrase.key, phrase.values)
      case 'condition':
        return tell(phrase.saying, ui)
    }
  }
  return { ui, say, prompts }
}

/** The words of a screen, for the device that is in use there. */
export const wordsFor = (screen: ScreenView): Words =>
  wordsOf('level' in screen ? screen.level.words : {}, UI, promptsOf(screen))

/** Nothing when there is no such sentence, or its values do not fit. */
function format(sentence: string | undefined, values?: Values): string | undefined {
  if (sentence === undefined) return undefined
  try {
    const message = messages.get(sentence) ?? new IntlMessageFormat(sentence, LANGUAGE)
    messages.set(sentence, message)
    return String(message.format(values))
  } catch {
    return undefined
  }
}

function tell({ key, params }: Saying, ui: Words['ui']): string {
  const or = key === 'condition.any' || key === 'condition.in'
  const list = new Intl.ListFormat(LANGUAGE, { type: or ? 'disjunction' : 'conjunction' })
  const spoken = (value: Saying['params'][string]): string | number => {
    if (typeof value !== 'object') return value
    return 'key' in value ? tell(value, ui) : list.format(value.map(each => tell(each, ui)))
  }
  return ui(key, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, spoken(value)])))
}
