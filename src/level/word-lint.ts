/**
 * Is every text there that the level speaks of, and is every text that is there used?
 *
 * `words.en` holds them all; other languages may lag behind, with a warning.
 */

import type { Level } from './level'
import { nearest } from './nearest'
import { type At, actionsIn } from './places'
import { listed, type Problem, shown } from './problem'

const ALWAYS = ['name', 'briefing']

export function wordProblems(level: Level): readonly Problem[] {
  const used = usedKeys(level)
  const english = level.words.en
  if (!english)
    return [{ code: 'KOD-L011', path: ['words'], message: '"words" has no "en"; English is what every level has' }]
  return [
    ...used.flatMap(key => (Object.hasOwn(english, key.it) ? [] : [unsaid(key, Object.keys(english))])),
    ...Object.keys(english).flatMap(key => (used.some(({ it }) => it === key) ? [] : [unused('en', key)])),
    ...Object.keys(level.words).flatMap(language =>
      language === 'en' ? [] : translationProblems(level, english, language),
    ),
  ]
}

/** Every key that the level speaks of, with where it does. */
const usedKeys = (level: Level): readonly At<string>[] => [
  ...ALWAYS.map(it => ({ path: ['words', 'en'], it })),
  { path: ['teaches'], it: level.teaches },
  { path: ['claim'], it: level.claim },
  ...level.workloads.map(({ name }, i) => ({ path: ['workloads', i, 'name'], it: `rider.${name}` })),
  ...level.hints.map((it, i) => ({ path: ['hints', i], it })),
  ...actionsIn(level).flatMap(({ path, it }): At<string>[] => {
    if (it.type === 'say') return [{ path: [...path, 'params', 'text'], it: it.params.text }]
    return it.type === 'hint' ? [{ path: [...path, 'params', 'hint'], it: it.params.hint }] : []
  }),
]

function unsaid({ path, it }: At<string>, known: readonly string[]): Problem {
  const message = `${shown(it)} is not among the words of "en"`
  const [suggestion] = nearest(it, known)
  // a name is not to be replaced by the key of a text
  if (suggestion === undefined || path.at(-1) === 'name' || path.at(-1) === 'en')
    return { code: 'KOD-L011', path, message }
  return { code: 'KOD-L011', path, message: `${message}; did you mean "${suggestion}"?`, suggestion }
}

const unused = (language: string, key: string): Problem => ({
  code: 'KOD-L010',
  path: ['words', language, key],
  atKey: true,
  message: `Nothing uses ${shown(key)}`,
})

function translationProblems({ words }: Level, english: Texts, language: string): readonly Problem[] {
  const translated = words[language] ?? {}
  const untold = Object.keys(english).filter(key => !Object.hasOwn(translated, key))
  const message = `No words in "${language}" for ${listed(untold)}; they will be shown in English`
  return [
    ...(untold.length > 0 ? [{ code: 'KOD-L016', path: ['words', language], atKey: true, message } as const] : []),
    ...Object.keys(translated).flatMap(key => (Object.hasOwn(english, key) ? [] : [unused(language, key)])),
  ]
}

type Texts = Readonly<Record<string, string>>
