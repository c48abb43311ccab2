/** A tenant's control plane is one like the operator's: its own members, etcd, leases and certificates. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constantsOf } from '../../src/model/constants'
import { type ControlPlane, PARTS, type Part } from '../../src/model/control-plane'
import type { Happening } from '../../src/model/happening'
import { OPERATOR } from '../../src/model/tenant'
import type { Tool } from '../../src/model/toolbox'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { livingVoters, votersOf } from '../../src/sim/control-plane/etcd'
import { planeOf } from '../../src/sim/control-plane/working'
import { explain } from '../../src/sim/explain/explain'
import { clusterId, memberId } from '../../src/sim/names'
import type { Order } from '../../src/sim/orders/orders'
import { hashOf } from '../../src/sim/plain'
import { fork } from '../../src/sim/step'
import {
  aHypervisor,
  aMachine,
  aSpec,
  aWorld,
  bringDown,
  bringUp,
  order,
  pass,
  reasons,
  refusalOf,
  theWorkload,
  when,
} from '../given'
import { aTenant, FLAVORS, guestsOf, HOSTS, QUOTA, serverNamed, tenantsPark } from '../given-tenants'

const ACME = 1
const members = (world: World, cluster = ACME) => (planeOf(world, cluster) as ControlPlane).members
const working = (world: World, cluster = ACME) => Object.values((planeOf(world, cluster) as ControlPlane).working)
const ALL = [true, true, true, true]

interface RailWish {
  readonly era?: Era
  readonly on?: readonly string[]
  readonly controlPlane?: Parameters<typeof aTenant>[3]
  readonly cores?: number
  readonly tool?: Tool
}

/** The operator's on metal with one member, acme's in guests beside it; a workload of two pods in each. */
function rail({ era = 'now', on = HOSTS, controlPlane, cores = 16, tool }: RailWish = {}): World {
  const hosts = HOSTS.map(name => aHypervisor(name, { cores, memoryMiB: 262_144 }))
  const quiet = { databaseMiB: 100, liveMiB: 100, growthKiBPerSecond: 0 }
  const world = aWorld({
    era,
    machines: ['b1', 'b2']
      .map(name => aMachine({ name }))
      .concat(aMachine({ name: 'm1', runs: 'control-plane' }), hosts),
    park: {
      ...tenantsPark(aTenant('acme', on, HOSTS, controlPlane)),
      quota: { instances: 1_000, cores: 10_000, ramMiB: 10_000_000 },
      controlPlane: { ...quiet, name: 'k1', members: ['m1'] },
      tool,
    },
    workloads: [
      ...['web', 'shop'].map(name => aSpec({ name, replicas: 2 })),
      aSpec({ name: 'hungry', flavor: 'm1.medium' }),
    ],
  })
  for (const cluster of [OPERATOR, ACME]) order(world, { order: 'create', workload: cluster, node: undefined, cluster })
  pass(world, 60)
  return world
}

/** The same cluster in guests, the operator's or a tenant's, and nothing else. */
function alone(cluster: 0 | 1): World {
  const quiet = { databaseMiB: 100, liveMiB: 100, growthKiBPerSecond: 0 }
  const servers = guestsOf('acme', HOSTS, HOSTS)
  const own = { servers, controlPlane: { ...quiet, name: 'k-acme', members: ['acme-cp1', 'acme-cp2', 'acme-cp3'] } }
  const world = aWorld({
    machines: HOSTS.map(name => aHypervisor(name)),
    park: {
      flavors: FLAVORS,
      quota: QUOTA,
      ...(cluster === OPERATOR ? own : tenantsPark(aTenant('acme', HOSTS, HOSTS))),
    },
    spec: { name: 'shop', replicas: 3 },
  })
  order(world, { order: 'create', workload: 0, node: undefined, cluster })
  pass(world, 60)
  return world
}

/** How often each reason was told. */
function counted(told: readonly Happening[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const reason of reasons(told).sort()) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}

