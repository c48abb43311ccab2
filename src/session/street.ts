/**
 * What is open on the street, and which level is in front of the player.
 *
 * Lessons open in order, two ahead: a lesson opens when all but two of those before it
 * have landed, so that nobody is stuck at one. A contest opens when the lessons that it
 * rests on have landed, as far as there are such levels here; where there are none, the
 * first three have to do. What has landed stays open; for whoever leads a room everything is.
 */

import { CHAPTERS, type Chapter, RESTS_ON, spotOf } from '../level/catalogue'

export interface Way {
  readonly id: string
  readonly open: boolean
  /** Why it is closed: so many more of these have to land. */
  readonly after?: { readonly need: number; readonly of: readonly string[] }
}

export interface Street {
  readonly ways: readonly Way[]
  /** The first open one that has not landed; once all have, the first. */
  readonly front: string
}

const AHEAD = 2
const AT_LEAST = 3

export function streetOf(
  landed: (id: string) => boolean,
  allOpen = false,
  chapters: readonly Chapter[] = CHAPTERS,
): Street {
  const ways = chapters.flatMap(({ id, levels }) =>
    levels.map((level, at) => wayOf(level, id === 'lessons' ? before(levels, at) : resting(level, chapters))),
  )
  function wayOf(id: string, { of, spare }: Rule): Way {
    const missing = of.filter(one => !landed(one))
    const need = missing.length - spare
    if (allOpen || landed(id) || need <= 0) return { id, open: true }
    return { id, open: false, after: { need, of: missing } }
  }
  const front = ways.find(({ id, open }) => open && !landed(id)) ?? ways[0]
  return { ways, front: front?.id ?? '' }
}

/** Where to go from a level: to the one after it, if that is open, else to the one in front. */
export function nextAfter(id: string, { ways, front }: Street): string | undefined {
  const after = ways[ways.findIndex(way => way.id === id) + 1]
  if (after?.open) return after.id
  return after && front !== id ? front : undefined
}

/** All of these but so many. */
interface Rule {
  readonly of: readonly string[]
  readonly spare: number
}

const before = (levels: readonly string[], at: number): Rule => ({ of: levels.slice(0, at), spare: AHEAD })

const resting = (level: string, chapters: readonly Chapter[]): Rule => {
  const names = RESTS_ON[spotOf(level)] ?? []
  const all = chapters.flatMap(({ levels }) => levels)
  const named = all.filter(id => names.includes(spotOf(id)))
  return { of: named.length > 0 ? named : all.slice(0, AT_LEAST), spare: 0 }
}
