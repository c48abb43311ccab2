/**
 * The attach/detach controller: the volumes of pods.
 *
 * A pod's container is not made before its volume is on its node. A network volume is
 * attached to one node at a time (ReadWriteOnce): while another node holds it, the pod
 * waits with Multi-Attach. It is detached when the last pod that used it is gone from
 * its node: at once where the node can be asked, after the force-detach time where it
 * cannot, and never while the pod's object lingers. What is shared (ReadWriteMany, ReadOnlyMany) every
 * node mounts by itself: nothing is attached, and no pod waits for another. That a
 * ReadWriteOncePod is one pod's alone is the scheduler's affair (`filter.ts`).
 *
 * Simpler than the real thing: the claim is bound as soon as it is made, and a volume
 * that is unmounted is detached in one go.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import type { Volume } from '../../model/volume'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { acts, clusterOf, planeOf } from '../control-plane/working'
import { heard } from '../controllers/node-lifecycle'
import { podsOfWorkload } from '../controllers/templates'
import { startUnit } from '../hosts/systemd'
import { emptyFor, isEmptyDir } from '../kubelet/empty-dir'
import { startPod } from '../kubelet/kubelet'
import { podName } from '../names'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { attach, detach, diskOfPod, diskOfUnit, isFilled, isOn, isShared, volumeForPod } from './volumes'
import { joinWriters, splitWriters } from './writes'

/** Whether the pod's volume is on its node; if not, what can be done for it is begun. */
export function mounted(world: World, pod: Pod, node: Node, tell: Telling): boolean {
  const volume = volumeForPod(world, pod, pod.cause)
  if (!volume) return true
  if (isShared(world, volume)) return mountShared(pod, volume)
  if (isEmptyDir(world, volume)) emptyFor(world, pod, volume, tell)
  if (volume.state === 'available' && volume.busyUntil === NONE && canTake(world, volume)) {
    take(world, volume, node, pod, tell)
  }
  const here = isOn(volume, { kind: 'node', id: node.id })
  if (here && isFilled(volume)) return join(world, pod, volume, tell)
  pod.status = here ? 'Init:0/1' : 'ContainerCreating'
  pod.startsAt = NONE
  if (!holds(volume, node)) tellMultiAttach(world, pod, volume, tell)
  return false
}

/** It waits for nobody but who makes it or sets it back. */
function mountShared(pod: Pod, volume: Volume): boolean {
  pod.mountMessage = ''
  if (volume.state === 'available' && volume.busyUntil === NONE && isFilled(volume)) return true
  pod.status = 'ContainerCreating'
  pod.startsAt = NONE
  return false
}

/** A local disk is there; any other is attached by the controller manager. */
const canTake = (world: World, { disk, workload }: Volume) =>
  disk === 'local' || acts(world, 'kube-controller-manager', clusterOf(world, workload))

function take(world: World, volume: Volume, node: Node, pod: Pod, tell: Telling): void {
  if (volume.disk === 'local' && !isEmptyDir(world, volume)) volume.machine = node.on.id
  attach(world, volume, { kind: 'node', id: node.id }, tell, pod.cause)
}

/** ReadWriteOnce binds a node, not a pod: two pods of one node write side by side. */
function join(world: World, pod: Pod, volume: Volume, tell: Telling): boolean {
  pod.mountMessage = ''
  const others = writersOn(world, volume, pod.node).filter(({ id }) => id !== pod.id)
  if (others.length > 0) splitWriters(world, volume, tell, pod.cause)
  return true
}

/** Of two that wrote side by side on one node one has gone, and with it what it alone was told. */
export function partWriters(world: World, pod: Pod, node: Node, tell: Telling, cause: Cause): void {
  const volume = diskOfPod(world, pod)
  if (!volume || volume.splitAt === NONE || !holds(volume, node) || node.orphans.length > 0) return
  if (pod.phase === 'Running' && writersOn(world, volume, node.id).length === 1) joinWriters(world, volume, tell, cause)
}

/** The pod's network disk, if it is on that node: what is let go of when the pod is gone by force. */
export function heldDisk(world: World, pod: Pod, node: Node): Volume | undefined {
  const volume = diskOfPod(world, pod)
  return volume?.disk === 'network' && holds(volume, node) ? volume : undefined
}

const holds = ({ holder }: Seen<Volume>, { id }: Seen<Node>) => holder?.kind === 'node' && holder.id === id

function tellMultiAttach(world: World, pod: Pod, volume: Volume, tell: Telling): void {
  const note = multiAttach(world, pod, volume)
  if (pod.mountMessage === note) return
  pod.mountMessage = note
  const reason = world.era === 'now' ? 'FailedAttachVolume' : 'FailedMount'
  pod.cause = tell.warning(reason, 'pod', pod.id, note, volume.cause)
}