describe('Without any part of it', () => {
  /** Is asked for more, loses a process and a host, is given the part back, and its host. */
  function bad(world: World, cluster: number, part: Part): readonly unknown[] {
    const told: Happening[] = [...order(world, { order: 'stop-part', part, cluster })]
    told.push(...pass(world, 30))
    const said = refusalOf(world, { order: 'scale', workload: 0, replicas: 5 })
    if (said === undefined) told.push(...order(world, { order: 'scale', workload: 0, replicas: 5 }))
    told.push(...order(world, { order: 'crash', workload: 0 }), ...pass(world, 60))
    told.push(...bringDown(world, 'machine', 'h3'), ...pass(world, 400))
    const stood = [said, counted(told), theWorkload(world).endpoints.length]
    told.push(...order(world, { order: 'start-part', part, cluster }), ...pass(world, 500))
    return [...stood, counted(told), theWorkload(world).endpoints.length]
  }

  it.each(PARTS)('without %s, exactly that stops which would stop in the operator’s', part =>
    expect(bad(alone(1), 1, part)).toEqual(bad(alone(0), 0, part)),
  )

  it.each(PARTS)('without %s of the tenant’s the operator’s works, and the other way round', part => {
    for (const [cluster, other] of [
      [ACME, OPERATOR],
      [OPERATOR, ACME],
    ] as const) {
      const world = rail()
      order(world, { order: 'stop-part', part, cluster })
      order(world, { order: 'scale', workload: other, replicas: 4 })
      pass(world, 60)
      expect([working(world, cluster).every(Boolean), working(world, other)]).toEqual([false, ALL])
      expect(theWorkload(world, other).endpoints).toHaveLength(4)
    }
  })
})

describe('A host that carries members of several clusters', () => {
  const shared = (on: readonly string[], seed = 1) => {
    const world = aWorld({
      seed,
      machines: HOSTS.map(name => aHypervisor(name)),
      park: tenantsPark(aTenant('acme', on, HOSTS), aTenant('beta', on, HOSTS)),
    })
    pass(world, 30)
    return world
  }
  const leaders = (world: World) => [1, 2].map(of => planeOf(world, of)?.etcd.leader)

  it.each(['bring-down', 'cut-off'] as const)('%s: each of them is told in that second, and when it is back', what => {
    const world = shared(['h1'])
    const host = { kind: 'machine', id: 0 } as const
    order(world, { order: what, host })
    expect([working(world, 1)[0], working(world, 2)[0]]).toEqual([false, false])
    order(world, { order: what === 'cut-off' ? 'reconnect' : 'bring-up', host })
    for (const name of ['acme-cp1', 'beta-cp1'])
      if (what === 'bring-down') order(world, { order: 'start-server', server: serverNamed(world, name) })
    pass(world, 120)
    expect([working(world, 1), working(world, 2)]).toEqual([ALL, ALL])
  })

  it('each elects by its own luck', () => {
    const elected = Array.from({ length: 16 }, (_, seed) => {
      const world = shared(HOSTS, seed)
      bringDown(world, 'machine', 'h1')
      pass(world, 5)
      return leaders(world)
    })
    expect(elected.every(pair => pair.every(leader => leader === 1 || leader === 2))).toBe(true)
    expect(elected.some(([acme, beta]) => acme !== beta)).toBe(true)
  })

  it('no two members or clusters have the same id', () => {
    const world = shared(HOSTS)
    const ids = [1, 2].flatMap(of => [clusterId(world, of), ...members(world, of).map(each => memberId(world, each))])
    expect(new Set(ids).size).toBe(8)
  })
})

describe('What is lost for want of its controllers', () => {
  it('is a CronJob’s run, if that falls due meanwhile', () => {
    const every = { schedule: '*/5 * * * *' as const, requests: 100, runSeconds: 40, within: 120 }
    const jobs = {
      concurrencyPolicy: 'Allow',
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      restartPolicy: 'Never',
    } as const
    const world = aWorld({
      machines: HOSTS.map(name => aHypervisor(name)),
      park: tenantsPark(aTenant('acme', HOSTS, HOSTS)),
      spec: { name: 'tick', controller: 'CronJob', batch: { ...every, ...jobs } },
    })
    order(world, { order: 'create', workload: 0, node: undefined, cluster: ACME })
    pass(world, 100)
    order(world, { order: 'stop-part', part: 'kube-controller-manager', cluster: ACME })
    const cause = planeOf(world, ACME)?.cause
    pass(world, 400)
    expect(world.ledger.filter(({ requests }) => requests > 0)).toEqual([
      expect.objectContaining({ loss: 'RunMissed', cause }),
    ])
  })

  it('goes back to what stopped them', () => {
    const world = rail()
    order(world, { order: 'stop-part', part: 'kube-controller-manager', cluster: ACME })
    const cause = planeOf(world, ACME)?.cause
    for (const pod of world.pods) if (pod.workload === ACME) order(world, { order: 'evict', pod: pod.id })
    const until = world.tick
    pass(world, 60)
    const lost = world.ledger.filter(({ to, requests }) => to > until && requests > 0)
    expect(lost.map(({ workload, loss, cause }) => ({ workload, loss, cause }))).toContainEqual({
      workload: ACME,
      loss: 'StaleEndpoint',
      cause,
    })
    expect(lost.map(({ workload }) => workload)).not.toContain(OPERATOR)
  })
})

