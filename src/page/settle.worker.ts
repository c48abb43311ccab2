/**
 * The thread that settles incidents, so that the page's own never waits for it.
 */

import type { Level } from '../level/level'
import type { LogEntry } from '../model/command'
import type { Seed, Tick } from '../model/units'
import { courseOf } from '../rules/course'
import type { Settled } from '../session/reckoning'
import { openSettler, rehearse, type Settler } from '../session/settler'

/** A run is opened once; then it is told how far it has come, with all that was done until there. */
export type Told =
  | { readonly open: number; readonly level: Level; readonly seed: Seed }
  | { readonly follow: number; readonly log: readonly LogEntry[]; readonly to: Tick }

/** Of the run opened under that number. */
export interface Answer {
  readonly of: number
  readonly found: readonly Settled[]
}

let settler: Settler | undefined
let number = 0

addEventListener('message', ({ data }: MessageEvent<Told>) => {
  if ('open' in data) {
    const course = courseOf(data.level)
    settler = openSettler(course, data.seed)
    number = data.open
    if (number === 1) rehearse(course)
  } else if (settler && data.follow === number) {
    postMessage({ of: number, found: settler.follow(data.log, data.to) } satisfies Answer)
  }
})
