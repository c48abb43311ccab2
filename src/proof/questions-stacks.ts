/** What somebody would ask who runs Kubernetes on OpenStack, or OpenStack on Kubernetes. */

import type { Pod } from '../model/kubernetes'
import type { Workload, World } from '../model/world'
import { explain } from '../sim/explain/explain'
import { podName } from '../sim/names'
import { refusal } from '../sim/orders/orders'
import { ask, aWorkload, aWorld, lines, until, type Written, wait } from './inquiry'
import type { Question } from './question'

export const QUESTIONS_STACKS: readonly Question[] = [
  {
    system: 'nova',
    asks: "OpenStack's own services are pods, on nodes that are guests of the same cloud. All power fails for a minute. What comes back, and who can start the rest?",
    answer: () => {
      const world = turtles()
      const hosts = world.machines.map(({ id }) => ({ kind: 'machine', id }) as const)
      const told = hosts.flatMap(host => ask(world, { order: 'bring-down', host }))
      told.push(...wait(world, 60))
      told.push(...hosts.flatMap(host => ask(world, { order: 'bring-up', host })), ...wait(world, 3_600))
      const nodes = world.nodes.map(({ name, ready }) => `node ${name}: ${ready ? 'Ready' : 'NotReady'}`)
      const guests = world.servers.map(({ name, status }) => `server ${name}: ${status}`)
      const start = `openstack server start w1: ${refusal(world, { order: 'start-server', server: 0 }) ?? 'done'}`
      return [...lines(told, /HostDown|HostUp|NodeReady|NodeNotReady/), ...guests, ...nodes, start]
    },
  },
  {
    system: 'etcd',
    asks: 'Two of three etcd members are guests of one hypervisor. Its machine loses power and comes back two minutes later. When can the cluster write again?',
    answer: () => {
      const world = tenants()
      const told = [...ask(world, { order: 'bring-down', host: { kind: 'machine', id: 0 } }), ...wait(world, 120)]
      told.push(...ask(world, { order: 'bring-up', host: { kind: 'machine', id: 0 } }), ...wait(world, 300))
      const asked = world.tick
      told.push(...ask(world, { order: 'start-server', server: 0 }), ...until(world, 'EtcdLeaderElected'))
      return [...lines(told, /Host|Etcd|Api|Server/), `started by hand at ${asked} s; writes again: ${writes(world)}`]
    },
  },
  {
    system: 'controllers',
    asks: "Two tenants' clusters stand on the same hypervisors, beside the operator's on metal. A host dies with two of acme's three etcd members and a worker of each. What does each cluster know of it, and what does its kubectl answer?",
    answer: () => {
      const world = rail()
      const told = [...ask(world, { order: 'bring-down', host: { kind: 'machine', id: 1 } }), ...wait(world, 120)]
      const nodes = world.nodes.flatMap(({ id }) => stateOf(explain(world, { kind: 'node', id })))
      const planes = world.tenants.flatMap(({ cluster }) => explain(world, { kind: 'control-plane', id: cluster }))
      const scale = [0, 1, 2].map(workload => {
        const { name } = (world.workloads[workload] as Workload).spec
        return `kubectl scale deployment ${name}: ${refusal(world, { order: 'scale', workload, replicas: 3 }) ?? 'done'}`
      })
      return [...lines(told, /Host|Api|NodeNotReady|Evict/), ...planes, ...nodes, ...scale]
    },
  },
  {
    system: 'nova',
    asks: "A tenant's node VM is migrated live before its old host dies. Were its pods started again, and what is left of the quota of 10 instances and 20 cores for another node?",
    answer: () => {
      const world = rail()
      const server = world.servers.findIndex(({ name }) => name === 'beta-w1')
      const told = [...ask(world, { order: 'live-migrate', server }), ...until(world, 'LiveMigrationDone')]
      told.push(...ask(world, { order: 'bring-down', host: { kind: 'machine', id: 1 } }), ...wait(world, 120))
      const pods = world.nodes[world.servers[server]?.node ?? -1]?.pods ?? []
      const restarts = pods.map(
        id => `pod ${podName(world, world.pods[id] as Pod)}: ${world.pods[id]?.restarts} restarts`,
      )
      const more = { order: 'boot-node', name: 'beta-w3', flavor: 'm1.large', cluster: 2 } as const
      const asked = `openstack server create --flavor m1.large beta-w3: ${refusal(world, more) ?? 'done'}`
      return [...lines(told, /Migration|Host|NodeNotReady/), ...restarts, asked]
    },
  },
]

