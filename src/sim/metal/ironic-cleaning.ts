/**
 * Bare metal between two tenants: from `active` back to `available`.
 *
 * A machine that is given back is cleaned before anybody else may have it
 * (`automated_clean`, on by default): it boots the ramdisk over the network and erases its
 * disks, whole by default (hours, or days) or their metadata alone (seconds to minutes).
 * One that was enrolled is cleaned the same way before its first tenant. If the ramdisk is
 * not heard the machine stays in `clean failed` until somebody manages and provides it. If
 * that was in the middle of a step it is in maintenance too, which has to be unset first:
 * today `provide` is refused, in 2017 what its ramdisk says is not heeded.
 *
 * Simpler than the real thing: `enroll` is verified at once, disks are erased one after
 * the other at one pace that is ours, no drive can erase itself, an agent is heard as long
 * as its machine lives and not again after that, a failure does not name its step, and a
 * machine that carries a node or a hypervisor is not given back.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { Machine } from '../../model/baremetal'
import type { Cause } from '../../model/happening'
import type { Seconds, Tick } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { rollBetween } from '../chance'
import { stopUnit } from '../hosts/systemd'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { awaitRamdisk, cannot, enterState, ramdiskBoots } from './ironic'

const MIB_IN_GIB = 1_024

type Verb = 'deleted' | 'manage' | 'provide'

const FROM: Readonly<Record<Verb, readonly Machine['state'][]>> = {
  deleted: ['active', 'wait call-back', 'deploy failed'],
  manage: ['enroll', 'available', 'clean failed'],
  provide: ['manageable'],
}

/** Ironic would give it back all the same. */
export const keptForHost = (machine: Seen<Machine>): boolean =>
  FROM.deleted.includes(machine.state) && carriesHost(machine)

const carriesHost = ({ node, hypervisor, becomes }: Seen<Machine>) =>
  node !== NONE || hypervisor !== NONE || becomes === 'control-plane'

export const refusesVerb =
  (verb: Verb) =>
  (machine: Seen<Machine>): string | undefined => {
    if (!FROM[verb].includes(machine.state)) return cannot(verb, machine)
    return verb === 'deleted' && carriesHost(machine) ? `${machine.name} carries a host` : undefined
  }

export const refusesProvide = (machine: Seen<Machine>, { era }: Seen<World>): string | undefined =>
  refusesVerb('provide')(machine) ??
  (machine.maintenance && era === 'now'
    ? `The providing operation can't be performed on node ${machine.name} because it's in maintenance mode.`
    : undefined)

/** `openstack baremetal node maintenance unset`. */
export function unsetMaintenance(_: World, machine: Machine): void {
  machine.maintenance = false
}

/** `openstack baremetal node undeploy`: its tenant gives it back. */
export function undeploy(world: World, machine: Machine, tell: Telling, cause: Cause): void {
  enterState(world, machine, 'deleting')
  const unit = world.units[machine.unit]
  if (unit) stopUnit(world, unit, tell, cause)
  machine.unit = NONE
  machine.cause = tell.normal('MachineDeleting', 'machine', machine.id, `${machine.name} is deleting`, cause)
  clean(world, machine, tell)
}

export function manage(world: World, machine: Machine, tell: Telling, cause: Cause): void {
  enterState(world, machine, 'manageable')
  machine.cause = tell.normal('MachineManageable', 'machine', machine.id, `${machine.name} is manageable`, cause)
}

export function provide(world: World, machine: Machine, tell: Telling, cause: Cause): void {
  machine.cause = cause
  clean(world, machine, tell)
}

function clean(world: World, machine: Machine, tell: Telling): void {
  if (world.cleaning === 'off') return makeAvailable(world, machine, tell)
  enterState(world, machine, 'cleaning')
  machine.cause = tell.normal('MachineCleaning', 'machine', machine.id, `${machine.name} is cleaning`, machine.cause)
  wakeAt(world.wake, world.tick + 1, { what: 'machineCleaning', machine: machine.id, since: world.tick })
}

/** The next of its states, unless something came between. */
export function cleanOn(world: World, machine: Machine, since: Tick, tell: Telling): void {
  if (machine.updatedAt !== since) return
  if (machine.state === 'cleaning') return waitForRamdisk(world, machine)
  if (machine.state !== 'clean wait' || !machine.up || machine.maintenance) return // it is awaited in vain: machineTimeout
  makeAvailable(world, machine, tell)
}

function waitForRamdisk(world: World, machine: Machine): void {
  enterState(world, machine, 'clean wait')
  if (!machine.up || machine.maintenance) return awaitRamdisk(world, machine)
  const until = world.tick + ramdiskBoots(world, machine) + erases(world, machine)
  wakeAt(world.wake, until, { what: 'machineCleaning', machine: machine.id, since: world.tick })
}

function makeAvailable(world: World, machine: Machine, tell: Telling): void {
  enterState(world, machine, 'available')
  machine.lastError = ''
  machine.becomes = 'server'
  machine.cause = tell.normal('MachineAvailable', 'machine', machine.id, `${machine.name} is available`, machine.cause)
}

export function erases(world: Seen<World>, machine: Seen<Machine>): Seconds {
  if (world.cleaning === 'full' && machine.diskGiB > 0)
    return Math.ceil((machine.diskGiB * MIB_IN_GIB) / ASSUMPTIONS.eraseMiBPerSecond)
  const luck = { owner: machine.id, ordinal: machine.deploys }
  return rollBetween(world.seed, 'machineDeploy', luck, 2, ASSUMPTIONS.eraseMetadata)
}
