/**
 * What a key means right now: from what is marked (or most urgent) to a command with
 * its target resolved.
 *
 * The verb buttons show and the session gives what is found here, so a button can
 * never say one thing and do another.
 */

import type { Command, Lane, Target, Verb } from '../model/command'
import { OPERATOR } from '../model/tenant'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import { unitsIn } from '../rules/carriers'
import { hasPods, laneOfCluster, lanesOf } from '../rules/lanes'
import type { Rider } from '../rules/play'
import { riderUp } from '../rules/riders'
import type { Run } from '../rules/run'
import { choicesOf } from '../rules/tricks-choice'
import { riderNamed } from '../rules/verbs'
import { slab } from '../sim/metal/ironic'
import type { Difficulty } from './difficulty'
import { isLost, lostRiders, mostUrgent, targetOf } from './most-urgent'

/** What was marked by hand, and which of the two last. A mark on a plate holds until the next ROUTE. */
export interface Marks {
  readonly rider: Target | undefined
  readonly plate: Target | undefined
  readonly last: 'rider' | 'plate' | undefined
  /** When the rider was marked. */
  readonly since: Tick
  /** The plate has had a trick since: it is meant still, and binds no ROUTE. */
  readonly used?: boolean
}

export const NO_MARKS: Marks = { rider: undefined, plate: undefined, last: undefined, since: 0 }

export const marked = (marks: Marks): Target | undefined => (marks.last ? marks[marks.last] : undefined)

export const markedOn = (run: Seen<Run>, marks: Marks, target: Target): Marks =>
  target.startsWith('rider/')
    ? { ...marks, rider: target, last: 'rider', since: run.world.tick }
    : { ...marks, plate: target, last: 'plate', used: false }

/** A ROUTE that comes so much before its rider is kept for it: two seconds of play. */
export const earlyBy = ({ level }: Seen<Run>): Tick => level.timeScale * 2

export function aimRoute(run: Seen<Run>, marks: Marks, lane: Lane): Command | undefined {
  const target = waitsFor(run, marks, lane) ? marks.rider : meant(run, marks)
  if (!target || !lanesOf(run.world).includes(lane)) return undefined
  const plate = marks.plate && !marks.used && laneOfPlate(run, marks.plate) === lane ? marks.plate : undefined
  return plate ? { verb: 'ROUTE', target, lane, plate, by: 'player' } : { verb: 'ROUTE', target, lane, by: 'player' }
}

/**
 * Whoever has been ready longest, the marked one first. Before anybody is ready LAND
 * means only a rider that was marked by hand for it: cutting over too early is never
 * an accident.
 */
export function aimLand(run: Seen<Run>, marks: Marks): Command | undefined {
  const ready = waitingForLand(run)
  const byHand = ready.find(rider => targetOf(run, rider) === marks.rider)
  const target = targetOf(run, byHand ?? ready[0]) ?? (flies(run, marks.rider) ? marks.rider : undefined)
  return target && { verb: 'LAND', target, by: 'player' }
}

/**
 * Whoever rides and was marked a moment ago has its gate in mind, whoever is up; else
 * whoever is up waits. With nobody up it is the gate of whoever is shown as the target.
 */
export function aimHold(run: Seen<Run>, marks: Marks, difficulty?: Difficulty): Command | undefined {
  const riding = (target: Target | undefined) =>
    target && riderNamed(run, target)?.state === 'placed' ? target : undefined
  const fresh = isFresh(run, marks) ? riding(marks.rider) : undefined
  const target = fresh ?? targetOf(run, riderUp(run)) ?? riding(marked(marks) ?? mostUrgent(run, difficulty))
  return target && { verb: 'HOLD', target, by: 'player' }
}

/**
 * Whom ROUTE means: whoever is up. A rider without a place goes before, if it was marked:
 * unasked nobody is routed again, for a lane pressed too early is meant for who comes. One
 * that rides well is meant only if nobody is up, and while its mark is fresh: people mark
 * riders to look at them.
 */
