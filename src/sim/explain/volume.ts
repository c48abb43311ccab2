/**
 * A volume in the words of `openstack volume show`; a local one that pods have, in those
 * of `kubectl describe pv`: the attach/detach controller and Cinder know nothing of it.
 *
 * Cinder has no status for data that is gone. Of a file system that is beyond repair it
 * knows nothing: the volume stays in-use. One whose disk is gone it sets to error, when
 * cinder-volume cannot export it again (cinder/volume/manager.py, init_host). What is lost
 * is told in a line of its own.
 */

import type { HostRef, Ref } from '../../model/refs'
import type { Volume } from '../../model/volume'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { nameOf, written } from '../names'
import { backupOf } from '../storage/backup-plan'
import { newestSnapshot } from '../storage/snapshots'
import { accessOf, diskOfPod, diskOfUnit } from '../storage/volumes'
import { podsOf, unitsOf } from '../traffic/backends'

export function explainVolume(world: Seen<World>, ref: Ref): readonly string[] {
  const volume = world.volumes[ref.id]
  if (!volume) return [`No volume with a name or ID of '${nameOf(world, ref)}' exists.`]
  const { disk, workload, id } = volume
  const saved = world.snapshots.filter(each => each.volume === id && world.tick >= each.readyAt).length
  return [
    `name: ${volume.name}`,
    ...statusLines(world, volume),
    `type: ${disk === 'local' ? 'local-ssd' : 'ceph-rbd'}`,
    ...(world.workloads[workload]?.spec.data?.access ? [`access modes: ${accessOf(world, workload)}`] : []),
    ...copyWords(world, volume),
    `snapshots: ${saved}`,
    ...lossLines(world, volume),
    ...(disk === 'local' ? ['it stays with its machine'] : ['it can be attached elsewhere']),
  ]
}

function statusLines(world: Seen<World>, volume: Seen<Volume>): readonly string[] {
  const { holder } = volume
  const on = holder ?? usedOn(world, volume)
  if (volume.disk === 'local' && (on?.kind === 'node' || (!on && isOfPods(world, volume))))
    return ['Status: Bound', `mounted on: ${holder ? written(world, holder) : 'None'}`]
  const status = statusOf(world, volume)
  const attached = status === 'in-use' || status === 'detaching' ? on : holder
  return [`status: ${status}`, `attached to: ${attached ? written(world, attached) : 'None'}`]
}

/** What Cinder answers. */
export function statusOf(world: Seen<World>, volume: Seen<Volume>): string {
  const { state, disk, busyUntil, copy } = volume
  if (state === 'lost') return disk === 'local' ? 'error' : 'in-use'
  if (busyUntil === NONE || copy) return state
  if (state === 'in-use') return state // files are copied out of it: Cinder knows nothing of that
  const workload = world.workloads[volume.workload] as Seen<Workload>
  return backupOf(workload) ? 'restoring-backup' : 'reverting'
}

/** The host of the process that it is for. */
function usedOn(world: Seen<World>, volume: Seen<Volume>): HostRef | undefined {
  const workload = world.workloads[volume.workload]
  if (!workload) return undefined
  const unit = unitsOf(world, workload).find(each => diskOfUnit(world, each) === volume)
  if (unit) return unit.on
  const pod = podsOf(world, workload).find(each => diskOfPod(world as World, each) === volume) // which only reads
  return pod && pod.node !== NONE ? { kind: 'node', id: pod.node } : undefined
}

/** Of ones that are to come, too. */
const isOfPods = ({ workloads, deployments }: Seen<World>, { workload }: Seen<Volume>): boolean =>
  deployments[workloads[workload]?.deployment ?? NONE]?.deleted === false

function lossLines(world: Seen<World>, volume: Seen<Volume>): readonly string[] {
  if (volume.state !== 'lost') return []
  const snapshot = newestSnapshot(world, volume)
  const left = snapshot ? `what is left of it is snapshot ${snapshot.name}` : 'nothing is left of it here'
  return [volume.disk === 'local' ? `the disk under it is gone: ${left}` : `XFS: Metadata corruption detected: ${left}`]
}

export function copyWords(world: Seen<World>, { copy, busyUntil }: Seen<Volume>): readonly string[] {
  if (copy?.whole) return ['a standby: it follows what is written']
  const left = `${Math.max(0, busyUntil - world.tick)} s left`
  if (busyUntil !== NONE) return [copy ? `being copied: ${left}` : `being copied or restored: ${left}`]
  return copy ? ['to be copied: it waits for both ends'] : []
}