describe('Its etcd', () => {
  it('elects another leader when the host of the first dies; the leases follow within seventeen seconds', () => {
    const world = rail()
    const died = world.tick
    bringDown(world, 'machine', 'h1')
    expect(working(world).slice(1)).toEqual([false, false, false])
    const elected = when(world, 'EtcdLeaderElected') - died
    expect(elected).toBeGreaterThanOrEqual(1)
    expect(elected).toBeLessThanOrEqual(2)
    pass(world, 18)
    expect(working(world)).toEqual(ALL)
    expect(explain(world, { kind: 'control-plane', id: ACME })).toContain(
      'etcd: 2 of 3 members live, 2 are a majority; none more may fail',
    )
  })

  it('is without a majority when two of three members were on one host, until a guest is started again', () => {
    const world = rail({ on: ['h1', 'h1', 'h2'] })
    bringDown(world, 'machine', 'h1')
    pass(world, 20)
    expect([working(world), working(world, OPERATOR)]).toEqual([[false, false, false, false], ALL])
    bringUp(world, 'h1')
    pass(world, 60)
    expect(working(world)[0]).toBe(false)
    order(world, { order: 'start-server', server: serverNamed(world, 'acme-cp2') })
    when(world, 'EtcdLeaderElected')
    pass(world, 20)
    expect(working(world)).toEqual(ALL)
  })

  it('keeps its leader while that is migrated live, and its majority when the host that it left dies', () => {
    const world = rail({ on: ['h1', 'h1', 'h2'] })
    order(world, { order: 'live-migrate', server: serverNamed(world, 'acme-cp1') })
    const told = pass(world, 60)
    expect(reasons(told)).toContain('LiveMigrationDone')
    expect(reasons(told)).not.toContain('EtcdLeaderLost')
    bringDown(world, 'machine', 'h1')
    pass(world, 30)
    expect(working(world)).toEqual(ALL)
  })

  it.each([
    ['2017', 16, true],
    ['now', 4, false],
  ] as const)(
    'in %s, promised %i vCPUs a core: loses its leader (%s) to hungry guests of others',
    (era, ratio, loses) => {
      const world = rail({ era, on: ['h1', 'h1', 'h1'], cores: 8 })
      for (const host of HOSTS) {
        order(world, { order: 'boot', workload: 2, servers: 4 * ratio - 6, hypervisor: host })
      }
      pass(world, 200)
      order(world, { order: 'burn', workload: 2, burns: true })
      const told = pass(world, 600).filter(({ regarding }) => regarding.kind === 'control-plane')
      expect(told.some(({ reason, regarding }) => reason === 'EtcdLeaderLost' && regarding.id === ACME)).toBe(loses)
      expect(told.filter(({ regarding }) => regarding.id === OPERATOR)).toEqual([])
    },
  )

  it('is full at its own quota: nothing is changed in its cluster alone', () => {
    const world = rail({ controlPlane: { databaseMiB: 2_047, liveMiB: 50, growthKiBPerSecond: 64 } })
    expect(refusalOf(world, { order: 'scale', workload: ACME, replicas: 3 })).toBe(
      'Error from server: etcdserver: mvcc: database space exceeded',
    )
    expect(refusalOf(world, { order: 'scale', workload: OPERATOR, replicas: 3 })).toBeUndefined()
    order(world, { order: 'defragment-etcd', cluster: ACME })
    when(world, 'EtcdAlarmDisarmed')
    expect(refusalOf(world, { order: 'scale', workload: ACME, replicas: 3 })).toBeUndefined()
  })

  it('is restored with its own objects, and nobody else’s', () => {
    const world = rail()
    order(world, { order: 'save-etcd', cluster: ACME })
    pass(world, 10)
    for (const workload of [OPERATOR, ACME]) order(world, { order: 'scale', workload, replicas: 4 })
    pass(world, 30)
    order(world, { order: 'restore-etcd', cluster: ACME })
    expect([working(world), working(world, OPERATOR)]).toEqual([[false, false, false, false], ALL])
    pass(world, 120)
    expect([0, 1].map(of => theWorkload(world, of).endpoints.length)).toEqual([4, 2])
    expect(working(world)).toEqual(ALL)
  })

  it('counts its own writes', () => {
    const world = rail()
    const before = [0, 1].map(of => planeOf(world, of)?.etcd.revision)
    order(world, { order: 'scale', workload: ACME, replicas: 3 })
    pass(world, 10)
    const after = [0, 1].map(of => planeOf(world, of)?.etcd.revision)
    expect(after[0]).toBe(before[0])
    expect(after[1]).toBeGreaterThan(before[1] as number)
  })
})

