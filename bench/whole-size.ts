/**
 * Kubernetes' whole supported size as an ordinary world: 5,000 machines that run a
 * kubelet, and Deployments of eight shapes that come to 150,000 pods. Made of nothing
 * but a park, workloads and orders, as a level would.
 */

import type { MachineSpec, ParkSpec } from '../src/model/park'
import { BYTES_PER_MIB } from '../src/model/units'
import type { WorkloadSpec } from '../src/model/workload'
import type { World } from '../src/model/world'
import { buildWorld } from '../src/sim/build'
import { obey } from '../src/sim/orders/orders'
import { hashOf } from '../src/sim/plain'
import { step } from '../src/sim/step'

export interface Size {
  readonly nodes: number
  readonly pods: number
  /** Left out, no machine is in any. */
  readonly zones?: number
}

/** kubernetes.io, considerations for large clusters. */
export const WHOLE_SIZE: Size = { nodes: 5_000, pods: 150_000 }
export const IN_ZONES: Size = { ...WHOLE_SIZE, zones: 3 }

/** Each Deployment has so many pods, and one comes in each second. */
const REPLICAS = 1_000

const SCENARIO = { by: 'scenario', id: 'whole-size' } as const

/** [millicores, MiB] of a pod. */
const SHAPES = [
  [100, 500],
  [250, 256],
  [50, 128],
  [500, 1_024],
  [100, 2_048],
  [200, 512],
  [1_000, 1_024],
  [150, 768],
] as const

/** [cores, MiB] of a machine. */
const MACHINES = [
  [16, 65_536],
  [32, 65_536],
  [16, 131_072],
] as const

export function wholeSize({ nodes, pods, zones }: Size, seed: number): World {
  const deployments = Math.ceil(pods / REPLICAS)
  return buildWorld({
    era: 'now',
    seed,
    lasts: 3_600,
    park: park(nodes, zones),
    workloads: Array.from({ length: deployments }, (_, i) => ({
      spec: workload(i, Math.min(REPLICAS, pods - i * REPLICAS)),
      due: i + 30,
    })),
  })
}

/** What came of a run, in milliseconds; the rounds are of a minute each. */
export interface Carried {
  readonly filled: number
  readonly rounds: readonly number[]
  readonly hash: string
  readonly ready: number
  /** What `heap` said while the world was still there. */
  readonly heap: number
}

const ROUNDS = 7
export const MINUTE = 60
/** Containers that die in each second: every pod of the whole size once in eight hours. */
export const CRASHES = 5

/** Fills such a cluster, and runs it on by the minute. The same in Node and in a browser's worker. */
export function carry(size: Size, seed: number, heap: () => number = () => 0): Carried {
  const world = wholeSize(size, seed)
  const filled = timed(() => fillUp(world))
  const rounds = Array.from({ length: ROUNDS }, () => timed(() => runOn(world, MINUTE, CRASHES)))
  const ready = world.pods.filter(pod => pod.ready).length
  return { filled, rounds, heap: heap(), hash: hashOf(world), ready }
}

function timed(action: () => void): number {
  const start = performance.now()
  action()
  return performance.now() - start
}

/** Creates one Deployment a second, and waits until all of it is ready. */
function fillUp(world: World): void {
  for (const { id } of world.workloads) {
    obey(world, { order: 'create', workload: id, node: undefined }, SCENARIO)
    step(world)
  }
  runOn(world, MINUTE, 0)
}

/** So many containers die in each second, each in another Deployment than the one before. */
function runOn(world: World, seconds: number, crashes: number): void {
  for (let i = 0; i < seconds; i += 1) {
    for (let n = 0; n < crashes; n += 1) {
      const workload = (world.tick * crashes + n) % world.workloads.length
      obey(world, { order: 'crash', workload }, SCENARIO)
    }
    step(world)
  }
}

function park(nodes: number, zones: number | undefined): ParkSpec {
  return {
    machines: Array.from({ length: nodes }, (_, i) => machine(i, zones)),
    images: [{ name: 'web', sizeMiB: 240, cached: true }],
    flavors: [],
    quota: { instances: 0, cores: 0, ramMiB: 0 },
    registryMiBPerSecond: 40,
    storageMiBPerSecond: 100,
    networkMiBPerSecond: 1_000,
  }
}

/** Every zone has machines of every size. */
function machine(i: number, zones: number | undefined): MachineSpec {
  const [cores, memoryMiB] = MACHINES[i % MACHINES.length] as (typeof MACHINES)[number]
  const zone = zones === undefined ? {} : { zone: `zone-${Math.floor(i / MACHINES.length) % zones}` }
  return { name: `n${i}`, cores, memoryMiB, gpus: 0, runs: 'kubelet', ...zone }
}

function workload(i: number, replicas: number): WorkloadSpec {
  const [cpu, memoryMiB] = SHAPES[i % SHAPES.length] as (typeof SHAPES)[number]
  return {
    name: `web-${i}`,
    requests: { cpu, memory: memoryMiB * BYTES_PER_MIB, gpus: 0 },
    replicas,
    controller: 'Deployment',
    minAvailable: undefined,
    image: 'web',
    flavor: '',
    warmup: 5,
    readinessProbe: { periodSeconds: 10 },
    workers: 4,
    serviceMs: 50,
    latencySloMs: 1_000,
    demand: [{ at: 0, perSecond: 10_000 }],
    kernel: 'shared',
    trusted: true,
    dirtyMiBPerSecond: 20,
    data: undefined,
    schedule: false,
    releases: 0,
  }
}
