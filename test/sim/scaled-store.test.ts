/** SCALE of what keeps data in the bowl: what a second pod gets for a disk, and what its users get for an answer. */

import { describe, expect, it } from 'vitest'
import { PPM } from '../../src/model/units'
import type { DiskKind } from '../../src/model/volume'
import type { Controller } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { refusal } from '../../src/sim/orders/orders'
import {
  aMachine,
  aWorld,
  inBowl,
  inBoxes,
  livePods,
  losses,
  order,
  pass,
  reasons,
  theTraffic,
  theWorkload,
  when,
} from '../given'
import { expectLawful } from './lawful'

interface Wish {
  readonly controller?: Controller
  readonly disk?: DiskKind
  readonly copies?: 'one' | 'quorum'
  readonly writes?: number
  readonly nodes?: number
}

function riding({
  controller = 'StatefulSet',
  disk = 'network',
  copies = 'one',
  writes = 0,
  nodes = 3,
}: Wish = {}): World {
  const world = aWorld({
    machines: Array.from({ length: nodes }, (_, i) => aMachine({ name: `b${i + 1}` })),
    due: 30,
    spec: { controller, demand: [{ at: 0, perSecond: 12 }], data: { sizeMiB: 100, copies, disk, writes } },
  })
  inBowl(world)
  pass(world, 40)
  expect(theTraffic(world)).toMatchObject({ lost: 0, state: 'serving' })
  return world
}

const scaled = (world: World, replicas: number) => {
  order(world, { order: 'scale', workload: 0, replicas })
  pass(world, 30)
  return world
}
const wrong = (world: World) => losses(world).WrongAnswer ?? 0

/** Of the wrong answers in so many seconds, how many. */
function wrongIn(world: World, seconds: number): number {
  const before = wrong(world)
  pass(world, seconds)
  expectLawful(world)
  return wrong(world) - before
}

describe('A second pod of a StatefulSet', () => {
  it.each(['local', 'network'] as const)('has a claim of its own, and an empty %s disk', disk => {
    const world = scaled(riding({ disk, writes: 1_000_000 }), 2)
    expect(world.volumes.map(({ name, claim, state }) => ({ name, claim, state }))).toEqual([
      { name: 'web-data', claim: 0, state: 'in-use' },
      { name: 'data-web-1', claim: 1, state: 'in-use' },
    ])
    expect(theWorkload(world)).toMatchObject({ volume: 0, endpoints: [0, 1] })
  })

  const shares = [
    // replicas, share of requests that write, wrong answers of 12 a second in 100 seconds
    [2, 0, 600],
    [3, 0, 800],
    [4, 0, 900],
    [2, 250_000, 450],
    [3, 250_000, 600],
    [2, PPM, 0],
  ] as const

  it.each(shares)(
    '%i replicas, %i of a million write: in 100 s %i of 1,200 get a wrong answer',
    (replicas, writes, of) => {
      const found = wrongIn(scaled(riding({ writes }), replicas), 100)
      expect(Math.abs(found - of)).toBeLessThanOrEqual(1) // shares are whole parts of a billion
    },
  )

  it('takes its share of the writes: they are on its disk and on no other', () => {
    const world = scaled(riding({ writes: 1_000_000 }), 2)
    const before = world.volumes.map(({ written }) => written)
    pass(world, 100)
    expect(world.volumes.map(({ written }, i) => written - (before[i] ?? 0))).toEqual([600, 600])
  })

  it('of an engine that keeps its copies alike answers like the first', () => {
    expect(wrongIn(scaled(riding({ copies: 'quorum' }), 3), 100)).toBe(0)
  })

  it('is blamed by name, back to the SCALE that made it', () => {
    const world = riding()
    const from = world.told
    const told = [...order(world, { order: 'scale', workload: 0, replicas: 2 }), ...pass(world, 30)]
    let cause = world.ledger.find(({ loss }) => loss === 'WrongAnswer')?.cause
    const way: string[] = []
    while (cause?.by === 'happening' && cause.id >= from) {
      const happening = told[cause.id - from]
      way.push(happening?.reason ?? '')
      cause = happening?.cause
    }
    expect(way).toEqual([
      'Ready',
      'Started',
      'Created',
      'Pulled',
      'SuccessfulAttachVolume',
      'Scheduled',
      'SuccessfulCreate',
    ])
    expect(cause).toMatchObject({ by: 'command' })
  })

  it('goes with the scale back, and its claim stays: what it took is there again when it comes again', () => {
    const world = scaled(riding({ writes: 500_000 }), 2)
    scaled(world, 1)
    const kept = world.volumes[1]?.written ?? 0
    expect(wrongIn(world, 50)).toBe(0)
    scaled(world, 2)
    expect(world.volumes).toHaveLength(2)
    expect(world.volumes[1]?.written).toBeGreaterThan(kept)
    expect(theTraffic(world).writesLost).toBe(0)
  })

  it('is left behind when the workload changes lanes: only the first one’s disk is copied', () => {
    const world = aWorld({
      spec: { controller: 'StatefulSet', data: { sizeMiB: 100, copies: 'one', disk: 'network', writes: 1_000_000 } },
    })
    inBowl(world)
    pass(world, 40)
    scaled(world, 2)
    inBoxes(world)
    when(world, 'Promoted')
    const stray = world.volumes[1]
    expect(stray).toMatchObject({ claim: 1, written: 0, state: 'deleted' })
    expect(theTraffic(world).writesLost).toBeGreaterThan(100)
    expectLawful(world)
  })
})

