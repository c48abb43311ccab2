/** Volumes that one node may have, and volumes that all of them mount (cluster-facts 1.2). Seconds count from the death of the node. */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { AccessMode } from '../../src/model/volume'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { aMachine, aWorld, bringDown, inBowl, order, pass, reasons, theWorkload } from '../given'
import { expectLawful } from './lawful'

const on = (
  access: AccessMode,
  replicas: number,
  era: Era = 'now',
  controller: 'Deployment' | 'StatefulSet' = 'Deployment',
  machines: readonly string[] = ['b1', 'b2', 'b3'],
) => {
  const world = aWorld({
    era,
    machines: machines.map(name => aMachine({ name })),
    spec: {
      controller,
      replicas,
      data: { sizeMiB: 100, copies: 'one', disk: 'network', writes: access === 'ReadOnlyMany' ? 0 : 500_000, access },
    },
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

  it.each(['ReadWriteMany', 'ReadOnlyMany'] as const)(
    '%s: both run, nothing is attached, and they are no two writers',
    mode => {
      const world = on(mode, 2)
      const told = reasons(pass(world, 300))
      expect(told.filter(each => /Attach|TwoWriters/.test(each))).toEqual([])
      expect(theWorkload(world).endpoints).toHaveLength(2)
      expect(explain(world, { kind: 'volume', id: 0 })).toContain(`access modes: ${mode}`)
      expectLawful(world)
    },
  )
})

describe('A claim that is ReadWriteOncePod', () => {
  const said = 'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode'

  it('lets one pod run in the whole cluster; the scheduler finds the other no node, and nobody tries to attach', () => {
    const world = on('ReadWriteOncePod', 2)
    const told = pass(world, 300)
    expect(world.pods[1]?.message).toContain(`0/3 nodes are available: 3 ${said}.`)
    expect(reasons(told)).not.toContain('FailedAttachVolume')
    expect(theWorkload(world).endpoints).toHaveLength(1)
    expectLawful(world)
  })

  it.each([
    ['ReadWriteOnce', 2],
    ['ReadWriteOncePod', 1],
  ] as const)('on one node %s has so many pods that run: %i', (access, running) => {
    const world = on(access, 2, 'now', 'Deployment', ['b1'])
    pass(world, 300)
    expect(theWorkload(world).endpoints).toHaveLength(running)
  })

  it('is free when its pod is gone, and not while it stops: the next is placed then', () => {
    const world = on('ReadWriteOncePod', 2)
    pass(world, 300)
    const [first, second] = world.pods
    order(world, { order: 'delete-pod', pod: 0 })
    expect(second?.node).toBe(-1)
    while (!first?.gone) {
      expect(second?.node).toBe(-1)
      pass(world, 1)
    }
    pass(world, 60)
    expect(theWorkload(world).endpoints).toHaveLength(1)
  })

  it('is one for each pod of a StatefulSet', () => {
    const world = on('ReadWriteOncePod', 3, 'now', 'StatefulSet')
    pass(world, 300)
    expect(theWorkload(world).endpoints).toHaveLength(3)
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
      order(world, { order: 'confirm-dead', node: id })
      return reasons(pass(world, 21)) // the garbage collector comes every twenty
    }
    expect(cut('ReadWriteOnce')).toContain('TwoWriters')
    expect(cut('ReadWriteMany')).not.toContain('TwoWriters')
  })
})
