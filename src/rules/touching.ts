/**
 * Which moves touched an incident: those that aimed at something in its blast radius,
 * before it or while it was open, and those whose own doings it later names.
 *
 * More than touched it in truth does little harm: each is credited by leaving it out, and
 * what made no difference gets exactly nothing. But what answered another incident is left
 * to that one: without it, that one's loss would be told as this one's. What is made ahead
 * (a ROUTE, a snapshot, an order, automation) may serve many.
 */

import type { Target } from '../model/command'
import type { Cause, Happening } from '../model/happening'
import type { Id } from '../model/refs'
import type { Tick } from '../model/units'
import type { Seen, Workload } from '../model/world'
import { planeNamed } from '../sim/control-plane/working'
import { isStore } from '../sim/storage/volumes'
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
  return done.filter(
    given => (aimsAt(run, incidence, given.command.target) || served(given)) && !answersAnother(run, incidence, given),
  )
}

/** Made before this one's first sign, while another was open at what it aimed at. */
function answersAnother(run: Seen<Run>, incidence: Seen<Incidence>, { command, doneAt }: Seen<Given>): boolean {
  if (doneAt >= incidence.signAt || isMadeAhead(command)) return false
  return run.play.incidents.some(
    other =>
      other.entry !== incidence.entry &&
      other.signAt <= doneAt &&
      doneAt < endOf(run, other) &&
      aimsAt(run, other, command.target) &&
      !sharesStore(run, incidence, other),
  )
}

/** One copy less was lost to one: whoever is replaced by then is there when the other takes the next. */
const sharesStore = ({ world }: Seen<Run>, { workloads }: Seen<Incidence>, other: Seen<Incidence>): boolean =>
  workloads.some(id => other.workloads.includes(id) && isStore(world.workloads[id] as Seen<Workload>))

const isMadeAhead = ({ verb, target }: Seen<Given>['command']): boolean =>
  verb === 'ROUTE' || verb === 'SCALE' || (verb === 'SAVE' && !isPlate(target)) || partsOf(target)[0] === 'choice'

const isPlate = (target: Target): boolean => ['node', 'hypervisor', 'machine'].includes(partsOf(target)[0])

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

/** Riders fail within one cluster, or within none; of what has no riders it is not told apart. */
function looksAfter({ world, play }: Seen<Run>, { workloads }: Seen<Incidence>, name: string): boolean {
  const plane = planeNamed(world, name)
  if (!plane || workloads.length === 0) return true
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
