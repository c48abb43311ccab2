/**
 * Power: racks and feeds that take all their machines with them, and what Ironic can do
 * over a machine's own controller (IPMI): on, off, reset.
 *
 * The controller answers although the machine does not, so it is how a machine whose
 * kernel stands still is brought back. A reset takes as long as a reboot was measured to
 * take until everything on it served again.
 *
 * A rack or a feed without power takes the controllers with it: nothing of it is switched
 * on before it is back, and what stands in a dark rack on a dark feed waits for both.
 *
 * Simpler than the real thing: a state that a machine has already is refused, where Ironic
 * takes it and does nothing (the game says so in its own words); a machine hangs on one feed, and a feed that is back starts
 * all its machines at once.
 */

import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Circuit, Id } from '../../model/refs'
import type { Seen, World } from '../../model/world'
import { rollBetween } from '../chance'
import { bringDown, bringUp } from '../hosts/hosts'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'

export const machinesOn = (world: Seen<World>, circuit: Circuit): readonly Id[] =>
  world.machines.filter(each => isOn(each, circuit)).map(({ id }) => id)

const isOn = ({ rack, powerFeed }: Seen<Machine>, circuit: Circuit) =>
  'rack' in circuit ? rack === circuit.rack : powerFeed === circuit.feed

export const circuitName = (circuit: Circuit) => ('rack' in circuit ? `rack ${circuit.rack}` : `feed ${circuit.feed}`)

export function losePower(world: World, circuit: Circuit, tell: Telling, cause: Cause): void {
  const machines = machinesOn(world, circuit)
  const [first] = machines
  if (first === undefined) return
  const note = `${circuitName(circuit)} is without power: ${machines.length} machines`
  const lost = tell.warning('PowerLost', 'machine', first, note, cause)
  for (const id of machines) {
    const machine = world.machines[id] as Machine
    if (!machine.dark.includes(kindOf(circuit))) machine.dark.push(kindOf(circuit))
    bringDown(world, { kind: 'machine', id }, tell, lost)
    machine.hung = false
  }
}

/** Those start that do not lack the other one still. */
export function regainPower(world: World, circuit: Circuit, tell: Telling, cause: Cause): void {
  for (const id of machinesOn(world, circuit)) {
    const { dark } = world.machines[id] as Machine
    const at = dark.indexOf(kindOf(circuit))
    if (at >= 0) dark.splice(at, 1)
    bringUp(world, { kind: 'machine', id }, tell, cause)
  }
}

const kindOf = (circuit: Circuit) => ('rack' in circuit ? 'rack' : 'feed')

/** What a machine lacks, by name. */
export const darkOf = ({ dark, rack, powerFeed }: Seen<Machine>): readonly string[] =>
  dark.map(kind => circuitName(kind === 'rack' ? { rack } : { feed: powerFeed }))

export const POWER_STATES = ['power on', 'power off', 'rebooting'] as const
export type PowerState = (typeof POWER_STATES)[number]

/** As `openstack baremetal node show` has it. */
export const powerState = ({ up, hung, powersAt }: Seen<Machine>): PowerState =>
  powersAt >= 0 ? 'rebooting' : up || hung ? 'power on' : 'power off'

/** It is off because somebody wanted it to be. */
export const isFencedOff = ({ up, switchedOff }: Seen<Machine>): boolean => switchedOff && !up

/** Ironic would take it and do nothing. */
export const isSoAlready = (machine: Seen<Machine>, target: PowerState): boolean =>
  machine.dark.length === 0 && machine.powersAt < 0 && target === powerState(machine)

export function refusesPower(machine: Seen<Machine>, target: PowerState): string | undefined {
  if (machine.dark.length > 0) return 'IPMI call failed: power status.'
  if (machine.powersAt >= 0)
    return `Node ${machine.name} is locked by host conductor, please retry after the current operation is completed.`
  return isSoAlready(machine, target) ? `${machine.name}: ${target} already` : undefined
}

export function setPower(world: World, machine: Machine, target: PowerState, tell: Telling, cause: Cause): void {
  const told = tell.normal('MachinePowerState', 'machine', machine.id, `${machine.name}: ${target}`, cause)
  bringDown(world, { kind: 'machine', id: machine.id }, tell, told)
  machine.hung = false
  machine.switchedOff = target === 'power off'
  if (machine.switchedOff) return
  const luck = { owner: machine.id, ordinal: machine.deploys }
  machine.powersAt =
    world.tick + rollBetween(world.seed, 'power', luck, machine.resets, constantsOf(world.era).machineReboot)
  machine.resets += 1
  wakeAt(world.wake, machine.powersAt, { what: 'machinePowered', machine: machine.id })
}

/** It has booted; somebody may have switched it off meanwhile. */
export function machinePowered(world: World, machine: Machine, tell: Telling): void {
  if (machine.powersAt !== world.tick) return
  machine.powersAt = -1
  bringUp(world, { kind: 'machine', id: machine.id }, tell, machine.cause)
}
