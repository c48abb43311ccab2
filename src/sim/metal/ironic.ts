/**
 * Bare metal: a machine from `available` to `active`.
 *
 * A deploy goes through Ironic's states: `deploying` (power and boot order are set),
 * `wait call-back` (the machine boots the ramdisk over the network, PXE, and calls
 * back), `deploying` again (the image is written), `active`. The whole takes what was
 * measured for PXE provisioning of one node, 633 to 655 s. The sources give only the
 * whole; the part of it in which the call-back is awaited is an assumption.
 *
 * Deploys that run side by side slow each other a little, as was measured; of more than
 * twenty a few never call back, and Ironic gives those up after half an hour.
 *
 * Simpler than the real one: how many run at once is counted when each is asked for, a
 * machine that loses its power while it is awaited does not call back later, and one that is
 * without power is not switched on for a deploy: that is refused at once. Cleaning is
 * `ironic-cleaning.ts`.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Resources } from '../../model/resources'
import { PPM, type Seconds, type Tick } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { type EntityKey, roll, rollBetween } from '../chance'
import { raiseHypervisor } from '../control-plane/roles'
import { startUnit } from '../hosts/systemd'
import { between } from '../measured'
import type { Telling } from '../telling'
import { becomesNode } from '../toolbox/toolbox'
import { wakeAt } from '../wake'

const CALL_BACK = ASSUMPTIONS.callBackPercent

/** Why Ironic would not deploy it, in its words; undefined if it would. */
export function refusesDeploy(machine: Seen<Machine>): string | undefined {
  if (machine.state !== 'available' && machine.state !== 'deploy failed') return cannot('active', machine)
  return machine.up ? undefined : 'Failed to set node power state to power on.'
}

export const cannot = (action: string, { name, state }: Seen<Machine>): string =>
  `The requested action "${action}" can not be performed on node "${name}" while it is in state "${state}".`

/** Every change of its provision state, with the time of it. */
export function enterState(world: World, machine: Machine, state: Machine['state']): void {
  machine.state = state
  machine.updatedAt = world.tick
}

export function deployMachine(
  world: World,
  machine: Machine,
  tell: Telling,
  cause: Cause,
  becomes: Machine['becomes'] = 'server',
): void {
  const luck = { owner: machine.id, ordinal: machine.deploys }
  const alone = rollBetween(world.seed, 'machineDeploy', luck, 0, constantsOf(world.era).machineDeploy)
  machine.deploys += 1
  machine.becomes = becomes
  machine.lastError = ''
  enterState(world, machine, 'deploying')
  const together = underWay(world)
  const takes = alone + slowedBy(world, together)
  machine.mute = isLost(world, luck, together)
  machine.askedAt = world.tick
  machine.activeAt = world.tick + takes
  machine.cause = tell.normal('MachineDeploying', 'machine', machine.id, `${machine.name} is deploying`, cause)
  const part = (percent: number) => world.tick + Math.floor((takes * percent) / 100)
  wakeAt(world.wake, part(CALL_BACK.least), { what: 'machineCallBack', machine: machine.id })
  wakeAt(world.wake, part(CALL_BACK.most), { what: 'machineWriting', machine: machine.id })
  wakeAt(world.wake, machine.activeAt, { what: 'machineActive', machine: machine.id })
}

/** Machines that boot over the network or are written to now. */
const underWay = ({ machines }: Seen<World>): number =>
  machines.filter(({ state }) => state === 'deploying' || state === 'wait call-back').length

/** What so many at once cost each of them. */
export function slowedBy({ era }: Pick<Seen<World>, 'era'>, together: number): Seconds {
  const measured = constantsOf(era).machinesTogether
  return between(measured, together) - between(measured, 1)
}

function isLost(world: World, luck: EntityKey, together: number): boolean {
  const { from, ppm } = ASSUMPTIONS.deployFails
  return together >= from && roll(world.seed, 'deployFails', luck, 0, PPM) < ppm
}

/** From now on the conductor waits for its ramdisk, but not for ever. */
export function machineCallBack(world: World, machine: Machine, tell: Telling): void {
  if (machine.state !== 'deploying' || machine.updatedAt !== machine.askedAt) return
  enterState(world, machine, 'wait call-back')
  awaitRamdisk(world, machine)
  machine.cause = tell.normal(
    'MachineWaitCallBack',
    'machine',
    machine.id,
    `${machine.name} boots over the network`,
    machine.cause,
  )
}

