/**
 * What a level says of a workload: what it wants, how it serves, and who asks.
 *
 * Everything that most workloads share has a default, so that a file says what is
 * special about each. Only the written form; `specs.ts` makes the model's
 * `WorkloadSpec` of it.
 */

import { CONCURRENCY_POLICIES, RESTART_POLICIES, SCHEDULES, type Schedule } from '../model/batch'
import { FACTS } from '../model/constants'
import { SERVER_GROUP_POLICIES } from '../model/openstack'
import { ACCESS_MODES, BACKUP_PLACES, DISKS } from '../model/volume'
import { CONTROLLERS, COPIES } from '../model/workload'
import { LONGEST_RUN } from './bounds'
import { image, name, oneOf, whole } from './fields'
import { PLACEMENT } from './placement'
import { RELEASE, ROLLOUT } from './releases'
import { z } from './zod'

const DEMAND_POINT = z
  .strictObject({
    at: whole(0, LONGEST_RUN, 'Cluster seconds since its users came'),
    perSecond: whole(0, 1_000_000, 'Requests a second; straight lines lie between the points'),
  })
  .meta({ title: 'point of demand' })

const DATA = z
  .strictObject({
    sizeMiB: whole(1, 1_000_000_000, 'How much data it keeps, in MiB'),
    copies: oneOf(
      COPIES,
      'way of keeping data',
      'A single copy; copies by quorum (CockroachDB); or a primary with replicas that follow it (async) or hold a write before it counts (sync), as Patroni keeps them; or all of it on members that all take writes (MariaDB with Galera)',
    ),
    emptyDir: z
      .boolean()
      .meta({
        description: "In a pod it lies in an emptyDir or in the container's own files, and is gone with the pod",
      })
      .exactOptional(),
    backup: z
      .strictObject({
        everySeconds: whole(60, LONGEST_RUN, 'How often: what is written since the last one is what a lost disk costs'),
        on: oneOf(BACKUP_PLACES, 'place of backups', 'On the same disk, with which they die, or elsewhere').default(
          'elsewhere',
        ),
      })
      .meta({ title: 'backup', description: 'Copied by the clock at the speed of the storage; left out, by hand only' })
      .exactOptional(),
    factor: whole(1, 7, 'By quorum: how many copies of each range; left out: 3').exactOptional(),
    disk: oneOf(
      DISKS,
      'kind of disk',
      'A directory of one machine (fast, pinned) or the storage cluster (slower, movable)',
    ).default('network'),
    access: oneOf(
      ACCESS_MODES,
      'access mode',
      'Attached to one node at a time; a file system that all nodes mount, to write or only to read; or one pod only (not in 2017). Left out, one node at a time',
    ).exactOptional(),
    writes: whole(0, 1_000_000, 'Share of its requests that write, in parts per million').default(200_000),
  })
  .meta({ title: 'data', description: 'Data that it keeps; left out, it keeps none' })

const REQUESTS = z
  .strictObject({
    cpuMillicores: whole(0, 1_024_000, 'Thousandths of a core'),
    memoryMiB: whole(0, 16_777_216, 'Memory in MiB'),
    gpus: whole(0, 16, 'Whole GPUs').default(0),
  })
  .meta({ title: 'requests', description: 'What one replica asks for, as in a pod spec; a server has its flavor' })

const PROBE_FIELDS = {
  periodSeconds: whole(1, 600, 'How often it is asked'),
  initialDelaySeconds: whole(0, 3_600, 'From the start of its container until it is asked first').exactOptional(),
  timeoutSeconds: whole(1, 600, 'How long an answer may take').exactOptional(),
  successThreshold: whole(1, 100, 'So many successes in a row, and it has succeeded').exactOptional(),
  failureThreshold: whole(1, 100, 'So many failures in a row, and it has failed').exactOptional(),
}

const PROBE = z
  .strictObject(PROBE_FIELDS)
  .meta({ title: 'readiness probe', description: 'Left out, it counts as Ready as soon as its container runs' })

