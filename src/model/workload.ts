/**
 * A workload: what somebody wants run, before anybody has decided where.
 *
 * Everything the game shows of a rider (its stickers, its card) is read off this
 * spec, so a sticker can never promise what the simulation does not do.
 *
 * Simpler than the real thing: one container a pod, one kind of request, a fixed
 * mean service time, and users whose number follows straight lines.
 */

import type { AutoscaleSpec } from './autoscaling'
import type { BatchSpec } from './batch'
import type { CallSpec, ResolveSpec } from './calls'
import type { PolicySpec } from './network'
import type { ServerGroupPolicy } from './openstack'
import type { PlacementSpec } from './placement'
import type { Resources } from './resources'
import type { Release, RolloutSpec } from './rollout'
import type { Bytes, MiB, Millicores, Milliseconds, Ppm, Seconds } from './units'
import type { AccessMode, BackupPlace, DiskKind } from './volume'

/** Requests per second at a moment, counted from when the workload is due; straight lines lie between. */
export interface DemandPoint {
  readonly at: Seconds
  readonly perSecond: number
}

/** As in a pod spec; what is left out is as Kubernetes has it (`FACTS.probe`). */
export interface Probe {
  readonly periodSeconds: Seconds
  readonly initialDelaySeconds?: Seconds | undefined
  readonly timeoutSeconds?: Seconds | undefined
  readonly successThreshold?: number | undefined
  readonly failureThreshold?: number | undefined
}

/** What its container may not go beyond; what is left out is not limited. */
export interface Limits {
  readonly cpu?: Millicores | undefined
  readonly memory?: Bytes | undefined
}

/** What the process of one replica really uses, whatever it asks for. */
export interface MemoryUse {
  /** From its start on. */
  readonly baseMiB: MiB
  /** What it never gives back. */
  readonly leakMiBPerMinute: MiB
  /** For each request a second that comes to it. */
  readonly perRequestMiB: MiB
}

/** What one replica writes to its node's disk: an emptyDir, its container's own files, logs that nobody rotates. */
export interface Scratch {
  readonly baseMiB: MiB
  readonly growsMiBPerMinute: MiB
  /** ephemeral-storage, as in a pod spec; not in 2017. */
  readonly requestMiB?: MiB | undefined
  readonly limitMiB?: MiB | undefined
}

export interface WorkloadSpec extends PlacementSpec {
  readonly name: string
  /** Of one replica; on a VM the flavor counts instead, on metal the whole machine. */
  readonly requests: Resources
  readonly replicas: number
  /** What keeps its pods, in the bowl. */
  readonly controller: Controller
  /** PodDisruptionBudget: of its pods so many stay through a voluntary eviction. None: no budget. */
  readonly minAvailable: number | undefined
  /** How a new template takes the old one's place; left out, as the era's API sets it. */
  readonly rollout?: RolloutSpec
  readonly image: string
  readonly flavor: string
  /** Whose servers they are; left out, the first project's. */
  readonly project?: string | undefined
  /** Its servers are members of one server group of this policy; left out, of none. */
  readonly serverGroup?: ServerGroupPolicy | undefined
  /** Nova's availability zone for its servers; left out, any. */
  readonly availabilityZone?: string | undefined
  /** Its server's root disk is a Cinder volume of this size; left out, a file on its hypervisor. */
  readonly bootVolumeGiB?: number | undefined
  /** From the start of the process until it can answer. */
  readonly warmup: Seconds
  /** None: the pod counts as Ready as soon as its container runs. */
  readonly readinessProbe: Probe | undefined
  /** None: nobody sees that it hangs. */
  readonly livenessProbe?: Probe | undefined
  /** None: it is probed from its start on. */
  readonly startupProbe?: Probe | undefined
  /** None: nothing is limited. */
  readonly limits?: Limits | undefined
  /** None: it uses what it asks for. */
  readonly memory?: MemoryUse | undefined
  /** None: it writes nothing. */
  readonly scratch?: Scratch | undefined
  /** Of the time that a request takes, what a worker computes; left out, all of it. */
  readonly cpuMs?: Milliseconds | undefined
  /** A preStop hook that sleeps: it serves on for so long after it is told to go. */
  readonly preStopSeconds?: Seconds | undefined
  /** terminationGracePeriodSeconds, where it is not the usual one. */
  readonly graceSeconds?: Seconds | undefined
  /** Requests that one replica works on at a time. */
  readonly workers: number
  /** Mean time one worker spends on one request; the times are exponential. */
  readonly serviceMs: Milliseconds
  /** An answer later than this is a late one. */
  readonly latencySloMs: Milliseconds
  readonly demand: readonly DemandPoint[]
  /** How its users' clients ask; left out, they wait for ever and ask once. */
  readonly client?: ClientSpec | undefined
  /** What each of its requests needs of other workloads, and of the cluster's DNS. */
  readonly calls?: readonly CallSpec[] | undefined
  readonly resolves?: ResolveSpec | undefined
  /** Left out, everybody may ask it. */
  readonly networkPolicy?: PolicySpec | undefined
  /** It is the cluster's DNS: kube-dns, or CoreDNS today. */
  readonly dns?: boolean | undefined
  /** So many requests may wait at one replica, if that is fewer than the objective leaves room for. */
  readonly backlog?: number | undefined
  /** `own`: it needs a kernel that no shared node runs (old kernel, licence bound to its guest). */
  readonly kernel: 'shared' | 'own'
  /** Whether its tenant may be hostile and must not share a kernel. */
  readonly trusted: boolean
  /** Memory it writes to anew in each second: what a live migration must outrun. */
  readonly dirtyMiBPerSecond: MiB
  /** Data it keeps: none, one copy, or copies kept by quorum. */
  readonly data: WorkloadData | undefined
  /** Runs by the clock rather than for users. */
  readonly schedule: boolean
  /** Planned releases during the run, and which. */
  readonly releases: number
  readonly ships?: readonly Release[]
  /** In the bowl a HorizontalPodAutoscaler decides how many there are. */
  readonly autoscale?: AutoscaleSpec | undefined
  /** It has no users, but runs that are to be done. */
  readonly batch?: BatchSpec | undefined
}

