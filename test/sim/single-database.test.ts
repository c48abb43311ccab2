/**
 * One database, and the host under it dies: who is back by itself and when, what a hand
 * can do, and what of the acknowledged writes is left (cluster-facts 6, a row each).
 * Then what a backup is worth.
 */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { BackupPlace, DiskKind } from '../../src/model/volume'
import type { Controller, Copies } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { machineUnder } from '../../src/sim/hosts/hosts'
import {
  aHypervisor,
  aMachine,
  aWorld,
  inBowl,
  inBoxes,
  order,
  pass,
  reasons,
  refusalOf,
  theTraffic,
  when,
} from '../given'
import { expectLawful } from './lawful'

interface Wish {
  readonly on?: 'pod' | 'server'
  readonly controller?: Controller
  readonly disk?: DiskKind
  readonly emptyDir?: boolean
  readonly copies?: Copies
  readonly era?: Era
  readonly backup?: { readonly everySeconds: number; readonly on: BackupPlace }
}
const AT = 440
const USERS = 140
const PER_SECOND = 10

/** Ten writes a second, served for five minutes. */
function serving({
  on = 'pod',
  controller = 'Deployment',
  disk = 'network',
  copies = 'one',
  era = 'now',
  ...more
}: Wish): World {
  const replicas = copies === 'one' ? 1 : 2
  const world = aWorld({
    era,
    lasts: 7_200,
    machines: [
      ...['b1', 'b2', 'b3'].map(name => aMachine({ name })),
      ...['h1', 'h2', 'h3'].map(name => aHypervisor(name, { cores: 2, memoryMiB: 4_096 })),
    ],
    due: USERS,
    spec: {
      name: 'db',
      replicas,
      controller,
      warmup: 2,
      requests: { cpu: 3_000, memory: 1_000_000, gpus: 0 },
      data: { sizeMiB: 6_000, copies, disk, writes: 1_000_000, ...more },
    },
  })
  if (on === 'pod') inBowl(world)
  else inBoxes(world, 0, replicas)
  pass(world, AT) // a server is put in service by its health check
  expect(theTraffic(world)).toMatchObject({ lost: 0, lostNow: 0 })
  return world
}
const holder = (world: World) => world.volumes[0]?.holder as NonNullable<World['volumes'][number]['holder']>
function kill(world: World): { readonly kind: 'machine'; readonly id: number } {
  const host = { kind: 'machine', id: machineUnder(world, holder(world)) } as const
  order(world, { order: 'bring-down', host })
  return host
}
/** How long until it answers again; NONE if it does not within the time. */
function backAfter(world: World, within = 1_800): number {
  const since = world.tick
  pass(world, 2)
  for (let i = 0; i < within; i += 1) {
    pass(world, 1)
    if (theTraffic(world).lostNow + theTraffic(world).lateNow === 0) return world.tick - 1 - since
  }
  return -1
}
const ALL = (AT - USERS) * PER_SECOND
/** The next pass of the garbage collector is at most twenty seconds off; then it has to start. */
const START = 12
const lost = (world: World) => theTraffic(world).writesLost
const nodeOf = (world: World) => holder(world).id

