/**
 * Pips that come and go: what was evicted hops off its plate, one after the other, and
 * what was placed drops in. With reduced motion they are there, or not.
 */

import type { Moment } from './moment'
import type { Stamps } from './stamps'

interface Pip {
  x: number
  y: number
  picture: string
  seen: number
  bornAt: number
}

interface Departure extends Pip {
  readonly leavesAt: number
}

/** Milliseconds. */
const FLIGHT = 600
const DROP = 250
const ONE_BY_ONE = 160
/** More at once are only a swarm. */
const MOST = 12

export class PipFlights {
  private readonly known = new Map<string, Pip>()
  private departures: Departure[] = []
  private frame = 0

  begin() {
    this.frame++
  }

  /** How high above its place it is still to be drawn. */
  height(key: string, picture: string, x: number, y: number, { now, calm }: Moment): number {
    const pip = this.known.get(key)
    const settled = pip && Math.abs(pip.x - x) < 200 && now >= pip.bornAt
    const bornAt = settled ? pip.bornAt : this.frame === 1 ? now - DROP : now
    this.known.set(key, { x, y, picture, seen: this.frame, bornAt })
    return calm ? 0 : Math.max(0, Math.round(8 * (1 - (now - bornAt) / DROP)))
  }

  /** Draws those on their way, and notes who left. */
  end(stamps: Stamps, moment: Moment) {
    const left = [...this.known].filter(([, { seen }]) => seen !== this.frame)
    for (const [key] of left) this.known.delete(key)
    if (moment.calm) return
    const last = Math.max(moment.now, ...this.departures.map(({ leavesAt }) => leavesAt + ONE_BY_ONE))
    this.departures.push(...left.map(([, pip], at) => ({ ...pip, leavesAt: last + at * ONE_BY_ONE })))
    this.departures = this.departures.filter(one => isUnderWay(one, moment)).slice(0, MOST)
    for (const one of this.departures) fly(stamps, one, moment)
  }
}

/** A clock that was set back ends them all. */
const isUnderWay = ({ leavesAt }: Departure, { now }: Moment) =>
  now < leavesAt + FLIGHT && leavesAt - now < MOST * 2 * ONE_BY_ONE

function fly(stamps: Stamps, { x, y, picture, leavesAt }: Departure, { now }: Moment) {
  const share = Math.max(0, (now - leavesAt) / FLIGHT)
  stamps.put(picture, x + 10 * share, y - 40 * share * (1 - share * 0.5), { alpha: 1 - share * 0.8 })
}
