/** Servers that boot from a Cinder volume, beside those whose root disk lies on their hypervisor. */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { aHypervisor, aWorld, bringDown, cutOver, inBoxes, order, pass, theServer, theUnit, when } from '../given'

const DATA = { sizeMiB: 1_000, copies: 'one', disk: 'local', writes: 1_000_000 } as const

/** One server in service on h1; `volume`: it boots from one. */
function served(volume: boolean, era: Era = 'now', keeps = false): World {
  const world = aWorld({
    era,
    machines: ['h1', 'h2'].map(name => aHypervisor(name)),
    spec: { warmup: 2, ...(volume && { bootVolumeGiB: 20 }), ...(keeps && { data: DATA }) },
  })
  inBoxes(world)
  when(world, 'UnitReady')
  cutOver(world)
  pass(world, 10)
  return world
}

const release = (world: World) =>
  Object.assign(theUnit(world), { template: { ...theUnit(world).template, image: 'v2' } })
const runs = (world: World) => theUnit(world).template.image

function evacuated(volume: boolean, keeps = false): World {
  const world = served(volume, 'now', keeps)
  release(world)
  bringDown(world, 'machine', 'h1')
  pass(world, 61)
  order(world, { order: 'evacuate', server: 0 })
  when(world, 'UnitReady')
  return world
}

describe('A root disk', () => {
  it.each([
    ['that is a volume comes along, with what was deployed to it', true, 'v2'],
    ['on the dead host does not: the server is what its image was', false, 'web'],
  ] as const)('%s', (_, volume, version) => {
    const world = evacuated(volume)
    expect(world.hypervisors[theServer(world).hypervisor]?.name).toBe('h2')
    expect(runs(world)).toBe(version)
  })

  it.each([
    ['a volume keeps the data that lies on it', true, 0],
    ['a file on the host loses it', false, 1],
  ] as const)('that is %s', (_, volume, lost) => {
    const world = evacuated(volume, true)
    expect(world.volumes[0]?.disk).toBe(volume ? 'network' : 'local')
    expect(Math.sign(world.workloads[0]?.traffic.writesLost ?? 0)).toBe(lost)
  })

  it('that is a volume is made and attached first, in six seconds more', () => {
    const [volume, file] = [true, false].map(each => {
      const world = served(each)
      return theServer(world).bootsAt - theServer(world).askedAt
    }) as [number, number]
    expect(volume - file).toBe(3 + 3)
  })

  it.each([
    ['a volume', true, 3],
    ['a file', false, 44],
  ] as const)('that is %s has an image after so long', (_, volume, seconds) => {
    const world = served(volume)
    order(world, { order: 'create-image', server: 0 })
    expect(theServer(world).imageAt - world.tick).toBe(seconds)
  })

  it.each([
    ['now', true, 'web'],
    ['now', false, 'web'],
    ['2017', true, 'v2'],
    ['2017', false, 'web'],
  ] as const)('(%s) that is a volume (%s): after a rebuild from the image it holds %s', (era, volume, version) => {
    const world = served(volume, era)
    order(world, { order: 'create-image', server: 0 })
    pass(world, 60)
    release(world)
    order(world, { order: 'rebuild', server: 0 })
    when(world, 'UnitReady')
    expect(runs(world)).toBe(version)
  })

  it('that is a volume is named where the image stands otherwise', () => {
    const line = 'image: N/A (booted from volume)'
    expect(explain(served(true), { kind: 'server', id: 0 })).toContain(line)
    expect(explain(served(false), { kind: 'server', id: 0 })).not.toContain(line)
  })
})