describe('A single database whose host dies:', () => {
  it.each([
    ['now' as const, 0, 20 + START],
    ['2017' as const, 360, 390],
  ])(
    '(%s) a StatefulSet on a network volume waits for a hand, then %i to %i s for its pod to be collected and its disk to be let go; its data is safe',
    (era, least, most) => {
      const alone = serving({ controller: 'StatefulSet', era })
      kill(alone)
      expect(backAfter(alone)).toBe(-1)
      const world = serving({ controller: 'StatefulSet', era })
      const node = nodeOf(world)
      kill(world)
      pass(world, 60)
      order(world, { order: 'confirm-dead', node })
      const took = backAfter(world)
      expect(took).toBeGreaterThanOrEqual(least)
      expect(took).toBeLessThanOrEqual(most)
      expect(lost(world)).toBe(0)
    },
  )

  it('a Deployment on a network volume is evicted after 340 to 350 s, then hangs on Multi-Attach', () => {
    const world = serving({ era: 'now' })
    kill(world)
    expect(when(world, 'TaintManagerEviction') - AT).toBeGreaterThanOrEqual(340)
    pass(world, 20)
    expect(world.pods.some(({ mountMessage }) => mountMessage.startsWith('Multi-Attach error'))).toBe(true)
    expect([backAfter(world), lost(world)]).toEqual([-1, 0])
  })

  it('(2017) a Deployment on a network volume is back 700 s after its host died, if somebody removes the pod at once', () => {
    const world = serving({ era: '2017' })
    const node = nodeOf(world)
    kill(world)
    when(world, 'NodeControllerEviction')
    order(world, { order: 'confirm-dead', node })
    backAfter(world)
    const total = world.tick - AT
    expect(total).toBeGreaterThanOrEqual(690)
    expect(total).toBeLessThanOrEqual(730)
    expect(lost(world)).toBe(0)
  })

  it('a Deployment on a network volume whose node was only cut off, and is vouched for as dead: two write', () => {
    const world = serving({})
    const node = nodeOf(world)
    order(world, { order: 'cut-off', host: { kind: 'node', id: node } })
    pass(world, 60)
    const told = [...order(world, { order: 'confirm-dead', node }), ...pass(world, 60)]
    expect(reasons(told)).toContain('TwoWriters')
  })

  it('one on a local volume waits for its node, and has everything', () => {
    const world = serving({ disk: 'local' })
    const host = kill(world)
    expect(backAfter(world, 900)).toBe(-1)
    order(world, { order: 'bring-up', host })
    expect(backAfter(world)).toBeLessThan(30)
    expect(lost(world)).toBe(0)
  })

  it('one on a local volume loses all with the disk', () => {
    const world = serving({ disk: 'local' })
    order(world, { order: 'lose-disk', workload: 0 })
    expect(lost(world)).toBe(ALL)
  })

  it.each([
    ['now' as const, 350, 370],
    ['2017' as const, 340, 360],
  ])('(%s) one in an emptyDir is back by itself after %i to %i s, and has lost all', (era, least, most) => {
    const world = serving({ disk: 'local', emptyDir: true, era })
    kill(world)
    const took = backAfter(world)
    expect(took).toBeGreaterThanOrEqual(least)
    expect(took).toBeLessThanOrEqual(most)
    expect(lost(world)).toBe(ALL)
    expectLawful(world)
  })

  it('one in an emptyDir keeps its data when only its container dies, and loses it with its pod', () => {
    const world = serving({ disk: 'local', emptyDir: true })
    order(world, { order: 'crash', workload: 0 })
    pass(world, 30)
    expect(lost(world)).toBe(0)
    order(world, { order: 'evict', pod: world.workloads[0]?.endpoints[0] ?? -1 })
    pass(world, 30)
    expect(lost(world)).toBeGreaterThan(ALL)
  })

  it.each([
    ['local' as const, 'has lost all: it is built anew from its image', ALL],
    ['network' as const, 'has everything', 0],
  ])('a server on a %s disk waits for somebody to evacuate it, 60 s at the soonest, and then %s', (disk, _, gone) => {
    const world = serving({ on: 'server', disk })
    kill(world)
    expect(refusalOf(world, { order: 'evacuate', server: 0 })).toContain('is still in use')
    expect(backAfter(world, 600)).toBe(-1)
    order(world, { order: 'evacuate', server: 0 })
    const took = backAfter(world)
    expect(took).toBeGreaterThanOrEqual(44)
    expect(took).toBeLessThanOrEqual(110)
    expect(lost(world)).toBe(gone)
  })

  it.each([
    ['async' as const, PER_SECOND],
    ['sync' as const, 0],
  ])('servers with a replica under Patroni (%s) write again after 30 to 60 s, without %i writes', (copies, gone) => {
    const world = serving({ on: 'server', disk: 'local', copies })
    kill(world)
    const took = when(world, 'PrimaryPromoted') - AT
    expect(took).toBeGreaterThanOrEqual(30)
    expect(took).toBeLessThanOrEqual(60)
    expect(lost(world)).toBe(gone)
  })
})

describe('A backup by the clock', () => {
  const EVERY = 120
  const SIZE = 60 // seconds for 6,000 MiB at 100 MiB a second
  const backedUp = (on: BackupPlace, disk: DiskKind = 'local') =>
    serving({ disk, controller: 'StatefulSet', backup: { everySeconds: EVERY, on } })

  it('is made at every interval, and can be restored once it is whole', () => {
    const world = backedUp('elsewhere')
    const { snapshots } = world
    expect(snapshots.length).toBeGreaterThanOrEqual(3)
    expect(snapshots.map(({ askedAt }) => askedAt - (snapshots[0]?.askedAt ?? 0))).toEqual(
      snapshots.map((_, i) => i * EVERY),
    )
    expect(snapshots.every(({ askedAt, readyAt }) => readyAt - askedAt === SIZE)).toBe(true)
  })

  it.each(['local', 'network'] as const)(
    'elsewhere: a lost %s disk costs what was written since the last one, and size over bandwidth',
    disk => {
      const world = backedUp('elsewhere', disk)
      const newest = world.snapshots.filter(({ readyAt }) => readyAt <= world.tick).at(-1)
      const since = (world.volumes[0]?.written ?? 0) - (newest?.written ?? 0)
      order(world, { order: 'lose-disk', workload: 0 })
      expect(lost(world), 'whether it is ever restored or not').toBe(since)
      order(world, { order: 'restore', volume: 0 })
      expect(lost(world)).toBe(since)
      expect(since).toBeLessThanOrEqual((EVERY + SIZE) * PER_SECOND)
      const took = backAfter(world)
      expect(took).toBeGreaterThanOrEqual(SIZE)
      expect(took).toBeLessThanOrEqual(SIZE + 20)
      expectLawful(world)
    },
  )

  it('on the same disk: it dies with it', () => {
    const world = backedUp('same')
    order(world, { order: 'lose-disk', workload: 0 })
    expect(lost(world)).toBe(ALL)
    expect(refusalOf(world, { order: 'restore', volume: 0 })).toBe('No snapshot found for volume db-data.')
  })

  it('is tried in a drill: how long it takes, and what it lacks', () => {
    const world = backedUp('elsewhere')
    order(world, { order: 'restore-drill', volume: 0 })
    const told = pass(world, SIZE + 1)
    expect(told.find(({ reason }) => reason === 'RestoreDrilled')?.note).toMatch(
      /^db-data-backup-\d restored to a scratch volume in 60 s; \d+ acknowledged writes are newer$/,
    )
    expect([lost(world), theTraffic(world).lostNow]).toEqual([0, 0])
  })

  it('that nobody has made is no drill', () =>
    expect(refusalOf(serving({ disk: 'local' }), { order: 'restore-drill', volume: 0 })).toBe(
      'No snapshot found for volume db-data.',
    ))
})
