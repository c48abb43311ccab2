import { describe, expect, it } from 'vitest'
import type { Happening } from '../../src/model/happening'
import type { Pod, ReplicaSet } from '../../src/model/kubernetes'
import type { Defect, Fences, RolloutSpec } from '../../src/model/rollout'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { fenceposts } from '../../src/sim/fenceposts'
import { replicaSetName } from '../../src/sim/names'
import { share } from '../../src/sim/scheduling/proportions'
import { aMachine, asks, aWorld, inBowl, order, pass, reasons, refusalOf, theDeployment, theTraffic } from '../given'

const machines = Array.from({ length: 8 }, (_, i) => aMachine({ name: `b${i + 1}`, cores: 16, memoryMiB: 65_536 }))

const IMAGES = ['web', ...Array.from({ length: 13 }, (_, i) => `web:v${i + 2}`)].map(name => ({
  name,
  sizeMiB: 10,
  cached: true,
}))

function serving(replicas: number, rollout: RolloutSpec = {}, era: Era = 'now'): World {
  const spec = { replicas, rollout, warmup: 7, readinessProbe: { periodSeconds: 10 } }
  const world = aWorld({ machines, park: { images: IMAGES }, spec, era, lasts: 7_200 })
  inBowl(world)
  pass(world, 60)
  return world
}

const release = (world: World, image: string, defect: Defect = 'none', requests = asks(500, 256)) =>
  order(world, { order: 'set-template', workload: 0, template: { image, requests, defect } })

const undo = (world: World, to = 0) => order(world, { order: 'rollout-undo', workload: 0, to })

const sets = (world: World) => theDeployment(world).replicaSets.map(id => world.replicaSets[id] as ReplicaSet)
const images = (world: World) => [
  ...new Set(
    sets(world)
      .filter(set => set.pods.length > 0)
      .map(set => set.template.image),
  ),
]
const ready = (world: World) =>
  sets(world)
    .flatMap(set => set.pods)
    .filter(id => (world.pods[id] as Pod).ready).length
const all = (world: World) => sets(world).flatMap(({ pods }) => pods).length
const condition = (world: World) => theDeployment(world).progress.reason
const scalings = (told: readonly Happening[]) =>
  told.filter(({ reason }) => reason === 'ScalingReplicaSet').map(({ note }) => note.replace(/web-\w+/, 'web'))

describe('A share of the replicas', () => {
  const cases: readonly (readonly [Fences, number, number, number])[] = [
    [{ maxSurge: '25%', maxUnavailable: '25%' }, 10, 3, 2],
    [{ maxSurge: '25%', maxUnavailable: '25%' }, 4, 1, 1],
    [{ maxSurge: '25%', maxUnavailable: '25%' }, 1, 1, 0],
    [{ maxSurge: '25%', maxUnavailable: '25%' }, 0, 0, 1],
    [{ maxSurge: 1, maxUnavailable: 1 }, 10, 1, 1],
    [{ maxSurge: 0, maxUnavailable: 0 }, 10, 0, 1],
    [{ maxSurge: 0, maxUnavailable: '1%' }, 10, 0, 1],
    [{ maxSurge: '1%', maxUnavailable: '1%' }, 10, 1, 0],
    [{ maxSurge: '100%', maxUnavailable: '0%' }, 3, 3, 0],
  ]

  it.each(cases)('%o of %i: surge %i, unavailable %i', (fences, replicas, surge, unavailable) => {
    expect(fenceposts(fences, replicas)).toEqual({ surge, unavailable })
  })
})

