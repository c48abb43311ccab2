/**
 * Volumes: made, attached, detached.
 *
 * A local volume is there as soon as its pod or process is, on one machine and no
 * other. A network volume is attached to one host at a time, which takes the time that
 * Cinder's operation takes, and must be detached before it can be attached elsewhere.
 * Who may detach what, and when, is its owner's business: the attach/detach controller
 * of Kubernetes, or nova.
 *
 * Simpler than the real thing: the copy that mounts nothing and the copy that mounts
 * everything take equally long, and a volume is not zoned.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Pod } from '../../model/kubernetes'
import type { HostKind, HostRef, Id } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import { BYTES_PER_MIB } from '../../model/units'
import type { AccessMode, DiskKind, Volume } from '../../model/volume'
import type { WorkloadData } from '../../model/workload'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { diskKindOn } from '../cloud/root-disk'
import { nameOf } from '../names'
import { schemaOf } from '../schemas'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { planBackup } from './backup-plan'

/** The disk that what runs on such a host uses: while it changes lanes, the new place has one of its own. */
export function diskOn(world: Seen<World>, workload: Seen<Workload>, kind: HostKind): Seen<Volume> | undefined {
  const standby = world.volumes[workload.standby]
  return standby?.copy?.onto === kind ? standby : world.volumes[workload.volume]
}

/** The disk of a workload that keeps data, where it runs on such a host: the one it has, or a new and empty one. */
export function volumeFor(world: World, workload: Workload, kind: HostKind, cause: Cause): Volume | undefined {
  const { data } = workload.spec
  if (!data) return undefined
  const has = diskOn(world, workload, kind) as Volume | undefined
  if (has) return has
  const volume = newVolume(world, workload, data, diskKindOn(workload.spec, kind), cause)
  workload.volume = volume.id
  return volume
}

/** Of a StatefulSet each pod has a claim of its own (`volumeClaimTemplates`); the first one's is the workload's disk. */
export const claimOf = ({ spec }: Seen<Workload>, { ordinal }: Pick<Seen<Pod>, 'ordinal'>): number =>
  spec.controller === 'StatefulSet' && spec.data ? ordinal : 0

/** The disk of a pod, wherever its node is. */
export function diskOfPod(world: World, pod: Pick<Pod, 'workload' | 'ordinal'>): Volume | undefined {
  const workload = world.workloads[pod.workload] as Workload
  const claim = claimOf(workload, pod)
  if (claim === 0) return diskOn(world, workload, 'node') as Volume | undefined
  return claimsOf(world, workload).find(volume => volume.claim === claim)
}

/** The disks of all but its first pod, whether those pods are there or not: claims stay when a StatefulSet shrinks. */
export const claimsOf = <Known extends Seen<World>>(
  world: Known,
  { id }: Seen<Workload>,
  on: HostKind = 'node',
): readonly Known['volumes'][number][] =>
  world.volumes.filter(
    ({ workload, claim, state, place }) => workload === id && claim > 0 && state !== 'deleted' && place === on,
  )

/** The disk of a pod that keeps data: the one it has, or a new and empty one. */
export function volumeForPod(world: World, pod: Pod, cause: Cause): Volume | undefined {
  const workload = world.workloads[pod.workload] as Workload
  const claim = claimOf(workload, pod)
  const { data } = workload.spec
  if (claim === 0 || !data) return volumeFor(world, workload, 'node', cause)
  return diskOfPod(world, pod) ?? newVolume(world, workload, data, data.disk, cause, claim)
}

/** Copies of one store have a disk each, wherever they run. */
export const isStore = ({ spec }: Seen<Workload>): boolean => spec.data !== undefined && spec.data.copies !== 'one'

/** The disk of a process outside Kubernetes. */
export function diskOfUnit(world: Seen<World>, { workload: id, claim, on }: Seen<Unit>): Seen<Volume> | undefined {
  const workload = world.workloads[id] as Seen<Workload>
  return claim === 0
    ? diskOn(world, workload, on.kind)
    : claimsOf(world, workload, on.kind).find(each => each.claim === claim)
}

/** The disk of a process that keeps data: the one it has, or a new and empty one. */
export function volumeForUnit(world: World, unit: Unit, cause: Cause): Volume | undefined {
  const workload = world.workloads[unit.workload] as Workload
  const { data } = workload.spec
  if (unit.claim === 0 || !data) return volumeFor(world, workload, unit.on.kind, cause)
  return (
    (diskOfUnit(world, unit) as Volume | undefined) ??
    newVolume(world, workload, data, diskKindOn(workload.spec, unit.on.kind), cause, unit.claim, unit.on.kind)
  )
}

/** Empty, and nobody's yet. */
export function newVolume(
  world: World,
  workload: Workload,
  { sizeMiB }: WorkloadData,
  disk: DiskKind,
  cause: Cause,
  claim = 0,
  place: HostKind = 'node',
): Volume {
  const { id, spec } = workload
  const volume: Volume = {
    id: world.volumes.length,
    name:
      claim === 0
        ? nextVolumeName(world, workload)
        : `data-${spec.name}-${place === 'node' ? '' : `${place}-`}${claim}`,
    workload: id,
    size: sizeMiB * BYTES_PER_MIB,
    disk,
    state: 'available',
    machine: NONE,
    holder: undefined,
    until: 0,
    busyUntil: NONE,
    written: 0,
    schema: claim === 0 ? schemaOf(world, workload) : NONE,
    claim,
    place,
    copy: undefined,
    pod: NONE,
    splitAt: NONE,
    cause,
  }
  world.volumes.push(volume)
  planBackup(world, volume)
  return volume
}

