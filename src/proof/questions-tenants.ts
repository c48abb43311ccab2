/** What people who work on etcd, on kubeadm and on nova would ask of a control plane in a tenant's guests. */

import type { Happening } from '../model/happening'
import type { Era } from '../model/units'
import type { World } from '../model/world'
import { planeOf } from '../sim/control-plane/working'
import { explain } from '../sim/explain/explain'
import { type Order, refusal } from '../sim/orders/orders'
import { ask, aWorkload, aWorld, lines, until, wait } from './inquiry'
import type { Question } from './question'

export const QUESTIONS_TENANTS: readonly Question[] = [
  {
    system: 'etcd',
    asks: "A tenant's control plane is one member in a guest of two vCPUs, and its quota is 20 cores. A second guest is booted and joined, in 2017 and today. For how long can nothing be written meanwhile, who else notices, and is there room for a third and for a fourth worker of four?",
    answer: () => (['2017', 'now'] as const).flatMap(secondMember),
  },
  {
    system: 'etcd',
    asks: 'Two tenants have an etcd leader each on the same hypervisor, and a third of the cloud boots what burns there, sixteen vCPUs to a core in all. One of them has its other members elsewhere, the other has all three there. What becomes of each?',
    answer: () => {
      const world = twoTenants('2017', ['h1', 'h2', 'h3'], ['h1', 'h1', 'h1'])
      ask(world, { order: 'boot', workload: 2, servers: 16 * CORES * 0.5 - 12, hypervisor: 'h1' })
      wait(world, 240)
      const told = [...ask(world, { order: 'burn', workload: 2, burns: true }), ...wait(world, 600)]
      return [...firstOf(told, 10), ...statusOf(world, 1), ...statusOf(world, 2)]
    },
  },
  {
    system: 'nova',
    asks: "The guest with a tenant's etcd leader and both leases is migrated live, and then its old host dies; the host that it went to dies ten minutes later. What did each of the three cost the tenant's control plane?",
    answer: () => {
      const world = twoTenants('now', ['h1', 'h2', 'h3'], ['h2', 'h2', 'h3'])
      const first = guest(world, 'acme-cp1')
      const moves = [...ask(world, { order: 'live-migrate', server: first }), ...wait(world, 120)]
      const [moved, without] = [lines(moves, /Migration|Etcd|Api|Leader/), withoutWrites(world, 1, 600)]
      const told = dies(world, 'h1')
      const old = [...lines(told, /HostDown|Etcd|Api|Leader/), withoutWrites(world, 1, 600)]
      const next = dies(world, hostOf(world, 'acme-cp1'))
      const [now, later] = [lines([...next, ...wait(world, 30)], /HostDown|Etcd|Api|Leader/), statusOf(world, 1)]
      return [...moved, without, ...old, ...now, ...later]
    },
  },
  {
    system: 'controllers',
    asks: "A tenant's certificates of a year ago run out; the operator's do not. Ten minutes later a host with a worker of the tenant's and one of its three members dies. What does its kubectl say, are its users served, and what happens when somebody renews?",
    answer: () => {
      const world = twoTenants('now', ['h1', 'h2', 'h3'], ['h1', 'h2', 'h3'], { certificatesEnd: 120 })
      const told = [
        ...until(world, 'CertificatesExpired'),
        ...wait(world, 600),
        ...dies(world, 'h3'),
        ...wait(world, 600),
      ]
      const [acme, beta] = [said(world, 0), said(world, 1)]
      const served = lostOf(world, 0)
      const renewed = [...ask(world, { order: 'renew-certificates', cluster: 1 }), ...wait(world, 600)]
      return [
        ...lines(told, /HostDown|Certificates|Api|NodeNotReady|EtcdLeader/),
        ...[acme, beta, served],
        ...lines(renewed, /Certificates|Api|LeaderElection|NodeNotReady|Evict/),
        lostOf(world, 0),
      ]
    },
  },
]

const CORES = 8
const QUOTA = { instances: 10, cores: 20, ramMiB: 51_200 }
const host = (name: string) => ({ name, cores: CORES, memoryMiB: 524_288, gpus: 0, runs: 'nova-compute' })

/** Members as given, and three workers. */
const tenant = (name: string, members: readonly string[], controlPlane?: object) => ({
  name: `k-${name}`,
  project: name,
  ...(controlPlane && { controlPlane }),
  servers: [
    ...members.map((on, i) => ({
      name: `${name}-cp${i + 1}`,
      hypervisor: on,
      runs: 'control-plane',
      flavor: 'm1.medium',
    })),
    ...['h1', 'h2', 'h3'].map((on, i) => ({
      name: `${name}-w${i + 1}`,
      hypervisor: on,
      runs: 'kubelet',
      flavor: 'm1.large',
    })),
  ],
})

