/**
 * What etcd keeps: its database file, its snapshots, and the way back to one of them.
 *
 * The API server compacts the history every five minutes, but the file never shrinks by
 * itself. At its quota etcd raises NOSPACE: reads and deletes only, until it has been
 * defragmented and the alarm is disarmed. A snapshot restored makes a new cluster of
 * the members whose machines live; what was changed since is gone, and so are pods that
 * the snapshot does not know: their kubelets stop them.
 *
 * Simpler than the real thing: a pod that went after the snapshot does not come back
 * with it (its controller makes another either way), and the file grows evenly.
 */

import { constantsOf } from '../../model/constants'
import type { ControlPlane, Etcd, EtcdSnapshot, Member, SavedDeployment } from '../../model/control-plane'
import type { Cause } from '../../model/happening'
import type { Deployment, Pod, ReplicaSet } from '../../model/kubernetes'
import { BYTES_PER_MIB, type Bytes, type Seconds } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { stopDrain } from '../controllers/drain'
import { lookAt } from '../controllers/templates'
import { KUBELET } from '../kubelet/kubelet-words'
import { removePod } from '../kubelet/pod-end'
import { memberId, memberName, podName } from '../names'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { lives, membersOf } from './etcd'

export const quota = ({ era }: Seen<World>): Bytes => constantsOf(era).etcdQuota * BYTES_PER_MIB

export const sizeOf = (world: Seen<World>, { size, sizedAt, growth, alarm }: Seen<Etcd>): Bytes =>
  alarm ? size : Math.min(quota(world), size + growth * (world.tick - sizedAt))

/** Files the moment when the file reaches its quota, if it grows. */
export function watchSize(world: World, { cluster, etcd }: ControlPlane): void {
  const { size, growth, sizedAt } = etcd
  const left = quota(world) - size
  if (growth === 0 && left > 0) return
  const at = left <= 0 ? sizedAt : sizedAt + Math.ceil(left / growth)
  wakeAt(world.wake, Math.max(world.tick + 1, at), { cluster, what: 'etcdFull' })
}

export function raiseAlarm(world: World, plane: ControlPlane, tell: Telling): boolean {
  const { etcd } = plane
  if (etcd.alarm || sizeOf(world, etcd) < quota(world)) return false
  setSize(world, etcd, quota(world))
  etcd.alarm = true
  const [first] = membersOf(plane)
  const note = `memberID:${BigInt(`0x${first ? memberId(world, first) : '0'}`)} alarm:NOSPACE`
  plane.cause = tell.warning('EtcdAlarm', 'control-plane', plane.cluster, note, plane.cause)
  return true
}

/** Whatever is left up to the quota is written full. */
export function fill(world: World, plane: ControlPlane, _: unknown, tell: Telling, cause: Cause): void {
  if (plane.etcd.alarm) return
  plane.cause = cause
  setSize(world, plane.etcd, quota(world))
  raiseAlarm(world, plane, tell)
}

function setSize(world: World, etcd: Etcd, size: Bytes): void {
  etcd.size = size
  etcd.sizedAt = world.tick
}

const secondsFor = (world: Seen<World>, bytes: Bytes): Seconds =>
  Math.max(1, Math.ceil(bytes / (world.storagePerSecond * BYTES_PER_MIB)))

/** Streams a copy of the whole file; what is written meanwhile is not in it. */
export function saveSnapshot(world: World, plane: ControlPlane): void {
  const { etcd } = plane
  const size = sizeOf(world, etcd)
  const snapshot: EtcdSnapshot = {
    id: etcd.snapshots.length,
    at: world.tick,
    readyAt: world.tick + secondsFor(world, size),
    revision: etcd.revision,
    size,
    deployments: world.deployments.map(savedDeployment),
    replicaSets: world.replicaSets.map(({ replicas, revision }) => ({ replicas, revision })),
    pods: world.pods.filter(pod => !pod.gone).map(({ id }) => id),
    cordoned: world.nodes.filter(({ unschedulable }) => unschedulable).map(({ id }) => id),
    taints: world.nodes.map(({ taints }) => [...taints]),
  }
  etcd.snapshots.push(snapshot)
  wakeAt(world.wake, snapshot.readyAt, { cluster: plane.cluster, what: 'etcdSaved', snapshot: snapshot.id })
}

export const fileOf = ({ name }: Seen<ControlPlane>, { id }: Pick<Seen<EtcdSnapshot>, 'id'>) => `${name}-${id + 1}.db`

export function snapshotSaved(plane: ControlPlane, snapshot: EtcdSnapshot, tell: Telling, cause: Cause): void {
  tell.normal(
    'EtcdSnapshotSaved',
    'control-plane',
    plane.cluster,
    `Snapshot saved at ${fileOf(plane, snapshot)}`,
    cause,
  )
}

/** The last that is whole. */
export const newestSaved = ({ tick }: Seen<World>, { etcd }: Seen<ControlPlane>): Seen<EtcdSnapshot> | undefined =>
  etcd.snapshots.filter(({ readyAt }) => tick >= readyAt).at(-1)

