/** The index finds what the plain scan finds: the same Node for every pod, ties and refusals too. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Node, Pod } from '../../src/model/kubernetes'
import { DEFAULT_PROFILE, HOSTNAME, type PlacementSpec, type SchedulerProfile } from '../../src/model/placement'
import { plus } from '../../src/model/resources'
import type { Era } from '../../src/model/units'
import { NONE, type Workload, type World } from '../../src/model/world'
import { roll } from '../../src/sim/chance'
import { reconcile } from '../../src/sim/controllers/controllers'
import { templateOf } from '../../src/sim/controllers/templates'
import type { Kind } from '../../src/sim/scheduling/placement-kinds'
import { choose, pileUp } from '../../src/sim/scheduling/placement-piles'
import { place, schedulePending } from '../../src/sim/scheduling/scheduler'
import { takeTurns } from '../../src/sim/scheduling/scheduling-queue'
import { byPreference, forScoring, weightsOf } from '../../src/sim/scheduling/score'
import * as then from '../../src/sim/scheduling/score-2017'
import { selectorSpread } from '../../src/sim/scheduling/score-2017'
import { spreadScores, zoneLabel } from '../../src/sim/scheduling/spread'
import { byReluctance } from '../../src/sim/scheduling/taints'
import { wishOf } from '../../src/sim/scheduling/wish-of'
import { fork } from '../../src/sim/step'
import { openTelling } from '../../src/sim/telling'
import { aMachine, asks, aWorld, order, pass, refusalOf } from '../given'

/** Whose turn it is, the first first. */
const turnsOf = (world: World) => takeTurns(fork(world)).map(({ id }) => id)

/** Where each pod that waits would go if every Node were looked at for each; why not, where there is none. */
function scanned(before: World): readonly (number | string)[] {
  const world = fork(before)
  return turnsOf(world).map(id => {
    const pod = world.pods[id] as Pod
    const { requests } = templateOf(world, pod)
    const tie = (sides: number) =>
      roll(world.seed, 'tie', { owner: pod.workload, ordinal: pod.ordinal }, pod.attempts, sides)
    const decision = place(wishOf(world, pod), world, tie)
    if (decision.kind === 'unschedulable') return decision.message
    const node = world.nodes[decision.node] as Node
    node.requested = plus(node.requested, requests)
    node.scored = plus(node.scored, forScoring(requests, world))
    node.pods.push(id)
    const { hostPorts = [], storage = 0 } = wishOf(world, pod)
    node.hostPorts.push(...hostPorts)
    node.disk.requested += storage
    pod.node = node.id
    return node.id
  })
}

function placed(world: World): readonly (number | string)[] {
  const waiting = turnsOf(world)
  schedulePending(world, openTelling(world))
  return waiting.map(id => {
    const { node, message } = world.pods[id] as Pod
    return node === NONE ? message : node
  })
}

const NEAR = { topologyKey: HOSTNAME, workload: 'web' }
const ZONES = ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'b']

/** Owners take turns, so that Nodes change under each of them. */
const shuffled = (id: number) => (id * 7_919) % 101

const machines = fc.array(
  fc.record({
    cores: fc.integer({ min: 1, max: 8 }),
    gigs: fc.integer({ min: 1, max: 16 }),
    taint: fc.constantFrom(undefined, undefined, 'NoSchedule' as const, 'PreferNoSchedule' as const),
    also: fc.boolean(),
    zone: fc.constantFrom('', '', '', 'a', 'b'),
    has: fc.boolean(),
    cluster: fc.constantFrom(0, 0, 0, 1),
  }),
  {
    minLength: 1,
    maxLength: 16,
  },
)
const shapes = fc.array(
  fc.record({
    cpu: fc.constantFrom(0, 50, 100, 250, 500, 1_000),
    memory: fc.constantFrom(0, 128, 256, 1_024),
    replicas: fc.integer({ min: 1, max: 24 }),
    pinned: fc.boolean(),
    bears: fc.boolean(),
    image: fc.constantFrom('small', 'big'),
    controller: fc.constantFrom('Deployment' as const, 'Deployment' as const, 'StatefulSet' as const),
    likes: fc.constantFrom('', '', 'a', 'b'),
    shuns: fc.boolean(),
    hostPorts: fc.constantFrom(undefined, undefined, undefined, [80], [80, 443], [443]),
    requestMiB: fc.constantFrom(undefined, undefined, 200),
  }),
  { minLength: 1, maxLength: 5 },
)
const doings = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('scale' as const), which: fc.nat(9), to: fc.nat(40) }),
    fc.record({ what: fc.constantFrom('cordon' as const, 'uncordon' as const, 'fail' as const), which: fc.nat(99) }),
    fc.record({ what: fc.constant('change' as const), which: fc.nat(9), to: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ what: fc.constant('pass' as const), which: fc.integer({ min: 1, max: 60 }) }),
  ),
  { maxLength: 5 },
)
type Doing = { readonly what: string; readonly which: number; readonly to?: number }

