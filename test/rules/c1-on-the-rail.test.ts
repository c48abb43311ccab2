/**
 * The worked example of tenants' own Kubernetes on the OpenStack one has: three machines,
 * one tenant with three workers, a quota of 20 cores and 10 instances, a shop, a database
 * in a server and three small ones. The second host dies. One member, three, or one more
 * worker: the quota pays for two of these.
 */

import { describe, expect, it } from 'vitest'
import type { ControlPlane } from '../../src/model/control-plane'
import { openRun, type Run } from '../../src/rules/run'
import { limitsOf, usageOf } from '../../src/sim/cloud/projects'
import { votersOf } from '../../src/sim/control-plane/etcd'
import { planeOf } from '../../src/sim/control-plane/working'
import { aCourse, anArrival, at, aWorkload, order, refusalOf, toEnd, told, whyNot } from '../given'
import { FLAVORS, guestsOf, HOSTS, QUOTA, serverNamed } from '../given-tenants'

const [ACME, DUE, DIES, LASTS, SCALE] = [1, 150, 930, 5_550, 30]
const PLANE = 'control-plane/k-acme'
const OTHERS = ['mail', 'wiki', 'erp']

const inServer = (name: string, perSecond: number) =>
  aWorkload({
    name,
    requests: { cpuMillicores: 1_000, memoryMiB: 1_024 },
    flavor: 'm1.medium',
    demand: [{ at: 0, perSecond }],
    latencySloMs: 1_000,
  })

/** As its author would write it; `members` on these hosts. */
const level = (members: readonly string[], dies = true) =>
  aCourse({
    id: 'C01-on-the-rail',
    era: '2017',
    timeScale: SCALE,
    lasts: LASTS,
    slo: 980_000,
    park: {
      machines: HOSTS.map(name => ({ name, cores: 16, memoryMiB: 65_536, gpus: 0, runs: 'nova-compute' as const })),
      images: [{ name: 'web', sizeMiB: 240, cached: true }],
      flavors: FLAVORS,
      quota: QUOTA,
      projects: [{ name: 'acme', quota: QUOTA }],
      tenants: [
        {
          name: 'k-acme',
          project: 'acme',
          servers: guestsOf('acme', members, HOSTS),
          controlPlane: { databaseMiB: 200 },
        },
      ],
      registryMiBPerSecond: 40,
    },
    workloads: [
      aWorkload({
        name: 'shop',
        replicas: 14,
        flavor: 'm1.medium',
        requests: { cpuMillicores: 500, memoryMiB: 512 },
        workers: 1,
        serviceMs: 50,
        latencySloMs: 1_000,
        demand: [{ at: 0, perSecond: 200 }],
      }),
      inServer('orders-db', 40),
      ...OTHERS.map(name => inServer(name, 20)),
    ],
    arrivals: ['shop', 'orders-db', ...OTHERS].map(name => anArrival(name, { due: DUE, patience: LASTS })),
    incidents: dies
      ? [
          {
            id: 'slam',
            what: 'host-down',
            at: DIES,
            target: 'machine/h2',
            warning: { kind: 'plan', sign: 'disk', before: 150 },
          },
        ]
      : [],
  })

/** By this seed the shop stands 5/5/4. */
const SEED = 5

/** All stand where the example says when their users come. */
function playing(members: readonly string[], dies = true): Run {
  const run = openRun(level(members, dies), SEED)
  order(run.world, { order: 'create', workload: 0, node: undefined, cluster: ACME })
  for (const [i, host] of ['h2', 'h1', 'h1', 'h3'].entries()) {
    order(run.world, { order: 'boot', workload: i + 1, servers: 1, hypervisor: host })
  }
  return run
}

type Answer = (run: Run) => void

/** Played to its end; something is done at one second of it. */
function played(members: readonly string[], second = 0, answer: Answer = () => undefined): Run {
  const run = playing(members)
  at(run, second)
  answer(run)
  return toEnd(run)
}

const orderOf = (run: Run, what: 'evacuate' | 'live-migrate', name: string) =>
  order(run.world, { order: what, server: serverNamed(run.world, name) })
const worker = (run: Run) => run.world.nodes.findIndex(({ name }) => name === 'acme-w2')

/** When three seconds have gone by: the database is built anew elsewhere, the node declared dead. */
const late: Answer = run => {
  orderOf(run, 'evacuate', 'orders-db')
  order(run.world, { order: 'confirm-dead', node: worker(run) })
}

/** At the symptom: the database is migrated live, the worker drained. */
const planned: Answer = run => {
  orderOf(run, 'live-migrate', 'orders-db')
  order(run.world, { order: 'drain', node: worker(run) })
}

