/** What people who work on kube-proxy, on the cluster's DNS and on network plugins would ask. */

import type { ParkSpec } from '../model/park'
import { BYTES_PER_MIB, type Era } from '../model/units'
import type { WorkloadSpec } from '../model/workload'
import type { Workload, World } from '../model/world'
import { explain } from '../sim/explain/explain'
import { aSpec, ask, aWorld, lines, served, wait } from './inquiry'
import type { Question } from './question'

const workload = (over: Partial<WorkloadSpec>): WorkloadSpec =>
  aSpec({
    requests: { cpu: 200, memory: 128 * BYTES_PER_MIB, gpus: 0 },
    warmup: 0,
    demand: [{ at: 0, perSecond: 0 }],
    flavor: 'm1',
    ...over,
  })

const NAMES = ['n1', 'n2', 'n3', 'n4']

interface Circumstances {
  readonly guests?: boolean
  readonly era?: Era
  readonly park?: Partial<ParkSpec>
  readonly due?: number
}

/** Four nodes: machines, or guests of one hypervisor. Everything is placed, and users come when it is ready. */
function running(
  workloads: readonly Partial<WorkloadSpec>[],
  { guests = false, era = 'now', park = {}, due = 60 }: Circumstances = {},
): World {
  const size = { memoryMiB: 16_384, gpus: 0 }
  const on = guests
    ? {
        machines: [{ name: 'h1', cores: 32, memoryMiB: 65_536, gpus: 0, runs: 'nova-compute' }],
        servers: NAMES.map(name => ({ name, flavor: 'm1', hypervisor: 'h1' })),
      }
    : { machines: NAMES.map(name => ({ name, cores: 8, ...size, runs: 'kubelet' })) }
  const flavors = [{ name: 'm1', vcpus: 4, ramMiB: 8_192 }]
  const world = aWorld({ era, park: { flavors, ...on, ...park }, workloads: workloads.map(workload), due })
  for (const { id } of world.workloads) ask(world, { order: 'create', workload: id, node: undefined })
  wait(world, due)
  return world
}

const trafficOf = (world: World, id = 0) => (world.workloads[id] as Workload).traffic

/** Lines of the explanation that begin so. */
const told = (world: World, kind: 'workload' | 'node', begins: RegExp, id = 0) =>
  explain(world, { kind, id }).filter(text => begins.test(text))

/** What the ledger has: the loss, how many, and since when. */
const ledger = (world: World): readonly string[] =>
  world.ledger
    .filter(({ requests }) => requests > 0)
    .map(({ workload: id, loss, requests, from }) => {
      const { spec } = world.workloads[id] as Workload
      return `${spec.name}: ${requests} requests lost, ${loss}, from ${from} s`
    })

/** One more second of a Service: what comes, what is made again, what is answered. */
const second = (world: World) => {
  const { perSecond, againNow, servedNow } = trafficOf(world)
  return `${world.tick} s  ${perSecond} new and ${againNow} repeated requests, ${servedNow} answered in time`
}

const SPIKE = [
  { at: 0, perSecond: 60 },
  { at: 59, perSecond: 60 },
  { at: 60, perSecond: 150 },
  { at: 119, perSecond: 150 },
  { at: 120, perSecond: 60 },
]

/** A storm, and what ends it. */
function storm(): readonly string[] {
  const world = running([{ demand: SPIKE, client: { timeoutMs: 500, attempts: 3, backoffMs: 100 } }])
  const seen: string[] = []
  for (const seconds of [50, 60, 30, 600, 1_800]) {
    wait(world, seconds)
    seen.push(second(world))
  }
  seen.push(...told(world, 'workload', /backend/))
  seen.push(...lines(ask(world, { order: 'shed', workload: 0 }), /Gate/))
  wait(world, 30)
  seen.push(second(world))
  ask(world, { order: 'shed', workload: 0 })
  wait(world, 300)
  return [...seen, second(world), ...ledger(world)]
}

/** The same, but for what the clients do, or the queue. */
function calmed(): readonly string[] {
  const client = { timeoutMs: 500, attempts: 3, backoffMs: 100 }
  const ways: readonly (readonly [string, Partial<WorkloadSpec>])[] = [
    ['three attempts', { client }],
    ['one attempt', { client: { ...client, attempts: 1 } }],
    ['a retry budget of 10 %', { client: { ...client, retryPercent: 10 } }],
    ['a queue of 20', { client, backlog: 20 }],
  ]
  return ways.map(([name, over]) => {
    const world = running([{ demand: SPIKE, ...over }])
    wait(world, 600)
    return `${name}: ${second(world)}`
  })
}

/** One pod of three is cold. */
function cold(): readonly string[] {
  const demand = [{ at: 0, perSecond: 90 }]
  const world = running([{ replicas: 2, warmup: 120, readinessProbe: { periodSeconds: 10 }, demand }], { due: 200 })
  wait(world, 60)
  ask(world, { order: 'crash', workload: 0 })
  const happened = wait(world, 240)
  return [...lines(happened, /^(Overloaded|Serving|Ready)$/), served(world), ...ledger(world)]
}