const BATCH = z
  .strictObject({
    schedule: oneOf(
      Object.keys(SCHEDULES) as Schedule[],
      'schedule',
      'Its line in a crontab, from the full hour at which the run begins; left out, it is done once, when it is due',
    ).exactOptional(),
    requests: whole(1, 1_000_000, 'What one run is worth: so many requests are lost if it is not done in time'),
    runSeconds: whole(1, LONGEST_RUN, 'How long its process works'),
    within: whole(1, LONGEST_RUN, 'So long after its time it has to be done'),
    concurrencyPolicy: oneOf(
      CONCURRENCY_POLICIES,
      'concurrency policy',
      'What becomes of a run that is due while the one before goes on',
    ).default('Allow'),
    startingDeadlineSeconds: whole(
      1,
      LONGEST_RUN,
      'A run is not begun later than that; left out, however late',
    ).exactOptional(),
    completions: whole(1, 1_000, 'Pods of it that have to succeed').default(1),
    parallelism: whole(1, 1_000, 'Pods of it at a time').default(1),
    backoffLimit: whole(0, 1_000, 'More failures than that, and it has failed').default(
      FACTS.jobBackoffLimit.value.now,
    ),
    activeDeadlineSeconds: whole(
      1,
      LONGEST_RUN,
      'Longer than that, and it has failed; left out, never',
    ).exactOptional(),
    restartPolicy: oneOf(
      RESTART_POLICIES,
      'restart policy',
      'Whether a container that fails is followed by another pod, or started again in its own',
    ).default('Never'),
  })
  .meta({
    title: 'batch',
    description:
      'It has no users but runs that are to be done: a CronJob in the bowl, a crontab elsewhere; its demand does not count',
  })

const AUTOSCALE = z
  .strictObject({
    minReplicas: whole(1, 100_000, 'No fewer').default(1),
    maxReplicas: whole(1, 100_000, 'No more'),
    targetCpuPercent: whole(1, 1_000, 'What its pods are to use of the cpu they request, in percent').default(80),
    behavior: z
      .boolean()
      .meta({
        description: 'Its manifest has a behavior: four pods or twice as many within 15 s, not two for each or four',
      })
      .default(false),
    busyMillicores: whole(
      1,
      1_024_000,
      'What one replica uses while all its workers are busy; left out, what it requests',
    ).exactOptional(),
  })
  .meta({ title: 'autoscale', description: 'A HorizontalPodAutoscaler for it, in the bowl; left out, there is none' })

const CLIENT = z
  .strictObject({
    timeoutMs: whole(1, 600_000, 'A client waits no longer, in milliseconds; the worker that is at it works in vain'),
    attempts: whole(1, 10, 'How often it asks in all').default(1),
    backoffMs: whole(0, 600_000, 'Its wait before the second attempt; twice as long before each that follows').default(
      0,
    ),
    retryPercent: whole(
      0,
      1_000,
      'Retry budget: of a second’s new requests, so many per hundred may be made again; left out, all',
    ).exactOptional(),
  })
  .meta({ title: 'client', description: 'How its users ask; left out, they wait for ever and ask once' })

const CALL = z
  .strictObject({
    workload: name('A workload of this level'),
    perRequest: whole(1, 100, 'Calls for each request').default(1),
    attempts: whole(1, 10, 'How often a call is made in all before the request is given up').default(1),
  })
  .meta({ title: 'call' })

const RESOLVES = z
  .strictObject({
    names: oneOf(['service', 'external'], 'kind of name', 'Names of this cluster, or of the world outside'),
    everyRequests: whole(
      1,
      1_000_000,
      'One request in so many looks a name up; the others use a connection that is open',
    ).default(1),
    distinct: whole(1, 10_000, 'How many different names, which CoreDNS keeps for 30 s; left out: 1').exactOptional(),
  })
  .meta({ title: 'resolves', description: "Names that it looks up in the cluster's DNS" })
const LIVENESS = z
  .strictObject(PROBE_FIELDS)
  .meta({ title: 'liveness probe', description: 'If it fails, the container is started again; left out, never' })

const STARTUP = z
  .strictObject(PROBE_FIELDS)
  .meta({ title: 'startup probe', description: 'Until it has succeeded the other probes wait; left out, they do not' })

const LIMITS = z
  .strictObject({
    cpuMillicores: whole(1, 1_024_000, 'It is throttled beyond that, in thousandths of a core').exactOptional(),
    memoryMiB: whole(1, 16_777_216, 'Its container is killed beyond that, in MiB').exactOptional(),
  })
  .meta({ title: 'limits', description: 'What its container may use at most; left out, whatever there is' })

const MEMORY = z
  .strictObject({
    baseMiB: whole(0, 16_777_216, 'What its process uses from its start on, in MiB'),
    leakMiBPerMinute: whole(0, 1_000_000, 'What it takes more in each minute and never gives back, in MiB').default(0),
    perRequestMiB: whole(0, 1_000_000, 'What it takes for each request a second that comes to it, in MiB').default(0),
  })
  .meta({ title: 'memory', description: 'What one replica really uses; left out, what it requests' })

