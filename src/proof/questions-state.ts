/** What people who work on etcd, on CockroachDB and on Patroni would ask. */

import type { Happening } from '../model/happening'
import type { World } from '../model/world'
import { NONE } from '../model/world'
import { explain } from '../sim/explain/explain'
import { refusal } from '../sim/orders/orders'
import { ask, aWorkload, aWorld, lines, wait } from './inquiry'
import type { Question } from './question'

const machine = (name: string, runs: string) => ({ name, cores: 4, memoryMiB: 8_192, gpus: 0, runs })
const names = (letter: string, many: number) => Array.from({ length: many }, (_, i) => `${letter}${i + 1}`)

const ETCD = /^(Etcd|ApiServer)/
const status = (world: World) =>
  explain(world, { kind: 'control-plane', id: 0 }).filter(line => /^(https:|etcd: )/.test(line))
const kubectl = (world: World): string => {
  const why = refusal(world, { order: 'cordon', node: 0 })
  return `kubectl cordon: ${why ?? 'is done'}`
}

/** In how many of so many seconds something could be written. */
function writable(world: World, seconds: number): { readonly told: readonly Happening[]; readonly could: number } {
  const told: Happening[] = []
  let could = 0
  for (let i = 0; i < seconds; i += 1) {
    told.push(...wait(world, 1))
    if (world.controlPlanes[0]?.working.writes) could += 1
  }
  return { told, could }
}

const MOST_LINES = 8

/** The disk of the first member takes so much longer to write. */
function secondOnSlowDisk(by: number): readonly string[] {
  const world = aWorld({
    park: {
      machines: [machine('b1', 'kubelet'), machine('m1', 'control-plane'), machine('m2', 'control-plane')],
      controlPlane: { name: 'k1', members: ['m1'] },
    },
  })
  ask(world, { order: 'slow-disk', member: 0, by })
  const alone = writable(world, 60)
  const joined = ask(world, { order: 'join-member', machine: 2 })
  const both = writable(world, 180)
  const told = lines([...joined, ...both.told], ETCD)
  return [
    `writes of the first take ${by} ms longer; alone it could be written to in ${alone.could} of 60 s`,
    ...told.slice(0, MOST_LINES),
    ...(told.length > MOST_LINES ? [`and so on: ${told.length - MOST_LINES} lines more`] : []),
    `with two, in ${both.could} of 180 s; ${kubectl(world)}`,
    ...status(world),
  ]
}

/** A database with two hundred writers on the disk of the member that leads. */
function convergedNode(): readonly string[] {
  const hosts = names('b', 3)
  const world = aWorld({
    park: { machines: hosts.map(name => machine(name, 'kubelet')), controlPlane: { name: 'k1', members: hosts } },
    workloads: [
      aWorkload({
        name: 'mysql',
        workers: 200,
        serviceMs: 200,
        data: { sizeMiB: 1_000, copies: 'one', disk: 'local', writes: 1_000_000 },
        demand: [
          { at: 0, perSecond: 10 },
          { at: 120, perSecond: 10 },
          { at: 180, perSecond: 900 },
        ],
      }),
    ],
  })
  ask(world, { order: 'create', workload: 0, node: 'b1' })
  return [...lines(wait(world, 300), ETCD), ...status(world), kubectl(world)]
}

const CREW = { sizeMiB: 30_000, copies: 'quorum', disk: 'local', writes: 500_000 }

function roach(members: number): World {
  const world = aWorld({
    park: { machines: names('b', members).map(name => machine(name, 'kubelet')) },
    workloads: [
      aWorkload({
        name: 'roach',
        replicas: members,
        requests: { cpuMillicores: 3_000, memoryMiB: 512 },
        workers: 40,
        data: CREW,
        demand: [{ at: 60, perSecond: 100 }],
      }),
    ],
  })
  ask(world, { order: 'create', workload: 0, node: undefined })
  wait(world, 120)
  return world
}

const DATABASE = /^(Range|Lease|StoreDead|Primary|SyncStandby|WritesLost)/
const kill = (world: World, member: number): readonly Happening[] => {
  const volume = world.volumes[world.stores[0]?.members[member]?.volume ?? NONE]
  return ask(world, {
    order: 'bring-down',
    host: { kind: 'machine', id: world.nodes[volume?.holder?.id ?? NONE]?.on.id ?? NONE },
  })
}
const ledger = (world: World) =>
  world.ledger.filter(({ requests }) => requests > 0).map(({ loss, requests }) => `${requests} requests: ${loss}`)
const stands = (world: World) =>
  explain(world, { kind: 'workload', id: 0 }).filter(line => /^(id |ranges: |r\d|\||no leader)/.test(line))

function twoOfFive(between: number): readonly string[] {
  const world = roach(5)
  const told = [...kill(world, 1), ...wait(world, between)]
  told.push(...kill(world, 2), ...wait(world, 30))
  return [`the second dies ${between} s after the first`, ...lines(told, DATABASE), ...stands(world), ...ledger(world)]
}

function threeAndOneDead(): readonly string[] {
  const world = roach(3)
  const told = [...kill(world, 1), ...wait(world, 900)]
  return [...lines(told, DATABASE), ...stands(world), ...ledger(world)]
}

function patroniWithoutItsStore(): readonly string[] {
  const world = aWorld({
    park: {
      machines: [...names('b', 3).map(name => machine(name, 'kubelet')), machine('m1', 'control-plane')],
      controlPlane: { name: 'k1', members: ['m1'] },
    },
    workloads: [
      aWorkload({
        name: 'pg',
        replicas: 3,
        requests: { cpuMillicores: 3_000, memoryMiB: 512 },
        data: { ...CREW, copies: 'sync', sizeMiB: 3_000 },
        demand: [{ at: 60, perSecond: 100 }],
        workers: 40,
      }),
    ],
  })
  ask(world, { order: 'create', workload: 0, node: undefined })
  wait(world, 120)
  const told = [...ask(world, { order: 'stop-part', part: 'etcd' }), ...wait(world, 60)]
  const meanwhile = stands(world)
  told.push(...ask(world, { order: 'start-part', part: 'etcd' }), ...wait(world, 60))
  const { served, planned, writesLost } = (world.workloads[0] as World['workloads'][number]).traffic
  return [
    ...lines(told, DATABASE),
    'after a minute without it:',
    ...meanwhile,
    ...ledger(world),
    `${served} of ${planned} requests served, ${writesLost} acknowledged writes lost`,
  ]
}

export const QUESTIONS_STATE: readonly Question[] = [
  {
    system: 'etcd',
    asks: 'What happens when the second etcd member is added and the first disk is slow?',
    answer: () => [...secondOnSlowDisk(400), ...secondOnSlowDisk(2_500)],
  },
  {
    system: 'etcd',
    asks: 'A database with two hundred writers moves onto the disk of the member that leads. What does the API server notice?',
    answer: convergedNode,
  },
  {
    system: 'databases',
    asks: 'Two of five CockroachDB nodes die. Does it matter whether the second dies before the first one’s replicas have been made elsewhere?',
    answer: () => [...twoOfFive(100), ...twoOfFive(600)],
  },
  {
    system: 'databases',
    asks: 'Why does a CockroachDB cluster of three with one dead not repair itself?',
    answer: threeAndOneDead,
  },
  {
    system: 'databases',
    asks: 'All of PostgreSQL is well and Patroni’s lease store is down for a minute. Who writes?',
    answer: patroniWithoutItsStore,
  },
]
