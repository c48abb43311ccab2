/**
 * How the picture is shaken, and for how long it holds its breath. A blow adds trauma,
 * which fades; the picture is displaced by its square, along a noise that has no jumps
 * and is the same for the same moment. Only the picture: the words over it stand still,
 * and so does nothing of the cluster's time.
 */

import { PPM, type Ppm } from '../model/units'
import { chance } from './chance'

/** So much of it fades in a second. */
const FADES = 1.3
/** Logical pixels, at the most. */
export const REACH = 5
/** From such a blow on the picture stands for a few frames. */
const STOPS_FROM = 500_000
/** Milliseconds. */
export const STOP = 60
/** The noise turns so often in a second. */
const TURNS = 24

export class Trauma {
  private most = 0
  private since = 0
  private stopsUntil = 0

  hit(force: Ppm, now: number) {
    if (force === 0) return
    this.most = Math.min(1, this.level(now) + force / PPM)
    this.since = now
    if (force >= STOPS_FROM) this.stopsUntil = now + STOP
  }

  /** Nothing of it is left where a clock was set back. */
  level(now: number): number {
    return now < this.since ? 0 : Math.max(0, this.most - ((now - this.since) / 1_000) * FADES)
  }

  /** Whether the last picture is still to be seen. */
  stops = (now: number): boolean => now >= this.since && now < this.stopsUntil

  /** Whole pixels. */
  offset(now: number): { readonly x: number; readonly y: number } {
    const reach = REACH * this.level(now) ** 2
    return { x: Math.round(noise(now, 1) * reach) || 0, y: Math.round(noise(now, 2) * reach) || 0 }
  }
}

/** -1 to 1, from turn to turn on a straight line. */
function noise(now: number, stream: number): number {
  const at = (now / 1_000) * TURNS
  const turn = Math.floor(at)
  const [from, to] = [dice(turn, stream), dice(turn + 1, stream)]
  return from + (to - from) * (at - turn)
}

const SIDES = 2_001
const dice = (turn: number, stream: number) => (chance(turn, stream) % SIDES) / 1_000 - 1
