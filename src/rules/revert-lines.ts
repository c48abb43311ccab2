/**
 * Setting a volume back to its newest snapshot, in the order in which it can be typed.
 *
 * Cinder reverts what is `available` only, and only to the latest snapshot: the process
 * is stopped first, its file system unmounted and the volume taken off its host, and all
 * of that is done again backwards. Both steps return before they are done, so that each
 * is waited for. Of pods the attach/detach controller takes it off as soon as there are
 * none; nobody has attached a local one. Straight on a machine there is no nova, and
 * Cinder's own client attaches (python-brick-cinderclient-ext).
 */

import type { Unit } from '../model/systemd'
import type { Era } from '../model/units'
import type { Volume } from '../model/volume'
import type { Seen, Workload, World } from '../model/world'
import { clusterOf } from '../sim/control-plane/working'
import { nameOf } from '../sim/names'
import { newestSnapshot } from '../sim/storage/snapshots'
import { diskOfUnit } from '../sim/storage/volumes'
import { podsOf, unitsOf } from '../sim/traffic/backends'
import { inContext } from './lanes'
import { inTurn } from './lines'

/** Cinder's own client could from Pike on, at that version of its API. */
const REVERT: Readonly<Record<Era, string>> = {
  '2017': 'cinder --os-volume-api-version 3.40 revert-to-snapshot',
  now: 'openstack volume revert',
}

export function revertLine(world: Seen<World>, volume: Seen<Volume>): string {
  const snapshot = newestSnapshot(world, volume)
  if (!snapshot) return ''
  const workload = world.workloads[volume.workload] as Seen<Workload>
  const [off, on] = around(world, workload, volume)
  return inTurn(...off, `${REVERT[world.era]} ${snapshot.name}`, ...(on.length > 0 ? [free(volume), ...on] : []))
}

/** What comes before it, and what after. */
type Around = readonly [off: readonly string[], on: readonly string[]]

function around(world: Seen<World>, workload: Seen<Workload>, volume: Seen<Volume>): Around {
  const unit = unitsOf(world, workload).find(each => diskOfUnit(world, each) === volume)
  if (unit) return aroundUnit(world, workload, volume, unit)
  return podsOf(world, workload).length > 0 ? aroundPods(world, workload, volume) : [[], []]
}

function aroundUnit(
  world: Seen<World>,
  { spec }: Seen<Workload>,
  volume: Seen<Volume>,
  { on: { kind, id } }: Seen<Unit>,
): Around {
  const host = nameOf(world, { kind, id })
  const [detach, attach] =
    kind === 'server'
      ? [`openstack server remove volume ${host} ${volume.name}`, `openstack server add volume ${host} ${volume.name}`]
      : [`ssh ${host} sudo cinder local-detach ${volume.name}`, `ssh ${host} sudo cinder local-attach ${volume.name}`]
  return [
    [
      `ssh ${host} sudo systemctl stop ${spec.name}`,
      `ssh ${host} sudo umount /srv/${volume.name}`,
      detach,
      free(volume),
    ],
    [attach, `ssh ${host} sudo systemctl start ${spec.name}`], // which mounts it (RequiresMountsFor)
  ]
}

function aroundPods(world: Seen<World>, workload: Seen<Workload>, volume: Seen<Volume>): Around {
  const { controller, name } = workload.spec
  const here = (line: string) => inContext(world, clusterOf(world, workload.id), line)
  const replicas = world.deployments[workload.deployment]?.replicas ?? 1
  const [off, on] =
    controller === 'Pod'
      ? [`kubectl delete pod/${name}`, `kubectl apply -f ${name}.yaml`]
      : [scaled(workload, 0), scaled(workload, replicas)]
  return [[here(off), ...(volume.disk === 'local' ? [] : [free(volume)])], [here(on)]]
}

const scaled = ({ spec }: Seen<Workload>, replicas: number): string =>
  `kubectl scale ${spec.controller.toLowerCase()}/${spec.name} --replicas=${replicas}`

/** Until Cinder has done what it was asked for. */
const free = ({ name }: Seen<Volume>): string =>
  `until openstack volume show ${name} -f value -c status | grep -qx available; do sleep 1; done`
