/**
 * What a second costs.
 *
 * The rates are the game's assumption and shown as such: a core costs the same
 * everywhere. A machine on the slab is paid whole from the moment it is ordered, used
 * or not; a server pays its share of the overcommitted host and a tenth more; a pod
 * pays for what it requests.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { Machine } from '../model/baremetal'
import { constantsOf } from '../model/constants'
import { SECONDS_PER_HOUR } from '../model/units'
import type { World } from '../model/world'
import { slab } from './metal/ironic'

/** Adds this second's money; what is not a whole micro-unit is carried. */
export function spend(world: World): void {
  const owed = world.spentCarry + hourly(world)
  const whole = Math.floor(owed / SECONDS_PER_HOUR)
  world.spent += whole
  world.spentCarry = owed - whole * SECONDS_PER_HOUR
}

/** Micro-units per hour at this moment. */
export const hourly = (world: World): number => Math.floor((millicores(world) * ASSUMPTIONS.machineCoreHour) / 1_000)

function millicores(world: World): number {
  const { cpuAllocationRatio } = constantsOf(world.era)
  let all = 0
  for (const machine of world.machines) if (isOrdered(machine) && whole(machine)) all += machine.capacity.cpu
  for (const server of world.servers) if (server.hypervisor >= 0) all += serverShare(server.vcpus, cpuAllocationRatio)
  for (const node of world.nodes) all += node.requested.cpu
  return all
}

/** Paid while it is anybody's: also while it is deployed, and while it is cleaned after its tenant. */
const isOrdered = ({ state }: Machine) => state !== 'available' && state !== 'enroll' && state !== 'manageable'

/** A machine of the control plane carries nothing else either. */
const whole = (machine: Machine) => slab(machine) || machine.becomes === 'control-plane'

const serverShare = (vcpus: number, cpuAllocationRatio: number) =>
  Math.floor((vcpus * 10 * ASSUMPTIONS.serverTaxPercent) / cpuAllocationRatio)
