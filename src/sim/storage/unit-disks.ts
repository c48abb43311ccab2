/**
 * The disks of processes outside Kubernetes: a unit starts when the volume that its
 * data lies on is with its server or its machine.
 *
 * A local disk is the host's own: it is there at once, and stays behind when the
 * server is built anew elsewhere.
 */

import type { Cause } from '../../model/happening'
import type { Id } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import type { Volume } from '../../model/volume'
import { NONE, type Seen, type World } from '../../model/world'
import type { Telling } from '../telling'
import { attach, detach, diskOfUnit, isFilled, isOn, volumeForUnit } from './volumes'

/** Whether the unit's disk is where it runs; if it can be brought there, that is begun. */
export function diskThere(world: World, unit: Unit, tell: Telling, cause: Cause): boolean {
  const volume = volumeForUnit(world, unit, cause)
  if (!volume) return true
  if (isOn(volume, unit.on)) return isFilled(volume)
  if (volume.state !== 'available' || volume.busyUntil !== NONE) {
    if (isElsewhere(volume, unit)) tellTaken(unit, volume, tell)
    return false
  }
  const machine = machineOf(world, unit)
  if (volume.disk === 'local') {
    if (volume.machine !== NONE && volume.machine !== machine) return false
    volume.machine = machine
  }
  attach(world, volume, unit.on, tell, cause)
  return isOn(volume, unit.on) && isFilled(volume)
}

/** Another host holds it, alive or not. */
export const isElsewhere = (volume: Seen<Volume>, unit: Seen<Unit>): boolean =>
  volume.state === 'in-use' && !holds(volume, unit)

/** In Cinder's words, whenever the process asks for it in vain. */
function tellTaken(unit: Unit, volume: Volume, tell: Telling): void {
  const note = `Invalid volume: Volume status must be available to reserve, but the status is ${volume.state}.`
  tell.warning('FailedAttachVolume', 'unit', unit.id, note, volume.cause)
}

/** The process is taken away for good; its disk may go elsewhere. */
export function leaveDisk(world: World, unit: Unit, cause: Cause): void {
  const volume = diskOfUnit(world, unit)
  if (volume && holds(volume, unit)) detach(world, volume as Volume, cause)
}

export const holds = ({ holder }: Seen<Volume>, { on }: Seen<Unit>): boolean =>
  holder?.kind === on.kind && holder.id === on.id

/** The machine at the bottom of what it stands on. */
export function machineOf(world: Seen<World>, { on }: Seen<Unit>): Id {
  if (on.kind === 'machine') return on.id
  return world.hypervisors[world.servers[on.id]?.hypervisor ?? NONE]?.machine ?? NONE
}
