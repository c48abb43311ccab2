/**
 * The command lines that copy a disk to one of the other kind and let the process go on there.
 *
 * Cinder could retype between types of its own; a local disk is none of them (a logical
 * volume of its machine, `snapshot-lines.ts`), and CSI moves no claim to another storage
 * class. So a new disk is made, files are copied while the process runs, and once more
 * when it is stopped: only what has changed since is sent then. Of what was written
 * nothing is lost; the old disk goes afterwards.
 *
 * A unit's image mounts whichever disk has the label `data` (`data-lines.ts`). Nothing is
 * written to the root disk, which an evacuation loses: the copy has no label until the old
 * disk is off, and is given it then. XFS writes one to what is not mounted only.
 *
 * The claim of a pod stands in its manifest; the copying Job has both claims, and so runs on
 * the node that has the old one. A StatefulSet finds its claim by a name that is fixed: the
 * new volume is let go of (its class retains it) and claimed once more under that name.
 * Volumes of Kubernetes are called as Cinder's are.
 */

import type { HostKind } from '../model/refs'
import type { Unit } from '../model/systemd'
import { BYTES_PER_MIB, type Era } from '../model/units'
import type { DiskKind, Volume } from '../model/volume'
import type { Seen, Workload, World } from '../model/world'
import { clusterOf } from '../sim/control-plane/working'
import { nameOf } from '../sim/names'
import { otherDisk } from '../sim/storage/snapshots'
import { diskOfUnit, mountPoint, nextVolumeName, serverDevice } from '../sim/storage/volumes'
import { unitsOf } from '../sim/traffic/backends'
import { DISK_TYPES, deleteLine } from './data-lines'
import { inContext } from './lanes'
import { inTurn } from './lines'
import { inGiB } from './server-disks'
import { attachLine, claimName, detachLine, localDevice, untilAvailable } from './snapshot-lines'

export function diskCopyLine(world: Seen<World>, volume: Seen<Volume>): string {
  const workload = world.workloads[volume.workload] as Seen<Workload>
  const copy = {
    from: volume.name,
    to: nextVolumeName(world, workload),
    onto: otherDisk(volume.disk),
    size: inGiB(volume.size / BYTES_PER_MIB),
  }
  const unit = unitsOf(world, workload).find(each => diskOfUnit(world, each) === volume)
  return inTurn(
    ...(unit ? byUnit(world, workload, unit, copy) : byPods(world, workload, claimName(world, volume), copy)),
  )
}

/** Whether a line copies a disk to its machine's own. */
export const isToLocalDisk = (line: string): boolean => / lvcreate --size |\.local-ssd\.pvc\.yaml/.test(line)

interface Copy {
  readonly from: string
  readonly to: string
  readonly onto: DiskKind
  /** In GiB. */
  readonly size: number
}

function byUnit(
  world: Seen<World>,
  workload: Seen<Workload>,
  { on: { kind, id } }: Seen<Unit>,
  copy: Copy,
): readonly string[] {
  const { name } = workload.spec
  const host = nameOf(world, { kind, id })
  const there = `ssh ${host} sudo`
  const { device, made, off, dropped } =
    copy.onto === 'local' ? ontoLocal(there, host, kind, copy) : ontoNetwork(host, kind, copy, serverDevice(workload))
  const disk = mountPoint(workload)
  const synced = `${there} rsync -aHAX --delete ${disk}/ /mnt/`
  return [
    ...made,
    `${there} mkfs.xfs -f ${device}`, // an earlier local disk may have lain there
    `${there} mount ${device} /mnt`,
    `${synced} || [ $? = 24 ]`, // while it runs, files vanish under rsync
    `${there} systemctl stop ${name}`,
    synced,
    `${there} umount ${disk} /mnt`,
    off,
    `${there} xfs_admin -L data ${device}`,
    `${there} systemctl start ${name}`, // which mounts it (RequiresMountsFor)
    ...dropped,
  ]
}

interface Ends {
  readonly device: string
  readonly made: readonly string[]
  /** Takes the old disk off, and its label with it. */
  readonly off: string
  /** What becomes of the old disk. */
  readonly dropped: readonly string[]
}

const ontoLocal = (there: string, host: string, kind: HostKind, { from, to, size }: Copy): Ends => ({
  device: localDevice(to),
  made: [`${there} lvcreate --size ${size}G --name ${to} data`],
  off: detachLine(host, kind, from),
  dropped: [untilAvailable(from), deleteLine(from)],
})

const ontoNetwork = (host: string, kind: HostKind, { from, to, size }: Copy, inServer: string): Ends => ({
  device: kind === 'server' ? inServer : '/dev/rbd0',
  made: [
    `openstack volume create --size ${size} --type ${DISK_TYPES.network} ${to}`,
    untilAvailable(to),
    attachLine(host, kind, to),
    ...(kind === 'server' ? [`until ssh ${host} test -b ${inServer}; do sleep 1; done`] : []), // nova does not wait for it
  ],
  off: `ssh ${host} sudo lvchange --activate n data/${from}`,
  dropped: [`ssh ${host} sudo lvremove --yes data/${from}`],
})

function byPods(
  world: Seen<World>,
  workload: Seen<Workload>,
  claim: string,
  { from, to, onto }: Copy,
): readonly string[] {
  const { name, controller } = workload.spec
  const here = (line: string) => inContext(world, clusterOf(world, workload.id), line)
  const job = `${from}-to-${to}`
  const copied = `until ${here(`kubectl get job/${job} -o jsonpath={.status.succeeded}`)} | grep -qx 1; do sleep 1; done`
  return [
    here(`kubectl create -f ${to}.${DISK_TYPES[onto]}.pvc.yaml`),
    here(`kubectl create -f ${job}.job.yaml`),
    copied,
    here(`kubectl delete ${controller.toLowerCase()}/${name}${controller === 'Pod' ? '' : WITH_ITS_PODS[world.era]}`),
    here(`kubectl replace --force -f ${job}.job.yaml`),
    copied,
    ...(controller === 'StatefulSet' ? claimedAs(claim, to).map(here) : []),
    here(`kubectl apply -f ${name}.yaml`),
    controller === 'StatefulSet' ? '' : here(`kubectl delete pvc/${claim}`),
  ]
}

/** The old claim goes, and the new volume gets its name. */
const claimedAs = (claim: string, volume: string): readonly string[] => [
  `kubectl delete pvc/${claim} pvc/${volume}`,
  `kubectl patch pv/${volume} -p '{"spec":{"claimRef":null}}'`,
  `kubectl create -f ${claim}-on-${volume}.pvc.yaml`,
]

/** It returns once they are gone: kubectl of 2017 scaled to 0 by itself first, and waited. */
const WITH_ITS_PODS: Readonly<Record<Era, string>> = { '2017': '', now: ' --cascade=foreground' }