export function awaitRamdisk(world: World, machine: Machine): void {
  const until = world.tick + constantsOf(world.era).ramdiskCallBack
  wakeAt(world.wake, until, { what: 'machineTimeout', machine: machine.id, since: machine.updatedAt })
}

export function machineWriting(world: World, machine: Machine): void {
  if (machine.state === 'wait call-back' && machine.up && !machine.mute) enterState(world, machine, 'deploying')
}

/** Nothing was heard of its ramdisk. A machine that could not be cleaned may carry anything: it is kept back. */
export function machineTimeout(world: World, machine: Machine, since: Tick, tell: Telling): void {
  if (machine.updatedAt !== since) return
  if (machine.state === 'wait call-back') {
    enterState(world, machine, 'deploy failed')
    machine.lastError = `Timeout reached while waiting for callback for node ${machine.name}`
    machine.cause = tell.warning('MachineDeployFailed', 'machine', machine.id, machine.lastError, machine.cause)
  }
  if (machine.state === 'clean wait') {
    enterState(world, machine, 'clean failed')
    machine.maintenance ||= wasAtAStep(world, machine, since)
    machine.lastError =
      'Timeout reached while cleaning the node. Please check if the ramdisk responsible for the cleaning is running on the node.'
    machine.cause = tell.warning('MachineCleanFailed', 'machine', machine.id, machine.lastError, machine.cause)
  }
}

/** In 2017 whatever failed to be cleaned was put in maintenance, today what was at a step when it was last heard. */
function wasAtAStep(world: Seen<World>, machine: Seen<Machine>, since: Tick): boolean {
  const heardAt = world.tick - constantsOf(world.era).ramdiskCallBack
  return world.era === '2017' || heardAt >= since + ramdiskBoots(world, machine)
}

/** Before it is cleaned: as long as in a deploy. */
export function ramdiskBoots(world: Seen<World>, machine: Seen<Machine>): Seconds {
  const luck = { owner: machine.id, ordinal: machine.deploys }
  const deploy = rollBetween(world.seed, 'machineDeploy', luck, 1, constantsOf(world.era).machineDeploy)
  return Math.floor((deploy * CALL_BACK.most) / 100)
}

export function machineActive(world: World, machine: Machine, tell: Telling): void {
  if (machine.state !== 'deploying' || !machine.up || world.tick < machine.activeAt) return
  enterState(world, machine, 'active')
  machine.cause = tell.normal('MachineActive', 'machine', machine.id, `${machine.name} is active`, machine.cause)
  if (machine.becomes === 'kubelet') becomesNode(world, { kind: 'machine', id: machine.id }, tell, machine.cause)
  if (machine.becomes === 'nova-compute') raiseHypervisor(world, machine)
  world.work.roomMade = true
  const unit = world.units[machine.unit]
  if (unit) startUnit(world, unit, tell, machine.cause)
}

/**
 * Which machine a workload gets: an active one that is free, else the deploy that ends
 * first and is nobody's yet, else one that would have to be deployed.
 */
export function bestMachine(world: Seen<World>, wants: Resources, only: string | undefined): Seen<Machine> | undefined {
  const mine = world.machines.filter(
    machine =>
      slab(machine) &&
      machine.becomes === 'server' &&
      machine.unit === NONE &&
      USABLE.includes(machine.state) &&
      machine.up &&
      fits(wants, machine.capacity),
  )
  const asked = only === undefined ? mine : mine.filter(machine => machine.name === only)
  return [...asked].sort((a, b) => nearness(a) - nearness(b) || a.activeAt - b.activeAt || a.id - b.id)[0]
}

/** The first that is free to be anything. */
export const spareMachine = (world: Seen<World>): Seen<Machine> | undefined =>
  world.machines.find(machine => slab(machine) && machine.state === 'available' && machine.up)

/** Machines that are nobody's host: those of the slab. */
export const slab = (machine: Pick<Seen<Machine>, 'hypervisor' | 'node' | 'becomes' | 'state'>): boolean =>
  machine.hypervisor === NONE &&
  machine.node === NONE &&
  !(machine.becomes === 'control-plane' && machine.state === 'active')

const fits = (wants: Resources, has: Resources) =>
  wants.cpu <= has.cpu && wants.memory <= has.memory && wants.gpus <= has.gpus

/** Active, under way, to be deployed; what is being cleaned or has failed is nobody's yet. */
const nearness = ({ state }: Seen<Machine>) => (state === 'active' ? 0 : state === 'available' ? 2 : 1)

const USABLE: readonly Machine['state'][] = ['active', 'deploying', 'wait call-back', 'available']
