/** What people who work on the workload controllers would ask. */

import type { Happening } from '../model/happening'
import type { Defect, RolloutSpec } from '../model/rollout'
import { BYTES_PER_MIB, type Era } from '../model/units'
import type { Controller, WorkloadSpec } from '../model/workload'
import type { World } from '../model/world'
import { explainDeployment, rolloutHistory, rolloutStatus } from '../sim/explain/rollout'
import { nameOf, podName } from '../sim/names'
import { refusal } from '../sim/orders/orders'
import { aSpec, ask, aWorld, only, wait } from './inquiry'
import type { Question } from './question'

const requests = { cpu: 500, memory: 256 * BYTES_PER_MIB, gpus: 0 }

const workload = (controller: Controller, replicas: number, rollout: RolloutSpec): WorkloadSpec =>
  aSpec({
    name: controller === 'StatefulSet' ? 'db' : 'web',
    image: 'web-v1',
    readinessProbe: { periodSeconds: 10 },
    warmup: 5,
    requests,
    replicas,
    controller,
    rollout,
  })

/** Everything is placed, and has had two minutes to start. */
function serving(controller: Controller, replicas: number, era: Era = 'now', rollout: RolloutSpec = {}): World {
  const machines = ['b1', 'b2', 'b3', 'b4'].map(name => ({
    name,
    cores: 8,
    memoryMiB: 16_384,
    gpus: 0,
    runs: 'kubelet' as const,
  }))
  const images = ['web-v1', 'web-v2', 'web-v3'].map(name => ({ name, sizeMiB: 240, cached: true }))
  const world = aWorld({ era, park: { machines, images }, workloads: [workload(controller, replicas, rollout)] })
  ask(world, { order: 'create', workload: 0, node: undefined })
  wait(world, 120)
  return world
}

const setImage = (world: World, image: string, defect: Defect = 'none') =>
  ask(world, { order: 'set-template', workload: 0, template: { image, requests, defect } })

const undo = (world: World, to = 0) => ask(world, { order: 'rollout-undo', workload: 0, to })

const deployment = (world: World) => world.deployments[0] as World['deployments'][number]
const status = (world: World) => rolloutStatus(world, deployment(world))

/** When, counted from some moment, about what, and what. */
const line =
  (world: World, from: number) =>
  ({ tick, reason, regarding, note }: Happening) =>
    `+${tick - from} s  ${reason}  ${regarding.kind}/${nameOf(world, regarding)}: ${note}`

function stalled(): readonly string[] {
  const world = serving('Deployment', 10)
  const from = world.tick
  const told = [...setImage(world, 'web-v2', 'hangs'), ...wait(world, 3_000)]
  const lines = only(told, 'ScalingReplicaSet', 'ProgressDeadlineExceeded').map(line(world, from))
  return [...lines, `+${world.tick - from} s`, ...explainDeployment(world, deployment(world))]
}

function scaledInTheMiddle(): readonly string[] {
  const world = serving('Deployment', 10, 'now', { maxSurge: 3, maxUnavailable: 2 })
  setImage(world, 'web-v2', 'hangs')
  wait(world, 60)
  const from = world.tick
  const told = [...ask(world, { order: 'scale', workload: 0, replicas: 15 }), ...wait(world, 60)]
  return [...only(told, 'ScalingReplicaSet').map(line(world, from)), status(world)]
}

function stuckStatefulSet(): readonly string[] {
  const world = serving('StatefulSet', 3)
  const from = world.tick
  const broken = [...setImage(world, 'web-v2', 'crashes'), ...wait(world, 60)]
  const after = [...undo(world), ...wait(world, 1_800)]
  const moves = ['SuccessfulDelete', 'SuccessfulCreate'] as const
  const lines = [...only(broken, ...moves), ...only(after, ...moves)].map(line(world, from))
  const last = world.pods.find(pod => !pod.gone && pod.ordinal === 2) as World['pods'][number]
  const before = [...lines, `+${world.tick - from} s  ${podName(world, last)} is ${last.status}; ${status(world)}`]
  const byHand = [...ask(world, { order: 'delete-pod', pod: last.id }), ...wait(world, 60)]
  return [
    ...before,
    'kubectl delete pod db-2',
    ...only(byHand, ...moves, 'Ready').map(line(world, from)),
    status(world),
  ]
}

function revisions(era: Era): readonly string[] {
  const world = serving('Deployment', 3, era)
  for (const image of ['web-v2', 'web-v3']) {
    setImage(world, image)
    wait(world, 120)
  }
  const before = rolloutHistory(world, deployment(world))
  const from = world.tick
  const told = [...undo(world, 1), ...wait(world, 120)]
  const why = refusal(world, { order: 'rollout-undo', workload: 0, to: 1 })
  return [
    ...before,
    'kubectl rollout undo deployment/web --to-revision=1',
    ...only(told, 'DeploymentRollback', 'ScalingReplicaSet').map(line(world, from)),
    ...rolloutHistory(world, deployment(world)),
    ...(why ? ['kubectl rollout undo deployment/web --to-revision=1', why] : []),
  ]
}

export const QUESTIONS_ROLLOUTS: readonly Question[] = [
  {
    system: 'controllers',
    asks: 'Ten replicas, the defaults of today, and an image whose readiness probe never succeeds: how far does it go, when is it said to have failed, and what is undone?',
    answer: stalled,
  },
  {
    system: 'controllers',
    asks: 'A rollout with maxSurge 3 and maxUnavailable 2 is stuck at 8 old and 5 new pods, and somebody scales the Deployment from 10 to 15: who grows by how much?',
    answer: scaledInTheMiddle,
  },
  {
    system: 'controllers',
    asks: 'A StatefulSet is updated to an image that exits at once, and rolled back a minute later: does it recover?',
    answer: stuckStatefulSet,
  },
  {
    system: 'controllers',
    asks: 'Of three revisions the first is rolled back to: what is it called afterwards, and is there a revision 1?',
    answer: () => revisions('now'),
  },
  {
    system: 'controllers',
    asks: 'The same in 2017: who does it, and in what steps with one more and one less?',
    answer: () => revisions('2017'),
  },
]
