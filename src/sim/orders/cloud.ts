/**
 * What can be asked of OpenStack (servers), of Ironic (machines) and of the balancer
 * in front of both.
 */

import type { Machine } from '../../model/baremetal'
import type { Cause } from '../../model/happening'
import type { Flavor, Hypervisor, Server } from '../../model/openstack'
import type { HostKind, Id } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { evacuate, refusesEvacuation } from '../cloud/evacuation'
import { liveMigrate, refusesMigration } from '../cloud/migration'
import { bootServer, homeless, overQuota, type ServerWish, wishFor } from '../cloud/nova'
import { projectOf } from '../cloud/projects'
import {
  createImage,
  rebuildServer,
  refusesImage,
  refusesRebuild,
  refusesReset,
  refusesStart,
  resetState,
  startServer,
} from '../cloud/server-care'
import { openGroup, openPlaneGroup, overGroups } from '../cloud/server-groups'
import {
  confirmResize,
  rebootServer,
  refusesAction,
  refusesResize,
  resizeServer,
  revertResize,
  stopServer,
} from '../cloud/server-life'
import { noSuchCluster } from '../control-plane/tenants'
import { planeOf } from '../control-plane/working'
import { destroyServer, refusesDeletion } from '../controllers/cloud-nodes'
import { cutOver, installUnit, startUnit } from '../hosts/systemd'
import { leavePlace } from '../kubelet/leaving'
import { bestMachine, deployMachine, refusesDeploy } from '../metal/ironic'
import { manage, provide, refusesProvide, refusesVerb, undeploy, unsetMaintenance } from '../metal/ironic-cleaning'
import { type PowerState, refusesPower, setPower } from '../metal/power'
import { copyVolume, refusesRestore, refusesSnapshot, restore, takeSnapshot } from '../storage/snapshots'
import { openStandby, promote, refusesPromotion, refusesStandby } from '../storage/standby'
import type { Telling } from '../telling'
import { podsOf, unitsOf } from '../traffic/backends'
import { type Doer, type Doers, never, onServer, onVolume } from './doer'

export type CloudOrder =
  /** So many servers, and the workload's process on each. */
  | { readonly order: 'boot'; readonly workload: Id; readonly servers: number; readonly hypervisor: string | undefined }
  /** A server that joins the cluster as a node once it has booted, or waits to become a member of its control plane. */
  | {
      readonly order: 'boot-node'
      readonly name: string
      /** Left out: kubelet. */
      readonly becomes?: 'kubelet' | 'control-plane' | undefined
      readonly flavor: string
      readonly hypervisor?: string | undefined
      /** A tenant's, in its quota; left out, the operator's. */
      readonly cluster?: Id | undefined
    }
  /** The workload's process on a machine: a free one, else the next that is being deployed, else a new deploy. */
  | { readonly order: 'provision'; readonly workload: Id; readonly machine: string | undefined }
  /** A machine ahead of need. */
  | { readonly order: 'deploy'; readonly machine: Id; readonly becomes?: Machine['becomes'] }
  /** Gives it back; takes it into hand; gives it into use; `maintenance unset`. */
  | { readonly order: 'undeploy' | 'manage' | 'provide' | 'unset-maintenance'; readonly machine: Id }
  /** Ironic's, by the machine's own controller. */
  | { readonly order: 'set-power'; readonly machine: Id; readonly target: PowerState }
  /** Puts units in service, whether they are ready or not. */
  | { readonly order: 'cut-over'; readonly workload: Id }
  | { readonly order: 'live-migrate'; readonly server: Id }
  | { readonly order: 'evacuate'; readonly server: Id }
  /** Takes it out of a task that nobody is at any more. */
  | { readonly order: 'reset-state'; readonly server: Id }
  | { readonly order: 'start-server'; readonly server: Id }
  /** It, and what runs on it, is gone from the cloud. */
  | { readonly order: 'delete-server'; readonly server: Id }
  | { readonly order: 'stop-server'; readonly server: Id }
  | { readonly order: 'reboot-server'; readonly server: Id }
  /** To another flavor, by name. */
  | { readonly order: 'resize'; readonly server: Id; readonly flavor: string }
  | { readonly order: 'confirm-resize'; readonly server: Id }
  | { readonly order: 'revert-resize'; readonly server: Id }
  /** An image of its root disk. */
  | { readonly order: 'create-image'; readonly server: Id }
  | { readonly order: 'rebuild'; readonly server: Id }
  | { readonly order: 'disable-service'; readonly hypervisor: Id }
  | { readonly order: 'enable-service'; readonly hypervisor: Id }
  | { readonly order: 'snapshot'; readonly volume: Id }
  | { readonly order: 'restore'; readonly volume: Id }
  /** To the other kind of disk. */
  | { readonly order: 'copy-volume'; readonly volume: Id }
  /** Closes its gate by a third, or opens it again. */
  | { readonly order: 'shed'; readonly workload: Id }
  /** Takes the workload's servers away, with what runs on them. */
  | { readonly order: 'delete-servers'; readonly workload: Id }
  /** Takes the workload's process off its machines; they stay active. */
  | { readonly order: 'leave-machines'; readonly workload: Id }