describe('Its members', () => {
  const boot: Order = {
    order: 'boot-node',
    name: 'acme-cp4',
    flavor: 'm1.medium',
    becomes: 'control-plane',
    cluster: ACME,
  }

  it('are guests: another is booted in the tenant’s quota, joins, and votes', () => {
    const world = rail()
    order(world, boot)
    expect(refusalOf(world, { ...boot, name: 'acme-cp5' })).toBe(
      'Quota exceeded for cores: Requested 2, but already used 20 of 20 cores',
    )
    const joins: Order = { order: 'join-member', server: serverNamed(world, 'acme-cp4'), cluster: ACME }
    expect(refusalOf(world, joins)).toBe('ssh: connect to host acme-cp4 port 22: No route to host')
    when(world, 'ServerActive')
    pass(world, 60)
    order(world, joins)
    pass(world, 60)
    expect(votersOf(planeOf(world, ACME) as ControlPlane)).toHaveLength(4)
    expect(votersOf(planeOf(world, OPERATOR) as ControlPlane)).toHaveLength(1)
    expect(refusalOf(world, joins)).toMatch(/kubelet\.conf already exists$/)
  })

  it.each([
    ['now', true],
    ['2017', false],
  ] as const)('in %s the second of one leaves it its writes (%s) while it starts', (era, writes) => {
    const world = rail({ era, on: ['h1'] })
    order(world, { ...boot, name: 'acme-cp2' } as Order)
    pass(world, 120)
    order(world, { order: 'join-member', server: serverNamed(world, 'acme-cp2'), cluster: ACME })
    expect([working(world)[1], working(world, OPERATOR)[1]]).toEqual([writes, true])
    when(world, 'EtcdMemberStarted')
    pass(world, 5)
    expect(working(world)[1]).toBe(true)
  })

  it.each([OPERATOR, ACME])('of cluster %i is gone with a guest that is deleted, and may then be removed', cluster => {
    const world = cluster === OPERATOR ? alone(0) : rail()
    order(world, { order: 'delete-server', server: serverNamed(world, 'acme-cp3') })
    expect(livingVoters(world, planeOf(world, cluster) as ControlPlane)).toHaveLength(2)
    expect(members(world, cluster)[2]).toMatchObject({ connectedSince: -1, runsSince: -1 })
    order(world, { order: 'remove-member', member: 2, cluster })
    expect(votersOf(planeOf(world, cluster) as ControlPlane)).toHaveLength(2)
  })
})

