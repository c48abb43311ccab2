/**
 * A node that nobody hears is declared dead: Kubernetes' non-graceful node shutdown.
 *
 * Today a person taints it `out-of-service`. The taint manager marks its pods for deletion;
 * the pod garbage collector, which comes every twenty seconds, deletes those of a node that
 * is not Ready by force, and their volumes are let go of without waiting for the node. The
 * taint stays until a person takes it off: back or not, the node gets nobody before. In 2017
 * each pod was deleted by force with kubectl, and its volume waited for the force-detach time.
 * Where the node lives on, two copies write.
 *
 * After pkg/controller/podgc (gcTerminating) and pkg/controller/tainteviction. Simpler than
 * the real thing: the collector comes at whole twenties of the run's clock.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { Tick } from '../../model/units'
import { NONE, type Seen, type World } from '../../model/world'
import { removePod } from '../kubelet/pod-end'
import { podName } from '../names'
import { isOutOfService, OUT_OF_SERVICE } from '../scheduling/taints'
import { heldDisk, letGo } from '../storage/attach'
import { diskOfPod, isShared } from '../storage/volumes'
import { splitWriters } from '../storage/writes'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { driveOut, refusesTaint, taintNode } from './taint-node'

/** kubectl's own words; undefined if it can be done. */
export const refusesConfirmation = (world: Seen<World>, node: Seen<Node>): string | undefined =>
  world.era === 'now' ? refusesTaint(world, node, OUT_OF_SERVICE) : undefined

export function confirmDead(world: World, node: Node, tell: Telling, cause: Cause): void {
  if (world.era === 'now') {
    taintNode(world, node, OUT_OF_SERVICE, tell, cause)
    return wakeAt(world.wake, nextCollection(world), { what: 'podGc', node: node.id })
  }
  for (const id of [...node.pods]) {
    const pod = world.pods[id] as Pod
    forceDelete(
      world,
      pod,
      node,
      tell,
      tell.warning('ForceDeleted', 'pod', id, `pod "${podName(world, pod)}" deleted`, cause),
    )
  }
}

/** When the garbage collector passes next. */
export function nextCollection({ era, tick }: Seen<World>): Tick {
  const { every } = constantsOf(era).podGc
  return tick + every - (tick % every)
}

/** The garbage collector comes: what terminates there is deleted by force. */
export function collectTerminating(world: World, node: Node, tell: Telling): void {
  if (node.ready || node.removed || !isOutOfService(node)) return
  driveOut(world, node, OUT_OF_SERVICE, tell, node.cause) // who was there while no controller manager led
  for (const id of [...node.pods]) {
    const pod = world.pods[id] as Pod
    if (pod.deletedAt === NONE) continue
    const note = `PodGC is force deleting Pod default/${podName(world, pod)}`
    const told = tell.warning('ForceDeleted', 'pod', id, note, pod.cause)
    const held = heldDisk(world, pod, node)
    forceDelete(world, pod, node, tell, told)
    if (held) letGo(world, held, tell, told)
  }
}

/** Its object goes, whatever its process does. */
function forceDelete(world: World, pod: Pod, node: Node, tell: Telling, told: Cause): void {
  const volume = diskOfPod(world, pod)
  if (node.up && pod.phase === 'Running') {
    node.orphans.push(pod.id)
    if (volume?.disk === 'network' && !volume.copy && !isShared(world, volume)) splitWriters(world, volume, tell, told)
  }
  removePod(world, pod, tell, told)
}