export const CLOUD: Doers<CloudOrder> = {
  'live-migrate': onServer(refusesMigration, liveMigrate),
  evacuate: onServer(refusesEvacuation, evacuate),
  'reset-state': onServer(refusesReset, resetState),
  'delete-server': onServer(refusesDeletion, destroyServer),
  'start-server': onServer(refusesStart, startServer),
  'stop-server': onServer(refusesAction('stop'), stopServer),
  'reboot-server': onServer(refusesAction('reboot'), rebootServer),
  resize: {
    refuses: (world, { server, flavor }) => {
      const size = world.flavors.find(({ name }) => name === flavor)
      if (!size) return `Flavor ${flavor} could not be found.`
      return refusesResize(world, world.servers[server] as Seen<Server>, size)
    },
    does: (world, { server, flavor }, tell, cause) => {
      const size = world.flavors.find(({ name }) => name === flavor) as Flavor
      resizeServer(world, world.servers[server] as Server, size, tell, cause)
    },
  },
  'confirm-resize': onServer(refusesAction('confirmResize'), confirmResize),
  'revert-resize': onServer(refusesAction('revertResize'), revertResize),
  'create-image': onServer(refusesImage, createImage),
  rebuild: onServer(refusesRebuild, rebuildServer),
  'disable-service': {
    refuses: (world, { hypervisor }) => (world.hypervisors[hypervisor]?.disabled ? ALREADY_DISABLED : undefined),
    does: (world, { hypervisor }) => enable(world, hypervisor, false),
  },
  'enable-service': {
    refuses: (world, { hypervisor }) => (world.hypervisors[hypervisor]?.disabled ? undefined : ALREADY_ENABLED),
    does: (world, { hypervisor }) => enable(world, hypervisor, true),
  },
  snapshot: onVolume(refusesSnapshot, takeSnapshot),
  restore: onVolume(refusesRestore, restore),
  'copy-volume': onVolume(refusesSnapshot, copyVolume),
  shed: {
    refuses: never,
    does: (world, { workload }, tell, cause) => toggleGate(world.workloads[workload] as Workload, tell, cause),
  },
  boot: {
    refuses: (world, { workload: id, servers }) => {
      const workload = world.workloads[id] as Seen<Workload>
      const wish = wishFor(world, workload, flavorOf(world, workload), undefined)
      return (
        overGroups(world, workload, wish.project ?? 0) ??
        overQuota(world, wish, servers) ??
        refusesStandby(world, workload, 'server')
      )
    },
    does: boot,
  },
  'boot-node': {
    refuses: (world, order) => nodeRefusal(world, order),
    does: (world, order, tell, cause) => {
      bootServer(
        world,
        order.name,
        { ...nodeWish(world, order), group: groupOfNode(world, order) },
        { owner: NODES, ordinal: world.servers.length },
        tell,
        cause,
      )
    },
  },
  provision: {
    refuses: (world, { workload: id, machine }) => {
      const workload = world.workloads[id] as Seen<Workload>
      if (!bestMachine(world, workload.spec.requests, machine)) return NO_MACHINE
      return refusesStandby(world, workload, 'machine')
    },
    does: (world, { workload, machine }, tell, cause) =>
      provision(world, world.workloads[workload] as Workload, machine, tell, cause),
  },
  deploy: {
    refuses: (world, { machine }) => refusesDeploy(world.machines[machine] as Seen<Machine>),
    does: (world, { machine, becomes }, tell, cause) =>
      deployMachine(world, world.machines[machine] as Machine, tell, cause, becomes),
  },
  undeploy: onMachine(refusesVerb('deleted'), undeploy),
  manage: onMachine(refusesVerb('manage'), manage),
  provide: onMachine(refusesProvide, provide),
  'unset-maintenance': onMachine(never, unsetMaintenance),
  'set-power': {
    refuses: (world, { machine, target }) => refusesPower(world.machines[machine] as Seen<Machine>, target),
    does: (world, { machine, target }, tell, cause) =>
      setPower(world, world.machines[machine] as Machine, target, tell, cause),
  },
  'cut-over': {
    refuses: (world, { workload }) => cutOverRefusal(world, world.workloads[workload] as Seen<Workload>),
    does: cutOverAll,
  },
  'delete-servers': { refuses: never, does: (...order) => leave('server', ...order) },
  'leave-machines': { refuses: never, does: (...order) => leave('machine', ...order) },
}

const ALREADY_DISABLED = 'the service is disabled already'
const ALREADY_ENABLED = 'the service is enabled already'

function enable(world: World, id: Id, enabled: boolean): void {
  const hypervisor = world.hypervisors[id] as Hypervisor
  hypervisor.disabled = !enabled
}

function toggleGate(workload: Workload, tell: Telling, cause: Cause): void {
  const open = workload.shedBy === NONE
  const note = `the gate of ${workload.spec.name} is ${open ? 'closed by a third' : 'open again'}`
  const told = tell.normal(open ? 'GateClosed' : 'GateOpened', 'workload', workload.id, note, cause)
  workload.shedBy = open && told.by === 'happening' ? told.id : NONE
}

