/**
 * Lines of the log and the timeline: what was asked for, what was refused, and what
 * the systems said, each with the line that it goes back to.
 *
 * A line's id says where it stands among all others and never changes, so that the
 * announcer can tell what is new.
 */

import { type Cause, GAME_REASONS, type Happening, type Reason } from '../model/happening'
import { NONE, type Seen } from '../model/world'
import type { Given } from '../rules/play'
import type { Run } from '../rules/run'
import { BY_HEALTH_CHECK } from '../sim/hosts/systemd'
import { nameOf } from '../sim/names'
import type { TimelineLine } from './debrief-view'
import { system, ui } from './phrase'
import { phraseOf } from './see-verbs'

/** Room between two happenings for the commands that were given there. */
const ROOM = 1_000

export function linesOf(run: Seen<Run>): readonly TimelineLine[] {
  return sorted(run, run.play.told, run.play.given)
}

/** The newest so many, without looking at all that went before; of what systems say, what may be told. */
export function newestLines(
  run: Seen<Run>,
  many: number,
  isTold: (happening: Seen<Happening>) => boolean = () => true,
): readonly TimelineLine[] {
  return sorted(run, newestTold(run, many).filter(isTold), run.play.given.slice(-many)).slice(-many)
}

/** How far back the newest are looked for, where some are told again and again. */
const FAR = 12

/**
 * Of a busy workload's many pods one or another misses a probe all the time: the newest
 * says it for all of them. Without this nothing else would be read among hundreds of pods.
 */
function newestTold({ play, world }: Seen<Run>, many: number): readonly Seen<Happening>[] {
  const newest: Seen<Happening>[] = []
  const missed = new Set<number>()
  for (
    let at = play.told.length - 1;
    at >= Math.max(0, play.told.length - many * FAR) && newest.length < many;
    at -= 1
  ) {
    const told = play.told[at] as Seen<Happening>
    const whose = told.reason === 'Unhealthy' ? (world.pods[told.regarding.id]?.workload ?? NONE) : NONE
    if (whose !== NONE && missed.has(whose)) continue
    if (whose !== NONE) missed.add(whose)
    newest.push(told)
  }
  return newest.reverse()
}

function sorted(
  run: Seen<Run>,
  told: readonly Seen<Happening>[],
  given: readonly Seen<Given>[],
): readonly TimelineLine[] {
  const asked = given.filter(each => each.line !== '' || each.state === 'refused')
  const lines = [...asked.map(givenLine), ...told.map(happening => toldLine(run, happening))]
  return lines.sort((a, b) => a.id - b.id)
}

export const givenLine = (given: Seen<Given>): TimelineLine => ({
  id: idOfGiven(given),
  tick: given.doneAt < 0 ? given.tick : given.doneAt,
  kind: given.refusal ? 'refusal' : 'command',
  text: given.refusal ? phraseOf(given.refusal) : system(given.line),
  cause: undefined,
})

export const toldLine = (run: Seen<Run>, happening: Seen<Happening>): TimelineLine => {
  const { id, tick, reason, regarding, note, cause } = happening
  return {
    id: idOfTold(id),
    tick,
    kind: note.endsWith(BY_HEALTH_CHECK) ? 'command' : isTrouble(happening) ? 'warning' : 'normal',
    text: OURS.has(reason) ? ui(`told.${reason}`, { name: nameOf(run.world, regarding) }) : system(note),
    cause: lineOfCause(run, cause),
  }
}

/** Kubernetes tells of a lost node as it tells of one that is back: the type alone does not say it. */
export const isTrouble = ({ type, reason }: Seen<Happening>): boolean => type === 'Warning' || reason === 'NodeNotReady'

/** The game's own news is told in the player's language, a system's in its own words. */
const OURS: ReadonlySet<Reason> = new Set(GAME_REASONS)

/** The line that a cause stands in; undefined for the scenario. */
export function lineOfCause(run: Seen<Run>, cause: Cause): number | undefined {
  if (cause.by === 'happening') return idOfTold(cause.id)
  const given = cause.by === 'command' ? run.play.given[cause.id] : undefined
  return given && idOfGiven(given)
}

const idOfTold = (id: number) => id * ROOM + ROOM - 1
const idOfGiven = (given: Seen<Given>) => given.after * ROOM + (given.id % (ROOM - 1))