/** What a client does with a request that fails or takes too long. */
export interface ClientSpec {
  /** It waits no longer, and the worker that is at it works in vain. */
  readonly timeoutMs: Milliseconds
  /** How often it asks in all. */
  readonly attempts: number
  /** Before the second attempt; twice as long before each that follows. */
  readonly backoffMs: Milliseconds
  /** Of a second's new requests, so many per hundred may be made again; left out, all. */
  readonly retryPercent?: number | undefined
}

export const CONTROLLERS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod'] as const
export type Controller = (typeof CONTROLLERS)[number] | 'Job' | 'CronJob'

export interface BackupSpec {
  readonly everySeconds: Seconds
  readonly on: BackupPlace
}

/**
 * How its engine keeps data: one copy; by quorum (CockroachDB); a primary with replicas
 * that follow it a moment later, or before a write counts (Patroni); or whole on each of
 * several that all take writes (Galera).
 */
export const COPIES = ['one', 'quorum', 'async', 'sync', 'galera'] as const
export type Copies = (typeof COPIES)[number]

export interface WorkloadData {
  readonly sizeMiB: MiB
  readonly copies: Copies
  readonly disk: DiskKind
  /** Left out: ReadWriteOnce. Only what lies on the network is shared; what is only read is never written to. */
  readonly access?: AccessMode | undefined
  /** Share of its requests that write. */
  readonly writes: Ppm
  /** In a pod it lies in an emptyDir, or in the container's own file system, and goes with the pod. */
  readonly emptyDir?: boolean | undefined
  /** Backed up by the clock. */
  readonly backup?: BackupSpec | undefined
  /** By quorum: how many copies of each range there are to be. Left out: three. */
  readonly factor?: number | undefined
}

/** In order of how much they decide; a rider carries at most two. */
export const STICKERS = ['BOLT', 'HEAVY', 'ANCHOR', 'LOCK', 'DISK', 'CREW', 'TICK', 'SHIP', 'BALLOON', 'GHOST'] as const
export type Sticker = (typeof STICKERS)[number]

export const MOST_STICKERS = 2

/** A replica that wants more than this share of the largest shared host is a big one. */
const HEAVY_FROM: Ppm = 500_000
/** Demand with a peak of so many times its ordinary level is bursty. */
const BURSTY_FROM = 2

/** Read off the real spec. `largestHost` is the biggest machine that workloads share. */
export function stickersOf(spec: WorkloadSpec, largestHost: Resources): readonly Sticker[] {
  const carries: Readonly<Record<Sticker, boolean>> = {
    BOLT: spec.requests.gpus > 0,
    HEAVY: isHeavy(spec.requests, largestHost),
    ANCHOR: spec.kernel === 'own',
    LOCK: !spec.trusted,
    DISK: spec.data?.copies === 'one',
    CREW: spec.data !== undefined && spec.data.copies !== 'one',
    TICK: spec.schedule || spec.batch !== undefined,
    SHIP: spec.releases > 0,
    BALLOON: isBursty(spec.demand),
    GHOST: spec.data === undefined && spec.kernel === 'shared' && spec.requests.gpus === 0,
  }
  return STICKERS.filter(sticker => carries[sticker]).slice(0, MOST_STICKERS)
}

const isHeavy = (wants: Resources, host: Resources) =>
  wants.cpu * 1_000_000 > host.cpu * HEAVY_FROM || wants.memory * 1_000_000 > host.memory * HEAVY_FROM

/** A peak of at least twice what lies before it and what lies after: a climb that stays up is growth. */
function isBursty(demand: readonly DemandPoint[]): boolean {
  const levels = demand.map(point => point.perSecond)
  return levels.some((peak, i) => {
    const before = levels.slice(0, i).some(level => peak >= BURSTY_FROM * level)
    return peak > 0 && before && levels.slice(i + 1).some(level => peak >= BURSTY_FROM * level)
  })
}