describe('What the controller does, step by step', () => {
  it('of ten: three new and two old less at once, then as many new as old ones left room', () => {
    const world = serving(10)
    const told = [...release(world, 'web:v2'), ...pass(world, 1)]
    expect(scalings(told)).toEqual([
      'Scaled up replica set web from 0 to 3',
      'Scaled down replica set web from 10 to 8',
      'Scaled up replica set web from 3 to 5',
    ])
  })

  it('as 1.6 worded it, one by one', () => {
    const world = serving(3, {}, '2017')
    const told = [...release(world, 'web:v2'), ...pass(world, 1)]
    expect(scalings(told)).toEqual([
      'Scaled up replica set web to 1',
      'Scaled down replica set web to 2',
      'Scaled up replica set web to 2',
    ])
  })

  it('a Recreate makes none before the last process of the old ones has ended', () => {
    const world = serving(3, { type: 'Recreate' })
    release(world, 'web:v2')
    const told = pass(world, 60)
    const ended = Math.max(...world.pods.filter(({ gone }) => gone).map(({ deletedAt }) => deletedAt))
    const made = told.filter(({ reason }) => reason === 'SuccessfulCreate').map(({ tick }) => tick)
    expect(made).toEqual([ended + 1, ended + 1, ended + 1])
    expect(theTraffic(world).lost).toBeGreaterThan(0)
  })

  it('old ones that serve nobody go first, beyond what may be missing', () => {
    const world = serving(4)
    release(world, 'web:v2', 'hangs')
    pass(world, 100)
    const told = [...release(world, 'web:v3'), ...pass(world, 1)]
    expect(scalings(told)).toEqual([
      'Scaled down replica set web from 2 to 0', // those of v2, which never became ready
      'Scaled up replica set web from 0 to 2',
    ])
  })

  it('a rollout in mid-rollout goes on to the newest template only', () => {
    const world = serving(10)
    release(world, 'web:v2')
    pass(world, 3)
    release(world, 'web:v3')
    for (let i = 0; i < 200; i += 1) {
      pass(world, 1)
      expect(ready(world)).toBeGreaterThanOrEqual(8)
    }
    expect(images(world)).toEqual(['web:v3'])
    expect(sets(world).map(({ revision }) => revision)).toEqual([1, 2, 3])
  })

  it('a pause leaves both where they are, a number is shared out, and a resume goes on', () => {
    const world = serving(10)
    release(world, 'web:v2')
    pass(world, 2)
    order(world, { order: 'rollout-pause', workload: 0 })
    const before = sets(world).map(({ replicas }) => replicas)
    expect(before).toEqual([8, 5])
    pass(world, 60)
    expect(sets(world).map(({ replicas }) => replicas)).toEqual(before)
    order(world, { order: 'scale', workload: 0, replicas: 20 })
    expect(sets(world).map(({ replicas }) => replicas)).toEqual([15, 10]) // 25 in all, as 8 to 5
    order(world, { order: 'rollout-resume', workload: 0 })
    pass(world, 100)
    expect(sets(world).map(({ replicas }) => replicas)).toEqual([0, 20])
  })
})

describe('Scaled in mid-rollout, a change is shared out by size:', () => {
  const set = (id: number, replicas: number, most: number) => ({ id, replicas, most, createdAt: id })
  const cases = [
    ['up, and the largest gets what is left', [set(0, 5, 10), set(1, 5, 10)], 20, 0, [10, 10]],
    ['up, the newer of two alike first', [set(0, 5, 10), set(1, 5, 10)], 11, 0, [5, 6]],
    ['down, the older of two alike first', [set(0, 5, 10), set(1, 5, 10)], 9, 0, [4, 5]],
    ['down to nothing', [set(0, 8, 13), set(1, 5, 13)], 0, 0, [0, 0]],
    ['not at all', [set(0, 8, 13), set(1, 5, 13)], 10, 3, [8, 5]],
    ['up from 10 to 15 as in the manual of Deployments', [set(0, 8, 13), set(1, 5, 13)], 15, 3, [11, 7]],
  ] as const

  it.each(cases)('%s', (_, before, replicas, surge, after) => {
    const sizes = share(before, replicas, surge)
    expect(before.map(({ id }) => sizes.get(id))).toEqual(after)
  })
})