function meant(run: Seen<Run>, marks: Marks): Target | undefined {
  const marked = marks.rider && riderNamed(run, marks.rider)
  if (marked && isLost(run, marked)) return marks.rider
  return targetOf(run, riderUp(run)) ?? (isFresh(run, marks) ? marks.rider : undefined)
}

/** Whoever is up was told to let others go first, and then one that rides was marked: that one may change lanes. */
function waitsFor(run: Seen<Run>, marks: Marks, lane: Lane): boolean {
  if (marks.rider === undefined || !isFresh(run, marks) || riderUp(run)?.held !== true) return false
  const marked = riderNamed(run, marks.rider)
  return marked?.state === 'placed' && marked.lane !== lane
}

const isFresh = (run: Seen<Run>, { since }: Marks) => run.world.tick - since <= FRESH

/** Cluster seconds. */
const FRESH = 150

export function aimTrick(run: Seen<Run>, marks: Marks, verb: Verb, difficulty?: Difficulty): Command | undefined {
  const target = marked(marks) ?? mostUrgent(run, difficulty)
  return target && { verb, target, by: 'player' }
}

/** Everything that can be marked, in the order in which it is walked through. */
export function targetsOf(run: Seen<Run>): readonly Target[] {
  const lost = lostRiders(run)
  const riders = run.play.riders.filter(rider => rider.state === 'placed' && !lost.includes(rider))
  return [
    ...[...lost, ...riders].flatMap(rider => [targetOf(run, rider) as Target, ...backpackOf(run, rider)]),
    ...run.world.machines.filter(slab).map(({ name }) => `machine/${name}` as const),
    ...run.world.nodes.filter(({ removed }) => !removed).map(({ name }) => `node/${name}` as const),
    ...run.world.hypervisors.map(({ name }) => `hypervisor/${name}` as const),
    ...choicesOf(run).map(choice => `choice/${choice}` as const),
    ...run.world.controlPlanes.flatMap(plane => (plane ? [`control-plane/${plane.name}` as const] : [])),
  ]
}

/** The volume that its data lies on, which goes by its name. */
export function backpackOf(run: Seen<Run>, rider: Seen<Rider>): readonly Target[] {
  const workload = run.world.workloads[rider.workload]
  return workload && run.world.volumes[workload.volume] ? [`volume/${workload.spec.name}`] : []
}

/** Undefined of what is no plate. */
export function laneOfPlate(run: Seen<Run>, plate: Target): Lane | undefined {
  const [kind, name] = plate.split('/')
  if (kind === 'volume' || kind === 'control-plane' || kind === 'choice') return undefined
  if (kind === 'node') return laneOfCluster(run.world.nodes.find(node => node.name === name)?.cluster ?? OPERATOR)
  if (kind === 'hypervisor') return 'boxes'
  const machine = run.world.machines.find(each => each.name === name)
  if (!machine || slab(machine)) return 'slab'
  if (machine.becomes === 'control-plane') return undefined // its lamps are on a strip of their own
  return machine.node >= 0 ? 'bowl' : 'boxes'
}

const waitingForLand = (run: Seen<Run>): readonly Seen<Rider>[] =>
  run.play.riders.filter(rider => waits(run, rider)).sort((x, y) => x.readyAt - y.readyAt)

/** Something of it could serve and is not in service. */
export function waits(run: Seen<Run>, rider: Seen<Rider> | undefined): boolean {
  const workload = run.world.workloads[rider?.workload ?? -1]
  if (!workload || !rider?.lane || hasPods(rider.lane) || rider.state !== 'placed') return false
  return unitsIn(run.world, workload, rider.lane).some(unit => unit.ready && !unit.inService)
}

/** It is on its way to a place where LAND means something. */
function flies(run: Seen<Run>, target: Target | undefined): boolean {
  const rider = target && riderNamed(run, target)
  const workload = run.world.workloads[rider?.workload ?? -1]
  if (!rider?.lane || !workload || hasPods(rider.lane)) return false
  return unitsIn(run.world, workload, rider.lane).some(unit => !unit.inService)
}
