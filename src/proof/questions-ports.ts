/** What people who work on the scheduler and the workload controllers would ask of host ports, availability and deletion cost. */

import { BYTES_PER_MIB } from '../model/units'
import type { World } from '../model/world'
import { explain } from '../sim/explain/explain'
import { podName } from '../sim/names'
import { ask, aWorkload, aWorld, lines, type Written, wait } from './inquiry'
import type { Question } from './question'

const machines = ['b1', 'b2', 'b3'].map(name => ({ name, cores: 8, memoryMiB: 16_384, gpus: 0, runs: 'kubelet' }))
const images = ['web:v1', 'web:v2'].map(name => ({ name, sizeMiB: 100, cached: true }))

function serving(over: Written): World {
  const workloads = [aWorkload({ image: 'web:v1', replicas: 3, ...over })]
  const world = aWorld({ park: { machines, images }, workloads })
  ask(world, { order: 'create', workload: 0, node: undefined })
  wait(world, 120)
  return world
}

function release(world: World): number {
  const requests = { cpu: 200, memory: 256 * BYTES_PER_MIB, gpus: 0 }
  ask(world, { order: 'set-template', workload: 0, template: { image: 'web:v2', defect: 'none', requests } })
  return world.tick
}

const ROLLOUT = /^(ScalingReplicaSet|FailedScheduling|NewReplicaSetAvailable|ProgressDeadlineExceeded)/
const status = (world: World) =>
  explain(world, { kind: 'deployment', id: 0 }).filter(line =>
    /^(Replicas|Condition|deployment|error|Waiting)/.test(line),
  )

/** Three replicas with a host port on three nodes. */
function hostPort(rollout: Written): readonly string[] {
  const world = serving({ hostPorts: [443], rollout })
  const from = release(world)
  const told = lines(wait(world, 700), ROLLOUT)
  return [`${JSON.stringify(rollout)}, from ${from} s:`, ...told, ...status(world)]
}

function minReady(minReadySeconds: number): readonly string[] {
  const world = serving({ rollout: { minReadySeconds, maxSurge: 1, maxUnavailable: 0 } })
  const from = release(world)
  const told = lines(wait(world, 300), /^(ScalingReplicaSet|Ready|NewReplicaSetAvailable)/)
  return [`minReadySeconds ${minReadySeconds}, from ${from} s:`, ...told, ...status(world)]
}

function deletionCost(): readonly string[] {
  const world = serving({ replicas: 4 })
  const [first, second] = world.pods
  if (first) ask(world, { order: 'set-deletion-cost', pod: first.id, cost: 100 })
  if (second) ask(world, { order: 'set-deletion-cost', pod: second.id, cost: -100 })
  const before = world.pods.map(
    pod => `${podName(world, pod)} on ${world.nodes[pod.node]?.name}, cost ${pod.deletionCost}`,
  )
  ask(world, { order: 'scale', workload: 0, replicas: 1 })
  const told = lines(wait(world, 2), /^SuccessfulDelete/)
  return [...before, 'scaled to one:', ...told]
}

export const QUESTIONS_PORTS: readonly Question[] = [
  {
    system: 'kube-scheduler',
    asks: 'Three replicas with hostPort 443 on three nodes are rolled out by surge. Does that ever end, and with maxUnavailable 1?',
    answer: () => [...hostPort({ maxSurge: 1, maxUnavailable: 0 }), ...hostPort({ maxSurge: 0, maxUnavailable: 1 })],
  },
  {
    system: 'controllers',
    asks: 'What does a rollout wait for with minReadySeconds of 30, and what does it say meanwhile?',
    answer: () => [...minReady(0), ...minReady(30)],
  },
  {
    system: 'controllers',
    asks: 'Four pods on three nodes are scaled to one; the oldest has a deletion cost of 100, the second one of -100. Who goes, and in which order?',
    answer: deletionCost,
  },
]
