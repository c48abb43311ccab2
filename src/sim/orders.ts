/**
 * What can be asked of the cluster, in the field's words.
 *
 * `obey` does an order at once, at the tick where the world stands, or says why not in
 * the system's own words and changes nothing. It knows no verb, lane, deck or hand.
 */

import type { Cause, Happening } from '../model/happening'
import type { HostRef, Id } from '../model/refs'
import type { Tick } from '../model/units'
import type { Deployment, Machine, Pod, Seen, Server, Unit, Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { podsOf, unitsOf } from './backends'
import { createDeployment, deleteDeployment, deletePod, scaleDeployment } from './controllers'
import { bringDown } from './hosts'
import { bestMachine, deployMachine, refusesDeploy } from './ironic'
import { bootServer, deleteServer, overQuota, wishFor } from './nova'
import { cutOver, installUnit, startUnit, stopUnit } from './systemd'
import { openTelling, type Telling } from './telling'
import { abandon, callOff, expectUsers } from './traffic'

export type Order =
  /** A Deployment and its Service; `node` is a nodeSelector. */
  | { readonly order: 'create'; readonly workload: Id; readonly node: string | undefined }
  /** So many servers, and the workload's process on each. */
  | { readonly order: 'boot'; readonly workload: Id; readonly servers: number; readonly hypervisor: string | undefined }
  /** The workload's process on a machine: a free one, else the next that is being deployed, else a new deploy. */
  | { readonly order: 'provision'; readonly workload: Id; readonly machine: string | undefined }
  /** A machine ahead of need. */
  | { readonly order: 'deploy'; readonly machine: Id }
  | { readonly order: 'scale'; readonly workload: Id; readonly replicas: number }
  /** Puts units in service, whether they are ready or not. */
  | { readonly order: 'cut-over'; readonly workload: Id }
  | { readonly order: 'evict'; readonly pod: Id }
  /** Takes away whatever runs the workload in one place. */
  | { readonly order: 'delete'; readonly workload: Id; readonly what: Carrier }
  | { readonly order: 'abandon'; readonly workload: Id }
  /** Its users come from this tick on, for a run that lasts until that one. */
  | { readonly order: 'expect'; readonly workload: Id; readonly due: Tick; readonly until: Tick }
  /** Its users do not come after all, and nobody misses them. */
  | { readonly order: 'call-off'; readonly workload: Id }
  | { readonly order: 'bring-down'; readonly host: HostRef }

/** What can carry a workload: a Deployment's pods, units on servers, units on machines. */
export type Carrier = 'deployment' | 'servers' | 'machines'

export type Obeyed =
  | { readonly kind: 'done'; readonly happenings: readonly Happening[] }
  | { readonly kind: 'refused'; readonly why: string }

export function obey(world: World, order: Order, cause: Cause): Obeyed {
  const why = refusal(world, order)
  if (why !== undefined) return { kind: 'refused', why }
  const tell = openTelling(world)
  carryOut(world, order, tell, cause)
  return { kind: 'done', happenings: tell.happenings }
}

/** Why this cannot be done now, in the system's own words; undefined if it can. Changes nothing. */
export function refusal(world: Seen<World>, order: Order): string | undefined {
  switch (order.order) {
    case 'create':
      return alreadyExists(world, order.workload)
    case 'boot':
      return bootRefusal(world, world.workloads[order.workload] as Seen<Workload>, order.servers)
    case 'provision':
      return bestMachine(world, wantsOf(world, order.workload), order.machine) ? undefined : NO_MACHINE
    case 'deploy':
      return refusesDeploy(world.machines[order.machine] as Seen<Machine>)
    case 'scale':
      return scaleRefusal(world, world.workloads[order.workload] as Seen<Workload>, order.replicas)
    case 'cut-over':
      return cutOverRefusal(world, world.workloads[order.workload] as Seen<Workload>)
    case 'evict':
      return world.pods[order.pod]?.gone === false ? undefined : 'Error from server (NotFound): pods not found'
    default:
      return undefined
  }
}

function carryOut(world: World, order: Order, tell: Telling, cause: Cause): void {
  switch (order.order) {
    case 'create':
      return create(world, world.workloads[order.workload] as Workload, order.node, tell, cause)
    case 'boot':
      return boot(world, order, tell, cause)
    case 'provision':
      return provision(world, world.workloads[order.workload] as Workload, order.machine, tell, cause)
    case 'deploy':
      return deployMachine(world, world.machines[order.machine] as Machine, tell, cause)
    case 'scale':
      return scale(world, world.workloads[order.workload] as Workload, order.replicas, tell, cause)
    case 'cut-over':
      return cutOverAll(world, world.workloads[order.workload] as Workload, tell, cause)
    case 'evict':
      return deletePod(world, world.pods[order.pod] as Pod, tell, cause)
    case 'delete':
      return takeAway(world, world.workloads[order.workload] as Workload, order.what, tell, cause)
    case 'abandon':
      return abandon(world, world.workloads[order.workload] as Workload, tell, cause)
    case 'expect':
      return expectUsers(world.workloads[order.workload] as Workload, order.due, order.until)
    case 'call-off':
      return callOff(world.workloads[order.workload] as Workload)
    case 'bring-down':
      return bringDown(world, order.host, tell, cause)
  }
}

function create(world: World, workload: Workload, node: string | undefined, tell: Telling, cause: Cause): void {
  createDeployment(world, workload, node === undefined ? [] : [node], tell, cause)
}

function scale(world: World, workload: Workload, replicas: number, tell: Telling, cause: Cause): void {
  scaleDeployment(world, world.deployments[workload.deployment] as Deployment, replicas, tell, cause)
}

/** As nova names them: one by its own name, several by number. */
export const serverName = ({ spec }: Seen<Workload>, ordinal: number): string =>
  spec.replicas === 1 && ordinal === 0 ? spec.name : `${spec.name}-${ordinal + 1}`

type Boot = Extract<Order, { order: 'boot' }>

function boot(world: World, { workload: id, servers, hypervisor }: Boot, tell: Telling, cause: Cause): void {
  const workload = world.workloads[id] as Workload
  const { spec } = workload
  const wish = wishFor(workload, flavorOf(world, workload), hypervisor)
  for (let i = 0; i < servers; i += 1) {
    const luck = { owner: workload.id, ordinal: workload.units.length }
    const server = bootServer(world, serverName(workload, luck.ordinal), wish, luck, tell, cause)
    server.unit = installUnit(world, workload, { kind: 'server', id: server.id }, spec.workers, cause).id
  }
}

function provision(world: World, workload: Workload, only: string | undefined, tell: Telling, cause: Cause): void {
  const { spec } = workload
  const machine = world.machines[bestMachine(world, spec.requests, only)?.id ?? NONE] as Machine
  const unit = installUnit(world, workload, { kind: 'machine', id: machine.id }, spec.workers * spec.replicas, cause)
  machine.unit = unit.id
  if (machine.state === 'available') deployMachine(world, machine, tell, cause)
  if (machine.state === 'active') startUnit(world, unit, tell, cause)
}

function takeAway(world: World, workload: Workload, what: Carrier, tell: Telling, cause: Cause): void {
  const deployment = world.deployments[workload.deployment]
  if (what === 'deployment') {
    if (deployment && !deployment.deleted) deleteDeployment(world, deployment, tell, cause)
    return
  }
  const host = what === 'servers' ? 'server' : 'machine'
  for (const { id, on } of unitsOf(world, workload)) {
    if (on.kind === host) dismiss(world, world.units[id] as Unit, tell, cause)
  }
}

function cutOverAll(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  for (const { id } of unitsOf(world, workload)) cutOver(world, world.units[id] as Unit, tell, cause)
}

function dismiss(world: World, unit: Unit, tell: Telling, cause: Cause): void {
  stopUnit(world, unit, tell, cause)
  if (unit.on.kind === 'server') deleteServer(world, world.servers[unit.on.id] as Server, tell, cause)
  else (world.machines[unit.on.id] as Machine).unit = NONE
}

/** What an allocation of Ironic's ends with. */
const NO_MACHINE = 'no available nodes match the resource class baremetal'

function alreadyExists(world: Seen<World>, id: Id): string | undefined {
  const { deployment, spec } = world.workloads[id] as Seen<Workload>
  const exists = world.deployments[deployment]?.deleted === false
  return exists ? `Error from server (AlreadyExists): deployments.apps "${spec.name}" already exists` : undefined
}

function bootRefusal(world: Seen<World>, workload: Seen<Workload>, servers: number): string | undefined {
  return overQuota(world, wishFor(workload, flavorOf(world, workload), undefined), servers)
}

function scaleRefusal(world: Seen<World>, workload: Seen<Workload>, replicas: number): string | undefined {
  const deployment = world.deployments[workload.deployment]
  if (!deployment || deployment.deleted) {
    return `Error from server (NotFound): deployments.apps "${workload.spec.name}" not found`
  }
  return replicas === deployment.replicas ? `deployment.apps/${workload.spec.name} already has ${replicas}` : undefined
}

function cutOverRefusal(world: Seen<World>, workload: Seen<Workload>): string | undefined {
  const units = unitsOf(world, workload)
  if (units.length === 0) {
    return podsOf(world, workload).length > 0
      ? 'the readiness probe lands pods by itself'
      : `no backend for ${workload.spec.name}`
  }
  return units.every(unit => unit.inService) ? `${workload.spec.name} is in service already` : undefined
}

const wantsOf = (world: Seen<World>, id: Id) => (world.workloads[id] as Seen<Workload>).spec.requests

export const flavorOf = (world: Seen<World>, workload: Seen<Workload>) =>
  world.flavors.find(flavor => flavor.name === workload.spec.flavor) ?? { name: '', vcpus: 1, ram: 0 }
