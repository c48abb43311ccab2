/** What people ask who empty nodes and hosts, and look after what is half moved or half made. */

import type { Node } from '../model/kubernetes'
import type { Era } from '../model/units'
import { inventory } from '../sim/cloud/nova'
import { explain } from '../sim/explain/explain'
import { refusal } from '../sim/orders/orders'
import { ask, aWorkload, aWorld, lines, until, wait } from './inquiry'
import type { Question } from './question'

export const QUESTIONS_CARE: readonly Question[] = [
  {
    system: 'controllers',
    asks: 'A node is drained on which a pod stands whose PodDisruptionBudget allows nothing. Is it cordoned? What is printed, what ends it, and what if the API server goes away meanwhile?',
    answer: () => [...heldDrain('scale'), ...heldDrain('uncordon'), ...heldDrain('no API server')],
  },
  {
    system: 'nova',
    asks: 'The source host of a live migration dies half way, or the target does. What does nova say of the server an hour later, what is held for it on the target, and can it be evacuated, in 2017 and today?',
    answer: () => [...halfWay('2017', 0), ...halfWay('now', 0), ...halfWay('now', 1)],
  },
  {
    system: 'nova',
    asks: 'A Heat stack of three servers, a quota of two. When has it failed, when are the two deleted that are still being built, and when is their quota free again?',
    answer: () => [...stackOverQuota(false), ...stackOverQuota(true)],
  },
  {
    system: 'nova',
    asks: 'A database keeps its data on the root disk of its server, and the host dies. What is left after an evacuation, and how long does an image take, if the server boots from a volume and if it does not?',
    answer: () => [...rootDisk(20), ...rootDisk(undefined)],
  },
  {
    system: 'databases',
    asks: 'Two of five CockroachDB nodes die, and two of five ranges lack their majority. What becomes of a request for one of those, and of a request for one of the other three, in the first minute and after it?',
    answer: () => [...lameRanges('2017'), ...lameRanges('now')],
  },
]

function halfWay(era: Era, dies: number): readonly string[] {
  const host = (name: string) => ({ name, cores: 8, memoryMiB: 65_536, gpus: 0, runs: 'nova-compute' })
  const big = { flavors: [{ name: 'm1.medium', vcpus: 2, ramMiB: 32_768 }] }
  const world = aWorld({
    era,
    park: { machines: ['h1', 'h2', 'h3'].map(host), ...big },
    workloads: [aWorkload({ name: 'db', dirtyMiBPerSecond: 500 })],
  })
  ask(world, { order: 'boot', workload: 0, servers: 1, hypervisor: 'h1' })
  wait(world, 120)
  const told = [...ask(world, { order: 'live-migrate', server: 0 }), ...wait(world, 10)]
  const machine = dies === 0 ? 0 : (world.servers[0]?.migratesTo ?? 0)
  told.push(...ask(world, { order: 'bring-down', host: { kind: 'machine', id: machine } }), ...wait(world, 3_600))
  const held = world.hypervisors.map(each => `${each.name} ${inventory(world, each).usedVcpus}`).join(', ')
  const evacuate = refusal(world, { order: 'evacuate', server: 0 }) ?? 'accepted'
  return [
    `${era}, the ${dies === 0 ? 'source' : 'target'} dies:`,
    ...lines(told, /Migration|HostDown|ComputeService/),
    ...explain(world, { kind: 'server', id: 0 }),
    `vCPUs claimed: ${held}`,
    `openstack server evacuate db: ${evacuate}`,
  ]
}

function rootDisk(bootVolumeGiB: number | undefined): readonly string[] {
  const host = (name: string) => ({ name, cores: 8, memoryMiB: 65_536, gpus: 0, runs: 'nova-compute' })
  const data = { sizeMiB: 1_000, copies: 'one', disk: 'local', writes: 1_000_000 }
  const db = aWorkload({ name: 'db', data, ...(bootVolumeGiB !== undefined && { bootVolumeGiB }) })
  const world = aWorld({ park: { machines: ['h1', 'h2'].map(host) }, workloads: [db] })
  ask(world, { order: 'boot', workload: 0, servers: 1, hypervisor: 'h1' })
  wait(world, 120)
  const told = [...ask(world, { order: 'create-image', server: 0 })]
  const image = (world.servers[0]?.imageAt ?? 0) - world.tick
  told.push(...wait(world, 60), ...ask(world, { order: 'bring-down', host: { kind: 'machine', id: 0 } }))
  told.push(...wait(world, 61), ...ask(world, { order: 'evacuate', server: 0 }), ...until(world, 'UnitReady'))
  const lost = world.workloads[0]?.traffic.writesLost ?? 0
  return [
    bootVolumeGiB === undefined ? '--image db:' : `--image db --boot-from-volume ${bootVolumeGiB}:`,
    ...explain(world, { kind: 'server', id: 0 }).filter(line => /^image|host/.test(line)),
    ...lines(told, /Image|Evacuating|WritesLost|UnitReady/),
    `the image could be used after ${image} s; acknowledged writes lost: ${lost}`,
  ]
}

