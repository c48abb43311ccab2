/**
 * From what an author wrote to a world at tick 0: machines, what stands on them, and
 * every workload whose users will come.
 *
 * A node's allocatable is its machine's capacity less what kubelet keeps back
 * (kube-reserved, system-reserved, the hard eviction threshold). Simpler than the real
 * one: the kernel and the firmware take nothing of the memory first, and no pods of
 * the system (kube-proxy, a CNI) request any of the rest.
 */

import type { Machine } from '../model/baremetal'
import { constantsOf } from '../model/constants'
import type { Flavor, Hypervisor, Project, Server } from '../model/openstack'
import type { MachineSpec, ParkSpec, ProjectSpec, ServerSpec, TenantSpec } from '../model/park'
import { DEFAULT_PROFILE } from '../model/placement'
import type { Resources } from '../model/resources'
import { BYTES_PER_MIB, type Era, type Seed, type Tick } from '../model/units'
import type { WorkloadSpec } from '../model/workload'
import type { Workload, World } from '../model/world'
import { NONE } from '../model/world'
import { aServer, type ServerWish } from './cloud/nova'
import { controlPlanesOf } from './control-plane/build-control-plane'
import { raiseHypervisor, raiseNode, raiseServerNode } from './control-plane/roles'
import { aTenant } from './control-plane/tenants'
import { withNodeGroups } from './controllers/node-groups'
import { nodeTimers } from './controllers/node-timers'
import { firstTemplate } from './controllers/templates'
import { defaultRuntime } from './kubelet/runtimes'
import { byScenario } from './telling'
import { aToolbox } from './toolbox/toolbox'
import { wireCalls } from './traffic/calls'
import { requestsPlanned } from './traffic/demand'
import { networkOf } from './traffic/network'
import { plannedRuns } from './traffic/runs'
import { emptyWake } from './wake'

export interface Scenario {
  readonly era: Era
  readonly seed: Seed
  /** The run's length, for counting what is planned. */
  readonly lasts: Tick
  readonly park: ParkSpec
  readonly workloads: readonly { readonly spec: WorkloadSpec; readonly due: Tick }[]
}

export function buildWorld({ era, seed, lasts, park, workloads }: Scenario): World {
  const world = {
    tick: 0,
    era,
    seed,
    told: 0,
    wake: emptyWake(),
    machines: [],
    hypervisors: [],
    servers: [],
    nodes: [],
    deployments: [],
    replicaSets: [],
    pods: [],
    podChangedAt: [],
    autoscalers: [],
    cronJobs: [],
    jobs: [],
    units: [],
    volumes: [],
    snapshots: [],
    stores: [],
    workloads: workloads.map(({ spec, due }, id) => aWorkload(id, spec, due, lasts)),
    projects: [{ name: FIRST_PROJECT, quota: park.quota }, ...(park.projects ?? [])].map((each, id) =>
      aProject(id, each, era),
    ),
    serverGroups: [],
    tenants: [],
    controlPlanes: [],
    stacks: [],
    day: 0,
    cleaning: park.cleaning ?? 'full',
    work: {
      deployments: [],
      pending: [],
      roomMade: false,
      podLeft: false,
      podCame: false,
      nominated: [],
      decided: [],
      evictionsPaused: false,
      zones: [],
    },
    scheduler: park.scheduler ?? DEFAULT_PROFILE,
    steals: false,
    otherServices: park.otherServices ?? 0,
    network: park.network && networkOf(park.network),
    intrusions: [],
    runtime: park.runtime ?? defaultRuntime(era),
    images: park.images.map(({ name, sizeMiB }) => ({ name, size: sizeMiB })),
    flavors: park.flavors.map(({ name, vcpus, ramMiB }) => ({ name, vcpus, ram: ramMiB * BYTES_PER_MIB })),
    nodeTimers: nodeTimers(era, park.nodeTuning),
    pullPerSecond: park.registryMiBPerSecond,
    registry: {
      up: true,
      cause: byScenario('registry'),
      perSecond: park.registryTotalMiBPerSecond ?? 0,
      pulling: [],
      pace: 0,
      pacedAt: 0,
    },
    storagePerSecond: park.storageMiBPerSecond,
    memoryPerSecond: park.networkMiBPerSecond,
    cloudServices: (park.cloudServices ?? []).map(name => workloads.findIndex(({ spec }) => spec.name === name)),
    ledger: [],
    spent: 0,
    spentCarry: 0,
  } as unknown as World // the only place where a world is made, so the only one that may say it owns it
  wireCalls(world)
  if (park.tool) Object.assign(world, { toolbox: aToolbox(park.tool) })
  for (const spec of park.machines) raise(world, spec, park)
  for (const spec of park.servers ?? []) raiseGuest(world, spec, park)
  for (const tenant of park.tenants ?? []) raiseTenant(world, tenant, park)
  withNodeGroups(world, park.nodeGroups)
  return Object.assign(world, { controlPlanes: controlPlanesOf(world, park) })
}

