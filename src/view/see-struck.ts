/** What struck, and where, as one phrase. Reads only. */

import type { Seen } from '../model/world'
import { incidentNamed } from '../rules/lab-log'
import { type Incidence, NEVER } from '../rules/play'
import type { Run } from '../rules/run'
import { type Phrase, ui } from './phrase'

/** By its machine as far as it is known, else by its rider. `entry`: its id in the timetable. */
export function struckBy(run: Seen<Run>, entry: string): Phrase {
  const incident = incidentNamed(run, entry)
  const machine = run.play.incidents.find((each: Seen<Incidence>) => each.entry === entry)?.machine ?? NEVER
  const name = run.world.machines[machine]?.name ?? bare(incident?.target ?? '')
  return ui(`incident.${incident?.what ?? 'host-down'}`, { name })
}

const bare = (target: string) => target.slice(target.indexOf('/') + 1)
