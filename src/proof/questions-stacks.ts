/** What somebody would ask who runs Kubernetes on OpenStack, or OpenStack on Kubernetes. */

import type { World } from '../model/world'
import { refusal } from '../sim/orders'
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
]

const writes = ({ controlPlane }: World) => (controlPlane?.working.writes ? 'yes' : 'no')

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