const stateOf = (described: readonly string[]): readonly string[] => {
  const [name, cluster, ready] = ['Name', 'Cluster', 'Ready'].map(key =>
    described.find(line => line.startsWith(`${key}: `)),
  )
  return [`${name}, ${cluster}, ${ready}`]
}

const writes = ({ controlPlanes: [plane] }: World) => (plane?.working.writes ? 'yes' : 'no')

const host = (name: string) => ({ name, cores: 16, memoryMiB: 65_536, gpus: 0, runs: 'nova-compute' as const })
const guest = (name: string, hypervisor: string, runs: 'kubelet' | 'control-plane') => ({
  name,
  flavor: 'm1.medium',
  hypervisor,
  runs,
})

const service = (name: string) =>
  aWorkload({ name, replicas: 2, requests: { cpuMillicores: 200, memoryMiB: 256, gpus: 0 } })

const aWorldOf = (park: Written, names: readonly string[] = []): World =>
  aWorld({ park, workloads: names.map(service) })

function turtles(): World {
  const world = aWorldOf(
    {
      machines: [host('h1'), host('h2')],
      servers: [guest('w1', 'h1', 'kubelet'), guest('w2', 'h2', 'kubelet')],
      cloudServices: ['keystone', 'nova-api'],
    },
    ['keystone', 'nova-api'],
  )
  for (const workload of [0, 1]) ask(world, { order: 'create', workload, node: undefined })
  wait(world, 60)
  return world
}

function tenants(): World {
  const world = aWorldOf({
    machines: [host('h1'), host('h2')],
    servers: [
      guest('etcd-1', 'h1', 'control-plane'),
      guest('etcd-2', 'h1', 'control-plane'),
      guest('etcd-3', 'h2', 'control-plane'),
    ],
    controlPlane: {
      name: 'k1',
      members: ['etcd-1', 'etcd-2', 'etcd-3'],
      databaseMiB: 100,
      liveMiB: 100,
      growthKiBPerSecond: 0,
    },
  })
  wait(world, 30)
  return world
}

/** Three members and three workers: 6 of 10 instances, 18 of 20 cores. */
const tenantOn = (name: string, members: readonly string[]) => ({
  name: `k-${name}`,
  project: name,
  servers: [
    ...members.map((on, i) => guest(`${name}-cp${i + 1}`, on, 'control-plane')),
    ...['h1', 'h2', 'h3'].map((on, i) => ({ ...guest(`${name}-w${i + 1}`, on, 'kubelet'), flavor: 'm1.large' })),
  ],
})

function rail(): World {
  const quota = { instances: 10, cores: 20, ramMiB: 51_200 }
  const world = aWorldOf(
    {
      machines: [{ ...host('b1'), runs: 'kubelet' }, ...['h1', 'h2', 'h3'].map(host)],
      flavors: [
        { name: 'm1.medium', vcpus: 2, ramMiB: 4_096 },
        { name: 'm1.large', vcpus: 4, ramMiB: 8_192 },
      ],
      projects: ['acme', 'beta'].map(name => ({ name, quota })),
      tenants: [tenantOn('acme', ['h1', 'h1', 'h2']), tenantOn('beta', ['h1', 'h2', 'h3'])],
    },
    ['web', 'shop', 'blog'],
  )
  for (const cluster of [0, 1, 2]) ask(world, { order: 'create', workload: cluster, node: undefined, cluster })
  wait(world, 60)
  return world
}
