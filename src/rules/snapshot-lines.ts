/**
 * The command lines that keep a disk as it is now, and those that set it back to that,
 * in the order in which they can be typed.
 *
 * Network volumes are Cinder's. Cinder snapshots what is in use if it is forced to, and
 * reverts what is `available` only, and only to the latest snapshot: the process is
 * stopped first, its file system unmounted and the volume taken off its host, and all of
 * that is done again backwards. Both steps return before they are done, so that each is
 * waited for. Of pods the attach/detach controller takes it off as soon as there are none.
 * Straight on a machine there is no nova, and Cinder's own client attaches
 * (python-brick-cinderclient-ext).
 *
 * Pods of today have them through CSI: a VolumeSnapshot keeps one (GA in Kubernetes 1.20),
 * and there is no way back into a claim that exists: it is made anew from the snapshot
 * under the same name (dataSource), once no pod has it. Its class retains, for Cinder
 * deletes no volume that has snapshots. A backup is one whose class says `type: backup`.
 *
 * Of local disks Cinder knows nothing. Each is a logical volume of its machine, kept
 * still by a snapshot of LVM's while it is copied into the storage cluster (`rbd import`
 * reads from a pipe), and written over from there.
 */

import type { HostKind } from '../model/refs'
import type { Unit } from '../model/systemd'
import type { Era } from '../model/units'
import type { Snapshot, Volume } from '../model/volume'
import type { Seen, Workload, World } from '../model/world'
import { clusterOf } from '../sim/control-plane/working'
import { nameOf } from '../sim/names'
import { isBackup } from '../sim/storage/backups'
import { newestSnapshot } from '../sim/storage/snapshots'
import { diskOfUnit, mountPoint } from '../sim/storage/volumes'
import { podsOf, unitsOf } from '../sim/traffic/backends'
import { inContext } from './lanes'
import { inTurn } from './lines'

export function snapshotLine(world: Seen<World>, volume: Seen<Volume>): string {
  const { name } = volume
  const kept = `${name}-${world.snapshots.length + 1}`
  if (volume.disk === 'local') return importLine(world, volume, kept)
  return isClaim(world, volume)
    ? inContext(world, clusterOf(world, volume.workload), `kubectl create -f ${kept}.volumesnapshot.yaml`)
    : `openstack volume snapshot create --force --volume ${name} ${kept}`
}

export function revertLine(world: Seen<World>, volume: Seen<Volume>): string {
  const snapshot = newestSnapshot(world, volume)
  if (!snapshot) return ''
  const [off, on] = around(world, volume)
  return inTurn(...off, ...setBack(world, volume, snapshot, off.length > 0), ...on)
}

/** A backup is no snapshot; today's client asks whether it is to go over what is there. */
const RESTORE: Readonly<Record<Era, string>> = {
  '2017': 'openstack volume backup restore',
  now: 'openstack volume backup restore --force',
}

function setBack(
  world: Seen<World>,
  volume: Seen<Volume>,
  snapshot: Seen<Snapshot>,
  wasHeld: boolean,
): readonly string[] {
  const { name } = volume
  const { name: kept } = snapshot
  if (volume.disk === 'local')
    return [`rbd export backups/${kept} - | ssh ${machineOf(world, volume)} sudo dd of=${localDevice(name)} bs=4M`]
  if (!isClaim(world, volume))
    return [
      wasHeld ? untilAvailable(name) : '',
      ...(isBackup(volume, snapshot) ? [`${RESTORE[world.era]} ${kept} ${name}`] : reverted(world, volume, kept)),
      wasHeld ? untilAvailable(name) : '',
    ]
  const claim = claimName(world, volume)
  const anew = [`kubectl delete pvc/${claim}`, `kubectl create -f ${claim}-from-${kept}.pvc.yaml`]
  return anew.map(line => inContext(world, clusterOf(world, volume.workload), line))
}

/** A StatefulSet names each pod's claim after its template, itself and the ordinal, whatever the volume behind it is called. */
export function claimName(world: Seen<World>, volume: Seen<Volume>): string {
  const { controller, name } = ownerOf(world, volume).spec
  return controller === 'StatefulSet' ? `data-${name}-${volume.claim}` : volume.name
}

/**
 * Cinder reverts from Pike on (API 3.40). Ocata makes another volume from the snapshot, which
 * takes the name over; to pods it has to be told by its id, for their claim has the old one.
 */
function reverted(world: Seen<World>, volume: Seen<Volume>, kept: string): readonly string[] {
  if (world.era === 'now') return [`openstack volume revert ${kept}`]
  const { name } = volume
  const anew = `openstack volume create --snapshot ${kept} ${name}`
  const aside = `openstack volume set --name ${name}-old ${name}`
  if (!hasClaim(world, volume)) return [aside, anew]
  const here = (line: string) => inContext(world, clusterOf(world, volume.workload), line)
  const claim = claimName(world, volume)
  const told = `sed "s/VOLUME_ID/$(${anew} -f value -c id)/" ${name}.pv.yaml | ${here('kubectl create -f -')}`
  return [aside, here(`kubectl delete pvc/${claim}`), told]
}

