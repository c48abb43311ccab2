/** Riders that keep copies of their data ride in every lane, and are hit as a level says. */

import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import type { Copies } from '../../src/model/workload'
import { stickersOf } from '../../src/model/workload'
import type { Run } from '../../src/rules/run'
import { aHypervisor, aMachine, anArrival, aPark, aRun, aSpare, at, aWorkload, told } from '../given'

const AT = 1_100

/** It rides there from the start; its users come when a machine could be ready. */
function riding(lane: Lane, copies: Copies, incidents: readonly object[] = [], era: Era = 'now'): Run {
  const machines = [
    ...['b1', 'b2', 'b3', 'b4'].map(name => aMachine({ name })),
    ...['h1', 'h2', 'h3'].map(name => aHypervisor(name)),
    aSpare('s1'),
  ]
  const run = aRun({
    slo: 0,
    era,
    lasts: 3_000,
    park: aPark({ machines }) as never,
    workloads: [
      aWorkload({
        name: 'db',
        replicas: 3,
        requests: { cpuMillicores: 3_000, memoryMiB: 512 },
        data: { sizeMiB: 2_000, copies, disk: 'local', writes: 500_000 },
      }),
    ],
    arrivals: [anArrival('db', { due: 1_000, patience: 900 })],
    incidents: incidents as never,
  })
  told(run, 'ROUTE', 'rider/db', { lane })
  return at(run, AT)
}

describe.each(['quorum', 'async', 'sync'] as const)('A rider whose data is kept in copies (%s)', copies => {
  it.each([
    ['bowl', 3],
    ['boxes', 3],
    ['slab', 1],
  ] as const)('is served in the %s by %i members', (lane, members) => {
    const run = riding(lane, copies)
    const { traffic } = run.world.workloads[0] as (typeof run.world.workloads)[number]
    const store = run.world.stores[0]
    expect(store?.members.filter(({ live }) => live)).toHaveLength(members)
    // one member alone has no standby to wait for
    if (lane !== 'slab' || copies !== 'sync') expect(traffic).toMatchObject({ lostNow: 0, writesLost: 0 })
    if (lane === 'slab' && copies === 'sync') expect(traffic.lostNow).toBeGreaterThan(0)
  })

  it('survives the host under it', () => {
    const run = riding('bowl', copies, [{ id: 'power', what: 'host-down', at: AT, target: 'rider/db' }])
    at(run, AT + 200)
    const { traffic } = run.world.workloads[0] as (typeof run.world.workloads)[number]
    expect(traffic.lostNow).toBe(0)
    if (copies !== 'async') expect(traffic.writesLost).toBe(0)
  })

  it('changes lanes with all that was written', () => {
    const run = riding('bowl', copies)
    told(run, 'ROUTE', 'rider/db', { lane: 'boxes' })
    at(run, AT + 600)
    const [workload] = run.world.workloads
    expect(run.world.stores[0]?.place).toBe('server')
    expect(workload?.traffic).toMatchObject({ lostNow: 0, writesLost: 0 })
  })

  it('carries the sticker of a crew', () => {
    const { spec } = riding('bowl', copies).world.workloads[0] as Run['world']['workloads'][number]
    expect(stickersOf(spec, { cpu: 64_000, memory: 1e12, gpus: 0 })).toContain('CREW')
  })
})

/** To the system cluster, where replication is asked for. */
const CREATE =
  "CREATE VIRTUAL CLUSTER main FROM REPLICATION OF main ON 'postgresql://db.example:26257?options=-ccluster=system';"
/** Whose log it is comes before the dump, which says where in it. */
const DUMP = [
  'mysql -e "CHANGE MASTER TO MASTER_HOST=\\"db.example\\""',
  'mysqldump -h db.example --all-databases --master-data | mysql',
  'mysql -e "START SLAVE"',
].join(' && ')

describe('A store that changes lanes is followed by a second cluster of its own engine', () => {
  const FOLLOWS: readonly [Copies, string, string][] = [
    [
      'quorum',
      `echo "${CREATE}" | ssh db-1 cockroach sql`,
      [
        `ssh db-1 'cockroach sql -e "ALTER VIRTUAL CLUSTER main COMPLETE REPLICATION TO LATEST"'`,
        `until ssh db-1 'cockroach sql -e "SHOW VIRTUAL CLUSTER main"' | grep -qw ready; do sleep 1; done`,
        `ssh db-1 'cockroach sql -e "ALTER VIRTUAL CLUSTER main START SERVICE SHARED" -e "SET CLUSTER SETTING server.controller.default_target_cluster = main"'`,
      ].join(' && '),
    ],
    [
      'async',
      'ssh db-1 patronictl edit-config --force --set standby_cluster.host=db.example db',
      'ssh db-1 patronictl edit-config --force --set standby_cluster=null db',
    ],
    ['galera', `ssh db-1 '${DUMP}'`, `ssh db-1 'mysql -e "STOP SLAVE"'`],
  ]
  it.each(FOLLOWS)('%s', (copies, follow, takeOver) => {
    const run = riding('bowl', copies)
    const { line } = told(run, 'ROUTE', 'rider/db', { lane: 'boxes' })
    expect(line.endsWith(` && ${follow}`)).toBe(true)
    expect(line).not.toContain('pg_basebackup')
    while (run.world.tick < 2_500 && run.world.units.filter(unit => unit.ready).length < 3) at(run, run.world.tick + 1)
    expect(told(run, 'LAND', 'rider/db').line).toContain(` && ${takeOver} && `)
  })

  it('of CockroachDB in 2017 from a dump, which the new place reads and writes itself', () => {
    const { line } = told(riding('bowl', 'quorum', [], '2017'), 'ROUTE', 'rider/db', { lane: 'boxes' })
    expect(line.endsWith(` && ssh db-1 'cockroach dump main --host db.example | cockroach sql -d main'`)).toBe(true)
  })

  it('of Galera in a pod within one shell there', () => {
    const { line } = told(riding('boxes', 'galera'), 'ROUTE', 'rider/db', { lane: 'bowl' })
    expect(line).toBe(`kubectl apply -f db.yaml && kubectl exec db-0 -- sh -c '${DUMP}'`)
  })

  it('and in pods by what they are told', () => {
    const { line } = told(riding('boxes', 'quorum'), 'ROUTE', 'rider/db', { lane: 'bowl' })
    expect(line).toBe(`kubectl apply -f db.yaml && echo "${CREATE}" | kubectl exec -i db-0 -- cockroach sql`)
  })
})
