/**
 * Zones: how fast nodes are given up, by how much of their zone is silent.
 *
 * After handleDisruption, ComputeZoneState and setLimiterInZone of the node lifecycle
 * controller. Each zone has a queue of nodes to be tainted and a token bucket of one:
 * 0.1 nodes a second while the zone is in state Normal, or in FullDisruption with another
 * zone in order; in PartialDisruption (55 % and more than two) 0.01 in a big zone and none
 * in a small one. Where no node of any zone is ready the fault is taken to be the control
 * plane's own: taints come off, and nothing is evicted until somebody is heard.
 *
 * Simpler than the real thing: states are looked at when a node changes, not every five
 * seconds, and a region is not told from its zones. In 2017 the queue holds evictions and
 * not taints, which comes to the same times.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Node, Zone, ZoneState } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { Seconds } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { evictionsOf } from '../control-plane/working'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { awaitEvictions } from './toleration-seconds'

/** The one of that name, made when its first node is. */
export function zoneNamed(world: World, cluster: Id, name: string): Zone {
  const { zones } = world.work
  const has = zones.find(zone => zone.cluster === cluster && zone.name === name)
  if (has) return has
  const every = constantsOf(world.era).nodeEvictionEvery
  const zone: Zone = {
    id: zones.length,
    cluster,
    name,
    state: 'Initial',
    every,
    waiting: [],
    nextTaint: 0,
    looksAt: NONE,
  }
  zones.push(zone)
  return zone
}

/** How a zone is with so many of its nodes ready and so many not. */
export function zoneState(ready: number, notReady: number, { percent, atLeast }: Threshold): ZoneState {
  if (ready === 0 && notReady > 0) return 'FullDisruption'
  const partial = notReady >= atLeast && notReady * 100 >= percent * (ready + notReady)
  return partial ? 'PartialDisruption' : 'Normal'
}

interface Threshold {
  readonly percent: number
  readonly atLeast: number
}

/** One node is given up in so many seconds; 0: none is. */
export function evictionEvery(world: Pick<Seen<World>, 'era'>, state: ZoneState, nodes: number): Seconds {
  const { nodeEvictionEvery, slowEvictionEvery, unhealthyZone } = constantsOf(world.era)
  if (state !== 'PartialDisruption') return nodeEvictionEvery
  return nodes > unhealthyZone.smallUpTo ? slowEvictionEvery : 0
}

/** A node has become silent, or is heard again: what that makes of its cluster's zones. */
export function watchZones(world: World, cluster: Id, tell: Telling, cause: Cause): void {
  const zones = zonesOf(world, cluster)
  const counts = zones.map(zone => countOf(world, zone))
  const states = counts.map(({ ready, notReady }) => zoneState(ready, notReady, constantsOf(world.era).unhealthyZone))
  const all = world.nodes.every(node => node.cluster !== cluster || node.removed || !node.ready)
  const was = inMasterDisruption(world, cluster)
  if (all && was) return
  if (all) return enterMasterDisruption(world, cluster, tell, cause)
  zones.forEach((zone, i) => {
    const state = states[i] as ZoneState
    const { ready, notReady } = counts[i] as Count
    if (was || zone.state !== state) setState(world, zone, state, ready + notReady)
  })
  if (was) for (const node of world.nodes) if (node.cluster === cluster && !node.ready) awaitTaint(world, node)
  tellPace(world, cluster, tell, cause)
}

interface Count {
  readonly ready: number
  readonly notReady: number
}

function countOf({ nodes }: Seen<World>, { id }: Seen<Zone>): Count {
  let [ready, notReady] = [0, 0]
  for (const node of nodes) {
    if (node.zone !== id || node.removed) continue
    if (node.ready) ready += 1
    else notReady += 1
  }
  return { ready, notReady }
}

function enterMasterDisruption(world: World, cluster: Id, tell: Telling, cause: Cause): void {
  for (const node of world.nodes) if (node.cluster === cluster) node.taintedAt = NONE
  for (const zone of zonesOf(world, cluster)) {
    zone.state = 'FullDisruption'
    zone.every = 0
    zone.waiting.splice(0)
  }
  evictionsOf(world, cluster).evictionsPaused = true
  const note = 'Controller detected that all Nodes are not-Ready. Entering master disruption mode.'
  tell.warning('EvictionsPaused', 'node', firstOf(world, cluster), note, cause)
}

/** Its limiter is swapped; if there was no token in the old one there is none in the new. */
function setState(world: World, zone: Zone, state: ZoneState, nodes: number): void {
  const drained = zone.every === 0 || world.tick < zone.nextTaint
  zone.state = state
  zone.every = evictionEvery(world, state, nodes)
  if (drained) zone.nextTaint = world.tick + zone.every
  lookForNext(world, zone)
}

/** Told once when something stops or slows, and once when all goes on as ever. */
function tellPace(world: World, cluster: Id, tell: Telling, cause: Cause): void {
  const pace = evictionsOf(world, cluster)
  const first = firstOf(world, cluster)
  const slow = zonesOf(world, cluster).find(({ state }) => state === 'PartialDisruption')
  const paused = slow !== undefined && slow.every === 0
  if (paused !== pace.evictionsPaused) {
    pace.evictionsPaused = paused
    if (paused) tell.warning('EvictionsPaused', 'node', first, detected(slow.name, slow.state), cause)
    else tell.normal('EvictionsResumed', 'node', first, detected('', 'Normal'), cause)
  }
}

const detected = (zone: string, state: ZoneState) =>
  `Controller detected that zone${zone === '' ? '' : ` ${zone}`} is now in state ${state}.`

/** It is silent, and its turn will come. */
export function awaitTaint(world: World, node: Node): void {
  const zone = world.work.zones[node.zone] as Zone
  if (node.taintedAt !== NONE || inMasterDisruption(world, node.cluster)) return
  if (!zone.waiting.includes(node.id)) zone.waiting.push(node.id)
  lookForNext(world, zone)
}

const zonesOf = ({ work }: World, cluster: Id): readonly Zone[] => work.zones.filter(zone => zone.cluster === cluster)

const inMasterDisruption = ({ work }: Seen<World>, cluster: Id) =>
  work.zones.every(zone => zone.cluster !== cluster || zone.state === 'FullDisruption')

/** Of whom it is told. */
const firstOf = ({ nodes }: Seen<World>, cluster: Id): Id => nodes.find(node => node.cluster === cluster)?.id ?? 0

/** It is heard again. */
export function forgetTaint({ work }: World, node: Node): void {
  const { waiting } = work.zones[node.zone] as Zone
  node.taintedAt = NONE
  if (waiting.includes(node.id)) waiting.splice(waiting.indexOf(node.id), 1)
}

function lookForNext(world: World, zone: Zone): void {
  if (zone.waiting.length === 0 || zone.every === 0) return
  const at = Math.max(world.tick + 1, zone.nextTaint)
  if (zone.looksAt === at) return
  zone.looksAt = at
  wakeAt(world.wake, at, { what: 'taintNode', zone: zone.id })
}

/** The zone has a token: the node that has waited longest is tainted NoExecute, and its pods bear it for a while. */
export function taintNext(world: World, zone: Zone): void {
  if (zone.looksAt === NONE || world.tick < zone.looksAt || zone.every === 0) return
  zone.looksAt = NONE
  const node = world.nodes[zone.waiting.shift() ?? NONE]
  if (!node) return
  node.taintedAt = world.tick
  zone.nextTaint = world.tick + zone.every
  awaitEvictions(world, node)
  lookForNext(world, zone)
}
