/**
 * The host of a workload dies: who is back without a hand, who by somebody's hand, and
 * what of the acknowledged writes is left, for each place, each controller and each
 * disk (cluster-facts 1.2, 2 and 6).
 */

import { describe, expect, it } from 'vitest'
import type { HostRef } from '../../src/model/refs'
import type { Era } from '../../src/model/units'
import type { DiskKind } from '../../src/model/volume'
import type { Controller } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { refusal } from '../../src/sim/orders/orders'
import { aHypervisor, aMachine, aSpare, aWorld, inBowl, inBoxes, onSlab, order, pass, theTraffic } from '../given'
import { expectLawful } from './lawful'

type Place = Exclude<Controller, 'Job' | 'CronJob'> | 'server' | 'machine'
type Disk = DiskKind | 'none'

/** It has served for a while; the power of its host has just failed. */
function struck(place: Place, disk: Disk, what: 'machine' | 'hypervisor' = 'machine', era: Era = 'now'): World {
  const world = aWorld({
    era,
    machines: [
      ...['b1', 'b2'].map(name => aMachine({ name })),
      ...['h1', 'h2'].map(name => aHypervisor(name)),
      ...['s1', 's2'].map(name => aSpare(name)),
    ],
    lasts: 7_200,
    due: 800,
    spec: {
      controller: place === 'server' || place === 'machine' ? 'Deployment' : place,
      data: disk === 'none' ? undefined : { sizeMiB: 1_000, copies: 'one', disk, writes: 1_000_000 },
    },
  })
  const put = {
    server: inBoxes,
    machine: onSlab,
    Deployment: inBowl,
    StatefulSet: inBowl,
    DaemonSet: inBowl,
    Pod: inBowl,
  }[place]
  put(world)
  pass(world, 840)
  expect(theTraffic(world)).toMatchObject({ lost: 0, lostNow: 0, state: 'serving' })
  order(world, { order: 'bring-down', host: hostOf(world, place, what) })
  return world
}

function hostOf(world: World, place: Place, what: 'machine' | 'hypervisor'): HostRef {
  if (place === 'machine') return { kind: 'machine', id: world.units[0]?.on.id ?? -1 }
  const hypervisor = world.servers[0]?.hypervisor ?? -1
  if (place !== 'server') return { kind: 'machine', id: world.nodes[world.pods[0]?.node ?? -1]?.on.id ?? -1 }
  return what === 'hypervisor'
    ? { kind: 'hypervisor', id: hypervisor }
    : { kind: 'machine', id: world.hypervisors[hypervisor]?.machine ?? -1 }
}

const serves = (world: World) => theTraffic(world).lostNow === 0

/** What it comes to: is it back within half an hour, and has it lost a write? */
function after(world: World): string {
  pass(world, 1_800)
  expectLawful(world)
  const { writesLost } = theTraffic(world)
  return `${serves(world) ? 'back' : 'down'}${writesLost > 0 ? ', writes lost' : ''}`
}

const DOWN = 'down'
const BACK = 'back'

/** Host dead for good · power back after 100 s · after 1,000 s. */
const TABLE: readonly (readonly [Place, Disk, string, string, string])[] = [
  ['Deployment', 'none', BACK, BACK, BACK],
  ['Deployment', 'local', DOWN, BACK, BACK],
  ['Deployment', 'network', DOWN, BACK, BACK],
  ['StatefulSet', 'none', DOWN, BACK, BACK],
  ['StatefulSet', 'local', DOWN, BACK, BACK],
  ['StatefulSet', 'network', DOWN, BACK, BACK],
  ['Pod', 'none', DOWN, BACK, DOWN],
  ['Pod', 'local', DOWN, BACK, DOWN],
  ['Pod', 'network', DOWN, BACK, DOWN],
  ['server', 'none', DOWN, DOWN, DOWN],
  ['server', 'local', DOWN, DOWN, DOWN],
  ['server', 'network', DOWN, DOWN, DOWN],
  ['machine', 'none', DOWN, BACK, BACK],
  ['machine', 'local', DOWN, BACK, BACK],
  ['machine', 'network', DOWN, BACK, BACK],
]

