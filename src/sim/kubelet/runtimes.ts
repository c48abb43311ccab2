/**
 * Container runtimes, as far as they differ for who runs on them.
 *
 * Docker's daemon is the parent of its containers: when it stops it shuts them down,
 * unless live-restore is on, which it is not by default. Under CRI-O each container has a
 * conmon, under containerd a shim, under rkt systemd itself, and a daemon that is started
 * again finds them running. The kubelet starts what was shut down anew, with its usual
 * back-off.
 *
 * In Kubernetes 1.6 GPUs are alpha, and only a kubelet with Docker hands any out: on all
 * others a node has none, however many are in the machine.
 *
 * Simpler than the real thing: the daemon is back within the second, the node does not
 * become NotReady for it, and nothing is said of what a runtime costs.
 */

import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { Runtime } from '../../model/runtime'
import type { Era } from '../../model/units'
import type { Seen, World } from '../../model/world'
import type { Telling } from '../telling'
import { crashPod } from './restarts'

/** Docker's integration was taken out of the kubelet in 1.24. */
export const defaultRuntime = (era: Era): Runtime => (era === '2017' ? 'docker' : 'containerd')

export const givesGpus = (runtime: Runtime, era: Era): boolean => era === 'now' || runtime === 'docker'

const KEEPERS: Readonly<Record<Exclude<Runtime, 'docker'>, string>> = {
  rkt: 'systemd',
  'cri-o': 'conmon',
  containerd: 'containerd-shim',
}

/** Somebody upgrades it, or it dies and systemd starts it again. */
export function restartRuntime(world: World, node: Node, tell: Telling, cause: Cause): void {
  const running = node.pods.map(id => world.pods[id] as Pod).filter(({ status }) => status === 'Running')
  const { runtime } = node
  const became =
    runtime === 'docker'
      ? `containers shut down with it, for live-restore is off: ${running.length}`
      : `containers that run on under ${KEEPERS[runtime]}: ${running.length}`
  const note = `${unitOf(runtime)} on ${node.name} was restarted: ${became}`
  const told = tell.warning('RuntimeRestarted', 'node', node.id, note, cause)
  if (runtime === 'docker') for (const pod of running) crashPod(world, pod, tell, told)
}

const unitOf = (runtime: Runtime) => (runtime === 'cri-o' ? 'crio.service' : `${runtime}.service`)

export const runtimeLine = ({ runtime }: Seen<Node>): string => `Container Runtime: ${runtime}`
