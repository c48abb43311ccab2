/**
 * Bare metal: a machine from `available` to `active`.
 *
 * A deploy goes through Ironic's states: `deploying` (power and boot order are set),
 * `wait call-back` (the machine boots the ramdisk over the network, PXE, and calls
 * back), `deploying` again (the image is written), `active`. The whole takes what was
 * measured for PXE provisioning of one node, 633 to 655 s. The sources give only the
 * whole; that the call-back is awaited from 5 % to 45 % of it is ours.
 *
 * Simpler than the real one so far: no cleaning, no failed deploys, and deploys that
 * run side by side do not slow each other (measured: 5 % for twenty).
 */

import type { Machine } from '../model/baremetal'
import { constantsOf } from '../model/constants'
import type { Cause } from '../model/happening'
import type { Resources } from '../model/resources'
import type { Tick } from '../model/units'
import type { Seen, World } from '../model/world'
import { NONE } from '../model/world'
import { rollBetween } from './chance'
import { raiseHypervisor } from './roles'
import { startUnit } from './systemd'
import type { Telling } from './telling'
import { becomesNode } from './toolbox'
import { wakeAt } from './wake'

const CALL_BACK_FROM_PERCENT = 5
const CALL_BACK_TO_PERCENT = 45

/** Why Ironic would not deploy it, in its words; undefined if it would. */
export const refusesDeploy = (machine: Seen<Machine>): string | undefined =>
  machine.state === 'available' && machine.up
    ? undefined
    : `The requested action "active" can not be performed on node "${machine.name}" while it is in state "${machine.state}".`

export function deployMachine(
  world: World,
  machine: Machine,
  tell: Telling,
  cause: Cause,
  becomes: Machine['becomes'] = 'server',
): void {
  const luck = { owner: machine.id, ordinal: machine.deploys }
  const takes = rollBetween(world.seed, 'machineDeploy', luck, 0, constantsOf(world.era).machineDeploy)
  machine.deploys += 1
  machine.becomes = becomes
  machine.state = 'deploying'
  machine.askedAt = world.tick
  machine.activeAt = world.tick + takes
  machine.cause = tell.normal('MachineDeploying', 'machine', machine.id, `${machine.name} is deploying`, cause)
  const part = (percent: number) => world.tick + Math.floor((takes * percent) / 100)
  wakeAt(world.wake, part(CALL_BACK_FROM_PERCENT), { what: 'machineCallBack', machine: machine.id })
  wakeAt(world.wake, part(CALL_BACK_TO_PERCENT), { what: 'machineWriting', machine: machine.id })
  wakeAt(world.wake, machine.activeAt, { what: 'machineActive', machine: machine.id })
}

/** Ironic's field of that name: when its provision state changed last; NONE if it never has. */
export function provisionUpdatedAt({ state, deploys, askedAt, activeAt }: Seen<Machine>, now: Tick): Tick {
  if (deploys === 0) return NONE
  if (state === 'active') return activeAt
  const part = (percent: number) => askedAt + Math.floor(((activeAt - askedAt) * percent) / 100)
  if (state === 'wait call-back') return part(CALL_BACK_FROM_PERCENT)
  return now > part(CALL_BACK_TO_PERCENT) ? part(CALL_BACK_TO_PERCENT) : askedAt
}

export function machineCallBack(machine: Machine, tell: Telling): void {
  if (machine.state !== 'deploying' || !machine.up) return
  machine.state = 'wait call-back'
  machine.cause = tell.normal(
    'MachineWaitCallBack',
    'machine',
    machine.id,
    `${machine.name} boots over the network`,
    machine.cause,
  )
}

export function machineWriting(machine: Machine): void {
  if (machine.state === 'wait call-back' && machine.up) machine.state = 'deploying'
}

export function machineActive(world: World, machine: Machine, tell: Telling): void {
  if (machine.state !== 'deploying' || !machine.up || world.tick < machine.activeAt) return
  machine.state = 'active'
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

const nearness = (machine: Seen<Machine>) => (machine.state === 'active' ? 0 : machine.state === 'available' ? 2 : 1)
