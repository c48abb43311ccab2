/** Four ways to stand Kubernetes and OpenStack on the same machines, and how each of them fails. */

import { describe, expect, it } from 'vitest'
import type { ParkSpec } from '../../src/model/park'
import { BYTES_PER_MIB, type Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { hasQuorum } from '../../src/sim/control-plane/etcd'
import { explain } from '../../src/sim/explain/explain'
import {
  aHypervisor,
  aMachine,
  aSpec,
  aWorld,
  bringDown,
  bringUp,
  inBowl,
  livePods,
  order,
  pass,
  reasons,
  refusalOf,
  thePlane,
  theServer,
  when,
} from '../given'

const FLAVORS = [{ name: 'm1.medium', vcpus: 2, ramMiB: 4_096 }]
const QUOTA = { instances: 10, cores: 20, ramMiB: 51_200 }
const PLANE = { name: 'k1', databaseMiB: 100, liveMiB: 100, growthKiBPerSecond: 0 }
const requests = { cpu: 200, memory: 256 * BYTES_PER_MIB, gpus: 0 }

const guest = (name: string, hypervisor: string, runs: 'kubelet' | 'control-plane' = 'kubelet') => ({
  name,
  flavor: 'm1.medium',
  hypervisor,
  runs,
})

const ready = (world: World) => livePods(world).filter(pod => pod.ready).length
const quorum = (world: World) => hasQuorum(world, thePlane(world))

/** A tenant's cluster in guests: three etcd members on these hosts, and two nodes. */
function tenants(...hosts: readonly [string, string, string]): World {
  const members = hosts.map((host, i) => guest(`etcd-${i + 1}`, host, 'control-plane'))
  const world = aWorld({
    machines: ['h1', 'h2', 'h3'].map(name => aHypervisor(name)),
    park: {
      flavors: FLAVORS,
      quota: QUOTA,
      servers: [...members, guest('w1', 'h2'), guest('w2', 'h3')],
      controlPlane: { ...PLANE, members: ['etcd-1', 'etcd-2', 'etcd-3'] },
    },
    workloads: [aSpec({ name: 'web', replicas: 2, requests })],
  })
  inBowl(world)
  pass(world, 60)
  return world
}

/** Three members on one hypervisor of eight cores, among guests that fill it and burn all they have. */
function crowded(era: Era, ratio: number): World {
  const members = ['etcd-1', 'etcd-2', 'etcd-3']
  const world = aWorld({
    era,
    machines: [aHypervisor('h1', { cores: 8, memoryMiB: 1_048_576 })],
    park: {
      flavors: FLAVORS,
      quota: { instances: 1_000, cores: 10_000, ramMiB: 10_000_000 },
      servers: members.map(name => guest(name, 'h1', 'control-plane')),
      controlPlane: { ...PLANE, members },
    },
    workloads: [aSpec({ name: 'hungry', flavor: 'm1.medium' })],
  })
  order(world, { order: 'boot', workload: 0, servers: 4 * ratio - 3, hypervisor: undefined })
  pass(world, 200)
  order(world, { order: 'burn', workload: 0, burns: true })
  return world
}

describe("A tenant's Kubernetes in guests of the cloud", () => {
  it.each([
    ['three members on three hosts', ['h1', 'h2', 'h3'], true],
    ['two of three on one host', ['h1', 'h1', 'h2'], false],
    ['three members on one host: one domain of failure', ['h1', 'h1', 'h1'], false],
  ] as const)('%s, and that host dies', (_, hosts, keeps) => {
    const world = tenants(hosts[0], hosts[1], hosts[2])
    bringDown(world, 'machine', 'h1')
    pass(world, 5)
    expect([quorum(world), thePlane(world).working.api]).toEqual([keeps, keeps])
    expect(ready(world)).toBe(2) // whoever runs goes on
  })

  it('has its quorum back when its guests are started again, and not when the host has power', () => {
    const world = tenants('h1', 'h1', 'h2')
    bringDown(world, 'machine', 'h1')
    pass(world, 30)
    bringUp(world, 'h1')
    pass(world, 200)
    expect(quorum(world)).toBe(false)
    order(world, { order: 'start-server', server: 0 })
    when(world, 'ApiServerUp')
    expect(quorum(world)).toBe(true)
  })

  it('keeps its quorum when a member is migrated away before its host dies', () => {
    const world = tenants('h1', 'h1', 'h2')
    order(world, { order: 'live-migrate', server: 0 })
    when(world, 'LiveMigrationDone')
    bringDown(world, 'machine', 'h1')
    pass(world, 5)
    expect(quorum(world)).toBe(true)
  })

  it.each([
    ['2017', 16, true],
    ['now', 4, false],
  ] as const)(
    'in %s, promised %i vCPUs a core, its members %s lose their leader when the neighbours want all they were promised',
    (era, ratio, loses) => {
      const world = crowded(era, ratio)
      const told = reasons(pass(world, 600))
      expect(told.includes('EtcdLeaderLost')).toBe(loses)
    },
  )

  it('counts its nodes and its members against one quota', () => {
    const world = tenants('h1', 'h2', 'h3') // five guests of two cores
    for (let i = 0; i < 5; i += 1) order(world, { order: 'boot-node', name: `w${i + 3}`, flavor: 'm1.medium' })
    expect(refusalOf(world, { order: 'boot-node', name: 'w9', flavor: 'm1.medium' })).toMatch(/^Quota exceeded for/)
  })
})

/** OpenStack's services as pods, on machines or on guests of that very cloud. */
function turtles(nodes: 'machines' | 'guests'): World {
  const on: Partial<ParkSpec> =
    nodes === 'machines'
      ? { machines: [aHypervisor('h1'), aMachine({ name: 'b1' }), aMachine({ name: 'b2' })] }
      : {
          machines: [aHypervisor('h1'), aHypervisor('h2')],
          servers: [guest('w1', 'h1'), guest('w2', 'h2')],
        }
  const world = aWorld({
    park: { flavors: FLAVORS, quota: QUOTA, cloudServices: ['keystone', 'nova-api'], ...on },
    workloads: [
      aSpec({ name: 'keystone', replicas: 2, requests }),
      aSpec({ name: 'nova-api', replicas: 2, requests }),
      aSpec({ name: 'tenant', requests }),
    ],
  })
  inBowl(world, 0)
  inBowl(world, 1)
  pass(world, 60)
  return world
}

const boot = (world: World) => order(world, { order: 'boot', workload: 2, servers: 1, hypervisor: undefined })

function coldStart(world: World): void {
  for (const { name } of [...world.machines]) bringDown(world, 'machine', name)
  pass(world, 60)
  for (const { name } of [...world.machines]) bringUp(world, name)
}

describe("OpenStack's services as pods", () => {
  it('are asked like any others, and refuse nothing while they answer', () => {
    const world = turtles('machines')
    boot(world)
    when(world, 'ServerActive')
    expect(theServer(world).status).toBe('ACTIVE')
  })

  it('take nothing from guests that run when they are gone, but nothing can be asked of the cloud', () => {
    const world = turtles('machines')
    boot(world)
    pass(world, 120)
    for (const name of ['b1', 'b2']) bringDown(world, 'machine', name)
    pass(world, 5)
    expect(theServer(world)).toMatchObject({ status: 'ACTIVE', booted: true })
    expect(refusalOf(world, { order: 'boot', workload: 2, servers: 1, hypervisor: undefined })).toBe(
      'Unable to establish connection to http://keystone.openstack.svc.cluster.local: [Errno 111] Connection refused',
    )
  })

  it('come up from a cold start where their nodes are machines', () => {
    const world = turtles('machines')
    coldStart(world)
    pass(world, 400)
    expect(ready(world)).toBe(4)
    expect(refusalOf(world, { order: 'boot', workload: 2, servers: 1, hypervisor: undefined })).toBeUndefined()
  })

  it('never come up where their nodes are guests of the same cloud: each waits for the other', () => {
    const world = turtles('guests')
    coldStart(world)
    const told = pass(world, 3_600)
    expect(ready(world)).toBe(0)
    expect(reasons(told)).not.toContain('NodeReady')
    expect(refusalOf(world, { order: 'start-server', server: 0 })).toMatch(/keystone.*Connection refused$/)
    expect(explain(world, { kind: 'server', id: 0 }).join('\n')).toContain('SHUTOFF')
  })
})

describe('What the client says depends on who is missing', () => {
  const service = (name: string, copies: 'galera' | 'one') =>
    aSpec({
      name,
      requests,
      replicas: copies === 'one' ? 1 : 3,
      controller: 'StatefulSet',
      data: { sizeMiB: 100, copies, disk: 'network', writes: 500_000 },
      flavor: 'm1.medium',
    })
  const spoken = (lost: readonly string[], due = 0) => {
    const world = aWorld({
      machines: [aHypervisor('h1'), ...['b1', 'b2', 'b3'].map(name => aMachine({ name }))],
      due,
      park: { flavors: FLAVORS, quota: QUOTA, cloudServices: ['mariadb', 'rabbitmq'] },
      workloads: [service('mariadb', 'galera'), service('rabbitmq', 'one'), aSpec({ name: 'tenant', requests })],
    })
    for (const workload of [0, 1]) if (due === 0) inBowl(world, workload)
    pass(world, 60)
    const on = (name: string) =>
      world.nodes.filter(({ pods }) =>
        pods.some(id => world.workloads[world.pods[id]?.workload ?? -1]?.spec.name === name),
      )
    const hosts = lost.flatMap(name => on(name).slice(0, 2))
    for (const { name } of hosts) bringDown(world, 'machine', name)
    pass(world, 10)
    return refusalOf(world, { order: 'boot', workload: 2, servers: 1, hypervisor: undefined })
  }

  it.each([
    ['nobody', [], undefined],
    [
      'the queue',
      ['rabbitmq'],
      "Unexpected API Error: <class 'oslo_messaging.exceptions.MessagingTimeout'> (HTTP 500)",
    ],
    [
      'two of three of the database, of which one answers that it is not ready',
      ['mariadb'],
      'An unexpected error prevented the server from fulfilling your request. (HTTP 500)',
    ],
  ] as const)('%s', (_, lost, why) => expect(spoken(lost)).toBe(why))

  it('before their users come, whoever did their work still does', () => expect(spoken([], 100)).toBeUndefined())
})

describe('Kubernetes beside OpenStack, on metal of its own', () => {
  it('loses no node with a hypervisor, and no guest with a node', () => {
    const world = turtles('machines')
    boot(world)
    pass(world, 120)
    bringDown(world, 'machine', 'h1')
    pass(world, 100)
    expect([ready(world), world.nodes.filter(node => node.ready).length]).toEqual([4, 2])
  })
})

describe('GPUs on metal', () => {
  it('strand: eight single ones on eight nodes are no place for a pod that wants eight', () => {
    const world = aWorld({
      machines: Array.from({ length: 8 }, (_, i) => aMachine({ name: `g${i + 1}`, gpus: 1 })),
      workloads: [aSpec({ name: 'training', requests: { ...requests, gpus: 8 } })],
    })
    inBowl(world)
    pass(world, 30)
    expect(livePods(world)[0]?.message).toMatch(/^0\/8 nodes are available: 8 Insufficient nvidia\.com\/gpu/)
    expect(world.nodes.reduce((free, node) => free + node.allocatable.gpus - node.requested.gpus, 0)).toBe(8)
  })
})
