/**
 * Which four tricks belong to a target: the one place that knows every kind.
 */

import type { Lane, Target } from '../model/command'
import { OPERATOR } from '../model/tenant'
import type { Seen } from '../model/world'
import { clusterOf, planeNamed } from '../sim/control-plane/working'
import { inContext } from './lanes'
import type { Plan } from './plan'
import type { Run } from './run'
import { partsOf, type RiderOn, TRICKS, type TrickName, type Tricks } from './tricks'
import { BACKPACK_TRICKS } from './tricks-backpack'
import { BOWL_TRICKS } from './tricks-bowl'
import { BOXES_TRICKS } from './tricks-boxes'
import { CHOICE_TRICKS, choiceNamed } from './tricks-choice'
import { CONTROL_PLANE_TRICKS } from './tricks-control-plane'
import { HYPERVISOR_TRICKS } from './tricks-hypervisor'
import { MACHINE_TRICKS } from './tricks-machine'
import { NODE_TRICKS } from './tricks-node'
import { SLAB_TRICKS } from './tricks-slab'

/** The tricks of one target, with the target filled in. */
export type Bound = { readonly [Name in TrickName]: { plan(): Plan; line(): string } }

const IN_LANE: Readonly<Record<Lane, Tricks<RiderOn>>> = {
  bowl: BOWL_TRICKS,
  rail: BOWL_TRICKS,
  boxes: BOXES_TRICKS,
  slab: SLAB_TRICKS,
}

/** Undefined if there is no such thing, or if it is a rider that has no place yet. */
export function trickOn(run: Seen<Run>, target: Target): Bound | undefined {
  const [kind, name] = partsOf(target)
  const { world } = run
  const called = <Row extends { readonly name: string }>(rows: readonly Row[]) => rows.find(row => row.name === name)
  switch (kind) {
    case 'rider':
      return riderTricks(run, name)
    case 'volume':
      return bound(run, BACKPACK_TRICKS, volumeOf(run, name))
    case 'node':
      return nodeTricks(run, name)
    case 'hypervisor':
      return bound(run, HYPERVISOR_TRICKS, called(world.hypervisors))
    case 'choice':
      return bound(run, CHOICE_TRICKS, choiceNamed(run, name))
    case 'control-plane':
      return planeTricks(run, name)
    default:
      return bound(run, MACHINE_TRICKS, called(world.machines))
  }
}

function riderTricks(run: Seen<Run>, name: string): Bound | undefined {
  const workload = run.world.workloads.find(({ spec }) => spec.name === name)
  const rider = run.play.riders.find(each => each.workload === workload?.id)
  if (!workload || !rider?.lane) return undefined
  return bound(run, IN_LANE[rider.lane], { rider, workload }, clusterOf(run.world, workload.id))
}

function nodeTricks(run: Seen<Run>, name: string): Bound | undefined {
  const node = run.world.nodes.find(each => !each.removed && each.name === name)
  return bound(run, NODE_TRICKS, node, node?.cluster)
}

function planeTricks(run: Seen<Run>, name: string): Bound | undefined {
  const plane = planeNamed(run.world, name)
  return bound(run, CONTROL_PLANE_TRICKS, plane, plane?.cluster)
}

/** A backpack goes by its rider's name. */
function volumeOf({ world }: Seen<Run>, name: string) {
  const workload = world.workloads.find(({ spec }) => spec.name === name)
  return world.volumes[workload?.volume ?? -1]
}

/** `cluster`: whose API server kubectl asks. */
function bound<On>(run: Seen<Run>, tricks: Tricks<On>, on: On | undefined, cluster = OPERATOR): Bound | undefined {
  if (on === undefined) return undefined
  const one = (name: TrickName) => ({
    plan: () => tricks[name].plan(run, on),
    line: () => inContext(run.world, cluster, tricks[name].line(run, on)),
  })
  return Object.fromEntries(TRICKS.map(name => [name, one(name)])) as unknown as Bound
}