function raise(world: World, spec: MachineSpec, park: ParkSpec): void {
  const machine: Machine = {
    id: world.machines.length,
    name: spec.name,
    capacity: capacityOf(spec),
    runtime: spec.runtime ?? world.runtime,
    rack: spec.rack ?? '',
    powerFeed: spec.powerFeed ?? '',
    nodeLabels: spec.labels ?? {},
    nodeTaints: spec.taints ?? [],
    state: spec.runs === 'spare' ? (spec.provisionState ?? 'available') : 'active',
    updatedAt: NONE,
    lastError: '',
    maintenance: false,
    dark: [],
    mute: false,
    diskGiB: spec.diskGiB ?? 0,
    nodefs: spec.nodefsMiB ?? 0,
    imagefs: spec.imagefsMiB ?? 0,
    up: true,
    hung: false,
    switchedOff: false,
    powersAt: NONE,
    resets: 0,
    cutOff: false,
    askedAt: 0,
    activeAt: 0,
    deploys: 0,
    zone: spec.zone ?? '',
    becomes: spec.runs === 'control-plane' ? 'control-plane' : 'server',
    cause: byScenario(spec.name),
    hypervisor: NONE,
    node: NONE,
    unit: NONE,
  }
  world.machines.push(machine)
  if (spec.runs === 'nova-compute') raiseHypervisor(world, machine)
  if (spec.runs === 'kubelet') raiseNode(world, machine, cachedIn(park))
}

const cachedIn = ({ images }: ParkSpec) => images.filter(({ cached }) => cached).map(({ name }) => name)

function raiseTenant(world: World, { name, project: whose, servers }: TenantSpec, park: ParkSpec): void {
  const tenant = aTenant(
    world,
    name,
    world.projects.findIndex(project => project.name === whose),
  )
  const { cluster, project } = tenant
  world.tenants.push(tenant)
  for (const spec of servers) raiseGuest(world, spec, park, { cluster, project })
}

function raiseGuest(
  world: World,
  { name, flavor, hypervisor: on, runs = 'kubelet' }: ServerSpec,
  park: ParkSpec,
  whose: Pick<ServerWish, 'cluster' | 'project'> = {},
): Server {
  const hypervisor = world.hypervisors.find(each => each.name === on) as Hypervisor
  const size = world.flavors.find(each => each.name === flavor) as Flavor
  const wish: ServerWish = { ...size, gpus: 0, becomes: runs, zone: on, ...whose }
  const server = Object.assign(aServer(world, name, wish, hypervisor.id, 0, byScenario(name)), {
    status: 'ACTIVE',
    booted: true,
  } as const)
  world.servers.push(server)
  hypervisor.servers.push(server.id)
  if (runs === 'kubelet') raiseServerNode(world, server, cachedIn(park))
  return server
}

/** As OpenStack's own installers name the first tenant. */
const FIRST_PROJECT = 'demo'

function aProject(id: number, { name, quota }: ProjectSpec, era: Era): Project {
  const { instances, cores, ramMiB, serverGroups = constantsOf(era).serverGroupQuota } = quota
  return { id, name, quota: { instances, cores, ram: ramMiB * BYTES_PER_MIB, serverGroups } }
}

export const capacityOf = ({ cores, memoryMiB, gpus }: MachineSpec): Resources => ({
  cpu: cores * 1_000,
  memory: memoryMiB * BYTES_PER_MIB,
  gpus,
})

function aWorkload(id: number, spec: WorkloadSpec, due: Tick, lasts: Tick): Workload {
  const runs = spec.batch ? plannedRuns(spec.name, spec.batch, due, lasts) : []
  return {
    id,
    spec,
    due,
    backupEvery: 0,
    plannedRequests: spec.batch ? runs.length * spec.batch.requests : requestsPlanned(spec.demand, due, lasts),
    deployment: NONE,
    template: firstTemplate(spec),
    deploying: false,
    units: [],
    endpoints: [],
    answering: { pods: 0, empty: 0, until: 0 },
    calls: [],
    stopping: [],
    volume: NONE,
    standby: NONE,
    store: NONE,
    over: false,
    shedBy: NONE,
    probing: { workers: 0, serviceMs: 0, timeoutMs: 0, calmUpTo: 0, offered: 0, misses: 0 },
    runs,
    runsBegun: 0,
    runsSettled: 0,
    traffic: {
      planned: 0,
      served: 0,
      lost: 0,
      late: 0,
      writesLost: 0,
      perSecond: 0,
      lostNow: 0,
      lateNow: 0,
      utilisation: 0,
      demandCarry: 0,
      writeCarry: 0,
      cutShort: 0,
      strayCarry: 0,
      state: 'quiet',
      since: 0,
      cause: byScenario(spec.name),
      silentSince: NONE,
      retries: [],
      tried: Array.from({ length: spec.client?.attempts ?? 1 }, () => 0),
      retryCarry: 0,
      againNow: 0,
      servedNow: 0,
      failing: 0,
      called: 0,
      calledNow: 0,
      outward: 0,
      outwardNow: 0,
      failingOutward: 0,
      queues: [],
    },
  }
}
