/**
 * The birth of a pod: its owner makes its object, from the template of one of the
 * owner's ReplicaSets or revisions. It waits for a node from then on.
 */

import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { commit } from '../control-plane/etcd'
import { podName } from '../names'
import type { Telling } from '../telling'

interface Birth {
  readonly ordinal: number
  /** A DaemonSet makes it for this node. */
  readonly daemonOf?: Id
}

export function createPod(world: World, replicaSet: ReplicaSet, { ordinal, daemonOf }: Birth, tell: Telling): Pod {
  const deployment = world.deployments[replicaSet.deployment] as Deployment
  const cause = replicaSet.vacated.shift() ?? replicaSet.cause
  const pod: Pod = {
    id: world.pods.length,
    ordinal,
    replicaSet: replicaSet.id,
    workload: deployment.workload,
    createdAt: world.tick,
    phase: 'Pending',
    status: 'Pending',
    node: NONE,
    ready: false,
    readySince: NONE,
    deletionCost: 0,
    daemonOf: daemonOf ?? NONE,
    pullAskedAt: 0,
    pullEndsAt: 0,
    pullSeconds: 0,
    startedAt: 0,
    warmAt: 0,
    gone: false,
    deletedAt: NONE,
    startsAt: NONE,
    writesSince: NONE,
    restarts: 0,
    backOffs: 0,
    readyRun: 0,
    aliveRun: 0,
    hasServed: false,
    startedUp: false,
    hungAt: NONE,
    stopsAt: NONE,
    servesUntil: NONE,
    inHand: 0,
    lastExit: undefined,
    pullFails: 0,
    mountMessage: '',
    attempts: 0,
    nextTry: 0,
    message: '',
    queuedAt: world.tick,
    rejectedBy: 0,
    nominated: NONE,
    preemptedBy: NONE,
    boundAt: NONE,
    cause,
  }
  deployment.nextOrdinal += 1
  replicaSet.pods.push(pod.id)
  world.pods.push(pod)
  world.podChangedAt.push(world.tick)
  world.work.pending.push(pod.id)
  commit(world, deployment.cluster)
  pod.cause = tell.normal('SuccessfulCreate', 'pod', pod.id, creationNote(world, pod), cause)
  return pod
}

function creationNote(world: World, pod: Pod): string {
  const { controller, name } = (world.workloads[pod.workload] as Workload).spec
  if (controller !== 'StatefulSet') return `Created pod: ${podName(world, pod)}`
  return `create Pod ${podName(world, pod)} in StatefulSet ${name} successful`
}
