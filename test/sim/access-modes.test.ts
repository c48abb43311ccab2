/** Volumes that one node may have, and volumes that all of them mount (cluster-facts 1.2). Seconds count from the death of the node. */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { AccessMode } from '../../src/model/volume'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain'
import { aMachine, aWorld, bringDown, inBowl, order, pass, reasons, theWorkload } from '../given'
import { expectLawful } from './lawful'

const on = (
  access: AccessMode,
  replicas: number,
  era: Era = 'now',
  controller: 'Deployment' | 'StatefulSet' = 'Deployment',
) => {
  const world = aWorld({
    era,
    machines: ['b1', 'b2', 'b3'].map(name => aMachine({ name })),
    spec: { controller, replicas, data: { sizeMiB: 100, copies: 'one', disk: 'network', writes: 500_000, access } },
  })
  inBowl(world)
  return world
}

describe('Two pods of a Deployment on two nodes, with a volume that is', () => {
  it('ReadWriteOnce: one runs, the other waits for good (Multi-Attach)', () => {
    const world = on('ReadWriteOnce', 2)
    expect(reasons(pass(world, 300))).toContain('FailedAttachVolume')
    expect(theWorkload(world).endpoints).toHaveLength(1)
  })

  it('ReadWriteMany: both run, nothing is attached, and they are no two writers', () => {
    const world = on('ReadWriteMany', 2)
    const told = reasons(pass(world, 300))
    expect(told.filter(each => /Attach|TwoWriters/.test(each))).toEqual([])
    expect(theWorkload(world).endpoints).toHaveLength(2)
    expect(explain(world, { kind: 'volume', id: 0 })).toContain('access modes: ReadWriteMany')
    expectLawful(world)
  })
})

describe('The node of its only pod dies', () => {
  const back = (world: World): number | undefined => {
    pass(world, 40)
    bringDown(world, 'machine', world.nodes[world.pods[0]?.node ?? -1]?.name ?? '')
    const from = world.tick
    while (world.tick < from + 1_800) {
      pass(world, 1)
      const answers = theWorkload(world).endpoints.some(id => world.nodes[world.pods[id]?.node ?? -1]?.up)
      if (answers) return world.tick - from
    }
    return undefined
  }

  it.each([
    ['now', 351],
    ['2017', 341],
  ] as const)('(%s) and with a shared volume it is back as if it had none: after %i s and its start', (era, given) => {
    const seconds = back(on('ReadWriteMany', 1, era)) ?? 0
    expect(seconds).toBeGreaterThan(given)
    expect(seconds).toBeLessThanOrEqual(given + 8)
  })

  it('and with one that was attached it is not: the old pod lingers, and holds it', () => {
    expect(back(on('ReadWriteOnce', 1))).toBeUndefined()
  })

  it('or only seems to: who vouches for it makes two writers of one volume, but none of a shared one', () => {
    const cut = (access: AccessMode) => {
      const world = on(access, 1, 'now', 'StatefulSet')
      pass(world, 40)
      const id = world.pods[0]?.node ?? -1
      order(world, { order: 'cut-off', host: { kind: 'machine', id } })
      pass(world, 60)
      return reasons(order(world, { order: 'confirm-dead', node: id }))
    }
    expect(cut('ReadWriteOnce')).toContain('TwoWriters')
    expect(cut('ReadWriteMany')).not.toContain('TwoWriters')
  })
})