describe('A second pod of a Deployment with one disk', () => {
  it('hangs on another node: Multi-Attach, and nobody is worse off', () => {
    const world = riding({ controller: 'Deployment' })
    order(world, { order: 'scale', workload: 0, replicas: 2 })
    const told = pass(world, 300)
    expect(told.find(({ reason }) => reason === 'FailedAttachVolume')?.note).toMatch(
      /^Multi-Attach error for volume "web-data" Volume is already used by pod\(s\) web-/,
    )
    expect(livePods(world).map(({ ready }) => ready)).toEqual([true, false])
    expect(theTraffic(world)).toMatchObject({ lost: 0, writesLost: 0 })
    expect(world.volumes).toHaveLength(1)
  })

  it.each(['local', 'network'] as const)(
    'on the same node writes beside the first (%s disk), and what it took goes with it',
    disk => {
      const world = riding({ controller: 'Deployment', nodes: 1, writes: 1_000_000, disk })
      order(world, { order: 'scale', workload: 0, replicas: 2 })
      expect(reasons(pass(world, 30))).toContain('TwoWriters')
      expect(theWorkload(world).endpoints).toHaveLength(2)
      expect(wrong(world)).toBe(0) // both read the one disk
      const since = (world.volumes[0]?.written ?? 0) - (world.volumes[0]?.splitAt ?? 0)
      order(world, { order: 'scale', workload: 0, replicas: 1 })
      pass(world, 2)
      const half = theTraffic(world).writesLost
      expect(half).toBeGreaterThan(since / 2 - 1)
      expect(half).toBeLessThan(since / 2 + 20) // what came until it had stopped
      expect(world.volumes[0]?.splitAt).toBe(-1)
    },
  )

  it('cannot be on another node than a local disk: no node fits', () => {
    const world = riding({ controller: 'Deployment', disk: 'local' })
    const at = world.pods[0]?.node ?? -1
    order(world, { order: 'cordon', node: at })
    order(world, { order: 'scale', workload: 0, replicas: 2 })
    pass(world, 5)
    expect(world.pods[1]?.message).toContain("2 node(s) didn't match PersistentVolume's node affinity")
  })
})

describe('SCALE is refused in the API’s words', () => {
  const again = { order: 'scale', workload: 0, replicas: 1 } as const
  it.each([
    ['Deployment', 'deployment.apps/web already has 1'],
    ['StatefulSet', 'statefulset.apps/web already has 1'],
    ['Pod', 'Error from server (NotFound): the server could not find the requested resource'],
  ] as const)('of a %s that has so many, or cannot have: %s', (controller, why) => {
    expect(refusal(riding({ controller }), again)).toBe(why)
  })
})
