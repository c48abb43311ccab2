/**
 * The command lines of a drill: a backup is restored to a scratch disk of a server that is
 * there for nothing else, and the database says whether it can start from it. Then all of
 * that goes again, so that the next drill finds the place as this one did.
 *
 * A backup of a network volume is Cinder's, restored to a volume of its own: today's client
 * makes that by itself, that of 2017 restores to what is there only. A snapshot, which is
 * newer than the newest backup where somebody took one since, comes to a volume at once. A
 * copy of a local disk lies in the storage cluster (`snapshot-lines.ts`).
 */

import { BYTES_PER_MIB, type Era } from '../model/units'
import type { Snapshot, Volume } from '../model/volume'
import type { Seen, World } from '../model/world'
import { isBackup } from '../sim/storage/backups'
import { deleteLine } from './data-lines'
import { inTurn } from './lines'
import { inGiB } from './server-disks'
import { attachLine, detachLine, localDevice, untilAvailable } from './snapshot-lines'

const ON = 'drill'
const THERE = `ssh ${ON} sudo`

export function drillLine({ era }: Seen<World>, volume: Seen<Volume>, kept: Seen<Snapshot>): string {
  const scratch = `${kept.name}-drill`
  const size = inGiB(volume.size / BYTES_PER_MIB)
  const lines = volume.disk === 'local' ? locally(kept, scratch, size) : throughCinder(era, volume, kept, scratch)
  return inTurn(...lines)
}

/** As Cinder takes the first free device, it is the same each time. */
const DEVICE = '/dev/vdb'

const throughCinder = (era: Era, volume: Seen<Volume>, kept: Seen<Snapshot>, scratch: string): readonly string[] => [
  ...(isBackup(volume, kept)
    ? restored(era, volume, kept, scratch)
    : [`openstack volume create --snapshot ${kept.name} ${scratch}`]),
  untilAvailable(scratch),
  attachLine(ON, 'server', scratch),
  `until ssh ${ON} test -b ${DEVICE}; do sleep 1; done`,
  ...started(DEVICE),
  detachLine(ON, 'server', scratch),
  untilAvailable(scratch),
  deleteLine(scratch),
]

const restored = (era: Era, { size }: Seen<Volume>, { name }: Seen<Snapshot>, scratch: string): readonly string[] => [
  ...(era === '2017'
    ? [`openstack volume create --size ${inGiB(size / BYTES_PER_MIB)} ${scratch}`, untilAvailable(scratch)]
    : []),
  `openstack volume backup restore ${name} ${scratch}`,
]

const locally = ({ name }: Seen<Snapshot>, scratch: string, size: number): readonly string[] => [
  `${THERE} lvcreate --size ${size}G --name ${scratch} data`,
  `rbd export backups/${name} - | ${THERE} dd of=${localDevice(scratch)} bs=4M`,
  ...started(localDevice(scratch)),
  `${THERE} lvremove --yes data/${scratch}`,
]

const started = (device: string): readonly string[] => [
  `${THERE} mount ${device} /mnt`,
  `${THERE} -u postgres pg_ctl start -w -D /mnt`,
  `${THERE} -u postgres pg_ctl stop -D /mnt`,
  `${THERE} umount /mnt`,
]
