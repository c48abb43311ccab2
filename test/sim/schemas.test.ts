/** What a release does to the data that it finds, and what the version before finds then. */

import { describe, expect, it } from 'vitest'
import type { PodTemplate } from '../../src/model/rollout'
import type { World } from '../../src/model/world'
import { aWorld, inBowl, inBoxes, livePods, order, pass, reasons, theTraffic } from '../given'

const IMAGES = ['db', 'db:v2', 'db:v3'].map(name => ({ name, sizeMiB: 10, cached: true }))
const requests = { cpu: 1_000, memory: 1_000_000_000, gpus: 0 }
const V1 = { image: 'db', requests, defect: 'none' } as const
const V2 = { image: 'db:v2', requests, defect: 'hangs', migrates: true } as const
const V3 = { image: 'db:v3', requests, defect: 'none' } as const

const aStore = (place: (world: World) => unknown = inBowl) => {
  const world = aWorld({
    park: { images: IMAGES },
    spec: {
      image: 'db',
      requests,
      warmup: 3,
      controller: 'Deployment',
      rollout: { type: 'Recreate' },
      readinessProbe: { periodSeconds: 2 },
      data: { sizeMiB: 1_024, copies: 'one', disk: 'network', writes: 100_000 },
      releases: 2,
      ships: [V2, V3].map((template, i) => ({ at: 5_000 + i, template })),
    },
    lasts: 9_000,
  })
  place(world)
  pass(world, 300)
  return world
}

const release = (world: World, template: PodTemplate) => order(world, { order: 'release', workload: 0, template })
const snapshot = (world: World) => order(world, { order: 'snapshot', volume: 0 })
const restore = (world: World) => order(world, { order: 'restore', volume: 0 })
const undo = (world: World) => order(world, { order: 'rollout-undo', workload: 0, to: 0 })

const told = (world: World, seconds: number) => reasons(pass(world, seconds))
const serves = (world: World) => livePods(world).some(({ ready }) => ready)

describe('A release that migrates', () => {
  it('changes its disk, and the version before exits on that', () => {
    const world = aStore()
    release(world, V2)
    expect(told(world, 120)).toContain('SchemaMigrated')
    undo(world)
    expect(told(world, 300)).toContain('SchemaTooNew')
    expect(serves(world)).toBe(false)
  })

  it('is gone with its snapshot from before, which has not what was written since', () => {
    const world = aStore()
    snapshot(world)
    pass(world, 60)
    release(world, V2)
    pass(world, 120)
    undo(world)
    pass(world, 60)
    restore(world)
    pass(world, 200)
    expect(serves(world)).toBe(true)
    expect(theTraffic(world).writesLost).toBeGreaterThan(0)
  })

  it('migrates again what was set back under it', () => {
    const world = aStore()
    snapshot(world)
    pass(world, 60)
    release(world, V2)
    pass(world, 120)
    restore(world)
    expect(told(world, 200)).toContain('SchemaMigrated')
  })

  it('that was undone before its process had started has changed nothing', () => {
    const world = aStore()
    release(world, V2)
    pass(world, 3)
    undo(world)
    expect(told(world, 200)).not.toContain('SchemaMigrated')
    expect(serves(world)).toBe(true)
  })

  it('leaves a schema that later versions know', () => {
    const world = aStore()
    release(world, V2)
    pass(world, 120)
    release(world, V3)
    expect(told(world, 200)).not.toContain('SchemaTooNew')
    expect(serves(world)).toBe(true)
  })

  it('does so on a server too', () => {
    const world = aStore(inBoxes)
    expect(reasons(release(world, { ...V2, defect: 'none' }))).toContain('SchemaMigrated')
    pass(world, 60)
    expect(reasons(release(world, V1))).toContain('SchemaTooNew')
    pass(world, 60)
    expect(world.units.every(({ ready }) => !ready)).toBe(true)
  })
})