describe('A rollout of an image that', () => {
  const stalls: readonly (readonly [string, Defect, number, number, number])[] = [
    ['hangs, of 10: 8 old ones serve on, 5 new ones wait', 'hangs', 10, 8, 5],
    ['hangs, of 4: 3 old ones, 2 new', 'hangs', 4, 3, 2],
    ['hangs, of 1: the old one, and one beside it', 'hangs', 1, 1, 1],
    ['ends by itself, of 10: likewise', 'crashes', 10, 8, 5],
  ]

  it.each(stalls)('%s', (_, defect, replicas, old, fresh) => {
    const world = serving(replicas)
    const lost = theTraffic(world).lost
    release(world, 'web:v2', defect)
    pass(world, 1_200)
    expect(sets(world).map(({ pods }) => pods.length)).toEqual([old, fresh])
    expect(ready(world)).toBe(old)
    expect(theTraffic(world).lost - lost).toBeLessThan(10) // only what was under way at those that stopped
  })

  it('gets nowhere is said to have failed after 600 s without progress, and nothing is undone', () => {
    const world = serving(10)
    release(world, 'web:v2', 'hangs')
    const { tick } = world
    const failed = pass(world, 700).filter(({ reason }) => reason === 'ProgressDeadlineExceeded')
    expect(failed.map(happening => happening.tick - tick)).toEqual([601])
    expect(failed[0]?.note).toBe(`ReplicaSet "${replicaSetName(world, 1)}" has timed out progressing.`)
    pass(world, 5_000)
    expect(condition(world)).toBe('ProgressDeadlineExceeded')
    expect(sets(world).map(({ pods }) => pods.length)).toEqual([8, 5])
  })

  it('gets nowhere is never said to have failed by the API of 2017, unless it was asked to', () => {
    const silent = serving(4, {}, '2017')
    release(silent, 'web:v2', 'hangs')
    expect(reasons(pass(silent, 1_500))).not.toContain('ProgressDeadlineExceeded')
    const asked = serving(4, { progressDeadlineSeconds: 60 }, '2017')
    release(asked, 'web:v2', 'hangs')
    expect(reasons(pass(asked, 62))).toContain('ProgressDeadlineExceeded')
  })

  it('hangs is taken for a good one where nobody probes it', () => {
    const world = aWorld({ machines, park: { images: IMAGES }, spec: { replicas: 4 } })
    inBowl(world)
    pass(world, 30)
    release(world, 'web:v2', 'hangs')
    pass(world, 120)
    expect(images(world)).toEqual(['web:v2'])
    expect(theTraffic(world)).toMatchObject({ state: 'failing' })
  })

  it('asks for more than any node has leaves its new pods pending', () => {
    const world = serving(4)
    release(world, 'web:v2', 'none', asks(64_000, 256))
    pass(world, 60)
    expect(sets(world).map(({ pods }) => pods.length)).toEqual([3, 2])
    const waiting = world.pods.filter(({ node, gone }) => node < 0 && !gone)
    expect(waiting.map(({ message }) => message.includes('Insufficient cpu'))).toEqual([true, true])
  })

  it('has stalled takes no old pod away that is not ready for a while: too many new ones are not', () => {
    const world = serving(10)
    release(world, 'web:v2', 'hangs')
    pass(world, 60)
    order(world, { order: 'crash', workload: 0 })
    for (let i = 0; i < 60; i += 1) {
      pass(world, 1)
      expect(sets(world).map(({ replicas }) => replicas)).toEqual([8, 5])
    }
    expect(world.pods.some(({ restarts }) => restarts > 0)).toBe(true)
  })

  it('is slow to become ready goes on after its deadline', () => {
    const world = serving(4, { progressDeadlineSeconds: 5 })
    release(world, 'web:v2')
    const told = reasons(pass(world, 100))
    expect(told).toContain('ProgressDeadlineExceeded')
    expect(images(world)).toEqual(['web:v2'])
    expect(condition(world)).toBe('NewReplicaSetAvailable')
  })
})

