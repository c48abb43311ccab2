import { describe, expect, it } from 'vitest'
import type { Pod, ReplicaSet } from '../../src/model/kubernetes'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { aMachine, asks, aWorld, inBowl, order, pass, theDeployment } from '../given'

const machines = Array.from({ length: 8 }, (_, i) => aMachine({ name: `b${i + 1}`, cores: 16, memoryMiB: 65_536 }))

const IMAGES = ['web', 'web:v2'].map(name => ({ name, sizeMiB: 10, cached: true }))

function serving(replicas: number, era: Era): World {
  const world = aWorld({
    machines,
    park: { images: IMAGES },
    spec: { replicas, warmup: 7, readinessProbe: { periodSeconds: 10 } },
    era,
    lasts: 7_200,
  })
  inBowl(world)
  pass(world, 60)
  return world
}

const sets = (world: World) => theDeployment(world).replicaSets.map(id => world.replicaSets[id] as ReplicaSet)
const ready = (world: World) =>
  sets(world)
    .flatMap(set => set.pods)
    .filter(id => (world.pods[id] as Pod).ready).length
const all = (world: World) => sets(world).flatMap(({ pods }) => pods).length

/** Each second, until it is over. */
function watch(world: World, seconds: number): { least: number; most: number } {
  let [least, most] = [ready(world), all(world)]
  for (let i = 0; i < seconds; i += 1) {
    pass(world, 1)
    least = Math.min(least, ready(world))
    most = Math.max(most, all(world))
  }
  return { least, most }
}

/** cluster-facts: replicas - floor(25 %) and replicas + ceil(25 %); 2017 one of each. */
const BOUNDS = Array.from({ length: 20 }, (_, i) => i + 1).flatMap(replicas => [
  ['now', replicas, replicas - Math.floor(replicas / 4), replicas + Math.ceil(replicas / 4)] as const,
  // of a single one the old pod may go at once, and what stops is not counted
  ['2017', replicas, replicas - 1, replicas === 1 ? 1 : replicas + 1] as const,
])

describe('A rolling update keeps between its bounds in every second, and uses them:', () => {
  it.each(BOUNDS)(
    '%s, %i replicas: never fewer than %i available, never more than %i in all',
    (era, replicas, least, most) => {
      const world = serving(replicas, era)
      const template = { image: 'web:v2', requests: asks(500, 256), defect: 'none' } as const
      order(world, { order: 'set-template', workload: 0, template })
      const seen = watch(world, 400)
      expect(sets(world).map(({ replicas }) => replicas)).toEqual([0, replicas])
      expect([all(world), ready(world)]).toEqual([replicas, replicas])
      expect(seen).toEqual({ least, most })
    },
  )
})
