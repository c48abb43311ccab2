/**
 * What a key means right now: from what is marked (or most urgent) to a command with
 * its target resolved.
 *
 * The verb buttons show and the session gives what is found here, so a button can
 * never say one thing and do another.
 */

import type { Command, Lane, Target, Verb } from '../model/command'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import { servingIn, unitsIn } from '../rules/carriers'
import type { Rider } from '../rules/play'
import { readyNow } from '../rules/reader'
import { riderUp } from '../rules/riders'
import type { Run } from '../rules/run'
import { slab } from '../sim/ironic'

/** What was marked by hand, and which of the two last. A mark on a plate holds until the next ROUTE. */
export interface Marks {
  readonly rider: Target | undefined
  readonly plate: Target | undefined
  readonly last: 'rider' | 'plate' | undefined
  /** When the rider was marked: whoever is up since then is meant by ROUTE and HOLD. */
  readonly since: Tick
}

export const NO_MARKS: Marks = { rider: undefined, plate: undefined, last: undefined, since: 0 }

export const marked = (marks: Marks): Target | undefined => (marks.last ? marks[marks.last] : undefined)

export function aimRoute(run: Seen<Run>, marks: Marks, lane: Lane): Command | undefined {
  const target = meant(run, marks)
  if (!target) return undefined
  const plate = marks.plate && laneOfPlate(run, marks.plate) === lane ? marks.plate : undefined
  return plate ? { verb: 'ROUTE', target, lane, plate, by: 'player' } : { verb: 'ROUTE', target, lane, by: 'player' }
}

/** The rider that was marked, else the one that has been ready longest, else the one that is nearest. */
export function aimLand(run: Seen<Run>, marks: Marks): Command | undefined {
  const target = marks.rider ?? targetOf(run, waitingForLand(run))
  return target && { verb: 'LAND', target, by: 'player' }
}

export function aimHold(run: Seen<Run>, marks: Marks): Command | undefined {
  const target = meant(run, marks)
  return target && { verb: 'HOLD', target, by: 'player' }
}

/** The rider that was marked by hand, unless another has come up since: then that one. */
function meant(run: Seen<Run>, marks: Marks): Target | undefined {
  const up = riderUp(run)
  return marks.rider && (!up || marks.since >= up.upAt) ? marks.rider : targetOf(run, up)
}

export function aimTrick(run: Seen<Run>, marks: Marks, verb: Verb): Command | undefined {
  const target = marked(marks) ?? mostUrgent(run)
  return target && { verb, target, by: 'player' }
}

/** What the tricks act on when nothing is marked: whoever fails, else whoever rides, else the next spare machine. */
export function mostUrgent(run: Seen<Run>): Target | undefined {
  const placed = run.play.riders.filter(rider => rider.state === 'placed')
  const failing = placed.find(rider => run.world.workloads[rider.workload]?.traffic.state === 'failing')
  const spare = run.world.machines.find(machine => slab(machine) && machine.state === 'available')
  return targetOf(run, failing ?? placed[0]) ?? (spare && `machine/${spare.name}`)
}

/** Everything that can be marked, in the order in which it is walked through. */
export function targetsOf(run: Seen<Run>): readonly Target[] {
  const riders = run.play.riders.filter(rider => rider.state === 'placed')
  return [
    ...riders.map(rider => targetOf(run, rider) as Target),
    ...run.world.machines.filter(slab).map(({ name }) => `machine/${name}` as const),
    ...run.world.nodes.map(({ name }) => `node/${name}` as const),
    ...run.world.hypervisors.map(({ name }) => `hypervisor/${name}` as const),
  ]
}

export function laneOfPlate(run: Seen<Run>, plate: Target): Lane {
  const [kind, name] = plate.split('/')
  if (kind === 'node') return 'bowl'
  if (kind === 'hypervisor') return 'boxes'
  const machine = run.world.machines.find(each => each.name === name)
  if (!machine || slab(machine)) return 'slab'
  return machine.node >= 0 ? 'bowl' : 'boxes'
}

function waitingForLand(run: Seen<Run>): Seen<Rider> | undefined {
  const flying = run.play.riders.filter(
    rider => rider.state === 'placed' && rider.lane !== 'bowl' && !inService(run, rider),
  )
  const ready = flying.filter(rider => readyNow(run, rider) > 0).sort((a, b) => a.readyAt - b.readyAt)
  return ready[0] ?? flying[0]
}

function inService(run: Seen<Run>, rider: Seen<Rider>): boolean {
  const workload = run.world.workloads[rider.workload]
  if (!workload || !rider.lane) return false
  const units = unitsIn(run.world, workload, rider.lane)
  return units.every(unit => unit.inService) && servingIn(run.world, workload, rider.lane) > 0
}

const targetOf = (run: Seen<Run>, rider: Seen<Rider> | undefined): Target | undefined => {
  const workload = rider && run.world.workloads[rider.workload]
  return workload && `rider/${workload.spec.name}`
}
