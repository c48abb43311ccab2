/**
 * Whatever is asked of a workload's controller, and whatever breaks meanwhile: no two pods
 * of one identity, no more pods than may be, requests that fit, and in the end what was
 * wanted last.
 */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pod } from '../../src/model/kubernetes'
import { DEFECTS } from '../../src/model/rollout'
import type { World } from '../../src/model/world'
import { podsOwned } from '../../src/sim/controllers/templates'
import { postsOf } from '../../src/sim/fenceposts'
import { type Order, obey } from '../../src/sim/orders/orders'
import { step } from '../../src/sim/step'
import { aMachine, asks, aWorld, inBowl, livePods, pass, theDeployment } from '../given'
import { tries } from '../runs'
import { expectLawful } from './lawful'

const SEED = 20_261_126
const IMAGES = ['web', 'web:v2', 'web:v3']

const start = fc.record({
  era: fc.constantFrom('now' as const, '2017' as const),
  seed: fc.nat({ max: 99 }),
  controller: fc.constantFrom('Deployment' as const, 'StatefulSet' as const, 'DaemonSet' as const),
  type: fc.constantFrom('RollingUpdate' as const, 'Recreate' as const),
  replicas: fc.integer({ min: 1, max: 6 }),
})

function opened({
  type,
  replicas,
  controller,
  ...wish
}: typeof start extends fc.Arbitrary<infer Value> ? Value : never) {
  const rollout = controller === 'Deployment' ? { type } : {}
  const world = aWorld({
    ...wish,
    machines: ['b1', 'b2', 'b3'].map(name => aMachine({ name })),
    park: { images: IMAGES.map(name => ({ name, sizeMiB: 10, cached: true })) },
    spec: { controller, replicas, rollout, readinessProbe: { periodSeconds: 2 } },
    lasts: 9_000,
  })
  inBowl(world)
  return world
}

const template = fc.record({
  image: fc.constantFrom(...IMAGES, 'web:v9'),
  requests: fc.constantFrom(asks(500, 256), asks(900, 256)),
  defect: fc.constantFrom(...DEFECTS),
})

const HOSTS = ['bring-down', 'bring-up'] as const

const order = fc.oneof(
  template.map((each): Order => ({ order: 'set-template', workload: 0, template: each })),
  fc.nat({ max: 4 }).map((to): Order => ({ order: 'rollout-undo', workload: 0, to })),
  fc.nat({ max: 6 }).map((replicas): Order => ({ order: 'scale', workload: 0, replicas })),
  fc
    .constantFrom('rollout-pause' as const, 'rollout-resume' as const)
    .map((each): Order => ({ order: each, workload: 0 })),
  fc.nat({ max: 30 }).map((pod): Order => ({ order: 'delete-pod', pod })),
  fc.nat({ max: 2 }).map((node): Order => ({ order: 'drain', node })),
  fc.nat({ max: 2 }).map((node): Order => ({ order: 'uncordon', node })),
  fc
    .tuple(fc.constantFrom(...HOSTS), fc.nat({ max: 2 }))
    .map(([what, id]): Order => ({ order: what, host: { kind: 'machine', id } })),
)

const course = fc.array(fc.record({ after: fc.nat({ max: 40 }), what: order }), { maxLength: 12 })

function expectKept(world: World): void {
  const { controller } = (world.workloads[0] as World['workloads'][number]).spec
  const pods = livePods(world)
  const identities = pods.map(({ ordinal, daemonOf }: Pod) => (controller === 'StatefulSet' ? ordinal : daemonOf))
  if (controller !== 'Deployment') expect(new Set(identities).size).toBe(pods.length)
  const deployment = theDeployment(world)
  const owned = podsOwned(world, deployment).length
  const wanted = deployment.replicaSets.reduce((sum, id) => sum + (world.replicaSets[id]?.replicas ?? 0), 0)
  if (controller === 'Deployment') expect(owned).toBeLessThanOrEqual(wanted)
  if (controller === 'Deployment' && deployment.progress.settled) {
    expect(wanted).toBeLessThanOrEqual(deployment.replicas + postsOf(world, deployment).surge)
  }
}

const passKeeping = (world: World, seconds: number) => {
  for (let i = 0; i < seconds; i += 1) {
    step(world)
    expectKept(world)
  }
}

describe(`Laws of rollouts (seed ${SEED})`, () => {
  it('hold in every second, and a good template with hosts that live is reached in the end', () => {
    fc.assert(
      fc.property(start, course, (wish, commands) => {
        const world = opened(wish)
        for (const { after, what } of commands) {
          passKeeping(world, after)
          obey(world, what, { by: 'command', id: 0 })
        }
        expectLawful(world)
        settle(world, wish.controller)
      }),
      tries(SEED, 60),
    )
  })
})

/** Everything is up, the template is good, and a person deletes what was broken: a Deployment needs nobody for that. */
function settle(world: World, controller: string): void {
  for (const id of [0, 1, 2]) {
    obey(world, { order: 'bring-up', host: { kind: 'machine', id } }, { by: 'command', id: 0 })
    obey(world, { order: 'uncordon', node: id }, { by: 'command', id: 0 })
  }
  obey(world, { order: 'rollout-resume', workload: 0 }, { by: 'command', id: 0 })
  const good = { image: 'web:good', requests: asks(100, 64), defect: 'none' } as const
  ;(world.images as { name: string; size: number }[]).push({ name: good.image, size: 1_000 })
  obey(world, { order: 'set-template', workload: 0, template: good }, { by: 'command', id: 0 })
  pass(world, 5)
  if (controller !== 'Deployment') {
    for (const { id } of livePods(world)) obey(world, { order: 'delete-pod', pod: id }, { by: 'command', id: 0 })
  }
  pass(world, 900)
  const deployment = theDeployment(world)
  const pods = podsOwned(world, deployment)
  expect(pods.map(({ ready, replicaSet }) => ready && replicaSet === deployment.replicaSet)).toEqual(
    Array(deployment.replicas).fill(true),
  )
}
