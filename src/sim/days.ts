/**
 * Days that pass in one jump, and what is left of them.
 *
 * A machine that crashed has been reset and a circuit has its power again long before
 * anybody looks; a disk that died has been replaced, and what only it held is gone. The
 * year of the control plane's certificates goes on too.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { Machine } from '../model/baremetal'
import type { Cause } from '../model/happening'
import type { Days } from '../model/units'
import type { Volume } from '../model/volume'
import type { World } from '../model/world'
import { ageCertificates } from './control-plane/certificates'
import { settle } from './control-plane/control-plane'
import { circuitName, machinesOn } from './metal/power'
import { type Failure, wearOver } from './metal/wear'
import { loseDisk } from './storage/snapshots'
import type { Telling } from './telling'

export function letDaysPass(world: World, days: Days, tell: Telling, cause: Cause): void {
  const failures = wearOver(world, world.day, world.day + days)
  world.day += days
  for (const failure of failures) suffer(world, failure, tell, cause)
  for (const plane of world.controlPlanes) {
    if (!plane) continue
    ageCertificates(world, plane, tell, cause)
    settle(world, plane, tell)
  }
}

function suffer(world: World, failure: Failure, tell: Telling, cause: Cause): void {
  const told = tell.warning('MachineWear', 'machine', machineOf(world, failure), wordsFor(world, failure), cause)
  if (failure.what !== 'disk') return
  for (const volume of world.volumes) if (isOn(volume, failure)) loseDisk(world, volume, tell, told)
}

/** The volumes of a machine are spread over its disks. */
const isOn = ({ id, disk, machine, state }: Volume, failure: Extract<Failure, { what: 'disk' }>): boolean =>
  disk === 'local' &&
  state !== 'deleted' &&
  machine === failure.machine &&
  id % ASSUMPTIONS.disksPerMachine === failure.disk

const machineOf = (world: World, failure: Failure) =>
  failure.what === 'power' ? (machinesOn(world, failure.circuit)[0] ?? 0) : failure.machine

function wordsFor(world: World, failure: Failure): string {
  const day = `day ${failure.day + 1}`
  if (failure.what === 'power') return `${day}: ${circuitName(failure.circuit)} was without power`
  const { name } = world.machines[failure.machine] as Machine
  return failure.what === 'crash'
    ? `${day}: ${name} crashed and was reset`
    : `${day}: disk ${failure.disk} of ${name} died`
}
