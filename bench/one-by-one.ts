/** The same queue with every request simulated: what counting saves. */

import { roll } from '../src/sim/chance'
import type { Load } from '../src/sim/traffic/queueing'
import { waitingRoom } from '../src/sim/traffic/queueing'

const SIDES = 1_000_000

export function oneByOne(load: Load, requests: number, seed: number): number {
  const free = new Float64Array(load.workers)
  const departures: number[] = []
  const room = waitingRoom(load) + load.workers
  let now = 0
  let lost = 0
  for (let i = 0; i < requests; i += 1) {
    now += exponential(seed, 1, i) / (load.offeredMilli / 1_000)
    while ((departures[0] ?? Infinity) <= now) departures.shift()
    if (departures.length >= room) lost += 1
    else serve(free, departures, now, (exponential(seed, 2, i) * load.serviceMs) / 1_000)
  }
  return lost
}

function serve(free: Float64Array, departures: number[], now: number, takes: number): void {
  let next = 0
  for (let i = 1; i < free.length; i += 1) if ((free[i] as number) < (free[next] as number)) next = i
  const done = Math.max(now, free[next] as number) + takes
  free[next] = done
  let at = departures.length
  while (at > 0 && (departures[at - 1] as number) > done) at -= 1
  departures.splice(at, 0, done)
}

const exponential = (seed: number, owner: number, count: number) =>
  -Math.log((roll(seed, 'bot', { owner, ordinal: 0 }, count, SIDES) + 1) / SIDES)