describe('Rolled back', () => {
  it('a template comes back as a new revision, by the name of its old ReplicaSet', () => {
    const world = serving(4)
    release(world, 'web:v2', 'hangs')
    pass(world, 100)
    undo(world)
    pass(world, 100)
    expect(images(world)).toEqual(['web'])
    expect(sets(world).map(({ revision, replicas }) => [revision, replicas])).toEqual([
      [3, 4],
      [2, 0],
    ])
    expect(world.replicaSets).toHaveLength(2)
  })

  it('twice, one is where one was', () => {
    const world = serving(4)
    release(world, 'web:v2')
    pass(world, 100)
    undo(world)
    pass(world, 100)
    undo(world)
    pass(world, 100)
    expect(images(world)).toEqual(['web:v2'])
    expect(sets(world).map(({ revision }) => revision)).toEqual([3, 4])
  })

  it('the number of replicas stays', () => {
    const world = serving(4)
    release(world, 'web:v2')
    order(world, { order: 'scale', workload: 0, replicas: 6 })
    pass(world, 100)
    undo(world)
    pass(world, 100)
    expect([all(world), images(world)]).toEqual([6, ['web']])
  })

  it('to a revision by its number', () => {
    const world = serving(4)
    for (const image of ['web:v2', 'web:v3']) {
      release(world, image)
      pass(world, 100)
    }
    undo(world, 1)
    pass(world, 100)
    expect(images(world)).toEqual(['web'])
    expect(refusalOf(world, { order: 'rollout-undo', workload: 0, to: 1 })).toBe(
      'error: unable to find specified revision 1 in history', // it is number 4 now
    )
  })

  it.each([
    [undefined, 10],
    [2, 2],
    [0, 0],
  ])('with revisionHistoryLimit %s no further than %i old ones', (limit, kept) => {
    const world = serving(1, limit === undefined ? {} : { revisionHistoryLimit: limit })
    for (let i = 2; i < 15; i += 1) {
      release(world, `web:v${i}`)
      pass(world, 60)
    }
    expect(sets(world).map(({ revision }) => revision)).toEqual(
      Array.from({ length: kept + 1 }, (_, i) => 14 - kept + i),
    )
  })

  it('in 2017 as far as to the first', () => {
    const world = serving(1, {}, '2017')
    for (let i = 2; i < 15; i += 1) {
      release(world, `web:v${i}`)
      pass(world, 60)
    }
    expect(sets(world)).toHaveLength(14)
    expect(undo(world, 1).map(({ reason, note }) => [reason, note])[0]).toEqual([
      'DeploymentRollback',
      'Rolled back deployment "web" to revision 1',
    ])
  })

  const refusals = [
    ['what has no other revision', 'now', 0, false, 'error: no rollout history found for deployment "web"'],
    ['to a revision that never was', 'now', 7, true, 'error: unable to find specified revision 7 in history'],
    [
      'to what it is',
      'now',
      2,
      true,
      'deployment.apps/web skipped rollback (current template already matches revision 2)',
    ],
    ['what has no other revision', '2017', 0, false, undefined],
  ] as const

  it.each(refusals)('is not %s (%s)', (_, era, to, released, why) => {
    const world = serving(2, {}, era)
    if (released) release(world, 'web:v2')
    pass(world, 60)
    expect(refusalOf(world, { order: 'rollout-undo', workload: 0, to })).toBe(why)
  })

  it.each([
    ['DeploymentRollbackRevisionNotFound', 0, 'Unable to find last revision.'],
    ['DeploymentRollbackRevisionNotFound', 5, 'Unable to find the revision to rollback to.'],
    [
      'DeploymentRollbackTemplateUnchanged',
      1,
      'The rollback revision contains the same template as current deployment "web"',
    ],
  ])('1.6 lets its controller say %s to revision %i', (reason, to, note) => {
    const world = serving(2, {}, '2017')
    expect(undo(world, to).map(told => [told.reason, told.note])).toEqual([[reason, note]])
  })

  it.each([
    ['now', "error: cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again"],
    [
      '2017',
      "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume deployment/web' and try again",
    ],
  ] as const)('is not what is paused (%s)', (era, why) => {
    const world = serving(2, {}, era)
    release(world, 'web:v2')
    pass(world, 60)
    order(world, { order: 'rollout-pause', workload: 0 })
    expect(refusalOf(world, { order: 'rollout-undo', workload: 0, to: 0 })).toBe(why)
  })
})