function doIt(world: World, { what, which, to = 0 }: Doing): void {
  if (what === 'pass') return void pass(world, which)
  const node = which % world.nodes.length
  if (what === 'cordon' || what === 'uncordon') {
    if (refusalOf(world, { order: what, node }) === undefined) order(world, { order: what, node })
  } else if (what === 'change') {
    const { id, spec } = world.workloads[which % world.workloads.length] as Workload
    const template = { image: 'small', requests: asks(to * 40, to * 60), defect: 'none' } as const
    const change = { order: 'set-template', workload: id, template } as const
    if (spec.image && refusalOf(world, change) === undefined) order(world, change)
  } else if (what === 'fail') order(world, { order: 'bring-down', host: { kind: 'node', id: node } })
  else {
    const scale = { order: 'scale', workload: which % world.workloads.length, replicas: to } as const
    if (refusalOf(world, scale) === undefined) order(world, scale)
  }
}

/** Parks for the index alone, and those where what one Node is worth hangs on the others. */
const KINDS = fc.constantFrom('plain', 'soft', 'zoned', 'both')

/** In one park no machine is in a zone, in one some are, in one all. */
const zoneIn = (kind: string, zone: string): string =>
  ({ plain: '', soft: '', zoned: zone, both: zone || 'c' })[kind] ?? ''

const prefers = (era: Era, zone: string) => ({
  required: [],
  preferred: [{ weight: 30, matchExpressions: [{ key: zoneLabel(era), operator: 'In' as const, values: [zone] }] }],
})

describe('Pods are placed as if every Node were looked at for each of them', () => {
  it.each<readonly [Era, number]>([
    ['now', 4],
    ['2017', 17],
  ])('in the era %s, whatever was bound, deleted, cordoned or lost before (seed %i)', (era, seed) => {
    fc.assert(
      fc.property(machines, shapes, doings, fc.nat(999), KINDS, (park, specs, steps, luck, kind) => {
        const world = aWorld({
          era,
          seed: luck,
          park: {
            images: [
              { name: 'small', sizeMiB: 10, cached: false },
              { name: 'big', sizeMiB: 700, cached: false },
            ],
          },
          machines: park.map(({ cores, gigs, taint, zone, also }, i) => {
            const effect = taint === 'NoSchedule' || kind === 'soft' || kind === 'both' ? taint : undefined
            const keys = also ? ['dedicated', 'old'] : ['dedicated']
            const taints = effect ? keys.map(key => ({ key, value: '', effect })) : []
            return aMachine({
              name: `b${i}`,
              cores,
              memoryMiB: gigs * 1_024,
              ...(also && { nodefsMiB: 1_000 }),
              taints,
              ...(zoneIn(kind, zone) && { zone: zoneIn(kind, zone) }),
            })
          }),
          workloads: specs.map(
            ({ cpu, memory, replicas, bears, image, controller, likes, shuns, hostPorts, requestMiB }, i) => ({
              controller,
              ...(hostPorts && { hostPorts }),
              ...(requestMiB && { scratch: { baseMiB: 0, growsMiBPerMinute: 0, requestMiB } }),
              ...(likes && { nodeAffinity: prefers(era, likes) }),
              ...(shuns &&
                i === 0 && {
                  podAntiAffinity: { required: [{ topologyKey: HOSTNAME, workload: 'web1' }], preferred: [] },
                }),

              tolerations: bears ? [{ operator: 'Exists' as const }] : [],
              image,
              name: `web${i}`,
              requests: asks(cpu, memory),
              replicas,
            }),
          ),
        })
        park.forEach(({ has, cluster }, i) => {
          Object.assign(world.nodes[i] ?? {}, { cluster }) // some are a tenant's
          if (has) world.nodes[i]?.images.push('big')
        })
        specs.forEach(({ pinned }, workload) => {
          order(world, { order: 'create', workload, node: pinned ? 'b0' : undefined })
        })
        for (const each of [...steps, { what: 'pass', which: 1 }]) {
          reconcile(world, openTelling(world))
          for (const id of world.work.pending)
            Object.assign(world.pods[id] as Pod, { nextTry: world.tick, queuedAt: shuffled(id) })
          world.work.roomMade = false
          world.work.pending.sort((a, b) => shuffled(a) - shuffled(b))
          const expected = scanned(world)
          expect(placed(world)).toEqual(expected)
          doIt(world, each)
        }
      }),
      { seed, numRuns: 10 },
    )
  })
})

