/**
 * Room: who would find no place where it is meant to go, what would make room for it, and
 * which plates can be opened again.
 *
 * Room for who is big is made by emptying one plate: what stands there is small and fits
 * elsewhere. A node that was emptied for somebody stays shut until that one is nearly up; one
 * that was emptied because something threatened it, until that is over. Reads only.
 */

import type { Command, Lane, Target } from '../model/command'
import type { Node } from '../model/kubernetes'
import type { Id } from '../model/refs'
import type { Resources } from '../model/resources'
import type { Seconds } from '../model/units'
import { NONE, type Seen } from '../model/world'
import { hungIn } from '../rules/carriers'
import { hasPods } from '../rules/lanes'
import { NEVER, type Rider } from '../rules/play'
import type { Run } from '../rules/run'
import { clusterOf } from '../sim/control-plane/working'
import { isDrained } from '../sim/controllers/drain'
import { machineUnder } from '../sim/hosts/hosts'
import { isShut } from '../sim/scheduling/taints'
import { lacksPlace, lanesFor, type Means } from './autopilot'

const NOTHING: readonly Command[] = []

/** So many plates are thought of, those on which least stands first. */
const FEW = 2

/** Emptying a plate on which one replica of it would fit, if it finds no place among pods or in boxes. */
export function roomMoves(run: Seen<Run>, rider: Seen<Rider>, means: Means): readonly Command[] {
  const lanes = sharedLanes(run, rider, means)
  if (lanes.length === 0 || !lanes.every(lane => lacksPlace(run, rider, lane))) return NOTHING
  const asks = run.world.workloads[rider.workload]?.spec.requests
  const nodes = asks && lanes.some(hasPods) ? nodesFor(run, asks, clusterOf(run.world, rider.workload)) : []
  const hosts = lanes.includes('boxes') ? hostsFor(run) : []
  return [...nodes, ...hosts].map(target => ({ verb: 'MOVE', target, by: 'player' }))
}

/** Where it would share a plate with others. */
const sharedLanes = (run: Seen<Run>, rider: Seen<Rider>, means: Means): readonly Lane[] =>
  lanesFor(run, rider, means).filter(lane => lane !== 'slab')

function nodesFor(run: Seen<Run>, asks: Seen<Resources>, cluster: Id): readonly Target[] {
  const could = run.world.nodes.filter(
    node => isOpen(node) && node.cluster === cluster && node.pods.length > 0 && fits(asks, node.allocatable),
  )
  const free = could.filter(node => !isThreatened(run, machineOf(run, node)))
  const taken = ({ requested }: Seen<Node>) => (asks.gpus > 0 ? requested.gpus : requested.cpu)
  return [...free]
    .sort((one, other) => taken(one) - taken(other))
    .slice(0, FEW)
    .map(({ name }) => `node/${name}` as const)
}

const isOpen = (node: Seen<Node>) => node.up && !node.removed && !isShut(node)

function hostsFor(run: Seen<Run>): readonly Target[] {
  const could = run.world.hypervisors.filter(({ up, disabled, servers }) => up && !disabled && servers.length > 0)
  const free = could.filter(({ machine }) => !isThreatened(run, machine))
  const [least] = [...free].sort((one, other) => one.servers.length - other.servers.length)
  return least ? [`hypervisor/${least.name}`] : []
}

const fits = (asks: Seen<Resources>, has: Seen<Resources>) =>
  asks.cpu <= has.cpu && asks.memory <= has.memory && asks.gpus <= has.gpus

const machineOf = ({ world }: Seen<Run>, { id }: Seen<Node>): Id => machineUnder(world, { kind: 'node', id })

/** A sign of what may strike it is seen, or it was struck and that is not over. */
export const isThreatened = ({ play }: Seen<Run>, machine: Id): boolean =>
  machine !== NONE && play.incidents.some(each => each.machine === machine && each.closedAt === NEVER)

/** Of plates that are shut and could take somebody again. */
export function openings(run: Seen<Run>, means: Means): readonly Command[] {
  let some: Command[] | undefined
  for (const node of run.world.nodes) {
    if (!isShut(node) || !mayOpen(run, node, means)) continue
    some ??= []
    some.push({ verb: 'UNDO', target: `node/${node.name}`, by: 'player' })
  }
  for (const { name, disabled, up, reportedDown, machine } of run.world.hypervisors) {
    if (!disabled || !up || reportedDown || isThreatened(run, machine)) continue
    some ??= []
    some.push({ verb: 'UNDO', target: `hypervisor/${name}`, by: 'player' })
  }
  return some ?? NOTHING
}

function mayOpen(run: Seen<Run>, node: Seen<Node>, means: Means): boolean {
  if (node.removed || !node.up || !node.ready || node.draining || isThreatened(run, machineOf(run, node))) return false
  return !isDrained(run.world, node) || !isKept(run, means)
}

/** Before somebody is up for whom a plate was emptied it is opened, or there would seem to be no room. */
const SOON: Seconds = 45

/** For somebody who is announced and finds no place elsewhere, as long as nobody waits for one. */
function isKept(run: Seen<Run>, means: Means): boolean {
  const { world, play } = run
  const hangs = ({ state, lane, workload }: Seen<Rider>) => {
    const row = world.workloads[workload]
    return state === 'placed' && lane !== undefined && row !== undefined && hungIn(world, row, lane)
  }
  if (play.riders.some(hangs)) return false
  const homeless = (rider: Seen<Rider>) => sharedLanes(run, rider, means).every(lane => lacksPlace(run, rider, lane))
  const later = play.riders.filter(({ state, upAt }) => state === 'announced' && upAt - world.tick > SOON)
  return later.some(homeless)
}
