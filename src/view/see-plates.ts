/**
 * The plates of each lane: machines, and what stands on them.
 */

import type { Machine } from '../model/baremetal'
import type { Lane, Target } from '../model/command'
import { constantsOf } from '../model/constants'
import type { Node } from '../model/kubernetes'
import type { Hypervisor, Server } from '../model/openstack'
import { minus, type Resources } from '../model/resources'
import { PPM, type Ppm } from '../model/units'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import { inventory } from '../sim/cloud/nova'
import { gpusLeft, type Inventory } from '../sim/cloud/nova-placement'
import { membersOf } from '../sim/control-plane/etcd'
import { planeOf } from '../sim/control-plane/working'
import { machineUnder } from '../sim/hosts/hosts'
import { slab } from '../sim/metal/ironic'
import { laneOfPlate } from './aim'
import type { AmountView, PlateState, PlateView, RoomView } from './plate-view'
import { knownOfHost, knownOfNode, knownOfServer } from './see-known'
import { pipsOfNode, straysOf, unitPip } from './see-pips'
import { doneSince, share } from './share'

export function seePlates(run: Seen<Run>, lane: Lane, mark: Target | undefined): readonly PlateView[] {
  return run.world.machines
    .filter(machine => laneOfPlate(run, `machine/${machine.name}`) === lane)
    .map(machine => seeMachine(run, machine, mark))
}

/** In the bowl and the boxes one marks what stands on the machine, on the slab the machine itself. */
function seeMachine(run: Seen<Run>, machine: Seen<Machine>, mark: Target | undefined): PlateView {
  const node = run.world.nodes[machine.node]
  const hypervisor = run.world.hypervisors[machine.hypervisor]
  const unit = run.world.units[machine.unit]
  const mine = slab(machine)
  const target: Target = `machine/${machine.name}`
  return {
    target: mine ? target : undefined,
    kind: 'machine',
    name: machine.name,
    state: machineState(machine),
    word: machine.up ? machine.state : 'power off',
    known: undefined,
    believed: undefined,
    cutOff: machine.cutOff,
    movesTo: undefined,
    done: machineDone(run, machine),
    promised: unit ? PPM : 0,
    amount: undefined,
    room: mine && machine.up && machine.state === 'available' ? roomFor('cpu', machine.capacity) : undefined,
    gpus: machine.capacity.gpus,
    marked: mine && mark === target,
    above: [...(node ? [seeNode(run, node, mark)] : []), ...(hypervisor ? [seeHypervisor(run, hypervisor, mark)] : [])],
    pips: unit ? [unitPip(run, unit)] : [],
  }
}

function seeNode(run: Seen<Run>, node: Seen<Node>, mark: Target | undefined): PlateView {
  const target: Target = `node/${node.name}`
  const amount = fuller(
    { what: 'cpu', asked: node.requested.cpu, has: node.allocatable.cpu },
    { what: 'memory', asked: node.requested.memory, has: node.allocatable.memory },
  )
  return {
    target,
    kind: 'node',
    name: node.name,
    state: node.up ? 'up' : 'down',
    word: nodeWord(node),
    known: knownOfNode(run, node),
    believed: node.ready ? 'up' : 'down',
    cutOff: run.world.machines[machineUnder(run.world, { kind: 'node', id: node.id })]?.cutOff ?? false,
    movesTo: undefined,
    done: 0,
    promised: share(amount.asked, amount.has),
    amount,
    room: node.up ? roomFor('cpu', minus(node.allocatable, node.requested), node.allocatable.gpus) : undefined,
    gpus: node.allocatable.gpus,
    gpusTaken: node.requested.gpus,
    tellsPromise: isAboutRoom(run),
    keeps: planeOn(run, node),
    marked: mark === target,
    above: [],
    pips: pipsOfNode(run, node),
  }
}

/** Where pods or nodes are made by how much there is of them. */
const isAboutRoom = ({ level: { park, workloads } }: Seen<Run>): boolean =>
  (park.nodeGroups?.length ?? 0) > 0 || workloads.some(({ autoscale }) => autoscale !== undefined)

/** A machine that carries pods may carry a member of the control plane as well. */
function planeOn({ world }: Seen<Run>, node: Seen<Node>): string | undefined {
  const plane = planeOf(world)
  const machine = machineUnder(world, { kind: 'node', id: node.id })
  return plane && membersOf(plane).some(member => member.machine === machine) ? plane.name : undefined
}

const nodeWord = (node: Seen<Node>) =>
  `${node.ready ? 'Ready' : 'NotReady'}${node.unschedulable ? ',SchedulingDisabled' : ''}`