function lameRanges(era: Era): readonly string[] {
  const machines = [1, 2, 3, 4, 5].map(i => ({ name: `n${i}`, cores: 4, memoryMiB: 8_192, gpus: 0, runs: 'kubelet' }))
  const data = { sizeMiB: 30_000, copies: 'quorum', disk: 'local', writes: 1_000_000 }
  const world = aWorld({
    era,
    park: { machines },
    due: 60,
    workloads: [
      aWorkload({
        name: 'roach',
        replicas: 5,
        requests: { cpuMillicores: 3_000, memoryMiB: 1_024, gpus: 0 },
        controller: 'StatefulSet',
        workers: 20,
        client: { timeoutMs: 3_000 },
        demand: [{ at: 0, perSecond: 100 }],
        data,
      }),
    ],
  })
  ask(world, { order: 'create', workload: 0, node: undefined })
  wait(world, 120)
  const hosts = [0, 1].map(ordinal => world.pods.find(pod => pod.ordinal === ordinal)?.node ?? 0)
  const told = hosts.flatMap(id => ask(world, { order: 'bring-down', host: { kind: 'machine', id } }))
  const rates = [55, 5, 60].map(seconds => {
    const before = world.workloads[0]?.traffic.served ?? 0
    told.push(...wait(world, seconds))
    return Math.floor(((world.workloads[0]?.traffic.served ?? 0) - before) / seconds)
  })
  const lame = explain(world, { kind: 'workload', id: 0 }).filter(line => /^r\d+: /.test(line))
  const rate = `of 100 requests a second are answered: ${rates[1]} in the first minute, ${rates[2]} in the second`
  return [`${era}:`, ...lines(told, /Range|Replica/), ...lame, rate]
}

function stackOverQuota(rollback: boolean): readonly string[] {
  const quota = { instances: 2, cores: 20, ramMiB: 51_200 }
  const host = { name: 'h1', cores: 8, memoryMiB: 65_536, gpus: 0, runs: 'nova-compute' }
  const world = aWorld({ park: { machines: [host], quota } })
  const template = { flavor: 'm1.medium', servers: 3, volumes: false }
  const told = [...ask(world, { order: 'create-stack', name: 'k8s', template, rollback }), ...wait(world, 60)]
  const events = lines(told, /^Stack/).filter(line => /\[k8s(\.server_\d)?\]/.test(line))
  return [rollback ? '--enable-rollback:' : 'no rollback, the default:', ...events]
}

const NODES = ['n1', 'n2', 'n3'].map(name => ({ name, cores: 8, memoryMiB: 16_384, gpus: 0, runs: 'kubelet' }))
const PLANE = { name: 'k1', members: ['m1'], databaseMiB: 100, liveMiB: 100, growthKiBPerSecond: 0 }
const MASTER = { name: 'm1', cores: 8, memoryMiB: 16_384, gpus: 0, runs: 'control-plane' }

function heldDrain(then: 'scale' | 'uncordon' | 'no API server'): readonly string[] {
  const world = aWorld({
    park: { machines: [...NODES, MASTER], controlPlane: PLANE },
    workloads: [aWorkload({ replicas: 2, minAvailable: 2 })],
  })
  ask(world, { order: 'create', workload: 0, node: undefined })
  wait(world, 60)
  const { id: node } = world.nodes.find(({ pods }) => pods.length > 0) as Node
  const told = [...ask(world, { order: 'drain', node }), ...wait(world, 600)]
  if (then === 'scale')
    told.push(...ask(world, { order: 'scale', workload: 0, replicas: 3 }), ...until(world, 'Drained'))
  if (then === 'uncordon') told.push(...ask(world, { order: 'uncordon', node }), ...wait(world, 60))
  if (then === 'no API server') {
    told.push(...ask(world, { order: 'bring-down', host: { kind: 'machine', id: 3 } }), ...wait(world, 60))
  }
  const state = explain(world, { kind: 'node', id: node }).filter(line => /^Unsched|^Non-term|^error/.test(line))
  return [`${then}:`, ...lines(told, /Schedulable|Evict|Drain|ScalingReplicaSet|ApiServer/), ...state]
}
