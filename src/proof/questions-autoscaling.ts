/**
 * What people who work on the autoscalers, the Job and the CronJob controller would ask.
 *
 * Each answer is the notes that its run told and the lines that describe what is left; only
 * the moment is put before them.
 */

import type { Happening, Reason } from '../model/happening'
import type { MachineSpec, ParkSpec } from '../model/park'
import { BYTES_PER_MIB } from '../model/units'
import type { WorkloadSpec } from '../model/workload'
import type { World } from '../model/world'
import { buildWorld, type Scenario } from '../sim/build'
import { explain } from '../sim/explain'
import { type Order, obey } from '../sim/orders'
import { step } from '../sim/step'
import type { Question } from './question'

const machine = (name: string, runs: MachineSpec['runs'], cores: number): MachineSpec => ({
  name,
  cores,
  memoryMiB: 32_768,
  gpus: 0,
  runs,
})

const PARK: ParkSpec = {
  machines: [machine('b1', 'kubelet', 8), machine('b2', 'kubelet', 8), machine('h1', 'nova-compute', 16)],
  images: [{ name: 'web', sizeMiB: 100, cached: true }],
  flavors: [{ name: 'm1', vcpus: 4, ramMiB: 8_192 }],
  quota: { instances: 2, cores: 8, ramMiB: 51_200 },
  registryMiBPerSecond: 100,
  storageMiBPerSecond: 100,
  networkMiBPerSecond: 1_000,
}

const PLANE: ParkSpec = {
  ...PARK,
  machines: [...PARK.machines, machine('m1', 'control-plane', 4)],
  controlPlane: { name: 'k1', members: ['m1'], databaseMiB: 100, liveMiB: 100, growthKiBPerSecond: 0 },
}

const SPEC: WorkloadSpec = {
  name: 'web',
  requests: { cpu: 200, memory: 64 * BYTES_PER_MIB, gpus: 0 },
  replicas: 2,
  controller: 'Deployment',
  minAvailable: undefined,
  dirtyMiBPerSecond: 0,
  image: 'web',
  flavor: 'm1',
  warmup: 0,
  readinessProbe: undefined,
  workers: 4,
  serviceMs: 50,
  latencySloMs: 1_000,
  demand: [{ at: 0, perSecond: 40 }],
  kernel: 'shared',
  trusted: true,
  data: undefined,
  schedule: false,
  releases: 0,
}

const HALF = { minReplicas: 2, maxReplicas: 20, targetCpuPercent: 50, behavior: false }

interface Wish extends Partial<Omit<Scenario, 'workloads'>> {
  readonly spec?: Partial<WorkloadSpec>
}

function aWorld({ spec = {}, ...scenario }: Wish): World {
  const world = buildWorld({
    era: 'now',
    seed: 1,
    lasts: 14_400,
    park: PARK,
    ...scenario,
    workloads: [{ spec: { ...SPEC, ...spec }, due: 0 }],
  })
  order(world, { order: 'create', workload: 0, node: undefined })
  return world
}

/** Done, or why not: both are an answer. */
function order(world: World, what: Order): readonly Happening[] {
  const obeyed = obey(world, what, { by: 'scenario', id: 'question' })
  return obeyed.kind === 'done' ? obeyed.happenings : []
}

function pass(world: World, seconds: number): readonly Happening[] {
  return Array.from({ length: seconds }, () => step(world).happenings).flat()
}

const told = (happenings: readonly Happening[], ...reasons: readonly Reason[]): readonly string[] =>
  happenings
    .filter(({ reason }) => reasons.includes(reason))
    .map(({ tick, reason, note }) => `${tick} s: ${reason}: ${note}`)

const described = (world: World, from: string): readonly string[] =>
  explain(world, { kind: 'workload', id: 0 }).filter(line => line.trimStart().startsWith(from))

const SPIKE = [
  { at: 0, perSecond: 40 },
  { at: 399, perSecond: 40 },
  { at: 400, perSecond: 400 },
]

export const AUTOSCALING_QUESTIONS: readonly Question[] = [
  {
    system: 'controllers',
    asks: 'The load is ten times as high from second 400 on. Why does an HPA with a target of 50 % not ask for all ten times at once?',
    answer: () => {
      const world = aWorld({ spec: { autoscale: HALF, demand: SPIKE } })
      return [
        ...told(pass(world, 600), 'SuccessfulRescale'),
        ...described(world, 'resource cpu'),
        ...described(world, 'ScalingLimited'),
      ]
    },
  },
  {
    system: 'controllers',
    asks: 'One of two pods dies with its node while an HPA watches. The other one is at 100 % of a target of 50 %. When does the HPA add one?',
    answer: () => {
      const world = aWorld({ spec: { autoscale: HALF, demand: [{ at: 0, perSecond: 80 }] } })
      pass(world, 300)
      const down = order(world, { order: 'bring-down', host: { kind: 'node', id: world.pods[0]?.node ?? 0 } })
      const after = pass(world, 420)
      const what = told([...down, ...after], 'HostDown', 'NodeNotReady', 'TaintManagerEviction', 'SuccessfulRescale')
      return [...what, ...described(world, 'resource cpu'), ...described(world, 'AbleToScale')]
    },
  },
  {
    system: 'controllers',
    asks: 'The load went down at second 521, and four minutes later another controller manager takes the lease. When is the Deployment scaled down?',
    answer: () => {
      const demand = [...SPIKE, { at: 520, perSecond: 400 }, { at: 521, perSecond: 40 }]
      const world = aWorld({ park: PLANE, spec: { autoscale: HALF, demand } })
      const before = pass(world, 760)
      const stop = order(world, { order: 'stop-part', part: 'kube-controller-manager' })
      const away = pass(world, 30)
      const start = order(world, { order: 'start-part', part: 'kube-controller-manager' })
      const after = pass(world, 500)
      return told(
        [...before, ...stop, ...away, ...start, ...after],
        'SuccessfulRescale',
        'StaticPodStopped',
        'LeaderElection',
      )
    },
  },
  {
    system: 'nova',
    asks: 'Twenty pods more are asked for, and the quota allows two guests. What does the cluster autoscaler get, and when does it ask again?',
    answer: () => {
      const nodeGroups = [{ name: 'workers', flavor: 'm1', minSize: 0, maxSize: 5 }]
      const requests = { cpu: 2_000, memory: 64 * BYTES_PER_MIB, gpus: 0 }
      const world = aWorld({ park: { ...PARK, nodeGroups }, spec: { requests, replicas: 8 } })
      pass(world, 55)
      order(world, { order: 'scale', workload: 0, replicas: 28 })
      const happenings = pass(world, 400)
      return [
        ...told(happenings, 'ScaledUpGroup', 'FailedToScaleUpGroup', 'RegisteredNode'),
        ...told(happenings, 'NotTriggerScaleUp').slice(0, 1),
        ...explain(world, { kind: 'control-plane', id: 0 }).slice(1),
      ]
    },
  },
]
