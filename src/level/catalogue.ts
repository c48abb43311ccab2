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
  {
    id: 'lessons',
    levels: [
      'L01-drop-in',
      'L02-respawn',
      'L03-backpack',
      'L04-crew-of-three',
      'L05-walls',
      'L06-spine-transfer',
      'L07-big-air',
      'L08-fakie',
      'L09-three-key-holders',
      'L10-wristbands',
      'L11-footbridges',
      'L12-root-shop',
      'L13-headroom',
      'L14-night-shift',
    ],
  },
  {
    id: 'contests',
    levels: [
      'C1-fifty-fifty-grind',
      'C2-spine',
      'C3-big-air-final',
      'C4-switch-fifty-fifty',
      'C5-box-yard',
      'C6-storm-drain',
      'C7-full-park',
      'C8-quantum-containers',
    ],
  },
]

export const LEVEL_IDS: readonly string[] = CHAPTERS.flatMap(chapter => chapter.levels)

/** What a level is called on the street: `L06-spine-transfer` stands at L06. */
export const spotOf = (id: string): string => id.split('-')[0] ?? id

/** The lessons whose ideas a contest brings together. */
export const RESTS_ON: Readonly<Record<string, readonly string[]>> = {
  C1: ['L06', 'L09'],
  C2: ['L01', 'L05'],
  C3: ['L07'],
  C4: ['L09'],
  C5: ['L10', 'L14'],
  C6: ['L08', 'L13'],
  C7: ['L03', 'L06'],
  C8: ['C7'],
}

/** A goal of that id is a secret until it was met. */
export const PAGER = 'golden-pager'

/** The one after it, or none after the last. */
export const levelAfter = (id: string): string | undefined => LEVEL_IDS[LEVEL_IDS.indexOf(id) + 1]

export const isContest = (level: string): boolean =>
  CHAPTERS.some(({ id, levels }) => id === 'contests' && levels.includes(level))
