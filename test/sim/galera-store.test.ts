/**
 * A database whose members all hold all of it and all take writes (MariaDB with Galera):
 * who may be lost, for how long writes wait, and who has to be back after a power cut
 * (codership/galera: evs.suspect_timeout, pc.recovery, pc.bootstrap).
 */

import { describe, expect, it } from 'vitest'
import type { GaleraStore } from '../../src/model/store'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { machineUnder } from '../../src/sim/hosts/hosts'
import {
  aHypervisor,
  aMachine,
  aWorld,
  bringDown,
  bringUp,
  inBowl,
  inBoxes,
  losses,
  order,
  pass,
  refusalOf,
  theTraffic,
  when,
} from '../given'

/** Members on machines of their own, asked a hundred times a second: one in ten writes. */
function galera(members = 3, place: 'bowl' | 'boxes' = 'bowl', more = 0): World {
  const hosts = Array.from({ length: members + more }, (_, i) => `x${i + 1}`)
  const on = (name: string) =>
    place === 'bowl' ? aMachine({ name }) : aHypervisor(name, { cores: 2, memoryMiB: 4_096 })
  const world = aWorld({
    machines: hosts.map(on),
    park: { flavors: [{ name: 'm1', vcpus: 2, ramMiB: 4_096 }], quota: { instances: 20, cores: 40, ramMiB: 102_400 } },
    due: 160,
    lasts: 7_200,
    spec: {
      name: 'mariadb',
      replicas: members,
      requests: { cpu: 3_000, memory: 1_000_000, gpus: 0 },
      controller: 'StatefulSet',
      readinessProbe: { periodSeconds: 3 },
      workers: 20,
      demand: [{ at: 0, perSecond: 100 }],
      data: { sizeMiB: 10_000, copies: 'galera', disk: 'network', writes: 100_000 },
    },
  })
  if (place === 'bowl') inBowl(world)
  else inBoxes(world, 0, members)
  pass(world, 180)
  expect(lost(world)).toBe(0)
  return world
}

const store = (world: World) => world.stores[0] as GaleraStore
const lost = (world: World) => theTraffic(world).lost + theTraffic(world).late
const hostOf = (world: World, member: number) => {
  const holder = world.volumes[store(world).members[member]?.volume ?? -1]?.holder
  return world.machines[holder ? machineUnder(world, holder) : -1]?.name ?? ''
}
const kill = (world: World, ...members: readonly number[]) => {
  for (const name of members.map(member => hostOf(world, member))) bringDown(world, 'machine', name)
}
const says = (world: World) => explain(world, { kind: 'workload', id: 0 }).filter(line => line.startsWith('wsrep_'))

describe.each(['bowl', 'boxes'] as const)('In the %s', place => {
  it('all of them make one Primary Component, and none of them leads', () => {
    const world = galera(3, place)
    expect(store(world)).toMatchObject({ component: [0, 1, 2], primary: true })
    expect(says(world).slice(0, 2)).toEqual(['wsrep_cluster_status: Primary', 'wsrep_cluster_size: 3'])
  })

  it.each([
    [3, [0], true],
    [3, [0, 1], false],
    [5, [0, 1], true],
    [5, [0, 1, 2], false],
  ] as const)('of %i, %j are lost at once: the others go on: %s', (members, gone, goesOn) => {
    const world = galera(members, place)
    kill(world, ...gone)
    pass(world, 10)
    expect(store(world).primary).toBe(goesOn)
  })
})

it('who is left without a Primary Component says so of a view that has no number, and does not know of how many', () => {
  const world = galera(3)
  kill(world, 0, 1)
  const note = pass(world, 10).find(({ reason }) => reason === 'GaleraNonPrimary')?.note
  expect(note).toBe('WSREP: New cluster view: view# -1: non-Primary, number of nodes: 1')
  expect(says(world)).toEqual([
    'wsrep_cluster_status: non-Primary',
    'wsrep_cluster_size: 1',
    'wsrep_cluster_conf_id: 18446744073709551615',
  ])
})

it('counts from the last component, not from all there ever were: of five, four may go one after the other', () => {
  const world = galera(5)
  const goesOn = [0, 1, 2].map(member => {
    kill(world, member)
    pass(world, 10)
    return store(world).primary
  })
  expect(goesOn).toEqual([true, true, true])
  kill(world, 3)
  pass(world, 10)
  expect(store(world).primary).toBe(false) // one of two is not more than half
})

it('a killed process costs what waits for the others to agree, five seconds of its writes and no more', () => {
  const world = galera()
  order(world, { order: 'crash', workload: 0 })
  pass(world, 120)
  expect(store(world).primary).toBe(true)
  const { WritesBlocked = 0, NoQuorum = 0 } = losses(world)
  expect(NoQuorum).toBe(0)
  expect(WritesBlocked).toBeLessThanOrEqual(5 * 10)
})

describe('After a power cut', () => {
  const cut = (back: readonly number[]) => {
    const world = galera()
    const names = [0, 1, 2].map(member => hostOf(world, member))
    for (const name of names) bringDown(world, 'machine', name)
    pass(world, 60)
    for (const member of back) bringUp(world, names[member] ?? '')
    pass(world, 200)
    return world
  }

  it.each([
    [[0, 1], false],
    [[0, 1, 2], true],
  ] as const)('with %j back it answers: %s, for a majority is not enough', (back, answers) => {
    const world = cut(back)
    const before = theTraffic(world).served
    pass(world, 30)
    expect([store(world).primary, theTraffic(world).served > before]).toEqual([answers, answers])
  })

  it('somebody bootstraps it from those that are there, and loses nothing that all had', () => {
    const world = cut([0, 1])
    expect(refusalOf(world, { order: 'recover-quorum', workload: 0 })).toBeUndefined()
    order(world, { order: 'recover-quorum', workload: 0 })
    pass(world, 5)
    expect(store(world)).toMatchObject({ primary: true, component: [0, 1] })
    expect(losses(world).WritesLost ?? 0).toBe(0)
    expect(refusalOf(world, { order: 'recover-quorum', workload: 0 })).toMatch(/pc\.bootstrap/)
  })
})

it('one on a new disk is let in when it has been sent all of it', () => {
  const world = galera(3, 'bowl', 1)
  order(world, { order: 'scale', workload: 0, replicas: 4 })
  when(world, 'GaleraPrimary')
  expect(store(world).component).toEqual([0, 1, 2, 3])
  expect(world.tick).toBeGreaterThan(180 + 10_000 / world.storagePerSecond)
})