/** acme's shop and beta's blog, and a workload of nobody's cluster that can burn. */
function twoTenants(era: Era, acme: readonly string[], beta: readonly string[], plane?: object): World {
  const requests = { cpuMillicores: 500, memoryMiB: 256, gpus: 0 }
  const world = aWorld({
    era,
    park: {
      machines: ['h1', 'h2', 'h3'].map(host),
      flavors: [
        { name: 'm1.medium', vcpus: 2, ramMiB: 4_096 },
        { name: 'm1.large', vcpus: 4, ramMiB: 8_192 },
      ],
      quota: { instances: 1_000, cores: 10_000, ramMiB: 10_000_000 },
      projects: ['acme', 'beta'].map(name => ({ name, quota: QUOTA })),
      tenants: [tenant('acme', acme, plane), tenant('beta', beta)],
    },
    workloads: [
      ...['shop', 'blog'].map(name => aWorkload({ name, replicas: 3, requests })),
      aWorkload({ name: 'render', flavor: 'm1.medium', demand: [{ at: 0, perSecond: 0 }] }),
    ],
  })
  for (const workload of [0, 1]) ask(world, { order: 'create', workload, node: undefined, cluster: workload + 1 })
  wait(world, 60)
  return world
}

function secondMember(era: Era): readonly string[] {
  const world = twoTenants(era, ['h1'], ['h1', 'h2', 'h3'])
  const boot = (name: string): Order => ({
    order: 'boot-node',
    name,
    flavor: 'm1.medium',
    becomes: 'control-plane',
    cluster: 1,
  })
  const told = [...ask(world, boot('acme-cp2')), ...wait(world, 120)]
  const began = world.tick
  told.push(...ask(world, { order: 'join-member', server: guest(world, 'acme-cp2'), cluster: 1 }))
  const lost: number[] = [0, 0]
  for (let second = 0; second < 120; second += 1) {
    told.push(...wait(world, 1))
    for (const [i, cluster] of [1, 2].entries())
      if (!planeOf(world, cluster)?.working.writes) lost[i] = (lost[i] ?? 0) + 1
  }
  ask(world, boot('acme-cp3'))
  const more: Order = { order: 'boot-node', name: 'acme-w4', flavor: 'm1.large', cluster: 1 }
  return [
    `in ${era}, joined at ${began} s: k-acme could not be written in ${lost[0]} of 120 s, k-beta in ${lost[1]}`,
    ...lines(told, /Etcd|Api|LeaderElection/),
    ...statusOf(world, 1).slice(0, 1),
    'openstack server create --flavor m1.medium acme-cp3: done',
    `openstack server create --flavor m1.large acme-w4: ${refusal(world, more) ?? 'done'}`,
  ]
}

const guest = ({ servers }: World, name: string): number => servers.findIndex(server => server.name === name)

const hostOf = (world: World, name: string): string =>
  world.hypervisors[world.servers[guest(world, name)]?.hypervisor ?? -1]?.name ?? ''

const dies = (world: World, name: string): readonly Happening[] =>
  ask(world, {
    order: 'bring-down',
    host: { kind: 'machine', id: world.machines.findIndex(each => each.name === name) },
  })

function withoutWrites(world: World, cluster: number, seconds: number): string {
  let without = 0
  for (let second = 0; second < seconds; second += 1) {
    wait(world, 1)
    if (!planeOf(world, cluster)?.working.writes) without += 1
  }
  return `could not be written in ${without} of ${seconds} s`
}

const statusOf = (world: World, cluster: number): readonly string[] =>
  explain(world, { kind: 'control-plane', id: cluster }).filter(line => /^(API server|etcd|kube-)/.test(line))

const said = (world: World, workload: number): string => {
  const why = refusal(world, { order: 'scale', workload, replicas: 4 })
  return `kubectl scale deployment ${world.workloads[workload]?.spec.name}: ${why ?? 'done'}`
}

function lostOf({ workloads }: World, workload: number): string {
  const { spec, traffic } = workloads[workload] as World['workloads'][number]
  return `${spec.name}: ${traffic.lost} of ${traffic.served + traffic.lost} requests lost so far`
}

const firstOf = (told: readonly Happening[], most: number): readonly string[] => {
  const all = lines(told, /Steal|Etcd|Api|LeaderElection/)
  return [...all.slice(0, most), ...(all.length > most ? [`and so on: ${all.length - most} lines more`] : [])]
}