function seeHypervisor(run: Seen<Run>, host: Seen<Hypervisor>, mark: Target | undefined): PlateView {
  const target: Target = `hypervisor/${host.name}`
  const room = inventory(run.world, host)
  const amount = fuller(
    { what: 'vcpu', asked: room.usedVcpus, has: room.vcpus },
    { what: 'memory', asked: room.usedRam, has: room.ram },
  )
  return {
    target,
    kind: 'hypervisor',
    name: host.name,
    state: host.up ? 'up' : 'down',
    word: host.disabled ? 'disabled' : 'enabled',
    known: knownOfHost(run, host),
    believed: host.reportedDown ? 'down' : 'up',
    cutOff: run.world.machines[host.machine]?.cutOff ?? false,
    movesTo: undefined,
    done: 0,
    promised: share(amount.asked, amount.has),
    amount,
    room: host.up ? roomOnHost(run, host, room) : undefined,
    tellsPromise: isAboutRoom(run),
    gpus: 0,
    marked: mark === target,
    above: [
      ...host.servers.map(id => seeServer(run, run.world.servers[id] as Seen<Server>, host.up, mark)),
      ...run.world.servers.filter(server => comesTo(server, host)).map(server => seeArrival(run, server)),
    ],
    pips: straysOf(run, host),
  }
}

function seeServer(run: Seen<Run>, server: Seen<Server>, hostUp: boolean, mark?: Target): PlateView {
  const unit = run.world.units[server.unit]
  const node = run.world.nodes[server.node]
  const target = planeIn(run, server)
  return {
    target,
    ...(target && { member: true }),
    kind: 'server',
    name: server.name,
    state: !hostUp || server.status === 'SHUTOFF' ? 'down' : server.booted ? 'up' : 'building',
    word: server.status,
    known: knownOfServer(run, server),
    believed: undefined,
    cutOff: false,
    movesTo: server.task === 'migrating' ? arrivalName(run, server) : undefined,
    done:
      server.booted || server.status === 'SHUTOFF'
        ? 0
        : share(run.world.tick - server.askedAt, server.bootsAt - server.askedAt),
    promised: PPM,
    amount: undefined,
    gpus: 0,
    marked: target !== undefined && mark === target,
    above: node ? [seeNode(run, node, mark)] : [],
    pips: unit && unit.state !== 'deleted' ? [unitPip(run, unit)] : [],
  }
}

/** The control plane that a guest carries a member of. */
function planeIn({ world }: Seen<Run>, { becomes, cluster }: Seen<Server>): Target | undefined {
  const plane = becomes === 'control-plane' ? planeOf(world, cluster) : undefined
  return plane && `control-plane/${plane.name}`
}

const comesTo = (server: Seen<Server>, host: Seen<Hypervisor>) =>
  server.task === 'migrating' && server.migratesTo === host.id

const arrivalName = (run: Seen<Run>, { name, migratesTo }: Seen<Server>) =>
  `${name}→${run.world.hypervisors[migratesTo]?.name ?? ''}`

/** The place that its memory is copied to; the server runs where it was until that ends. */
function seeArrival(run: Seen<Run>, server: Seen<Server>): PlateView {
  const unit = run.world.units[server.unit]
  return {
    ...seeServer(run, server, true),
    name: arrivalName(run, server),
    state: 'arriving',
    word: 'MIGRATING',
    movesTo: undefined,
    done: doneSince(run, server.cause, server.taskUntil),
    pips: unit ? [{ ...unitPip(run, unit), key: `arriving/${unit.id}`, state: 'arriving', tone: 'waiting' }] : [],
  }
}

/** What fills the host is what there is least left of. */
const fuller = (one: AmountView, other: AmountView): AmountView =>
  share(other.asked, other.has) > share(one.asked, one.has) ? other : one

/** `gpus`: how many it has, free or not. */
const roomFor = (what: RoomView['what'], { cpu, memory, gpus: free }: Resources, gpus = free): RoomView => ({
  what,
  cores: Math.max(0, cpu),
  memory: Math.max(0, memory),
  gpus: gpus > 0 ? free : undefined,
})

/** As placement counts it: what may be promised, overcommitted or not, less what has been. */
function roomOnHost({ world }: Seen<Run>, host: Seen<Hypervisor>, room: Inventory): RoomView {
  const free = { cpu: room.vcpus - room.usedVcpus, memory: room.ram - room.usedRam, gpus: gpusLeft(world, host) }
  return roomFor('vcpu', free, world.machines[host.machine]?.capacity.gpus)
}

function machineState(machine: Seen<Machine>): PlateState {
  if (!machine.up) return 'down'
  if (machine.state === 'available') return 'spare'
  return machine.state === 'active' ? 'up' : 'ordered'
}

/** Against the longest a deploy takes: nobody knows its own end, and the bar never runs back. */
function machineDone(run: Seen<Run>, machine: Seen<Machine>): Ppm {
  if (machineState(machine) !== 'ordered') return 0
  return share(run.world.tick - machine.askedAt, constantsOf(run.world.era).machineDeploy.most)
}