/** Of every Node, crowded enough that equals and full piles come up. Whether its pods alike count in its zone does not hang on whether it fits. */
const nodes = fc.array(
  fc.record({
    worth: fc.integer({ min: -1, max: 12 }),
    alike: fc.integer({ min: 0, max: 5 }),
    kind: fc.nat(4),
    counts: fc.boolean(),
  }),
  { minLength: 1 },
)
const kinds = fc.array(
  fc.record({ zone: fc.integer({ min: -1, max: 2 }), reluctance: fc.nat(2), preference: fc.nat(3) }),
  { minLength: 5, maxLength: 5 },
)

const labelsOf = ({ zone }: Kind): Record<string, string> =>
  zone === NONE ? {} : { [zoneLabel('now')]: `${zone}`, [zoneLabel('2017')]: `${zone}` }

describe('Of piles of Nodes', () => {
  it.each<readonly [Era, number]>([
    ['now', 5],
    ['2017', 18],
  ])('the same is chosen as of a list, in the era %s (seed %i)', (era, seed) => {
    fc.assert(
      fc.property(nodes, kinds, fc.nat(), (all, kindsOfAll, draw) => {
        const kindOf = (i: number) => kindsOfAll[all[i]?.kind ?? 0] as Kind
        const counts = all.map(({ alike }) => alike)
        const bare = all.map((_, id) => ({ id, labels: labelsOf(kindOf(id)) })) as unknown as readonly Node[]
        const counted = bare.filter(({ id }) => all[id]?.counts)
        const fitting = bare.filter(({ id }) => (all[id]?.worth ?? 0) >= 0)
        const spread = era === 'now' ? spreadScores(counts, fitting, counted) : selectorSpread(counts, fitting)
        const reluctant = fitting.map(({ id }) => kindOf(id).reluctance)
        const soft = era === 'now' ? byReluctance(reluctant) : then.byTaints(reluctant)
        const preferences = fitting.map(({ id }) => kindOf(id).preference)
        const liked = era === 'now' ? byPreference(preferences) : then.byPreference(preferences)
        const { topologySpread, taintToleration, nodeAffinity } = weightsOf(era)
        const totals = fitting.map(
          ({ id }, i) =>
            (all[id]?.worth ?? 0) +
            topologySpread * (spread[i] ?? 0) +
            taintToleration * (soft[i] ?? 0) +
            nodeAffinity * (liked[i] ?? 0),
        )
        const tied = fitting.filter((_, i) => totals[i] === Math.max(...totals))
        const piles = pileUp(
          Int16Array.from(all, ({ worth }) => worth),
          {
            all: kindsOfAll,
            of: Uint16Array.from(all, ({ kind }) => kind),
            counted: Uint8Array.from(all, each => Number(each.counts)),
          },
          counts,
        )
        const asked: number[] = []
        const chosen = choose(piles, era, sides => {
          asked.push(sides)
          return draw % sides
        })
        expect(chosen).toBe(tied[draw % Math.max(1, tied.length)]?.id)
        expect(asked).toEqual(tied.length > 1 ? [tied.length] : [])
      }),
      { seed },
    )
  })
})