describe('Its members and their hosts', () => {
  const joining = (world: World) => {
    order(world, {
      order: 'boot-node',
      name: 'acme-cp2',
      flavor: 'm1.medium',
      becomes: 'control-plane',
      cluster: ACME,
      hypervisor: 'h3',
    })
    pass(world, 120)
    order(world, { order: 'join-member', server: serverNamed(world, 'acme-cp2'), cluster: ACME })
  }

  it('one whose host is cut off while it starts goes on when that is heard again', () => {
    const world = rail({ on: ['h1'] })
    joining(world)
    const host = { kind: 'machine', id: world.machines.findIndex(({ name }) => name === 'h3') } as const
    order(world, { order: 'cut-off', host })
    pass(world, 120)
    expect(members(world)[1]?.started).toBe(false)
    order(world, { order: 'reconnect', host })
    pass(world, 5)
    expect(members(world)[1]).toMatchObject({ started: true, role: 'voter' })
  })

  it('remember no lease of before their hosts were without power: it is waited for in full', () => {
    const world = rail()
    for (const name of HOSTS) bringDown(world, 'machine', name)
    pass(world, 60)
    for (const name of HOSTS) bringUp(world, name)
    pass(world, 5)
    for (const name of ['acme-cp1', 'acme-cp2', 'acme-cp3'])
      order(world, { order: 'start-server', server: serverNamed(world, name) })
    const answers = when(world, 'ApiServerUp')
    const { lasts, retried } = constantsOf(world.era).leaseDuration
    const leads = when(world, 'LeaderElection') - answers
    expect(leads).toBeGreaterThanOrEqual(lasts - 1)
    expect(leads).toBeLessThanOrEqual(lasts + retried + 1)
  })

  it('may be several whatever tool the operator’s cluster was made with', () => {
    const world = rail({ era: '2017', on: ['h1'], tool: 'heat' })
    joining(world)
    expect(members(world)).toHaveLength(2)
    expect(refusalOf(world, { order: 'join-member', machine: 0 })).toBe(
      'ERROR: The Parameter (number_of_masters) was not defined in template.',
    )
  })
})

describe('Its certificates', () => {
  it('run out by its own calendar: a worker that reboots is not let in, and the operator’s is', () => {
    const world = rail({ controlPlane: { certificatesEnd: 100 } })
    pass(world, 60)
    expect([working(world), working(world, OPERATOR)]).toEqual([[false, false, false, false], ALL])
    expect(refusalOf(world, { order: 'scale', workload: ACME, replicas: 3 })).toMatch(/x509: certificate has expired/)
    order(world, { order: 'renew-certificates', cluster: ACME })
    pass(world, 60)
    expect(working(world)).toEqual(ALL)
  })

  it('cannot be renewed by kubeadm of 2017', () =>
    expect(refusalOf(rail({ era: '2017' }), { order: 'renew-certificates', cluster: ACME })).toBe(
      'Error: unknown command "certs" for "kubeadm"',
    ))
})

describe('Whatever is done to one control plane', () => {
  const orderOn = fc.oneof(
    ...(
      [
        'save-etcd',
        'restore-etcd',
        'defragment-etcd',
        'renew-certificates',
        'fill-etcd',
        'expire-certificates',
      ] as const
    ).map(name => fc.constant({ order: name })),
    fc.record({ order: fc.constant('remove-member' as const), member: fc.nat(2) }),
    fc.record({ order: fc.constantFrom('stop-part' as const, 'start-part' as const), part: fc.constantFrom(...PARTS) }),
    fc.record({ order: fc.constant('slow-disk' as const), by: fc.constantFrom(0, 500, 3_000) }),
  )
  const ordered = fc.array(fc.tuple(orderOn, fc.integer({ min: 1, max: 40 })), { maxLength: 8 })

  it('the other one is as if it had not been done (seed 12)', () => {
    const start = rail()
    fc.assert(
      fc.property(ordered, fc.boolean(), (script, tenants) => {
        const [cluster, other] = tenants ? [ACME, OPERATOR] : [OPERATOR, ACME]
        const [one, two] = [fork(start), fork(start)]
        for (const [what, seconds] of script) {
          const each = { ...what, cluster } as Order
          if (refusalOf(one, each) === undefined) order(one, each)
          pass(one, seconds)
          pass(two, seconds)
        }
        const row = (world: World) => ({ ...planeOf(world, other), cause: undefined })
        expect(hashOf(row(one))).toBe(hashOf(row(two)))
        expect(theWorkload(one, other).endpoints).toEqual(theWorkload(two, other).endpoints)
      }),
      { seed: 12, numRuns: 40 },
    )
  })
})
