import { describe, expect, it } from 'vitest'
import type { Happening } from '../../src/model/happening'
import type { Pod } from '../../src/model/kubernetes'
import type { Defect, RolloutSpec } from '../../src/model/rollout'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { templateOf } from '../../src/sim/controllers/templates'
import { nameOf } from '../../src/sim/names'
import { asks, aWorld, inBowl, livePods, order, pass } from '../given'

const IMAGES = ['web', 'web:v2'].map(name => ({ name, sizeMiB: 10, cached: true }))

function serving(replicas: number, rollout: RolloutSpec = {}, era: Era = 'now'): World {
  const probe = { periodSeconds: 2 }
  const data = { sizeMiB: 100, copies: 'quorum', disk: 'network', writes: 0 } as const
  const spec = { name: 'db', replicas, rollout, controller: 'StatefulSet', readinessProbe: probe, data } as const
  const world = aWorld({ spec, era, park: { images: IMAGES } })
  inBowl(world)
  pass(world, 120)
  return world
}

const scale = (world: World, replicas: number) => order(world, { order: 'scale', workload: 0, replicas })

const release = (world: World, image: string, defect: Defect = 'none') =>
  order(world, { order: 'set-template', workload: 0, template: { image, requests: asks(500, 256), defect } })

const named = (world: World, told: readonly Happening[], reason: string) =>
  told.filter(each => each.reason === reason).map(({ regarding }) => nameOf(world, regarding))

const inOrder = (world: World) => [...livePods(world)].sort((a, b) => a.ordinal - b.ordinal)
const images = (world: World) => inOrder(world).map(pod => templateOf(world, pod).image)
const statuses = (world: World) => inOrder(world).map(({ ready }) => ready)

/** No second pod of one name has an object, in any second. */
function passAlone(world: World, seconds: number): readonly Happening[] {
  return Array.from({ length: seconds }, () => {
    const told = pass(world, 1)
    const ordinals = livePods(world).map(({ ordinal }) => ordinal)
    expect(new Set(ordinals).size).toBe(ordinals.length)
    return told
  }).flat()
}

describe('A StatefulSet', () => {
  it.each([1, 2, 3, 5])('of %i makes one after the other, each when the one before is Ready', replicas => {
    const world = serving(replicas)
    expect(statuses(world)).toEqual(Array(replicas).fill(true))
    const pods = inOrder(world)
    expect(pods.slice(1).every((pod, i) => pod.createdAt >= (pods[i] as Pod).readySince)).toBe(true)
  })

  it('shrinks from the top, one after the other, each when the last has gone', () => {
    const world = serving(4)
    scale(world, 1)
    const told = pass(world, 30)
    expect(named(world, told, 'SuccessfulDelete')).toEqual(['db-3', 'db-2', 'db-1'])
    const at = told.filter(({ reason }) => reason === 'SuccessfulDelete').map(({ tick }) => tick)
    expect(at.every((tick, i) => i === 0 || tick > (at[i - 1] as number))).toBe(true)
  })

  it('does not shrink while one that stays is not Ready', () => {
    const world = serving(3)
    release(world, 'web:v2', 'hangs')
    pass(world, 60) // db-2 is made anew and hangs
    order(world, { order: 'delete-pod', pod: (inOrder(world)[0] as Pod).id })
    scale(world, 1)
    expect(named(world, pass(world, 1), 'SuccessfulDelete')).toEqual([])
  })
})

describe('A rolling update of a StatefulSet', () => {
  it('goes from the top, waits for each to be Ready, and never has two of one name', () => {
    const world = serving(3)
    release(world, 'web:v2')
    const told = passAlone(world, 120)
    expect(named(world, told, 'SuccessfulDelete')).toEqual(['db-2', 'db-1', 'db-0'])
    expect(named(world, told, 'SuccessfulCreate')).toEqual(['db-2', 'db-1', 'db-0'])
    expect(named(world, told, 'Ready')).toEqual(['db-2', 'db-1', 'db-0'])
    expect(images(world)).toEqual(['web:v2', 'web:v2', 'web:v2'])
  })

  it('stops at a partition, and whoever dies below it comes back as it was', () => {
    const world = serving(3, { partition: 2 })
    release(world, 'web:v2')
    pass(world, 60)
    expect(images(world)).toEqual(['web', 'web', 'web:v2'])
    order(world, { order: 'delete-pod', pod: (inOrder(world)[0] as Pod).id })
    pass(world, 60)
    expect(images(world)).toEqual(['web', 'web', 'web:v2'])
    expect(statuses(world)).toEqual([true, true, true])
  })

  it('without a partition, whoever dies meanwhile comes back as the new one', () => {
    const world = serving(3)
    release(world, 'web:v2', 'hangs')
    pass(world, 30)
    order(world, { order: 'delete-pod', pod: (inOrder(world)[0] as Pod).id })
    pass(world, 30)
    expect(images(world)).toEqual(['web:v2', 'web', 'web:v2'])
  })

  it('to a broken template is stuck at the first, and undone it is stuck still, until a person deletes the pod', () => {
    const world = serving(3)
    release(world, 'web:v2', 'crashes')
    pass(world, 60)
    expect(images(world)).toEqual(['web', 'web', 'web:v2'])
    order(world, { order: 'rollout-undo', workload: 0, to: 0 })
    pass(world, 900)
    expect(images(world)).toEqual(['web', 'web', 'web:v2']) // kubernetes#67250
    order(world, { order: 'delete-pod', pod: (inOrder(world)[2] as Pod).id })
    pass(world, 60)
    expect(images(world)).toEqual(['web', 'web', 'web'])
    expect(statuses(world)).toEqual([true, true, true])
  })

  it.each([
    ['with OnDelete', { type: 'OnDelete' }, 'now'],
    ['in 2017', {}, '2017'],
  ] as const)('is by hand %s', (_, rollout, era) => {
    const world = serving(3, rollout, era)
    release(world, 'web:v2')
    pass(world, 60)
    expect(images(world)).toEqual(['web', 'web', 'web'])
    order(world, { order: 'delete-pod', pod: (inOrder(world)[1] as Pod).id })
    pass(world, 60)
    expect(images(world)).toEqual(['web', 'web:v2', 'web'])
  })
})
