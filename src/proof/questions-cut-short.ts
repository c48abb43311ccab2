/** What people who work on the kubelet would ask of the requests that a dying process had. */

import type { World } from '../model/world'
import { ask, aWorkload, aWorld, type Written, wait } from './inquiry'
import type { Question } from './question'

const machines = ['b1', 'b2', 'b3'].map(name => ({ name, cores: 8, memoryMiB: 16_384, gpus: 0, runs: 'kubelet' }))

/** Two pods of four workers, each busy for 200 ms with a request. */
function serving(perSecond: number, over: Written = {}): World {
  const asks = { workers: 4, serviceMs: 200, latencySloMs: 2_000, replicas: 2, demand: [{ at: 0, perSecond }] }
  const world = aWorld({ park: { machines }, workloads: [aWorkload({ ...asks, ...over })], due: 30 })
  ask(world, { order: 'create', workload: 0, node: undefined })
  wait(world, 90)
  return world
}

const dies = (world: World) =>
  ask(world, {
    order: 'bring-down',
    host: { kind: 'machine', id: world.nodes[world.pods[0]?.node ?? -1]?.on.id ?? -1 },
  })

const WAYS = {
  'a container dies': (world: World) => ask(world, { order: 'crash', workload: 0 }),
  'a node dies': dies,
} as const

const rows = (world: World) =>
  world.ledger
    .filter(({ requests }) => requests > 0)
    .map(({ loss, requests }) => `${requests} ${loss}`)
    .join(', ')

function cut(perSecond: number, over: Written = {}): readonly string[] {
  return Object.entries(WAYS).map(([way, does]) => {
    const world = serving(perSecond, over)
    const lost = () => world.workloads[0]?.traffic.lost ?? 0
    const before = lost()
    does(world)
    const atOnce = lost() - before
    wait(world, 120)
    return `${perSecond} a second, ${way}: ${atOnce} lost at once, ${lost() - before} in two minutes (${rows(world)})`
  })
}

export const QUESTIONS_CUT_SHORT: readonly Question[] = [
  {
    system: 'kubelet',
    asks: 'A container, or its node, dies under load. How many of its requests die with it at that moment, at half load and near saturation, and what if clients ask again?',
    answer: () => [
      ...cut(20),
      ...cut(38),
      'with clients that ask up to three times:',
      ...cut(38, { client: { timeoutMs: 2_000, attempts: 3, backoffMs: 500 } }),
    ],
  },
]
