/**
 * Hands in the Lab: what is fired and turned there is given like a command; how fast time
 * runs, and that it goes on by a second, is nobody's business but whoever sits there.
 */

import type { LabCommand } from '../model/lab'
import { largestHost } from '../model/park'
import type { Tick } from '../model/units'
import { stickersOf } from '../model/workload'
import { usualLane } from '../proof/players'
import { give, type Run } from '../rules/run'
import { SPEEDS } from '../view/theatre-view'
import type { Intent } from './intent'

export type LabIntent =
  | { readonly do: 'lab'; readonly command: LabCommand }
  /** Everybody who is up, by what their stickers usually mean. */
  | { readonly do: 'placeAll' }
  /** So many cluster seconds, while time stands. */
  | { readonly do: 'go'; readonly by: Tick }

const NORMAL = 100
/** Nothing that is pressed by mistake may take a minute. */
const MOST_AT_ONCE: Tick = 3_600

export interface LabHands {
  readonly speedPercent: number
  /** Does what it understands, in a Lab only; `goOn` lets time pass. */
  intend(intent: Intent, run: Run, goOn: (ticks: Tick) => void): void
}

export function openLabHands(): LabHands {
  let speedPercent = NORMAL
  return {
    get speedPercent() {
      return speedPercent
    },
    intend(intent, run, goOn) {
      if (!run.level.lab) return
      if (intent.do === 'lab') give(run, intent.command)
      if (intent.do === 'placeAll') placeAll(run)
      if (intent.do === 'go') goOn(Math.min(MOST_AT_ONCE, intent.by))
      if (intent.do === 'speed') speedPercent = intent.percent
      if (intent.do === 'slower') speedPercent = nextSpeed(speedPercent, -1)
      if (intent.do === 'faster') speedPercent = nextSpeed(speedPercent, 1)
    },
  }
}

function placeAll(run: Run): void {
  const host = largestHost(run.level.park)
  for (const { state, workload } of run.play.riders.slice()) {
    const row = run.world.workloads[workload]
    if (state !== 'deck' || !row) continue
    const lane = usualLane(stickersOf(row.spec, host))
    give(run, { verb: 'ROUTE', target: `rider/${row.spec.name}`, lane, by: 'player' })
  }
}

/** The next of the speeds that there are; the last one stays. */
export function nextSpeed(now: number, by: 1 | -1): number {
  const at = SPEEDS.findIndex(speed => speed >= now)
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + by))] ?? NORMAL
}
