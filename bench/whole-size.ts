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
import { obey } from '../src/sim/orders'
import { step } from '../src/sim/step'

export interface Size {
  readonly nodes: number
  readonly pods: number
}

/** kubernetes.io, considerations for large clusters. */
export const WHOLE_SIZE: Size = { nodes: 5_000, pods: 150_000 }

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

export function wholeSize({ nodes, pods }: Size, seed: number): World {
  const deployments = Math.ceil(pods / REPLICAS)
  return buildWorld({
    era: 'now',
    seed,
    lasts: 3_600,
    park: park(nodes),
    workloads: Array.from({ length: deployments }, (_, i) => ({
      spec: workload(i, Math.min(REPLICAS, pods - i * REPLICAS)),
      due: i + 30,
    })),
  })
}

/** Creates one Deployment a second, and waits until all of it is ready. */
export function fillUp(world: World, each: (world: World) => void = () => {}): void {
  for (const { id } of world.workloads) {
    obey(world, { order: 'create', workload: id, node: undefined }, SCENARIO)
    step(world)
    each(world)
  }
  for (let i = 0; i < 60; i += 1) step(world)
}

/** So many seconds in which one container of `crashes` workloads dies in each. */
export function runOn(world: World, seconds: number, crashes: number): void {
  for (let i = 0; i < seconds; i += 1) {
    for (let n = 0; n < crashes; n += 1) {
      const workload = (world.tick * crashes + n) % world.workloads.length
      obey(world, { order: 'crash', workload }, SCENARIO)
    }
    step(world)
  }
}

function park(nodes: number): ParkSpec {
  return {
    machines: Array.from({ length: nodes }, (_, i) => machine(i)),
    images: [{ name: 'web', sizeMiB: 240, cached: true }],
    flavors: [],
    quota: { instances: 0, cores: 0, ramMiB: 0 },
    registryMiBPerSecond: 40,
    storageMiBPerSecond: 100,
    networkMiBPerSecond: 1_000,
  }
}

function machine(i: number): MachineSpec {
  const [cores, memoryMiB] = MACHINES[i % MACHINES.length] as (typeof MACHINES)[number]
  return { name: `n${i}`, cores, memoryMiB, gpus: 0, runs: 'kubelet' }
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
