/**
 * What can be raised on a machine: a hypervisor or a Kubernetes node, and how much of
 * the machine a node has to give.
 */

import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { Node } from '../../model/kubernetes'
import type { Hypervisor, Server } from '../../model/openstack'
import { HOSTNAME } from '../../model/placement'
import type { HostRef, Id } from '../../model/refs'
import { minus, NOTHING, type Resources } from '../../model/resources'
import { OPERATOR } from '../../model/tenant'
import { BYTES_PER_MIB, type Era, type MiB, PERMILLE } from '../../model/units'
import { NONE, type Seen, type World } from '../../model/world'
import { lookAtDaemonSets } from '../controllers/daemon-sets'
import { zoneNamed } from '../controllers/zones'
import { beginHeartbeats } from '../kubelet/heartbeat'
import { beginImageGc } from '../kubelet/image-gc'
import { givesGpus } from '../kubelet/runtimes'
import { zoneLabel } from '../scheduling/spread'

export function raiseHypervisor(world: World, machine: Machine): void {
  machine.hypervisor = world.hypervisors.length
  world.hypervisors.push({
    id: machine.hypervisor,
    name: machine.name,
    machine: machine.id,
    up: true,
    disabled: false,
    silentSince: NONE,
    reportedDown: false,
    cause: machine.cause,
    evacuated: [],
    servers: [],
    cpuShare: PERMILLE,
    failsBuilds: false,
    failedBuilds: 0,
  })
}

export function raiseNode(world: World, machine: Machine, images: readonly string[]): void {
  machine.node = world.nodes.length
  pushNode(world, { kind: 'machine', id: machine.id }, machine, machine.capacity, images)
}

/** A kubelet in a guest: its node is as large as the guest's flavor, in the zone where the guest runs. */
export function raiseServerNode(world: World, server: Server, images: readonly string[]): void {
  const { name, cluster, cause, vcpus, ram, gpus } = server
  const { zone } = world.machines[(world.hypervisors[server.hypervisor] as Hypervisor).machine] as Machine
  server.node = world.nodes.length
  const capacity = { cpu: vcpus * 1_000, memory: ram, gpus }
  pushNode(
    world,
    { kind: 'server', id: server.id },
    { name, cluster, cause, zone, runtime: world.runtime, nodeLabels: {}, nodeTaints: [] },
    capacity,
    images,
  )
}

type Meta = Pick<Machine, 'name' | 'cause' | 'zone' | 'runtime' | 'nodeLabels' | 'nodeTaints'> & {
  readonly nodefs?: MiB
  readonly imagefs?: MiB
  readonly cluster?: Id
}

function pushNode(world: World, on: HostRef, meta: Meta, capacity: Resources, images: readonly string[]): void {
  const zone = zoneNamed(world, meta.cluster ?? OPERATOR, meta.zone).id
  const node = {
    ...nodeRow(world, world.nodes.length, on, meta, capacity),
    zone,
    images: [...images],
    heardAt: world.tick,
    renewedAt: world.tick,
    postedAt: world.tick,
    turnedAt: world.tick,
  }
  world.nodes.push(node)
  beginHeartbeats(world, node.id)
  beginImageGc(world, node)
  lookAtDaemonSets(world)
}

/** A node that is not there, as a new one of that size would be. */
export const templateNode = (
  world: Pick<Seen<World>, 'era' | 'runtime'>,
  id: Id,
  name: string,
  capacity: Resources,
): Node =>
  nodeRow(
    world,
    id,
    { kind: 'server', id: NONE },
    { name, zone: '', runtime: world.runtime, cause: { by: 'scenario', id: name }, nodeLabels: {}, nodeTaints: [] },
    capacity,
  )

function nodeRow(
  { era }: Pick<Seen<World>, 'era'>,
  id: Id,
  on: HostRef,
  { name, cluster = OPERATOR, cause, zone, runtime, nodeLabels, nodeTaints, nodefs = 0, imagefs = 0 }: Meta,
  capacity: Resources,
): Node {
  return {
    id,
    name,
    cluster,
    on,
    labels: { ...labelsOf(era, { name, zone }), ...nodeLabels },
    zone: NONE,
    allocatable: allocatableOf(givesGpus(runtime, era) ? capacity : { ...capacity, gpus: 0 }, era),
    runtime,
    kernel: 'shared',
    taints: [...nodeTaints],
    hostPorts: [],
    requested: NOTHING,
    scored: NOTHING,
    pods: [],
    kubelet: true,
    up: true,
    ready: true,
    cause,
    unschedulable: false,
    removed: false,
    draining: false,
    drainsAt: NONE,
    heldBack: [],
    heldDrains: 0,
    heardAt: 0,
    renewedAt: 0,
    postedAt: 0,
    turnedAt: 0,
    silentSince: NONE,
    taintedAt: NONE,
    orphans: [],
    pullsUntil: 0,
    pullQueue: [],
    pullLeft: 0,
    images: [],
    disk: { nodefs, imagefs, shortSince: NONE, checkAt: NONE, records: [], requested: 0 },
    shortSince: NONE,
    memoryCheck: NONE,
  }
}

const labelsOf = (era: Era, { name, zone }: Pick<Machine, 'name' | 'zone'>): Readonly<Record<string, string>> => ({
  [HOSTNAME]: name,
  ...(zone === '' ? {} : { [zoneLabel(era)]: zone }),
})

/** As the kubelet works it out: no less than nothing. */
export function allocatableOf(capacity: Resources, era: Era): Resources {
  const { kubeReserved, systemReserved, evictionHardMemory } = constantsOf(era)
  const kept = {
    cpu: kubeReserved.cpu + systemReserved.cpu,
    memory: (kubeReserved.memoryMiB + systemReserved.memoryMiB + evictionHardMemory) * BYTES_PER_MIB,
    gpus: 0,
  }
  const { cpu, memory, gpus } = minus(capacity, kept)
  return { cpu: Math.max(0, cpu), memory: Math.max(0, memory), gpus }
}
