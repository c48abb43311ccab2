/**
 * What was asked for in the Lab, as the run knows it afterwards: a failure that was fired
 * is an incident like one of the timetable, by a name of its own.
 *
 * Nothing is kept but what the commands say.
 */

import type { Incident } from '../level/level'
import { INCIDENT } from '../level/level'
import type { LogEntry, LoggedCommand } from '../model/command'
import type { Failure } from '../model/lab'
import type { Seen } from '../model/world'
import type { Run } from './run'

const FIRED = 'fire-'

export const entryOf = (id: number): string => `${FIRED}${id}`

/** As a timetable would have it; undefined if no level could say so. */
export function incidentOf(id: number, target: string, fire: Failure): Incident | undefined {
  return INCIDENT.safeParse({ ...fire, id: entryOf(id), at: null, target }).data
}

/** Of the timetable, or fired by hand. */
export function incidentNamed({ level, play }: Seen<Run>, entry: string): Seen<Incident> | undefined {
  const own = level.incidents.find(({ id }) => id === entry)
  if (own || !entry.startsWith(FIRED)) return own
  const asked = play.lab?.[Number(entry.slice(FIRED.length))]?.command
  return asked?.verb === 'FIRE' ? incidentOf(Number(entry.slice(FIRED.length)), asked.target, asked.fire) : undefined
}

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