/** As nova names them: one by its own name, several by number. */
export const serverName = ({ spec }: Seen<Workload>, ordinal: number): string =>
  spec.replicas === 1 && ordinal === 0 ? spec.name : `${spec.name}-${ordinal + 1}`

type Boot = Extract<CloudOrder, { order: 'boot' }>

function boot(world: World, { workload: id, servers, hypervisor }: Boot, tell: Telling, cause: Cause): void {
  const workload = world.workloads[id] as Workload
  const { spec } = workload
  const flavor = flavorOf(world, workload)
  const left = homeless(world, wishFor(world, workload, flavor, hypervisor), servers)
  const short = left === 0 ? undefined : { hosts: servers - left, asked: servers }
  const group = openGroup(world, workload, projectOf(world, spec))
  const wish = { ...wishFor(world, workload, flavor, hypervisor), group }
  openStandby(world, workload, 'server', cause)
  for (let i = 0; i < servers; i += 1) {
    const luck = { owner: workload.id, ordinal: workload.units.length }
    const server = bootServer(world, serverName(workload, luck.ordinal), wish, luck, tell, cause, short)
    server.unit = installUnit(world, workload, { kind: 'server', id: server.id }, spec.workers, cause).id
  }
}

function provision(world: World, workload: Workload, only: string | undefined, tell: Telling, cause: Cause): void {
  const { spec } = workload
  const machine = world.machines[bestMachine(world, spec.requests, only)?.id ?? NONE] as Machine
  openStandby(world, workload, 'machine', cause)
  const unit = installUnit(world, workload, { kind: 'machine', id: machine.id }, spec.workers * spec.replicas, cause)
  machine.unit = unit.id
  if (machine.state === 'available') deployMachine(world, machine, tell, cause)
  if (machine.state === 'active') startUnit(world, unit, tell, cause)
}

type BootNode = Extract<CloudOrder, { order: 'boot-node' }>

/** Whose luck it is: no workload's. */
const NODES = -2

const nodeWish = (world: Seen<World>, { flavor, hypervisor, cluster, becomes = 'kubelet' }: BootNode): ServerWish => {
  const { vcpus, ram } = world.flavors.find(({ name }) => name === flavor) ?? { vcpus: 1, ram: 0 }
  return {
    vcpus,
    ram,
    gpus: 0,
    becomes,
    zone: hypervisor,
    cluster,
    project: world.tenants[(cluster ?? 0) - 1]?.project,
  }
}

function groupOfNode(world: World, { becomes, cluster }: BootNode): Id {
  const plane = becomes === 'control-plane' ? planeOf(world, cluster) : undefined
  return plane ? openPlaneGroup(world, plane.name, world.tenants[plane.cluster - 1]?.project ?? 0) : NONE
}

function nodeRefusal(world: Seen<World>, order: BootNode): string | undefined {
  const away = noSuchCluster(world, order.cluster)
  if (away) return away
  if (!world.flavors.some(({ name }) => name === order.flavor)) return `No Flavor found for ${order.flavor}`
  return overQuota(world, nodeWish(world, order), 1)
}

function onMachine(
  refuses: (machine: Seen<Machine>, world: Seen<World>) => string | undefined,
  does: (world: World, machine: Machine, tell: Telling, cause: Cause) => void,
): Doer<{ readonly machine: Id }> {
  return {
    refuses: (world, { machine }) => refuses(world.machines[machine] as Seen<Machine>, world),
    does: (world, { machine }, tell, cause) => does(world, world.machines[machine] as Machine, tell, cause),
  }
}

type OfWorkload = { readonly workload: Id }

const leave = (kind: HostKind, world: World, { workload }: OfWorkload, tell: Telling, cause: Cause) =>
  leavePlace(world, world.workloads[workload] as Workload, kind, tell, cause)

function cutOverAll(world: World, { workload: id }: OfWorkload, tell: Telling, cause: Cause): void {
  const workload = world.workloads[id] as Workload
  if (workload.standby !== NONE) promote(world, workload, tell, cause)
  for (const { id } of unitsOf(world, workload)) {
    cutOver(world, world.units[id] as Unit, tell, cause)
  }
}

/** What an allocation of Ironic's ends with. */
const NO_MACHINE = 'no available nodes match the resource class baremetal'

function cutOverRefusal(world: Seen<World>, workload: Seen<Workload>): string | undefined {
  const units = unitsOf(world, workload)
  if (units.length === 0) {
    return podsOf(world, workload).length > 0
      ? 'the readiness probe lands pods by itself'
      : `no backend for ${workload.spec.name}`
  }
  if (units.every(unit => unit.inService)) return `${workload.spec.name} is in service already`
  return refusesPromotion(world, workload)
}

export const flavorOf = (world: Seen<World>, workload: Seen<Workload>) =>
  world.flavors.find(flavor => flavor.name === workload.spec.flavor) ?? { name: '', vcpus: 1, ram: 0 }