const SCRATCH = z
  .strictObject({
    baseMiB: whole(0, 1_000_000_000, 'What it writes when it starts, in MiB').default(0),
    growsMiBPerMinute: whole(0, 1_000_000, 'What it writes more in each minute, in MiB').default(0),
    requestMiB: whole(1, 1_000_000_000, 'ephemeral-storage that it requests, in MiB; nothing in 2017').exactOptional(),
    limitMiB: whole(1, 1_000_000_000, 'Beyond it it is evicted, in MiB; not in 2017').exactOptional(),
  })
  .meta({
    title: 'scratch',
    description: "What one pod writes to its node's disk (an emptyDir, logs that nobody rotates); left out, nothing",
  })

const POLICY = z
  .strictObject({
    from: z.array(name('A workload of this level')).max(20).meta({ description: 'Workloads that may ask it' }),
    users: z.boolean().meta({ description: 'Whoever comes from outside may ask it' }).default(true),
  })
  .meta({ title: 'network policy', description: 'Who may ask its pods; left out, everybody' })

export const WORKLOAD = z
  .strictObject({
    name: name('The workload; its rider is rider/<name>, and words.<language> calls it by "rider.<name>"'),
    requests: REQUESTS,
    replicas: whole(1, 100_000, 'How many of it').default(1),
    controller: oneOf(
      CONTROLLERS,
      'controller',
      'What keeps its pods; left out: StatefulSet with data, else Deployment',
    ).exactOptional(),
    minAvailable: whole(0, 100_000, 'PodDisruptionBudget: so many of its pods stay through a drain').exactOptional(),
    dirtyMiBPerSecond: whole(0, 1_000_000, 'Memory it writes to anew in each second, in MiB').default(20),
    image: image('An image of the park'),
    flavor: name('A flavor of the park: its size as a server'),
    project: name("Whose servers they are: a project of the park; left out, the first one's").exactOptional(),
    serverGroup: oneOf(
      SERVER_GROUP_POLICIES,
      'policy of a server group',
      'Its servers are members of one server group of this policy; left out, of none',
    ).exactOptional(),
    availabilityZone: name("Nova's availability zone for its servers; left out, any").exactOptional(),
    bootVolumeGiB: whole(
      1,
      16_384,
      'Its servers boot from a Cinder volume of this size: their own disk outlives their hypervisor; left out, from a file on it',
    ).exactOptional(),
    warmup: whole(0, 3_600, 'Cluster seconds from the start of its process until it can answer'),
    readinessProbe: PROBE.exactOptional(),
    livenessProbe: LIVENESS.exactOptional(),
    startupProbe: STARTUP.exactOptional(),
    limits: LIMITS.exactOptional(),
    memory: MEMORY.exactOptional(),
    scratch: SCRATCH.exactOptional(),
    cpuMs: whole(1, 600_000, 'Of serviceMs, what a worker computes; left out, all of it').exactOptional(),
    preStopSeconds: whole(0, 3_600, 'A preStop hook that sleeps before it is told to stop').exactOptional(),
    graceSeconds: whole(0, 3_600, 'terminationGracePeriodSeconds; left out, thirty').exactOptional(),
    workers: whole(1, 10_000, 'Requests that one replica works on at a time'),
    serviceMs: whole(1, 600_000, 'Mean time a worker spends on a request, in milliseconds'),
    latencySloMs: whole(1, 600_000, 'An answer later than this is a late one, in milliseconds').default(1_000),
    demand: z.array(DEMAND_POINT).min(1).max(200).meta({ description: 'Its users, from the moment they come' }),
    client: CLIENT.exactOptional(),
    backlog: whole(
      0,
      1_000_000,
      'So many requests may wait at one replica, if that is fewer than the objective leaves room for',
    ).exactOptional(),
    calls: z
      .array(CALL)
      .max(20)
      .meta({ description: 'What each of its requests asks of other workloads' })
      .exactOptional(),
    resolves: RESOLVES.exactOptional(),
    networkPolicy: POLICY.exactOptional(),
    dns: z.boolean().meta({ description: "It is the cluster's DNS: kube-dns, or CoreDNS today" }).exactOptional(),
    kernel: oneOf(
      ['shared', 'own'],
      'kind of kernel',
      'Whether it runs on the kernel of a shared node, or needs its own (an old kernel, a licence bound to its guest)',
    ).default('shared'),
    trusted: z
      .boolean()
      .meta({ description: 'Its tenant may share a kernel with others; false: it may be hostile' })
      .default(true),
    data: DATA.exactOptional(),
    schedule: z.boolean().meta({ description: 'It runs by the clock rather than for users' }).default(false),
    autoscale: AUTOSCALE.exactOptional(),
    batch: BATCH.exactOptional(),
    rollout: ROLLOUT.exactOptional(),
    releases: z
      .array(RELEASE)
      .max(100)
      .meta({ description: 'What its tenant ships during the run, exact and seen beforehand' })
      .default([]),
    ...PLACEMENT,
  })
  .meta({ title: 'workload' })
