/**
 * That who is up would find no place in a lane: in the lane's title, in a line below it,
 * and as a whole sentence. An API server that does not answer is no want of room, and
 * is not called that.
 */

import type { LaneView, NoPlaceView } from '../view/lane-view'
import { playSeconds } from './figures'
import type { Words } from './words'

/** How soon something new would serve, or that none of it will. */
export function soon(
  { readyIn, noPlace }: Pick<LaneView, 'readyIn' | 'noPlace'>,
  words: Words,
  timeScale: number,
): string {
  if (noPlace && isAll(noPlace)) return words.ui(noPlace.refused ? 'lane.ready.refused' : 'lane.ready.never')
  const [least, most] = [playSeconds(readyIn.least, timeScale), playSeconds(readyIn.most, timeScale)]
  return least === most ? words.ui('lane.ready.one', { seconds: most }) : words.ui('lane.ready', { least, most })
}

export const isAll = ({ count, of }: NoPlaceView): boolean => count === of

export const noPlaceIs = (noPlace: NoPlaceView, words: Words): string =>
  words.ui(sentenceOf(noPlace), figuresOf(noPlace))

const sentenceOf = ({ refused, anybody }: NoPlaceView): string =>
  anybody ? `lane.${refused ? 'wouldRefuse' : 'noPlace'}.anybody` : `lane.${refused ? 'wouldRefuse' : 'noPlace'}`

/** Without the count of nodes, which is the same in every line and takes the room of the reason. */
export const inShort = (noPlace: NoPlaceView, words: Words): string =>
  words.ui('lane.noPlace.short', {
    ...figuresOf(noPlace),
    rest: noPlace.of - noPlace.count,
    why: noPlace.why.replace(/^\d+\/\d+ nodes are available: /, ''),
  })

const figuresOf = ({ count, of, why }: NoPlaceView) => ({ count, of, why })