/** How the next disk of its own is called. */
export function nextVolumeName({ volumes }: Seen<World>, { id, spec }: Seen<Workload>): string {
  const before = volumes.filter(each => each.workload === id && each.claim === 0).length
  return before === 0 ? `${spec.name}-data` : `${spec.name}-data-${before + 1}`
}

/** A file system that every node mounts by itself: nothing is attached to anybody. */
export const isShared = (world: Seen<World>, { disk, workload }: Seen<Volume>): boolean =>
  disk === 'network' && SHARED.includes(accessOf(world, workload))

const SHARED: readonly AccessMode[] = ['ReadWriteMany', 'ReadOnlyMany']

export const accessOf = (world: Seen<World>, workload: Id): AccessMode =>
  world.workloads[workload]?.spec.data?.access ?? 'ReadWriteOnce'

export const isOn = (volume: Seen<Volume>, { kind, id }: HostRef): boolean =>
  volume.state === 'in-use' && volume.holder?.kind === kind && volume.holder.id === id

/** Nothing starts on a copy before it is whole. */
export const isFilled = ({ copy }: Seen<Volume>): boolean => copy?.whole !== false

/** Begins to attach what is available. A local disk is there at once; `volumeAttached` follows for a network one. */
export function attach(world: World, volume: Volume, to: HostRef, tell: Telling, cause: Cause): void {
  volume.holder = to
  volume.state = 'attaching'
  volume.cause = cause
  const takes = volume.disk === 'local' ? 0 : Math.ceil(constantsOf(world.era).attachVolume)
  volume.until = world.tick + takes
  if (takes === 0) {
    volumeAttached(world, volume, tell)
    return
  }
  wakeAt(world.wake, volume.until, { what: 'volumeAttached', volume: volume.id })
}

/** The volume, if it is attached now; undefined if something came between. */
export function volumeAttached(world: World, volume: Volume, tell: Telling): Volume | undefined {
  if (volume.state !== 'attaching' || !volume.holder || world.tick < volume.until) return undefined
  volume.state = 'in-use'
  const note = attachedWords(world, volume, volume.holder)
  const reason = volume.disk === 'local' ? 'SuccessfulMountVolume' : 'SuccessfulAttachVolume'
  volume.cause = tell.normal(reason, 'volume', volume.id, note, volume.cause)
  return volume
}

/**
 * Kubernetes tells an Event of it; of a server Cinder says it, with the device that nova chose.
 * A local disk is there already, and nobody attaches it: the kubelet mounts it (pkg/volume/local is no AttachableVolumePlugin), or systemd.
 */
function attachedWords(world: World, { name, disk, workload }: Volume, holder: HostRef): string {
  const to = nameOf(world, holder)
  if (disk === 'local') {
    const mounts =
      holder.kind === 'node'
        ? `MountVolume.SetUp succeeded for volume "${name}"`
        : `Mounted ${mountPoint(world.workloads[workload] as Workload)}`
    return `${holder.kind === 'node' ? 'kubelet' : 'systemd'} on ${to}: ${mounts}`
  }
  if (holder.kind === 'node') return `AttachVolume.Attach succeeded for volume "${name}"`
  const device = holder.kind === 'server' ? ` as ${serverDevice(world.workloads[workload] as Workload)}` : ''
  return `volume "${name}" is in-use, attached to ${holder.kind} "${to}"${device}`
}

/** As what a server has its volume: after its root disk, and after the one for local data, if it was made with one. */
export const serverDevice = ({ spec: { data } }: Seen<Workload>): string =>
  data?.disk === 'local' ? '/dev/vdc' : '/dev/vdb'

/** Where a database's pod has its claim mounted: the place that its image knows. */
export const POD_MOUNT = '/var/lib/postgresql/data'

/** Where it is mounted outside Kubernetes, whichever disk it is: its image mounts it there by its label. */
export const mountPoint = ({ spec }: Seen<Workload>): string => `/srv/${spec.name}-data`

/** Begins to detach: it takes as long as attaching; a local disk is let go of at once. */
export function detach(world: World, volume: Volume, cause: Cause): void {
  if (volume.state !== 'in-use' && volume.state !== 'attaching') return
  const takes = volume.disk === 'local' ? 1 : Math.ceil(constantsOf(world.era).attachVolume)
  volume.state = 'detaching'
  volume.cause = cause
  volume.until = world.tick + takes
  wakeAt(world.wake, volume.until, { what: 'volumeDetached', volume: volume.id })
}

export function volumeDetached(world: World, volume: Volume, tell: Telling): Volume | undefined {
  if (volume.state !== 'detaching' || world.tick < volume.until) return undefined
  volume.state = 'available'
  volume.holder = undefined
  volume.cause = tell.normal('VolumeDetached', 'volume', volume.id, `volume "${volume.name}" is detached`, volume.cause)
  return volume
}
