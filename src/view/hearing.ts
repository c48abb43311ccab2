/**
 * What of all that is due at once is heard: the few most important cues, each once, and
 * from which lanes.
 */

import type { Lane } from '../model/command'
import { LANES } from '../model/command'
import type { Happening, Reason } from '../model/happening'
import type { Seen } from '../model/world'
import type { Given } from '../rules/play'
import type { Run } from '../rules/run'
import { CUES, type Cue, settledCue, toldCue } from './cues'
import { laneAimed, laneOf } from './whereabouts'

export interface Heard {
  readonly cue: Cue
  /** None where it is of no lane, or says its lane itself. */
  readonly lanes: readonly Lane[]
}

const AT_ONCE = 3 // more is a noise

/** Heard only where nothing else is due. */
const ROUTINE: ReadonlySet<Cue> = new Set(['serving', 'detach', 'attach', 'announced', 'tick'])

export function heardOf(
  run: Seen<Run>,
  told: readonly Seen<Happening>[],
  settled: readonly Seen<Given>[],
): readonly Heard[] {
  const due = new Map<Cue, Set<Lane | undefined>>()
  const add = (cue: Cue | undefined, lane: Lane | undefined) => {
    if (cue) due.set(cue, (due.get(cue) ?? new Set()).add(lane))
  }
  for (const happening of told) add(toldCue(happening), laneToldOf(run, happening))
  for (const given of settled) add(settledCue(given), given.command.lane ?? laneAimed(run, given.command.target))
  return loudest(due).map(cue => ({
    cue,
    lanes: NAMES_ITS_LANE.has(cue) ? [] : LANES.filter(lane => due.get(cue)?.has(lane)),
  }))
}

/** Of a drain that is over, its last sweep goes without saying. */
function loudest(due: ReadonlyMap<Cue, unknown>): readonly Cue[] {
  const all = CUES.filter(cue => due.has(cue) && !(cue === 'sweep' && due.has('drained')))
  const news = all.filter(cue => !ROUTINE.has(cue))
  return (news.length > 0 ? news : all).slice(0, AT_ONCE)
}

const laneToldOf = (run: Seen<Run>, { reason, regarding }: Seen<Happening>) =>
  EVERYBODYS.has(reason) ? undefined : laneOf(run, regarding)

/** Told of the first row there is, for want of another. */
const EVERYBODYS: ReadonlySet<Reason> = new Set(['BudgetHalf', 'BudgetLow'])

const NAMES_ITS_LANE: ReadonlySet<Cue> = new Set(['routeBowl', 'routeRail', 'routeBoxes', 'routeSlab'])
