import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Happening } from '../../src/model/happening'
import { HOSTNAME } from '../../src/model/placement'
import type { World } from '../../src/model/world'
import { type Order, obey, refusal } from '../../src/sim/orders/orders'
import { hashOf } from '../../src/sim/plain'
import { fork, step } from '../../src/sim/step'
import { aHypervisor, aMachine, aSpare, asks, aWorld, type WorldWish } from '../given'
import { tries } from '../runs'
import { expectCausesToPointBack, expectLawful } from './lawful'

const DEDICATED = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' } as const

const SEED = 20_170_508
const runs = (most: number) => tries(SEED, most)

const some = (
  name: string,
  most: number,
  of: (name: string, cores: number, gpus: number) => ReturnType<typeof aMachine>,
) =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat({ max: 2 })), { maxLength: most })
    .map(list => list.map(([cores, gpus], i) => of(`${name}${i + 1}`, cores, gpus)))

const machines = fc
  .tuple(
    some('b', 3, (name, cores, gpus) => aMachine({ name, cores, gpus, taints: gpus > 0 ? [DEDICATED] : [] })),
    some('h', 2, (name, cores, gpus) => aHypervisor(name, { cores, gpus, memoryMiB: 6_144 })),
    some('s', 2, (name, _, gpus) => aSpare(name, { gpus })),
  )
  .map(lists => lists.flat())

const demand = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.nat({ max: 120 })), { minLength: 1, maxLength: 4 })
  .map(steps => {
    let at = -1
    return steps.map(([wait, perSecond]) => {
      at += wait
      return { at, perSecond }
    })
  })