/** Stops every member, and copies the snapshot to each that lives. */
export function beginRestore(world: World, plane: ControlPlane, { id, size }: Seen<EtcdSnapshot>, cause: Cause): void {
  const { etcd } = plane
  etcd.restoredAt = world.tick + secondsFor(world, size) + constantsOf(world.era).staticPodRestart
  plane.cause = cause
  wakeAt(world.wake, etcd.restoredAt, { cluster: plane.cluster, what: 'etcdRestored', snapshot: id })
}

/** A new cluster, of those who live. */
export function restored(world: World, plane: ControlPlane, snapshot: EtcdSnapshot, tell: Telling): boolean {
  const { etcd } = plane
  if (etcd.restoredAt !== world.tick) return false
  etcd.restoredAt = NONE
  for (const member of membersOf(plane)) reseed(world, member, snapshot)
  Object.assign(etcd, {
    leader: NONE,
    electionAt: NONE,
    leaderlessSince: world.tick,
    vain: 0,
    late: false,
    stallsAt: NONE,
    term: 1,
    revision: snapshot.revision,
    alarm: false,
  })
  setSize(world, etcd, snapshot.size)
  watchSize(world, plane)
  const note = `restored snapshot ${fileOf(plane, snapshot)}`
  plane.cause = tell.warning('EtcdRestored', 'control-plane', plane.cluster, note, plane.cause)
  rollBack(world, plane, snapshot, tell)
  return true
}

function reseed(world: World, member: Member, { revision }: EtcdSnapshot): void {
  member.started = true
  member.role = lives(world, member) ? 'voter' : 'removed'
  member.revision = revision
}

/** The cluster's objects as the snapshot knows them; what runs follows. */
function rollBack(world: World, { cluster, cause }: ControlPlane, snapshot: EtcdSnapshot, tell: Telling): void {
  for (const node of world.nodes) {
    if (node.cluster !== cluster) continue
    node.unschedulable = snapshot.cordoned.includes(node.id)
    node.taints.splice(0, node.taints.length, ...(snapshot.taints[node.id] ?? node.taints))
    stopDrain(node)
  }
  const own = world.deployments.filter(deployment => deployment.cluster === cluster)
  const isOwn = ({ deployment }: ReplicaSet) => world.deployments[deployment]?.cluster === cluster
  for (const deployment of own) rollBackDeployment(world, deployment, snapshot, cause)
  for (const set of world.replicaSets.filter(isOwn)) Object.assign(set, snapshot.replicaSets[set.id] ?? { replicas: 0 })
  for (const pod of world.pods) {
    const known = pod.gone || snapshot.pods.includes(pod.id)
    if (!known && isOwn(world.replicaSets[pod.replicaSet] as ReplicaSet)) stopUnknown(world, pod, tell, cause)
  }
}

function rollBackDeployment(world: World, deployment: Deployment, { deployments }: EtcdSnapshot, cause: Cause): void {
  const was = deployments[deployment.id]
  deployment.replicas = was?.replicas ?? 0
  deployment.deleted = was?.deleted ?? true
  deployment.cause = cause
  lookAt(world, deployment.id)
  if (!was) return
  deployment.paused = was.paused
  deployment.template = was.template
  deployment.replicaSets.splice(0, deployment.replicaSets.length, ...was.replicaSets)
}

const savedDeployment = ({ replicas, deleted, paused, template, replicaSets }: Deployment): SavedDeployment => ({
  replicas,
  deleted,
  paused,
  template,
  replicaSets: [...replicaSets],
})

function stopUnknown(world: World, pod: Pod, tell: Telling, cause: Cause): void {
  if (world.nodes[pod.node]) tell.normal('Killing', 'pod', pod.id, KUBELET[world.era].stopping(world, pod), cause)
  else tell.normal('SuccessfulDelete', 'pod', pod.id, `Deleted pod: ${podName(world, pod)}`, cause)
  removePod(world, pod, tell, cause)
}

/** Each member in turn, the leader last. */
export function beginDefragmentation(world: World, plane: ControlPlane, cause: Cause): void {
  const living = membersOf(plane).filter(member => lives(world, member))
  const last = living.filter(({ id }) => id === plane.etcd.leader)
  plane.etcd.defragmenting.push(...[...living.filter(each => !last.includes(each)), ...last].map(({ id }) => id))
  plane.cause = cause
  defragmentNext(world, plane)
}

function defragmentNext(world: World, plane: ControlPlane): void {
  const member = plane.members[plane.etcd.defragmenting[0] ?? NONE]
  if (!member) return
  member.blocked = true
  const at = world.tick + secondsFor(world, sizeOf(world, plane.etcd))
  wakeAt(world.wake, at, { cluster: plane.cluster, what: 'etcdDefragmented', member: member.id })
}

export function defragmented(world: World, plane: ControlPlane, member: Member, tell: Telling): void {
  const { etcd } = plane
  etcd.defragmenting.shift()
  member.blocked = false
  const note = `Finished defragmenting etcd member[https://${memberName(world, member)}:2379]`
  plane.cause = tell.normal('EtcdDefragmented', 'control-plane', plane.cluster, note, plane.cause)
  if (etcd.defragmenting.length > 0) return defragmentNext(world, plane)
  setSize(world, etcd, etcd.live)
  watchSize(world, plane)
  if (!etcd.alarm) return
  etcd.alarm = false
  plane.cause = tell.normal('EtcdAlarmDisarmed', 'control-plane', plane.cluster, 'alarm disarmed: NOSPACE', plane.cause)
}
