/**
 * The kubelet as a service of its node: stopped, and started again.
 *
 * Containers belong to the runtime and run on without it, and kube-proxy's rules stay.
 * But nothing is started, probed, restarted or stopped on that node, and its lease is
 * not renewed: the control plane takes the node for lost. One that is started again
 * finds its containers as they are, and begins anew with those that were half made.
 */

import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { World } from '../../model/world'
import { NONE } from '../../model/world'
import { fallSilent, forgetHalfMade, nodeBack } from '../controllers/node-lifecycle'
import type { Telling } from '../telling'
import { startPod } from './kubelet'

const SERVICE = 'kubelet.service - kubelet: The Kubernetes Node Agent'

export function stopKubelet(world: World, node: Node, tell: Telling, cause: Cause): void {
  if (!node.kubelet) return
  node.kubelet = false
  fallSilent(world, node, tell.warning('KubeletStopped', 'node', node.id, `Stopped ${SERVICE}`, cause))
}

export function startKubelet(world: World, node: Node, tell: Telling, cause: Cause): void {
  if (node.kubelet || !node.up) return
  node.kubelet = true
  const started = tell.normal('KubeletStarted', 'node', node.id, `Started ${SERVICE}`, cause)
  forgetHalfMade(world, node)
  if (!(world.machines[node.on.id]?.cutOff && node.on.kind === 'machine')) nodeBack(world, node, false, tell, started)
  for (const id of node.pods) goOn(world, world.pods[id] as Pod, node, tell)
}

function goOn(world: World, pod: Pod, node: Node, tell: Telling): void {
  if (pod.status === 'Pending' && pod.deletedAt === NONE) startPod(world, pod, node, tell)
}