describe('The host dies and nobody does anything:', () => {
  it.each(TABLE)('a %s (disk: %s) is %s', (place, disk, dead) => expect(after(struck(place, disk))).toBe(dead))

  it.each(TABLE)('a %s (disk: %s), with power back after 100 s and after 1,000 s', (place, disk, _, soon, late) => {
    const returned = [100, 1_000].map(wait => {
      const world = struck(place, disk)
      const host = hostOf(world, place, 'machine')
      pass(world, wait)
      order(world, { order: 'bring-up', host })
      return after(world)
    })
    expect(returned).toEqual([soon, late])
  })
})

const DISKS: readonly Disk[] = ['none', 'local', 'network']
const HOSTS = ['machine', 'hypervisor'] as const
const EVACUATE = { order: 'evacuate', server: 0 } as const
const FATE = { none: BACK, local: `${BACK}, writes lost`, network: BACK } as const

describe('The host of a server dies', () => {
  const cases = DISKS.flatMap(disk => HOSTS.map(what => [disk, what] as const))

  it.each(cases)('(disk: %s; its %s): it can be evacuated from the sixtieth second on', (disk, what) => {
    const world = struck('server', disk, what)
    const refused = Array.from({ length: 70 }, () => {
      const why = refusal(world, EVACUATE)
      pass(world, 1)
      return why
    })
    expect(refused.indexOf(undefined)).toBe(61) // nova looks in the sixtieth second, and knows after it
    expect(new Set(refused.slice(0, 61))).toEqual(new Set([`Compute service of ${nameOf(world)} is still in use.`]))
    expect(new Set(refused.slice(61))).toEqual(new Set([undefined]))
  })

  const nameOf = (world: World) => world.hypervisors[world.servers[0]?.hypervisor ?? -1]?.name

  it.each(cases)('(disk: %s; its %s) and it is evacuated', (disk, what) => {
    const world = struck('server', disk, what)
    pass(world, 61)
    order(world, EVACUATE)
    expect(after(world)).toBe(FATE[disk])
  })

  it.each([
    ['now', /^Compute service of \S+ is still in use\.$/],
    ['2017', /^Cannot 'evacuate' instance \S+ while it is in task_state rebuilding$/],
  ] as const)('(%s) and it is not evacuated twice at once', (era, why) => {
    const world = struck('server', 'none', 'machine', era)
    pass(world, 61)
    order(world, EVACUATE)
    expect(refusal(world, EVACUATE)).toMatch(why)
  })

  it.each(cases)('(disk: %s; its %s) and comes back: it is started by hand, with its disk', (disk, what) => {
    const world = struck('server', disk, what)
    pass(world, 100)
    order(world, { order: 'bring-up', host: hostOf(world, 'server', what) })
    pass(world, 100)
    expect(world.servers[0]?.status).toBe('SHUTOFF')
    order(world, { order: 'start-server', server: 0 })
    expect(after(world)).toBe(BACK)
  })
})

describe('The node of a workload dies, and somebody vouches that it is dead:', () => {
  const fates = [
    ['Deployment', 'none', BACK],
    ['Deployment', 'local', DOWN],
    ['Deployment', 'network', BACK],
    ['StatefulSet', 'none', BACK],
    ['StatefulSet', 'local', DOWN],
    ['StatefulSet', 'network', BACK],
    ['Pod', 'none', DOWN],
    ['Pod', 'local', DOWN],
    ['Pod', 'network', DOWN],
  ] as const

  it.each(fates)('a %s (disk: %s) is %s', (place, disk, fate) => {
    const world = struck(place, disk)
    pass(world, 60)
    order(world, { order: 'confirm-dead', node: world.pods[0]?.node ?? -1 })
    expect(after(world)).toBe(fate)
  })
})
