/** What happens around riders and plates for a moment: smoke, sparks, stars, sweat, dashes. */

import type { Rect } from '../view/layout-shapes'
import type { Role } from '../view/palette'
import type { RiderView } from '../view/rider-view'
import type { Spot } from './figures'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

type Place = Pick<Spot, 'x' | 'y'>

const DOTS = 24

/** Dots along the way that is left, so that the wait can be seen as a distance. */
export function trail(stamps: Stamps, rider: RiderView, wayAt: (done: number) => Place) {
  for (let at = Math.ceil((rider.done * DOTS) / 1_000_000 + 1); at <= DOTS; at++) {
    const { x, y } = wayAt((at * 1_000_000) / DOTS)
    const size = at % 6 === 0 ? 2 : 1
    stamps.fill(rider.failing ? 'red' : 'silver', x + 8, y + 26, size, size)
  }
}

/** It could serve, and waits for a press: an arrow above its sticker, or beside where there is no room. */
export function landHere(stamps: Stamps, { x, y }: Place, stickers: number, above: boolean, { bob }: Moment) {
  if (above) stamps.put('mark/land', x + 3, y - 12 - bob * 2)
  else stamps.put('mark/land', x + 11 + 6 * stickers, y - 1 + bob)
}

/** Rises from a place: something is broken there. */
export function smoke(stamps: Stamps, x: number, y: number, { now, calm }: Moment) {
  for (let puff = 0; puff < 3; puff++) {
    const age = calm ? puff / 3 : (now / 1100 + puff / 3) % 1
    const drift = Math.round(Math.sin((age + puff) * 5) * 3)
    stamps.put(`smoke/${Math.min(2, Math.floor(age * 3))}`, x - 4 + drift, y - 4 - age * 24)
  }
}

/** Drops of sweat: slow, not yet failing. */
export function sweat(stamps: Stamps, { x, y }: Place, { beat }: Moment) {
  stamps.fill('bowlLit', x + 1 - (beat % 3), y + 14 + (beat % 3), 1, 2)
  stamps.fill('bowlLit', x + 14 + (beat % 3), y + 13 + ((beat + 1) % 3), 1, 2)
}

export function stars(stamps: Stamps, { x, y }: Place, { now, calm }: Moment) {
  for (let star = 0; star < 3; star++) {
    const turn = (calm ? 0 : now / 400) + star * 2.1
    stamps.put('spark/2', x + 5 + Math.cos(turn) * 8, y + 15 + Math.sin(turn) * 3)
  }
}

const CORNER = 5

/** The four corners of a frame: it belongs to what is marked. */
export function cornered(stamps: Stamps, { x, y, width, height }: Rect, role: Role) {
  for (const across of [x - 1, x + width + 1 - CORNER]) {
    stamps.fill(role, across, y - 1, CORNER, 1)
    stamps.fill(role, across, y + height, CORNER, 1)
  }
  for (const down of [y - 1, y + height + 1 - CORNER]) {
    stamps.fill(role, x - 1, down, 1, CORNER)
    stamps.fill(role, x + width, down, 1, CORNER)
  }
}

const PITCH = 6
const DASH = 4

/** A dashed frame whose dashes walk. */
export function dashed(stamps: Stamps, { x, y, width, height }: Rect, role: Role, { beat }: Moment) {
  const shift = (beat * 2) % PITCH
  for (let at = -shift; at < width; at += PITCH) {
    const from = Math.max(0, at)
    const long = Math.min(width, at + DASH) - from
    stamps.fill(role, x + from, y - 1, long, 1)
    stamps.fill(role, x + width - from - long, y + height, long, 1)
  }
  for (let at = -shift; at < height; at += PITCH) {
    const from = Math.max(0, at)
    const long = Math.min(height, at + DASH) - from
    stamps.fill(role, x + width, y + from, 1, long)
    stamps.fill(role, x - 1, y + height - from - long, 1, long)
  }
}