export const localDevice = (volume: string) => `/dev/data/${volume}`

function importLine(world: Seen<World>, volume: Seen<Volume>, kept: string): string {
  const on = `ssh ${machineOf(world, volume)} sudo`
  return inTurn(
    `${on} lvcreate --snapshot --extents 20%ORIGIN --name ${kept} data/${volume.name}`,
    `${on} dd if=${localDevice(kept)} bs=4M | rbd import - backups/${kept}`,
    `${on} lvremove --yes data/${kept}`,
  )
}

/** Whoever has it mounted; else the machine that it lies on. */
const machineOf = (world: Seen<World>, { holder, machine, workload }: Seen<Volume>): string =>
  holder ? nameOf(world, holder) : (world.machines[machine]?.name ?? world.workloads[workload]?.spec.name ?? '')

/** It was claimed by pods, in a cluster whose CSI driver can take snapshots. */
const isClaim = (world: Seen<World>, volume: Seen<Volume>): boolean => world.era === 'now' && hasClaim(world, volume)

const hasClaim = (world: Seen<World>, volume: Seen<Volume>): boolean =>
  !unitWith(world, volume) && podsOf(world, ownerOf(world, volume)).length > 0

const ownerOf = (world: Seen<World>, { workload }: Seen<Volume>) => world.workloads[workload] as Seen<Workload>

const unitWith = (world: Seen<World>, volume: Seen<Volume>): Seen<Unit> | undefined =>
  unitsOf(world, ownerOf(world, volume)).find(each => diskOfUnit(world, each) === volume)

/** What comes before it, and what after. */
type Around = readonly [off: readonly string[], on: readonly string[]]

function around(world: Seen<World>, volume: Seen<Volume>): Around {
  const workload = ownerOf(world, volume)
  const unit = unitWith(world, volume)
  if (unit) return aroundUnit(world, workload, volume, unit)
  return podsOf(world, workload).length > 0 ? aroundPods(world, workload, volume) : [[], []]
}

/** A local disk is attached to nothing. */
function aroundUnit(
  world: Seen<World>,
  workload: Seen<Workload>,
  volume: Seen<Volume>,
  { on: { kind, id } }: Seen<Unit>,
): Around {
  const host = nameOf(world, { kind, id })
  const { name } = workload.spec
  const stop = [`ssh ${host} sudo systemctl stop ${name}`, `ssh ${host} sudo umount ${mountPoint(workload)}`]
  const start = `ssh ${host} sudo systemctl start ${name}` // which mounts it (RequiresMountsFor)
  return volume.disk === 'local'
    ? [stop, [start]]
    : [
        [...stop, detachLine(host, kind, volume.name)],
        [attachLine(host, kind, volume.name), start],
      ]
}

export const detachLine = (host: string, kind: HostKind, volume: string): string =>
  kind === 'server'
    ? `openstack server remove volume ${host} ${volume}`
    : `ssh ${host} sudo cinder local-detach ${volume}`

export const attachLine = (host: string, kind: HostKind, volume: string): string =>
  kind === 'server' ? `openstack server add volume ${host} ${volume}` : `ssh ${host} sudo cinder local-attach ${volume}`

function aroundPods(world: Seen<World>, workload: Seen<Workload>, volume: Seen<Volume>): Around {
  const { controller, name } = workload.spec
  const here = (line: string) => inContext(world, clusterOf(world, workload.id), line)
  const replicas = world.deployments[workload.deployment]?.replicas ?? 1
  const [off, on] =
    controller === 'Pod'
      ? [`kubectl delete pod/${name}`, `kubectl apply -f ${name}.yaml`]
      : [scaled(workload, 0), scaled(workload, replicas)]
  return [[here(off), ...(volume.disk === 'local' ? [unmounted(world, volume)] : [])], [here(on)]]
}

const scaled = ({ spec }: Seen<Workload>, replicas: number): string =>
  `kubectl scale ${spec.controller.toLowerCase()}/${spec.name} --replicas=${replicas}`

/** Until the kubelet has let go of it: nothing may be written over a file system that is in use. */
const unmounted = (world: Seen<World>, volume: Seen<Volume>): string =>
  `while ssh ${machineOf(world, volume)} findmnt ${localDevice(volume.name)} >/dev/null; do sleep 1; done`

/** Until Cinder has done what it was asked for. */
export const untilAvailable = (volume: string): string =>
  `until openstack volume show ${volume} -f value -c status | grep -qx available; do sleep 1; done`
