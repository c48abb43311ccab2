/**
 * The levels that come with the page. What the street has to know of each is there from
 * the beginning; the level itself is fetched when it is wanted. It went through the same
 * checks as anybody's when the page was built (cli/level-files.ts).
 *
 * A level that did not come can be asked for again: only what did is kept.
 */

import { entryOf, type LevelEntry } from '../level/entry'
import type { Prepared } from '../level/prepared'
import { type Course, courseOf } from '../rules/course'

export type Opened =
  | { readonly kind: 'level'; readonly course: Course }
  | { readonly kind: 'problem'; readonly key: string; readonly detail: string }

export interface Library {
  /** Undefined if there is no such level. */
  entry(id: string): LevelEntry | undefined
  /** By id, if it is here; only what is in the library can be opened, so nothing from an address becomes a path. */
  opened(id: string): Opened | undefined
  /** The same, once it is here. Never fails: a level that did not come is a problem. */
  open(id: string): Promise<Opened>
  /** Sends for it, so that it is here when it is wanted. */
  fetch(id: string | undefined): void
  /** How much of it has come, 0 to 1. */
  share(id: string): number
  /** It was saved anew. */
  put(id: string, text: string): void
}

/** The text of a level; `came` is told how many bytes there are so far. */
export type Reading = (id: string, came: (bytes: number) => void) => Promise<string>

interface Listed extends LevelEntry {
  readonly bytes: number
}

const entries: Record<string, Listed> = import.meta.glob('../../levels/[LC]*.json', {
  query: '?entry',
  import: 'default',
  eager: true,
})
const addresses: Record<string, string> = import.meta.glob('../../levels/[LC]*.json', {
  query: '?prepared',
  import: 'default',
  eager: true,
})
const pathOf = (id: string) => `../../levels/${id}.json`

/** `changed`: more of one that is waited for has come. */
export function openLibrary(reading: Reading = overTheNet, changed = () => {}): Library {
  const texts = new Map<string, string>()
  const coming = new Map<string, Promise<Opened>>()
  const came = new Map<string, number>()
  const results = new Map<string, Opened>()

  const opened = (id: string): Opened | undefined => {
    if (!(pathOf(id) in entries)) return unknownLevel(id)
    const known = results.get(id)
    const text = texts.get(id)
    if (known || text === undefined) return known
    const result = read(text) // not before it is wanted: a frame may be due
    if (result.kind === 'problem' && result.key === 'problem.notCome') texts.delete(id)
    else results.set(id, result)
    return result
  }
  const fetched = async (id: string): Promise<Opened> => {
    try {
      texts.set(
        id,
        await reading(id, bytes => {
          came.set(id, bytes)
          changed()
        }),
      )
    } catch (error) {
      return { kind: 'problem', key: 'problem.notCome', detail: error instanceof Error ? error.message : '' }
    } finally {
      coming.delete(id)
    }
    return opened(id) as Opened
  }
  const send = (id: string): Promise<Opened> => {
    const now = coming.get(id) ?? fetched(id)
    if (!texts.has(id)) coming.set(id, now)
    return now
  }
  return {
    entry(id) {
      const result = results.get(id)
      return result?.kind === 'level' ? entryOf(result.course.level) : entries[pathOf(id)]
    },
    opened,
    open: async id => opened(id) ?? send(id),
    fetch(id) {
      if (id !== undefined && pathOf(id) in entries && !texts.has(id)) void send(id)
    },
    share: id => (texts.has(id) ? 1 : Math.min(1, (came.get(id) ?? 0) / (entries[pathOf(id)]?.bytes || 1))),
    put(id, text) {
      texts.set(id, text)
      const result = read(text)
      results.set(id, result)
      if (result.kind === 'problem') console.error(result.detail) // for its author; the run goes on with what it had
    },
  }
}

async function overTheNet(id: string, came: (bytes: number) => void): Promise<string> {
  const answer = await fetch(addresses[pathOf(id)] ?? '')
  if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${answer.statusText}`)
  const [chunks, reader] = [[] as Uint8Array[], answer.body.getReader()]
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value)
    size += next.value.length
    came(size)
  }
  if (size === 0) throw new Error(`${answer.status}, and nothing in it`)
  return new Blob(chunks as BlobPart[]).text()
}

/** What a server sends in a level's place (a page that says it is gone) is no level. */
function read(text: string): Opened {
  const prepared = preparedIn(text)
  if (!prepared) return { kind: 'problem', key: 'problem.notCome', detail: text.slice(0, 200) }
  if ('level' in prepared) return { kind: 'level', course: courseOf(prepared.level) }
  return { kind: 'problem', key: 'problem.level', detail: prepared.problems.join('\n') }
}

function preparedIn(text: string): Prepared | undefined {
  try {
    const prepared = JSON.parse(text)
    return prepared?.level || prepared?.problems ? prepared : undefined
  } catch {
    return undefined
  }
}

const unknownLevel = (id: string): Opened => ({ kind: 'problem', key: 'problem.noLevel', detail: id.slice(0, 60) })

/** While levels are made: a saved file takes the old one's place, and whoever plays it is told. */
export function watchLevels(library: Library, changed: (id: string) => void): void {
  if (!import.meta.hot) return
  import.meta.hot.on('kod:level', ({ id, text }: { id: string; text: string }) => {
    library.put(id, text)
    changed(id)
  })
}
