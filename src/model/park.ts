/**
 * The park as an author writes it: which machines there are and what stands on them
 * when the run begins. `sim/build.ts` makes the world's rows from it.
 *
 * Every name is unique among its kind. Sizes carry their unit in the key, as the
 * level's JSON does.
 */

import type { NetworkSpec } from './network'
import type { NodeGroupSpec } from './node-group'
import type { Labels, SchedulerProfile, Taint } from './placement'
import type { Resources } from './resources'
import type { Runtime } from './runtime'
import type { Tool } from './toolbox'
import { BYTES_PER_MIB, type MiB, type Tick } from './units'

export interface MachineSpec {
  readonly name: string
  readonly cores: number
  readonly memoryMiB: MiB
  readonly gpus: number
  /**
   * What runs on it at the start; `spare` machines wait in Ironic's state `available`.
   * One of the control plane that carries no member is ready to be joined.
   */
  readonly runs: 'kubelet' | 'nova-compute' | 'spare' | 'control-plane'
  /** What its kubelet runs containers by, if not as the park says. */
  readonly runtime?: Runtime | undefined
  /** The failure zone that it stands in; left out, it is in none. */
  readonly zone?: string | undefined
  /** Where it is built in, and what feeds it: what fails as one. */
  readonly rack?: string | undefined
  readonly powerFeed?: string | undefined
  /** What a full erase has to overwrite. */
  readonly diskGiB?: number | undefined
  /** Of its node, for all but images; and for images, if they have a disk of their own. Left out, it never fills. */
  readonly nodefsMiB?: MiB | undefined
  readonly imagefsMiB?: MiB | undefined
  /** Of a spare one; left out, it is available. */
  readonly provisionState?: 'enroll' | 'manageable' | 'available' | undefined
  /** What its node has besides its name and zone. */
  readonly labels?: Labels
  readonly taints?: readonly Taint[]
}

/** Kubespray's names for how the kubelet and the controllers are set; left out, they are not. */
export const NODE_TUNINGS = ['Fast', 'Medium', 'Low'] as const
export type NodeTuning = (typeof NODE_TUNINGS)[number]

/** A guest that runs when the run begins, with a kubelet or a member of the control plane in it. */
export interface ServerSpec {
  readonly name: string
  readonly flavor: string
  /** The hypervisor it runs on, by its machine's name. */
  readonly hypervisor: string
  /** Left out: kubelet. */
  readonly runs?: 'kubelet' | 'control-plane' | undefined
}

/** `erase_devices`, `erase_devices_metadata`, or no automated cleaning. */
export const CLEANINGS = ['full', 'metadata', 'off'] as const
export type Cleaning = (typeof CLEANINGS)[number]

export interface ImageSpec {
  readonly name: string
  readonly sizeMiB: MiB
  /** Nodes that have it already need not pull it. */
  readonly cached: boolean
}

export interface FlavorSpec {
  readonly name: string
  readonly vcpus: number
  readonly ramMiB: MiB
}

/** The project's limits in OpenStack. */
export interface QuotaSpec {
  readonly instances: number
  readonly cores: number
  readonly ramMiB: MiB
  /** Left out, nova's default. */
  readonly serverGroups?: number | undefined
}

/** A tenant's own cluster: all of it are guests, in the tenant's quota. */
export interface TenantSpec {
  /** The cluster's. */
  readonly name: string
  readonly project: string
  /** Its nodes, and the members of its control plane; without such, that always works. */
  readonly servers: readonly ServerSpec[]
  /** Of its members' etcd and certificates; left out, as they are where nothing is said. */
  readonly controlPlane?: Partial<PlaneStateSpec> | undefined
}

/** A tenant beside the first, which has the park's `quota`. */
export interface ProjectSpec {
  readonly name: string
  readonly quota: QuotaSpec
}

export interface ParkSpec {
  readonly machines: readonly MachineSpec[]
  /** Nodes of the cluster that are guests of the cloud. */
  readonly servers?: readonly ServerSpec[] | undefined
  /** The cluster's pod network; left out, it is no part of the game. */
  readonly network?: NetworkSpec | undefined
  /** How many Services the cluster has beside those of the game's workloads; left out, none. */
  readonly otherServices?: number | undefined
  /** What every kubelet runs its containers by; left out, the era's usual one. */
  readonly runtime?: Runtime | undefined
  readonly images: readonly ImageSpec[]
  readonly flavors: readonly FlavorSpec[]
  readonly quota: QuotaSpec
  readonly projects?: readonly ProjectSpec[] | undefined
  /** Clusters of tenants beside the operator's; left out, there are none. */
  readonly tenants?: readonly TenantSpec[] | undefined
  /** What Ironic does with disks between tenants; left out, it erases them whole. */
  readonly cleaning?: Cleaning | undefined
  /** How fast one node pulls from the registry. A property of the scenario, not of Kubernetes. */
  readonly registryMiBPerSecond: number
  /** What the registry has for all of them together; left out, as much as they ask for. */
  readonly registryTotalMiBPerSecond?: number | undefined
  /** How fast the storage cluster copies, and how fast memory is copied between hypervisors: the scenario's too. */
  readonly storageMiBPerSecond: number
  readonly networkMiBPerSecond: number
  /** How soon a silent node is missed and its pods given up, and so how often nodes report. */
  readonly nodeTuning?: NodeTuning | undefined
  /** Left out, no cluster autoscaler runs. */
  readonly nodeGroups?: readonly NodeGroupSpec[] | undefined
  /** How the scheduler fills nodes up; left out, the least full first. */
  readonly scheduler?: SchedulerProfile
  /** Workloads that are OpenStack's own services; left out, the cloud can always be asked. */
  readonly cloudServices?: readonly string[] | undefined
  /** What the cluster was made with; left out, a host that is up is a node. */
  readonly tool?: Tool | undefined
  /** Left out, the cluster's control plane always works and is no part of the game. */
  readonly controlPlane?: ControlPlaneSpec | undefined
}

export interface ControlPlaneSpec extends PlaneStateSpec {
  /** The cluster's name. */
  readonly name: string
  /** Machines or guests that carry a member at the start. */
  readonly members: readonly string[]
}

/** What a level that says nothing of a control plane's etcd has: a small file that does not grow. */
export const QUIET_ETCD = { databaseMiB: 100, liveMiB: 100, growthKiBPerSecond: 0 } as const

/** How etcd and the certificates stand when the run begins. */
export interface PlaneStateSpec {
  /** etcd's database file at the start, and what is left of it when it has been defragmented. */
  readonly databaseMiB: MiB
  readonly liveMiB: MiB
  readonly growthKiBPerSecond: number
  /** When the certificates of a year ago run out; left out, not in this run. */
  readonly certificatesEnd?: Tick | undefined
}

/** The biggest machine that workloads share: what a HEAVY one is measured by. */
export function largestHost(park: ParkSpec): Resources {
  const shared = park.machines.filter(({ runs }) => runs !== 'spare' && runs !== 'control-plane')
  return {
    cpu: Math.max(0, ...shared.map(machine => machine.cores * 1_000)),
    memory: Math.max(0, ...shared.map(machine => machine.memoryMiB * BYTES_PER_MIB)),
    gpus: Math.max(0, ...shared.map(machine => machine.gpus)),
  }
}
