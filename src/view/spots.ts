/** Which house a level has on the street, and what stands before it to be ridden. */

import { CHAPTERS, spotOf } from '../level/catalogue'

export type Piece = 'bowl' | 'boxes' | 'slab' | 'rail' | 'spine'

/** What each level is about. */
const PIECES: Readonly<Record<string, Piece>> = {
  L01: 'bowl',
  L02: 'bowl',
  L03: 'boxes',
  L04: 'bowl',
  L05: 'boxes',
  L06: 'spine',
  L07: 'slab',
  L08: 'boxes',
  L11: 'rail',
  L14: 'slab',
  C1: 'rail',
  C2: 'spine',
  C3: 'slab',
  C4: 'rail',
  C5: 'boxes',
  C6: 'bowl',
}

const IN_TURN = ['bowl', 'boxes', 'slab'] as const

/** `at`: which along its row, from 0: no two neighbours look alike. */
export const pieceOf = (spot: string, at: number): Piece => PIECES[spot] ?? IN_TURN[at % IN_TURN.length] ?? 'bowl'

export const frontOf = (isContest: boolean, at: number) =>
  isContest ? `street/hall-${at % 4}` : `street/house-${at % 5}`

/** Frames of the one sheet. Somebody's own level has the first house. */
export function placeOf(levelId: string): { readonly front: string; readonly piece: string } {
  const chapter = CHAPTERS.find(({ levels }) => levels.includes(levelId))
  const at = Math.max(0, chapter?.levels.indexOf(levelId) ?? 0)
  return { front: frontOf(chapter?.id === 'contests', at), piece: `spot/${pieceOf(spotOf(levelId), at)}` }
}
