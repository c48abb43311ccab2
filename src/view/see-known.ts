/**
 * The second lamp of a plate: what the system that runs it knows, and what it will do
 * about it. The first is what is; between the two lie most of the lessons.
 */

import { constantsOf } from '../model/constants'
import type { Node } from '../model/kubernetes'
import type { Hypervisor, Server } from '../model/openstack'
import type { Id } from '../model/refs'
import type { Seconds } from '../model/units'
import { NONE, type Seen } from '../model/world'
import type { Run } from '../rules/run'
import { acts } from '../sim/control-plane/working'
import { heard, silence } from '../sim/controllers/node-lifecycle'
import { isOutOfService } from '../sim/scheduling/taints'
import { type Phrase, ui } from './phrase'

export function knownOfNode(run: Seen<Run>, node: Seen<Node>): Phrase | undefined {
  if (!node.ready) return lostNode(run, node)
  if (node.silentSince !== NONE && !isWatched(run, node)) return ui('known.nobody')
  if (node.silentSince !== NONE) {
    const seconds = left(run, node.silentSince + run.world.nodeTimers.grace)
    return ui(heard(run.world, node) || !node.up ? 'known.unnoticed' : 'known.cutOff', { seconds })
  }
  if (node.draining) return ui(node.pods.length > 0 ? 'known.draining' : 'known.cordoned')
  if (isOutOfService(node)) return ui('known.outOfService')
  return node.unschedulable ? ui('known.cordoned') : undefined
}

/** Without a controller manager nobody counts: not its grace, and not how long its pods bear it. */
const isWatched = ({ world }: Seen<Run>, { cluster }: Seen<Node>): boolean =>
  acts(world, 'kube-controller-manager', cluster)

function lostNode(run: Seen<Run>, node: Seen<Node>): Phrase {
  if (pausedIn(run, node)) return ui('known.paused', silence(run.world, node.cluster))
  if (isOutOfService(node)) return ui('known.declaredDead')
  const lingers = node.pods.some(id => run.world.pods[id]?.deletedAt !== NONE)
  if (lingers) return ui('known.lingers')
  if (node.pods.length === 0 || node.taintedAt === NONE || !isWatched(run, node)) return ui('known.notReady')
  if (node.pods.every(id => isOfSet(run, id))) return ui('known.waits')
  return ui('known.evicts', { seconds: left(run, node.taintedAt + run.world.nodeTimers.evictAfter) })
}

const pausedIn = ({ world: { work, tenants } }: Seen<Run>, { cluster }: Seen<Node>) =>
  (tenants[cluster - 1] ?? work).evictionsPaused
/** Marked for deletion when its time is up, and replaced only once it is gone, which a dead node never says. */
const isOfSet = ({ world }: Seen<Run>, pod: Id): boolean =>
  world.workloads[world.pods[pod]?.workload ?? NONE]?.spec.controller === 'StatefulSet'

export function knownOfHost(run: Seen<Run>, host: Seen<Hypervisor>): Phrase | undefined {
  const { evacuateAfter } = constantsOf(run.world.era)
  if (host.reportedDown && host.servers.length === 0) return ui('known.reportedEmpty')
  // what a level does not let one do is not advised
  if (host.reportedDown) return ui(run.level.may.includes('MOVE') ? 'known.reportedDown' : 'known.reportedForGood')
  if (host.silentSince !== NONE) {
    const seconds = left(run, host.silentSince + evacuateAfter)
    return ui(host.up ? 'known.cutOff' : 'known.unnoticed', { seconds })
  }
  return host.disabled ? ui('known.disabled') : undefined
}

export function knownOfServer(run: Seen<Run>, server: Seen<Server>): Phrase | undefined {
  if (server.status === 'SHUTOFF') return ui('known.off')
  if (server.task !== 'migrating') return undefined
  if (server.taskUntil < run.world.tick) return ui('known.stuck')
  const host = run.world.hypervisors[server.migratesTo]?.name ?? ''
  return ui('known.migrating', { host, seconds: left(run, server.taskUntil) })
}

/** Whole seconds of play until a tick. */
const left = (run: Seen<Run>, tick: number): Seconds =>
  Math.max(0, Math.ceil((tick - run.world.tick) / run.level.timeScale))