const spec = fc.record({
  requests: fc.constantFrom(asks(0, 0), asks(100, 64), asks(700, 512), asks(1_500, 2_048), asks(100, 64, 1)),
  replicas: fc.integer({ min: 1, max: 4 }),
  image: fc.constantFrom('web', 'raw'),
  warmup: fc.nat({ max: 30 }),
  readinessProbe: fc.option(fc.constant({ periodSeconds: 3 }), { nil: undefined }),
  workers: fc.integer({ min: 1, max: 4 }),
  latencySloMs: fc.constantFrom(100, 200, 1_000),
  kernel: fc.constantFrom('shared' as const, 'shared' as const, 'own' as const),
  client: fc.option(
    fc.record({
      timeoutMs: fc.constantFrom(60, 100, 500, 2_000),
      attempts: fc.integer({ min: 1, max: 4 }),
      backoffMs: fc.constantFrom(0, 100, 1_500),
      retryPercent: fc.constantFrom(undefined, 0, 10, 150),
    }),
    { nil: undefined },
  ),
  backlog: fc.constantFrom(undefined, undefined, 0, 3),
  calls: fc.constantFrom(undefined, undefined, [{ workload: 'w1', perRequest: 2, attempts: 2 }]), // itself, perhaps
  resolves: fc.constantFrom(undefined, { names: 'external' as const, everyRequests: 3 }),
  dns: fc.boolean(),
  networkPolicy: fc.constantFrom(undefined, undefined, { from: ['w0'], users: false }),
  demand,
  data: fc.option(
    fc.record({
      sizeMiB: fc.constantFrom(100, 2_000),
      copies: fc.constant('one' as const),
      disk: fc.constantFrom('local' as const, 'network' as const),
      writes: fc.constantFrom(0, 300_000, 1_000_000),
    }),
    { nil: undefined },
  ),
  controller: fc.constantFrom('Deployment' as const, 'Deployment' as const, 'StatefulSet' as const),
  priority: fc.constantFrom(0, 0, 100, 1_000),
  minAvailable: fc.constantFrom(undefined, undefined, 1),
  tolerations: fc.constantFrom([], [{ key: 'dedicated', operator: 'Exists' as const }]),
  topologySpread: fc.constantFrom(
    [],
    [],
    [{ topologyKey: HOSTNAME, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' as const }],
  ),
  podAntiAffinity: fc.constantFrom(
    { required: [], preferred: [] },
    { required: [{ workload: 'w0', topologyKey: HOSTNAME }], preferred: [] },
  ),
})

const wish: fc.Arbitrary<WorldWish> = fc
  .record({
    era: fc.constantFrom('now' as const, '2017' as const),
    seed: fc.nat(),
    due: fc.nat({ max: 40 }),
    machines,
    park: fc.constantFrom(undefined, { plugin: 'flannel' as const, allowedAddressPairs: false }).map(network => ({
      network,
      images: [
        { name: 'web', sizeMiB: 240, cached: true },
        { name: 'raw', sizeMiB: 400, cached: false },
      ],
      quota: { instances: 5, cores: 9, ramMiB: 18_000 },
    })),
    workloads: fc
      .array(spec, { minLength: 1, maxLength: 3 })
      .map(list => list.map((each, i) => ({ ...each, name: `w${i}` }))),
  })
  .map(withTenant)

/** On the first hypervisor there is a tenant's node too. */
function withTenant(world: WorldWish): WorldWish {
  const on = world.machines?.find(({ runs }) => runs === 'nova-compute')?.name
  if (!on) return world
  const [project, flavor] = ['acme', 'm1']
  const servers = [{ name: 'a1', flavor, hypervisor: on }]
  const projects = [{ name: project, quota: { instances: 1, cores: 2, ramMiB: 4_096 } }]
  return { ...world, park: { ...world.park, projects, tenants: [{ name: 'k-acme', project, servers }] } }
}

/** What may be asked, by numbers that are brought into range once the world is known. */
const wild = fc.record({
  wait: fc.nat({ max: 80 }),
  what: fc.constantFrom(
    'create',
    'boot',
    'provision',
    'deploy',
    'scale',
    'cut-over',
    'evict',
    'delete',
    'abandon',
    'bring-down',
    'bring-up',
    'cut-off',
    'disk',
    'evacuate',
  ),
  a: fc.nat({ max: 50 }),
  b: fc.nat({ max: 50 }),
})
type Wild = typeof wild extends fc.Arbitrary<infer Value> ? Value : never

const script = fc.array(wild, { minLength: 1, maxLength: 14 })

const ON_DISK = ['snapshot', 'restore', 'copy-volume'] as const
const TAKE_AWAY = ['delete-deployment', 'delete-servers', 'leave-machines'] as const

function orderFrom(world: World, { what, a, b }: Wild): Order | undefined {
  const workload = a % world.workloads.length
  const pick = <Row>(rows: readonly Row[]) => rows[b % Math.max(1, rows.length)]
  switch (what) {
    case 'create':
      return {
        order: 'create',
        workload,
        node: b % 3 === 0 ? pick(world.nodes)?.name : undefined,
        cluster: a % (world.tenants.length + 1),
      }
    case 'boot':
      return { order: 'boot', workload, servers: 1 + (b % 3), hypervisor: undefined }
    case 'provision':
      return { order: 'provision', workload, machine: undefined }
    case 'deploy':
      return world.machines.length > 0 ? { order: 'deploy', machine: b % world.machines.length } : undefined
    case 'scale':
      return { order: 'scale', workload, replicas: b % 6 }
    case 'cut-over':
      return { order: 'cut-over', workload }
    case 'evict':
      return { order: 'evict', pod: b }
    case 'delete':
      return { order: TAKE_AWAY[b % 3] as 'delete-servers', workload }
    case 'abandon':
      return b % 4 === 0 ? { order: 'abandon', workload } : undefined
    case 'disk':
      return world.volumes.length > 0
        ? { order: ON_DISK[a % 3] as 'snapshot', volume: b % world.volumes.length }
        : undefined
    case 'evacuate':
      return world.servers.length > 0 ? { order: 'evacuate', server: b % world.servers.length } : undefined
    default: {
      const host = pick([...world.machines.keys()])
      return b % 2 === 0 && host !== undefined ? { order: what, host: { kind: 'machine', id: host } } : undefined
    }
  }
}

/** Plays it all, and looks after every order and every wait. */
function play(world: World, all: readonly Wild[], look: (world: World) => void = () => {}): readonly Happening[] {
  const told: Happening[] = []
  all.forEach((each, id) => {
    const order = orderFrom(world, each)
    const obeyed = order && obey(world, order, { by: 'command', id })
    if (obeyed?.kind === 'done') told.push(...obeyed.happenings)
    for (let i = 0; i < each.wait; i += 1) told.push(...step(world).happenings)
    look(world)
  })
  return told
}

describe(`In any park, whatever is asked for when (seed ${SEED}),`, () => {
  it('the laws of the cluster hold: requests fit, the dead are silent, the books balance, numbers are whole', () => {
    fc.assert(
      fc.property(wish, script, (given, all) => {
        play(aWorld(given), all, expectLawful)
      }),
      runs(60),
    )
  })

  it('every cause points back to something that was there before', () => {
    fc.assert(
      fc.property(wish, script, (given, all) => {
        const world = aWorld(given)
        expectCausesToPointBack(world, play(world, all), all.length)
      }),
      runs(30),
    )
  })

  it('the same world played the same way ends the same, to the last bit', () => {
    fc.assert(
      fc.property(wish, script, (given, all) => {
        const [one, other] = [aWorld(given), aWorld(given)]
        expect(play(one, all)).toEqual(play(other, all))
        expect(hashOf(one)).toBe(hashOf(other))
      }),
      runs(15),
    )
  })

  it('a fork is the same, plays on the same, and never touches what it was forked from', () => {
    fc.assert(
      fc.property(wish, script, script, (given, before, after) => {
        const world = aWorld(given)
        play(world, before)
        const was = hashOf(world)
        const other = fork(world)
        expect(hashOf(other)).toBe(was)
        play(other, after)
        expect(hashOf(world)).toBe(was)
        play(world, after)
        expect(hashOf(world)).toBe(hashOf(other))
      }),
      runs(15),
    )
  })

  it('an order that is refused changes nothing, and what is not refused is done', () => {
    fc.assert(
      fc.property(wish, script, script, (given, before, asked) => {
        const world = aWorld(given)
        play(world, before)
        for (const each of asked) {
          const order = orderFrom(world, each)
          if (!order) continue
          const was = hashOf(world)
          const why = refusal(world, order)
          const obeyed = obey(world, order, { by: 'command', id: 0 })
          expect(obeyed.kind === 'refused' ? obeyed.why : undefined).toBe(why)
          if (why !== undefined) expect(hashOf(world)).toBe(was)
        }
      }),
      runs(25),
    )
  })
})