const lostBy = ({ world }: Run) => world.workloads.reduce((sum, { traffic }) => sum + traffic.lost + traffic.late, 0)
const secondsAfter = ({ world }: Run) => (world.tick - DIES) / SCALE
const BUDGET = 32_400

describe('The quota of 20 cores and 10 instances', () => {
  const atHome = (members: readonly string[]) => at(playing(members), DUE)
  const used = ({ world }: Run) => usageOf(world, ACME)

  it('holds three members of two cores and three workers of four: 18 cores, six instances', () => {
    expect(used(atHome(HOSTS))).toMatchObject({ cores: 18, instances: 6 })
    expect(limitsOf(atHome(HOSTS).world, ACME)).toMatchObject({ cores: 20, instances: 10 })
  })

  it('with three members refuses one more worker', () =>
    expect(whyNot(told(atHome(HOSTS), 'SCALE', 'node/acme-w3'))).toBe(
      'Quota exceeded for cores: Requested 4, but already used 18 of 20 cores',
    ))

  it('with one member and one more worker refuses the third member', () => {
    const run = atHome(['h1'])
    expect(told(run, 'SCALE', 'node/acme-w3').state).toBe('done')
    expect(told(run, 'SCALE', PLANE).state).toBe('done')
    expect(used(run)).toMatchObject({ cores: 20, instances: 6 })
    at(run, DUE + 120)
    expect(told(run, 'SCALE', PLANE).state).toBe('done') // the second joins
    at(run, DUE + 240)
    expect(whyNot(told(run, 'SCALE', PLANE))).toBe(
      'Quota exceeded for cores: Requested 2, but already used 20 of 20 cores',
    )
  })

  it('lets one member become three', () => {
    const run = atHome(['h1'])
    for (const second of [0, 120, 240, 360]) told(at(run, DUE + second), 'SCALE', PLANE)
    at(run, DUE + 480)
    expect(votersOf(planeOf(run.world, ACME) as ControlPlane)).toHaveLength(3)
    expect(used(run)).toMatchObject({ cores: 18, instances: 6 })
  })
})

describe('When the second host dies', () => {
  it('1.62 million requests are planned, and the shop stands 5/5/4', () => {
    const { world } = at(playing(HOSTS), DUE)
    expect(world.workloads.reduce((sum, { plannedRequests }) => sum + plannedRequests, 0)).toBe(1_620_000)
    expect(world.nodes.map(({ pods }) => pods.length)).toEqual([5, 5, 4])
  })

  it.each([
    ['three members, one of them there', HOSTS, 16, 19],
    ['one member elsewhere', ['h1'], 16, 19],
    ['the only member there: nobody notices, and the shop’s users are sent to dead pods', ['h2'], 8, 12],
  ] as const)('and nobody does anything, with %s it is over in seconds', (_, members, least, most) => {
    const after = secondsAfter(played(members))
    expect(after).toBeGreaterThan(least)
    expect(after).toBeLessThan(most)
  })

  it('an answer three seconds late costs a quarter to two fifths of the budget, one at the symptom less than 2 %', () => {
    const calm = lostBy(toEnd(playing(HOSTS, false)))
    const cost = (run: Run) => (lostBy(run) - calm) / BUDGET
    const [three, symptom] = [played(HOSTS, DIES + 3 * SCALE, late), played(HOSTS, DIES - 4 * SCALE, planned)]
    expect(cost(three)).toBeGreaterThan(0.25)
    expect(cost(three)).toBeLessThan(0.4)
    expect(cost(symptom)).toBeLessThan(0.02)
  })

  it('with the only member there kubectl cannot be asked before that guest is built anew elsewhere', () => {
    const run = at(playing(['h2']), DIES + 3 * SCALE)
    const dead = { order: 'confirm-dead', node: worker(run) } as const
    expect(refusalOf(run.world, dead)).toMatch(/^Unable to connect to the server/)
    orderOf(run, 'evacuate', 'acme-cp1')
    at(run, DIES + 8 * SCALE)
    expect(refusalOf(run.world, dead)).toBeUndefined()
  })

  it('one more worker is worth what it carries, unless nova has put it where the others’ host dies', () => {
    const shopLost = (run: Run) => run.world.workloads[0]?.traffic.lost as number
    const until = DIES + 10 * SCALE
    const more = (...moved: readonly string[]) => {
      const run = playing(['h1'])
      told(at(run, 10), 'SCALE', 'node/acme-w3')
      at(run, DUE - 30)
      order(run.world, { order: 'scale', workload: 0, replicas: 18 })
      for (const name of moved) orderOf(run, 'live-migrate', name)
      return at(run, until)
    }
    const three = shopLost(at(playing(HOSTS), until))
    expect(shopLost(more())).toBeGreaterThan(three)
    expect(shopLost(more('acme-w4'))).toBeLessThan(three * 0.8)
  })
})
