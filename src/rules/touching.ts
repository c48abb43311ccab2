/**
 * Which moves touched an incident: those that aimed at something in its blast radius,
 * before it or while it was open, and those whose own doings it later names.
 *
 * More than touched it in truth does no harm: each is credited by leaving it out, and
 * what made no difference gets exactly nothing. So this only has to miss nobody.
 */

import type { Target } from '../model/command'
import type { Cause, Happening } from '../model/happening'
import type { Id } from '../model/refs'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import { NONE } from '../model/world'
import { planeNamed } from '../sim/control-plane/working'
import { endOf } from './impact'
import { laneOfCluster } from './lanes'
import type { Given, Incidence } from './play'
import type { Run } from './run'
import { partsOf } from './tricks'

/** In the order in which they were given. */
export function touching(run: Seen<Run>, incidence: Seen<Incidence>): readonly Seen<Given>[] {
  const end = endOf(run, incidence)
  const done = run.play.given.filter(({ state, doneAt }) => state === 'done' && doneAt < end)
  const about = subjects(run, end)
  const names = about.get(`scenario ${incidence.entry}`) ?? NOTHING
  const served = ({ id }: Seen<Given>) => [...(about.get(`command ${id}`) ?? NOTHING)].some(it => names.has(it))
  return done.filter(given => aimsAt(run, incidence, given.command.target) || served(given))
}

const NOTHING: ReadonlySet<string> = new Set()

/** A rider or its backpack by the workload, a plate by its machine; who has left before the first sign counts too. */
export function aimsAt(run: Seen<Run>, incidence: Seen<Incidence>, target: Target): boolean {
  const { world, play } = run
  const { workloads, machine } = incidence
  const [kind, name] = partsOf(target)
  const there = [...workloads, ...(play.stood[machine] ?? [])]
  if (kind === 'choice') return true
  if (kind === 'control-plane') return looksAfter(run, incidence, name)
  if (kind === 'rider' || kind === 'volume') return there.some(id => world.workloads[id]?.spec.name === name)
  return world.machines.some(each => each.name === name && (each.id === machine || stoodOn(play, each.id, workloads)))
}

/** A process or a disk fails within one cluster, or within none; of a machine, and of what has no riders, it is not told apart. */
function looksAfter({ world, play }: Seen<Run>, { workloads, machine }: Seen<Incidence>, name: string): boolean {
  const plane = planeNamed(world, name)
  if (!plane || machine !== NONE || workloads.length === 0) return true
  return play.riders.some(
    ({ workload, lane }) => workloads.includes(workload) && lane !== undefined && laneOfCluster(plane.cluster) === lane,
  )
}

/** What was done to another plate of theirs may have made them ready for this. */
const stoodOn = ({ stood }: Seen<Run>['play'], machine: Id, workloads: readonly Id[]): boolean =>
  stood[machine]?.some(id => workloads.includes(id)) === true

/** Pods, servers, machines and disks that happenings were about, by what these go back to in the end. */
function subjects({ play }: Seen<Run>, until: Tick): ReadonlyMap<string, Set<string>> {
  const told = new Map(play.told.map(each => [each.id, each]))
  const about = new Map<string, Set<string>>()
  for (const { tick, cause, regarding } of told.values()) {
    if (tick > until || regarding.kind === 'workload') continue
    const root = rootOf(told, cause)
    about.set(root, (about.get(root) ?? new Set()).add(`${regarding.kind}/${regarding.id}`))
  }
  return about
}

/** A command, or an entry of the timetable. */
function rootOf(told: ReadonlyMap<number, Seen<Happening>>, cause: Cause): string {
  let at = cause
  while (at.by === 'happening') at = told.get(at.id)?.cause ?? { by: 'scenario', id: '' }
  return `${at.by} ${at.id}`
}
