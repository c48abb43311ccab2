/**
 * What was asked for in the Lab, as the run knows it afterwards: a failure that was fired
 * is an incident like one of the timetable, by a name of its own.
 *
 * Nothing is kept but what the commands say.
 */

import { cardOf, warnsFor } from '../level/duel'
import type { Incident, Level } from '../level/level'
import type { LogEntry, LoggedCommand } from '../model/command'
import { canStrike, type Failure } from '../model/lab'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import type { LabGiven } from './play'
import type { Run } from './run'

const FIRED = 'fire-'

export const entryOf = (id: number): string => `${FIRED}${id}`

/** As a timetable would have it; undefined if no level could say so. */
export function incidentOf(id: number, target: string, fire: Failure): Incident | undefined {
  if (!canStrike(fire, target)) return undefined
  return { ...fire, id: entryOf(id), at: null, target } as Incident
}

/** Of the timetable, or fired by hand. */
export function incidentNamed({ level, play }: Seen<Run>, entry: string): Seen<Incident> | undefined {
  const own = level.incidents.find(({ id }) => id === entry)
  if (own || !entry.startsWith(FIRED)) return own
  const given = play.lab?.[Number(entry.slice(FIRED.length))]
  return given && firedBy(level, given)
}

function firedBy(level: Seen<Level>, { id, tick, command }: Seen<LabGiven>): Incident | undefined {
  if (command.verb !== 'FIRE') return undefined
  const { target, fire } = command
  return level.duel ? thrownOf(level, { id, tick, target, fire }) : incidentOf(id, target, fire)
}

interface Thrown {
  readonly id: number
  readonly tick: Tick
  readonly target: string
  readonly fire: Failure
}

/** A card of a duel: it is seen coming, and then strikes to the second. */
export function thrownOf(
  level: Pick<Seen<Level>, 'timeScale'>,
  { id, tick, target, fire }: Thrown,
): Incident | undefined {
  const incident = incidentOf(id, target, fire)
  const before = warnsFor(level)
  const sign = cardOf(fire.what)?.sign
  return incident && sign && { ...incident, at: tick + before, warning: { kind: 'plan', sign, before } }
}

/** All that is known to come or has come: by the timetable, or because a card was thrown. */
export const expectedIncidents = ({ level, play }: Seen<Run>): readonly Seen<Incident>[] =>
  level.duel ? (play.lab ?? []).flatMap(given => (given.refusal ? [] : (firedBy(level, given) ?? []))) : level.incidents

/** The player's own commands with those of the Lab where they were given among them. */
export function withLab(
  { play }: Seen<Run>,
  given: readonly Seen<LoggedCommand & { id: number }>[],
): readonly LogEntry[] {
  const { lab = [] } = play
  if (lab.length === 0) return given
  const all = [
    ...lab.map(({ tick, command, after }, i) => ({ tick, command, place: after, second: 0, i })),
    ...given.map(({ tick, command, id }, i) => ({ tick, command, place: id, second: 1, i })),
  ]
  return all
    .sort((a, b) => a.place - b.place || a.second - b.second || a.i - b.i)
    .map(({ tick, command }) => ({ tick, command }) as LogEntry)
}