/** Of one owner by turns with another, in three zones of unequal size that fill up alike. */
it.each<readonly [Era, SchedulerProfile['strategy']]>([
  ['now', 'LeastAllocated'],
  ['now', 'MostAllocated'],
  ['2017', 'LeastAllocated'],
])('Zones fill up as if every Node were looked at, in the era %s with %s', (era, strategy) => {
  const world = aWorld({
    era,
    park: { scheduler: { ...DEFAULT_PROFILE, strategy } },
    machines: Array.from({ length: 14 }, (_, i) =>
      aMachine({ name: `b${i}`, cores: 4 + (i % 3), zone: ZONES[i] ?? 'c' }),
    ),
    workloads: [100, 130].map((cpu, i) => ({ name: `web${i}`, replicas: 40, requests: asks(cpu, 50 * (i + 1)) })),
  })
  for (const workload of [0, 1]) order(world, { order: 'create', workload, node: undefined })
  reconcile(world, openTelling(world))
  world.work.pending.sort((a, b) => shuffled(a) - shuffled(b))
  const expected = scanned(world)
  expect(placed(world)).toEqual(expected)
})

it.each<Era>(['now', '2017'])(
  'Pods of two templates of one workload wait for the same pass, which count each other in the era 2017 (%s)',
  era => {
    const world = aWorld({
      era,
      machines: Array.from({ length: 6 }, (_, i) => aMachine({ name: `b${i}` })),
      workloads: [{ name: 'web', replicas: 8, requests: asks(100, 100) }],
    })
    world.nodes.forEach((_, node) => void order(world, { order: 'cordon', node }))
    order(world, { order: 'create', workload: 0, node: undefined })
    pass(world, 3)
    const template = { image: 'small', requests: asks(300, 100), defect: 'none' } as const
    order(world, { order: 'set-template', workload: 0, template })
    reconcile(world, openTelling(world))
    world.nodes.forEach((_, node) => void order(world, { order: 'uncordon', node }))
    for (const id of world.work.pending) Object.assign(world.pods[id] as Pod, { nextTry: world.tick, queuedAt: -id })
    world.work.pending.sort((a, b) => b - a)
    const expected = scanned(world)
    expect(expected.length).toBeGreaterThan(7)
    expect(placed(world)).toEqual(expected)
  },
)

it.each<readonly [string, PlacementSpec, boolean]>([
  ['shuns', { podAntiAffinity: { required: [NEAR], preferred: [] } }, true],
  ['would rather avoid', { podAntiAffinity: { required: [], preferred: [{ ...NEAR, weight: 5 }] } }, true],
  ['goes only with', { podAffinity: { required: [NEAR], preferred: [] } }, true],
  ['likes', { podAffinity: { required: [], preferred: [{ ...NEAR, weight: 5 }] } }, true],
  ['does not know', {}, false],
])('Whom another %s has company to mind, and so has the other; whoever else there is has none', (_, says, minds) => {
  const world = aWorld({
    machines: [aMachine()],
    workloads: [{ name: 'web' }, { name: 'other', ...says }, { name: 'third' }],
  })
  for (const workload of [0, 1, 2]) order(world, { order: 'create', workload, node: undefined })
  reconcile(world, openTelling(world))
  const company = world.pods.map(pod => wishOf(world, pod).company !== undefined)
  expect(company).toEqual([minds, minds, false])
})

it('A pod is told why no Node takes it now, not why none did before', () => {
  const world = aWorld({
    machines: [aMachine()],
    workloads: [
      { name: 'big', replicas: 2, requests: asks(5_000, 5_000) },
      { name: 'hog', requests: asks(100, 6_000) },
    ],
  })
  for (const workload of [0, 1]) order(world, { order: 'create', workload, node: undefined })
  reconcile(world, openTelling(world))
  world.work.pending = [0, 2, 1]
  const why = placed(world).filter(answer => typeof answer === 'string')
  expect(why.map(text => text.split('.')[0])).toEqual([
    '0/1 nodes are available: 1 Insufficient cpu',
    '0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory',
  ])
})
