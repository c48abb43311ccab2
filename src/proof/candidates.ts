/**
 * What could be done about what has just occurred: at most a handful of commands, none
 * of which would be refused, the likeliest first.
 *
 * The same for every level: lanes for who is up, with and without a plate to go to;
 * tricks on the rider, its backpack, the plate and the control plane that are concerned;
 * metal and nodes ahead of who is announced.
 */

import type { Command, Lane, Target, Verb } from '../model/command'
import type { Id } from '../model/refs'
import { NONE, type Seen } from '../model/world'
import { fellIn, hungIn } from '../rules/carriers'
import { standsOn } from '../rules/incident-log'
import { NEVER, type Rider } from '../rules/play'
import { riderUp } from '../rules/riders'
import type { Run } from '../rules/run'
import { slab } from '../sim/ironic'
import { isRefused, lanesFor, type Means, routeOf } from './autopilot'
import type { Concern } from './concerns'

/** Where the rider that is up could go. */
export function waysFor(run: Seen<Run>, means: Means): readonly Command[] {
  const rider = riderUp(run)
  if (!rider || !means.verbs.includes('ROUTE')) return []
  const lanes = lanesFor(run, rider, means).filter(lane => !isRefused(run, routeOf(run, rider, lane)))
  const free = lanes.map(lane => routeOf(run, rider, lane))
  const bound = lanes.flatMap(lane => platesOf(run, lane).map(plate => ({ ...routeOf(run, rider, lane), plate })))
  return [...free, ...bound.filter(command => !isRefused(run, command))]
}

/** Plates of a lane that somebody could be sent to: those that nothing threatens first, then the emptiest. */
function platesOf({ world, play }: Seen<Run>, lane: Lane): readonly Target[] {
  const threatened = (machine: Id) => play.incidents.some(each => each.machine === machine && each.closedAt === NEVER)
  const hosts =
    lane === 'bowl'
      ? world.nodes.filter(({ up, removed }) => up && !removed).map(row => ({ ...row, on: row.pods.length }))
      : world.hypervisors.filter(({ up, disabled }) => up && !disabled).map(row => ({ ...row, on: row.servers.length }))
  if (lane === 'slab') return []
  const kind = lane === 'bowl' ? 'node' : 'hypervisor'
  const machineOf = (name: string) => world.machines.findIndex(machine => machine.name === name)
  const weigh = ({ name, on }: { name: string; on: number }) => Number(threatened(machineOf(name))) * 1_000 + on
  return [...hosts].sort((one, other) => weigh(one) - weigh(other)).map(({ name }) => `${kind}/${name}` as const)
}

/** What could be done about these, each once. */
export function movesFor(run: Seen<Run>, concerns: readonly Concern[], means: Means): readonly Command[] {
  const seen = new Set<string>()
  const all = concerns.flatMap(concern => movesForOne(run, concern, means))
  return all.filter(command => {
    const key = `${command.verb} ${command.target} ${command.lane ?? ''}`
    if (seen.has(key) || !means.verbs.includes(command.verb)) return false
    seen.add(key)
    return run.level.may.includes(command.verb) && !isRefused(run, command)
  })
}

function movesForOne(run: Seen<Run>, concern: Concern, means: Means): readonly Command[] {
  const { about, machine, workload } = concern
  if (about === 'coming') return ahead(run)
  const rider = run.play.riders.find(each => each.workload === workload)
  const onRider = rider && rider.state === 'placed' ? onRiderMoves(run, rider, about, means) : []
  const onPlate = machine === NONE ? [] : onPlateMoves(run, machine, about, means)
  const onPlane = machine === NONE && workload === NONE ? onPlaneMoves(run) : []
  return [...onRider, ...onPlate, ...onPlane, ...(isOfPlane(run, concern) ? onPlaneMoves(run) : [])]
}

const isOfPlane = ({ level }: Seen<Run>, { entry }: Concern) =>
  level.incidents.some(({ id, target }) => id === entry && target.startsWith('control-plane/'))

