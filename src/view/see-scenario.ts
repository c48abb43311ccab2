/**
 * What the level itself brought about, in words: what struck what, who came, which
 * version was released. Ids of its file are nobody's language. Reads only.
 */

import type { Seen } from '../model/world'
import { incidentNamed } from '../rules/lab-log'
import type { Run } from '../rules/run'
import { type Phrase, ui } from './phrase'
import { struckBy } from './see-struck'

const RELEASE = '.release'

/** `id`: the one of a cause that is the scenario's. */
export function seeScenario(run: Seen<Run>, id: string): Phrase {
  if (incidentNamed(run, id)) return struckBy(run, id)
  if (id.endsWith(RELEASE)) return ui('because.release', { name: id.slice(0, -RELEASE.length) })
  if (id === 'slo') return ui('because.slo')
  const name = comerOf(run, id)
  if (name) return ui('because.came', { name })
  return isThere(run, id) ? ui('because.there', { name: id }) : ui('because.level')
}

/** By its name, or by its entry in the timetable. */
function comerOf({ world, play }: Seen<Run>, id: string): string | undefined {
  const rider = play.riders.find(({ entry }) => entry === id)
  return world.workloads.find(({ id: workload, spec }) => spec.name === id || workload === rider?.workload)?.spec.name
}

const isThere = ({ world }: Seen<Run>, id: string): boolean =>
  [...world.machines, ...world.nodes, ...world.hypervisors, ...world.servers].some(({ name }) => name === id)