function ndots(): readonly string[] {
  const ask60 = (names: 'service' | 'external', era: Era) => {
    const world = running(
      [
        { replicas: 4, workers: 16, demand: [{ at: 0, perSecond: 60 }], resolves: { names, everyRequests: 1 } },
        { name: 'kube-dns', replicas: 3, dns: true, workers: 100, serviceMs: 1 },
      ],
      { era },
    )
    wait(world, 100)
    const queries = Math.floor(trafficOf(world, 1).calledNow / 1_000)
    return [
      `${era}, ${names} names: ${queries} queries/s for 60 requests/s`,
      ...told(world, 'workload', /looks names up/),
      served(world),
      ...ledger(world),
    ]
  }
  return [...ask60('service', '2017'), ...ask60('external', '2017'), ...ask60('external', 'now')]
}

function calico(): readonly string[] {
  const network = { plugin: 'calico', allowedAddressPairs: false } as const
  const users = { replicas: 4, demand: [{ at: 0, perSecond: 100 }] }
  const blocked = running([users], { guests: true, park: { network } })
  const open = running([users], { guests: true, park: { network: { ...network, allowedAddressPairs: true } } })
  for (const world of [blocked, open]) wait(world, 100)
  return [
    ...told(blocked, 'node', /^(Name|Ready|CNI|Neutron)/),
    ...told(blocked, 'workload', /^Ready: \d/),
    ...ledger(blocked),
    served(blocked),
    `with allowed_address_pairs, ${served(open)}`,
  ]
}

function policy(): readonly string[] {
  const calls = [{ workload: 'db', perRequest: 1, attempts: 1 }]
  const demand = [{ at: 0, perSecond: 10 }]
  return (['flannel', 'calico'] as const).flatMap(plugin => {
    const world = running(
      [
        { name: 'stranger', calls, demand },
        { name: 'db', networkPolicy: { from: ['web'], users: false } },
      ],
      { park: { network: { plugin, allowedAddressPairs: false } } },
    )
    wait(world, 60)
    return [`${plugin}:`, ...told(world, 'workload', /NetworkPolicy|enforced/, 1), served(world), ...ledger(world)]
  })
}

function manyServices(): readonly string[] {
  return [0, 1_000].flatMap(otherServices =>
    (['2017', 'now'] as const).map(era => {
      const world = running([{ replicas: 2, demand: [{ at: 0, perSecond: 30 }] }], { era, park: { otherServices } })
      wait(world, 30)
      ask(world, { order: 'evict', pod: 0 })
      wait(world, 60)
      return `${era}, ${otherServices} other Services: ${ledger(world).join('; ') || 'nothing lost'}`
    }),
  )
}

function daemon(): readonly string[] {
  return (['docker', 'containerd'] as const).flatMap(runtime => {
    const world = running([{ replicas: 4, demand: [{ at: 0, perSecond: 40 }] }], { era: '2017', park: { runtime } })
    wait(world, 30)
    const restarted = ask(world, { order: 'restart-runtime', node: 0 })
    const after = wait(world, 60)
    return [
      ...lines([...restarted, ...after], /^(RuntimeRestarted|ContainerDied|Ready)$/),
      served(world),
      ...ledger(world),
    ]
  })
}

export const QUESTIONS_SERVICES: readonly Question[] = [
  {
    system: 'services',
    asks: 'Clients time out after half a second and ask three times. For one minute more come than a Service can answer. When does it recover, and what ends the storm?',
    answer: storm,
  },
  {
    system: 'services',
    asks: 'Which of these would have kept that storm from outliving its minute: one attempt, a retry budget, a shorter queue?',
    answer: calmed,
  },
  {
    system: 'services',
    asks: 'One of two pods dies and takes two minutes to warm up, behind a readiness probe, while both were needed. What do users see?',
    answer: cold,
  },
  {
    system: 'services',
    asks: 'Each request looks a name up. What do ndots:5 and a name of the outside world do to kube-dns, and what does that do to the requests?',
    answer: ndots,
  },
  {
    system: 'services',
    asks: 'Calico without an overlay on nodes that are OpenStack VMs, and nobody has set allowed_address_pairs. What does kubectl show, and who is answered?',
    answer: calico,
  },
  {
    system: 'services',
    asks: 'A NetworkPolicy says that only web may ask db. Another workload asks db. What happens under flannel, and under Calico?',
    answer: policy,
  },
  {
    system: 'services',
    asks: 'One of two pods is evicted, without a preStop hook. What is lost in a cluster with a thousand other Services, in 2017 and today?',
    answer: manyServices,
  },
  {
    system: 'kubelet',
    asks: 'The container runtime’s daemon is started again on a node. What becomes of the pods there under Docker, and under containerd?',
    answer: daemon,
  },
]
