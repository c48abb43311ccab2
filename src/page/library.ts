/**
 * The levels that come with the page, read through the same checks as anybody's.
 */

import { LEVEL_IDS } from '../level/catalogue'
import { diagnose, lineOf } from '../level/diagnose'
import type { Level } from '../level/level'
import { type Course, courseOf } from '../rules/course'

const texts: Record<string, string> = import.meta.glob('../../levels/[LC]*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export type Opened =
  | { readonly kind: 'level'; readonly course: Course }
  | { readonly kind: 'problem'; readonly key: string; readonly detail: string }

const opened = new Map<string, Opened>()

/** By id; only what is in the library can be opened, so nothing from an address becomes a path. */
export function openLevel(id: string): Opened {
  const known = opened.get(id)
  if (known) return known
  const text = texts[`../../levels/${id}.json`]
  const result = text === undefined ? unknownLevel(id) : readLevel(text, `levels/${id}.json`)
  opened.set(id, result)
  return result
}

export const allLevels = (): readonly Level[] =>
  LEVEL_IDS.flatMap(id => {
    const result = openLevel(id)
    return result.kind === 'level' ? [result.course.level] : []
  })

export function readLevel(text: string, file: string): Opened {
  const { level, diagnostics } = diagnose(text, file)
  if (level) return { kind: 'level', course: courseOf(level) }
  return { kind: 'problem', key: 'problem.level', detail: diagnostics.map(lineOf).join('\n') }
}

const unknownLevel = (id: string): Opened => ({ kind: 'problem', key: 'problem.noLevel', detail: id.slice(0, 60) })

/** While levels are made: a saved file takes the old one's place, and whoever plays it is told. */
export function watchLevels(changed: (id: string) => void): void {
  if (!import.meta.hot) return
  import.meta.hot.on('kod:level', ({ id, text }: { id: string; text: string }) => {
    const result = readLevel(text, `levels/${id}.json`)
    opened.set(id, result)
    if (result.kind === 'problem') console.error(result.detail) // for its author; the run goes on with what it had
    changed(id)
  })
}