/** The controller looks first since 1.7; 1.6 asked Cinder's plugin, which looked. */
function multiAttach(world: World, pod: Pod, volume: Volume): string {
  const holder = volume.holder?.kind === 'node' ? volume.holder.id : NONE
  if (world.era === '2017') {
    const elsewhere = world.nodes[holder]?.name ?? ''
    const wanted = world.nodes[pod.node]?.name ?? ''
    const why = `Disk "${volume.name}" is attached to a different compute: "${elsewhere}", should be detached before proceeding`
    return `Failed to attach volume "${volume.name}" on node "${wanted}" with: ${why}`
  }
  const users = usersOn(world, volume, holder)
  const why =
    users.length > 0
      ? `Volume is already used by pod(s) ${users.map(user => podName(world, user)).join(', ')}`
      : "Volume is already exclusively attached to one node and can't be attached to another"
  return `Multi-Attach error for volume "${volume.name}" ${why}`
}

/** A volume has come or gone: pods that wait for it are looked at again. */
export function mountAgain(world: World, volume: Volume | undefined, tell: Telling): void {
  if (!volume) return
  for (const { id } of podsOfWorkload(world, volume.workload)) {
    const pod = world.pods[id] as Pod
    if (!waitsForVolume(pod) || diskOfPod(world, pod) !== volume) continue
    pod.cause = volume.cause
    startPod(world, pod, world.nodes[pod.node] as Node, tell)
  }
  const workload = world.workloads[volume.workload] as Workload
  for (const id of workload.units) {
    if (diskOfUnit(world, world.units[id] as Unit) === volume) startWhenUp(world, id, volume, tell)
  }
}

function startWhenUp(world: World, id: Id, volume: Volume, tell: Telling): void {
  const unit = world.units[id] as Unit
  if (unit.state === 'waiting' && hostIsUp(world, unit)) startUnit(world, unit, tell, volume.cause)
}

function hostIsUp(world: World, { on }: Unit): boolean {
  if (on.kind === 'server') return world.servers[on.id]?.booted === true
  return world.machines[on.id]?.up === true && world.machines[on.id]?.state === 'active'
}

const waitsForVolume = ({ gone, node, status, startsAt }: Pod) =>
  !gone && node !== NONE && (status === 'Init:0/1' || status === 'ContainerCreating') && startsAt === NONE

/** A pod's object is gone; its volume may go elsewhere when its node has let go of it. */
export function unmount(world: World, pod: Pod, node: Node, cause: Cause): void {
  const volume = diskOfPod(world, pod)
  if (!volume || !holds(volume, node) || usersOn(world, volume, node.id).length > 0) return
  if (!acts(world, 'kube-controller-manager', node.cluster)) {
    planeOf(world, node.cluster)?.undone.volumes.push(volume.id)
    return
  }
  letGoOf(world, volume, node, cause)
}

/** At once where its node can be asked, else when it has been waited for long enough. */
function letGoOf(world: World, volume: Volume, node: Node, cause: Cause): void {
  if (heard(world, node)) return detach(world, volume, cause)
  volume.cause = cause
  const at = world.tick + constantsOf(world.era).forceDetach
  wakeAt(world.wake, at, { what: 'forceDetach', volume: volume.id, node: node.id })
}

/** The controllers are back: it may go, if it is still held for nobody. */
export function letGoUnused(world: World, volume: Volume, cause: Cause): void {
  const { holder } = volume
  const node = holder?.kind === 'node' ? world.nodes[holder.id] : undefined
  if (!node || usersOn(world, volume, node.id).length > 0) return
  letGoOf(world, volume, node, cause)
}

/** A node is heard again, and says that it has nothing mounted of what no pod of its uses any more. */
export function letGoOfUnused(world: World, node: Node, cause: Cause): void {
  for (const volume of world.volumes) {
    if (volume.state !== 'in-use' || !holds(volume, node)) continue
    if (acts(world, 'kube-controller-manager', node.cluster)) letGoUnused(world, volume, cause)
    else if (usersOn(world, volume, node.id).length === 0) planeOf(world, node.cluster)?.undone.volumes.push(volume.id)
  }
}

/** The controller has waited long enough for an unmount that nobody can confirm. */
export function forceDetach(world: World, volume: Volume, node: Node, tell: Telling): void {
  if (!holds(volume, node) || volume.state === 'detaching' || heard(world, node)) return
  if (volume.disk === 'local' || usersOn(world, volume, node.id).length > 0) return
  letGo(world, volume, tell, node.cause)
}

/** At once, whatever its node says. */
export function letGo(world: World, volume: Volume, tell: Telling, cause: Cause): void {
  volume.state = 'available'
  volume.holder = undefined
  const note = `volume "${volume.name}" is detached by force`
  volume.cause = tell.warning('VolumeDetached', 'volume', volume.id, note, cause)
  mountAgain(world, volume, tell)
}

/** Those that go on writing: who is told to stop has stopped before another has started. */
const writersOn = (world: World, volume: Volume, node: number): readonly Pod[] =>
  usersOn(world, volume, node).filter(({ phase, deletedAt }) => phase === 'Running' && deletedAt === NONE)

/** Pods with an object that use the volume on that node, lingering ones among them. */
const usersOn = (world: World, volume: Volume, node: number): readonly Pod[] =>
  (world.nodes[node]?.pods ?? [])
    .map(id => world.pods[id] as Pod)
    .filter(pod => pod.workload === volume.workload && !pod.gone && diskOfPod(world, pod) === volume)