const does = (target: Target, ...verbs: readonly Verb[]): readonly Command[] =>
  verbs.map(verb => ({ verb, target, by: 'player' }) as const)

function onRiderMoves(run: Seen<Run>, rider: Seen<Rider>, about: Concern['about'], means: Means): readonly Command[] {
  const workload = run.world.workloads[rider.workload]
  if (!workload || !rider.lane) return []
  const { name } = workload.spec
  const lost = hungIn(run.world, workload, rider.lane) || fellIn(run.world, workload, rider.lane)
  const elsewhere = lanesFor(run, rider, means)
    .filter(lane => lane !== rider.lane)
    .map(lane => routeOf(run, rider, lane))
  const backpack = run.world.volumes[workload.volume] ? does(`volume/${name}`, 'MOVE', 'SAVE', 'UNDO', 'SCALE') : []
  if (lost) return [...does(`rider/${name}`, 'UNDO', 'MOVE'), ...elsewhere, ...does(`rider/${name}`, 'SCALE')]
  if (about === 'landed') return [...does(`rider/${name}`, 'SCALE'), ...backpack.slice(0, 2), ...elsewhere]
  const own = does(`rider/${name}`, 'SCALE', 'UNDO', 'MOVE')
  return [...own, ...does(`rider/${name}`, 'HOLD'), ...backpack, ...does(`rider/${name}`, 'SAVE'), ...elsewhere]
}

/** Of who stands there, the first ones only: the plate itself can be emptied whole. */
const FEW = 3

function onPlateMoves(run: Seen<Run>, machine: Id, about: Concern['about'], means: Means): readonly Command[] {
  const { world } = run
  const plate = plateOn(run, machine)
  if (!plate) return []
  const there = run.play.riders
    .filter(({ workload, state }) => {
      const row = world.workloads[workload]
      return state === 'placed' && row && standsOn(world, row, machine)
    })
    .slice(0, FEW)
  const riders = there.map(rider => `rider/${world.workloads[rider.workload]?.spec.name ?? ''}` as const)
  const first = means.verbs.includes('MOVE') ? does(plate, 'MOVE') : []
  const open = about === 'known' ? does(plate, 'UNDO') : []
  return [
    ...first,
    ...riders.flatMap(target => does(target, 'MOVE', 'SCALE')),
    ...open,
    ...does(plate, 'SAVE'),
    ...there.flatMap(({ workload }) => backpackMoves(run, workload)),
    ...does(plate, 'SCALE'),
  ]
}

function backpackMoves({ world }: Seen<Run>, workload: Id): readonly Command[] {
  const row = world.workloads[workload]
  return row && world.volumes[row.volume] ? does(`volume/${row.spec.name}`, 'MOVE', 'SAVE') : []
}

function plateOn({ world }: Seen<Run>, machine: Id): Target | undefined {
  const name = world.machines[machine]?.name
  if (world.nodes.some(node => node.name === name && !node.removed)) return `node/${name}`
  return world.hypervisors.some(host => host.name === name) ? `hypervisor/${name}` : undefined
}

function onPlaneMoves({ world }: Seen<Run>): readonly Command[] {
  return world.controlPlane ? does(`control-plane/${world.controlPlane.name}`, 'MOVE', 'SAVE', 'UNDO', 'SCALE') : []
}

/** Before somebody comes: the next spare machine, or one more node or hypervisor made of it. */
function ahead({ world }: Seen<Run>): readonly Command[] {
  const spare = world.machines.find(machine => slab(machine) && machine.state === 'available' && machine.up)
  if (!spare) return []
  const node = world.nodes.find(({ removed }) => !removed)
  const host = world.hypervisors[0]
  return [
    ...does(`machine/${spare.name}`, 'SCALE'),
    ...(node ? does(`node/${node.name}`, 'SCALE') : []),
    ...(host ? does(`hypervisor/${host.name}`, 'SCALE') : []),
  ]
}
