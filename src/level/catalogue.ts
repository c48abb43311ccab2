/**
 * Which levels there are, in the order in which they are played.
 *
 * Only ids: a level's words are in its own file, `levels/<id>.json`, and where that
 * comes from (the page's bundle, a disk, a link) is for the floors above to know.
 */

export interface Chapter {
  /** The interface's words have its name, under `chapter.<id>`. */
  readonly id: string
  readonly levels: readonly string[]
}

export const CHAPTERS: readonly Chapter[] = [
  { id: 'lessons', levels: ['L01-drop-in', 'L02-respawn', 'L03-backpack', 'L04-crew-of-three', 'L06-spine-transfer'] },
  { id: 'contests', levels: ['C5-box-yard'] },
]

export const LEVEL_IDS: readonly string[] = CHAPTERS.flatMap(chapter => chapter.levels)

/** The one after it, or none after the last. */
export const levelAfter = (id: string): string | undefined => LEVEL_IDS[LEVEL_IDS.indexOf(id) + 1]
