/** Nodes that are guests of the cloud: how they come, where they go, and what takes them down. */

import { describe, expect, it } from 'vitest'
import { BYTES_PER_MIB } from '../../src/model/units'
import type { World } from '../../src/model/world'
import {
  aHypervisor,
  aSpec,
  aWorld,
  bringDown,
  bringUp,
  inBowl,
  livePods,
  order,
  pass,
  refusalOf,
  theServer,
  when,
} from '../given'

const HOSTS = [aHypervisor('h1'), aHypervisor('h2')]
const FLAVORS = [{ name: 'm1.medium', vcpus: 2, ramMiB: 4_096 }]
const boot = { order: 'boot-node', name: 'w1', flavor: 'm1.medium' } as const

const aCloud = (servers: readonly { name: string; flavor: string; hypervisor: string }[] = []): World =>
  aWorld({
    machines: HOSTS,
    park: { flavors: FLAVORS, servers, quota: { instances: 2, cores: 20, ramMiB: 51_200 } },
    workloads: [aSpec({ name: 'web', replicas: 2, requests: { cpu: 500, memory: 512 * BYTES_PER_MIB, gpus: 0 } })],
  })

const twoGuests = () => [
  { name: 'w1', flavor: 'm1.medium', hypervisor: 'h1' },
  { name: 'w2', flavor: 'm1.medium', hypervisor: 'h2' },
]

const node = (world: World, name: string) => world.nodes.find(each => each.name === name)
const ready = (world: World) => livePods(world).filter(pod => pod.ready).length

describe('A node that is asked of the cloud', () => {
  it('joins half a minute after its guest has booted, as large as its flavor less what the kubelet keeps', () => {
    const world = aCloud()
    order(world, boot)
    const joined = when(world, 'RegisteredNode')
    expect(joined - theServer(world).bootsAt).toBe(30)
    expect(node(world, 'w1')).toMatchObject({
      on: { kind: 'server' },
      ready: true,
      allocatable: { cpu: 2_000, memory: (4_096 - 100) * BYTES_PER_MIB },
    })
  })

  it('takes pods that found no node before', () => {
    const world = aCloud()
    inBowl(world)
    pass(world, 10)
    expect(ready(world)).toBe(0)
    order(world, boot)
    pass(world, 300)
    expect(ready(world)).toBe(2)
  })

  it.each([
    ['a flavor that is not there', { ...boot, flavor: 'm9' }, 'No Flavor found for m9'],
    ['one more than the quota', boot, 'Quota exceeded for instances: Requested 1, but already used 2 of 2 instances'],
  ])('is refused for %s', (_, what, why) => {
    expect(refusalOf(aCloud(twoGuests()), what)).toBe(why)
  })
})

describe('A node in a guest', () => {
  it('is there from the start where the park says so', () => {
    const world = aCloud(twoGuests())
    inBowl(world)
    pass(world, 20)
    expect([world.nodes.map(({ name }) => name), ready(world)]).toEqual([['w1', 'w2'], 2])
  })

  it('goes with its guest when that is migrated, and its pods are not restarted', () => {
    const world = aCloud(twoGuests())
    inBowl(world)
    pass(world, 20)
    const before = livePods(world).map(({ startedAt, restarts }) => ({ startedAt, restarts }))
    order(world, { order: 'live-migrate', server: 0 })
    when(world, 'LiveMigrationDone')
    expect(world.servers[0]?.hypervisor).toBe(1)
    bringDown(world, 'machine', 'h1')
    pass(world, 100)
    expect(livePods(world).map(({ startedAt, restarts }) => ({ startedAt, restarts }))).toEqual(before)
    expect(ready(world)).toBe(2)
  })

  it('goes down with the host below, is known to be lost after the grace period, and is back when its guest is started', () => {
    const world = aCloud(twoGuests())
    const from = world.tick
    bringDown(world, 'machine', 'h1')
    expect(node(world, 'w1')).toMatchObject({ up: false, ready: true })
    expect(when(world, 'NodeNotReady') - from).toBe(50)
    bringUp(world, 'h1')
    pass(world, 30)
    expect(node(world, 'w1')?.ready).toBe(false) // nova starts nothing by itself
    order(world, { order: 'start-server', server: 0 })
    const started = world.tick
    expect(when(world, 'NodeReady') - started).toBeGreaterThanOrEqual(44)
    expect(node(world, 'w1')).toMatchObject({ up: true, ready: true })
  })

  it('is not heard while the host below is cut off', () => {
    const world = aCloud(twoGuests())
    order(world, { order: 'cut-off', host: { kind: 'machine', id: 0 } })
    when(world, 'NodeNotReady')
    expect(node(world, 'w1')).toMatchObject({ up: true, ready: false })
    order(world, { order: 'reconnect', host: { kind: 'machine', id: 0 } })
    expect(node(world, 'w1')?.ready).toBe(true)
  })
})
