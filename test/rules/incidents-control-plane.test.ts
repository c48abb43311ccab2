/** Parts of the control plane fail by the level's timetable, and come back by it. */

import { describe, expect, it } from 'vitest'
import { diagnose, lineOf } from '../../src/level/diagnose'
import type { LEVEL_V1 } from '../../src/level/level'
import type { z } from '../../src/level/zod'
import { readerOf } from '../../src/rules/reader'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { planeOf } from '../../src/sim/control-plane/working'
import { aLevelText, anArrival, aPark, aPlane, aRun, at, aWorkload, order, reasons, thePlane, told } from '../given'
import { aTenant, FLAVORS, tenantsPark } from '../given-tenants'

type Incident = NonNullable<z.input<typeof LEVEL_V1>['incidents']>[number]

const AT = 300
const STRIKES = { id: 'it', at: AT } as const
const PLANE = 'control-plane/k1'

/** A rider that is served from the bowl, with three members. */
function playing(incident: Incident, members = 3): Run {
  const run = aRun({
    slo: 0,
    lasts: 3_000,
    park: { ...aPark(), ...aPlane(members) } as never,
    workloads: [aWorkload({ replicas: 2 })],
    arrivals: [anArrival('web')],
    incidents: [incident],
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return at(run, AT)
}
const working = (run: Run) => thePlane(run.world).working
const since = (run: Run) => reasons(run.play.told.filter(({ tick }) => tick >= AT))

describe('An incident of the control plane', () => {
  const PARTS = [
    ['api-server-down', { api: false, writes: false }],
    ['scheduler-down', { api: true, 'kube-scheduler': false, 'kube-controller-manager': true }],
    ['controller-manager-down', { api: true, 'kube-scheduler': true, 'kube-controller-manager': false }],
    ['etcd-member-down', { api: false, writes: false }],
  ] as const

  it.each(PARTS)('%s stops that part of every member, and it is back after a while', (what, stands) => {
    const run = playing({ ...STRIKES, what, target: PLANE, lasts: 100 })
    at(run, AT + 20)
    expect(working(run)).toMatchObject(stands)
    expect(since(run).filter(reason => reason === 'StaticPodStopped')).toHaveLength(3)
    at(run, AT + 130)
    expect(Object.values(working(run))).toEqual([true, true, true, true])
  })

  it.each(PARTS)('%s of one member of three: another does it within seventeen seconds', what => {
    const run = at(playing({ ...STRIKES, what, target: 'machine/m1' }), AT + 20)
    expect(since(run).filter(reason => reason === 'StaticPodStopped')).toHaveLength(1)
    expect(Object.values(working(run))).toEqual([true, true, true, true])
  })

  it('etcd-disk-slow of the leader: another leads; it is over with the disk', () => {
    const run = playing({ ...STRIKES, what: 'etcd-disk-slow', target: 'machine/m1', byMs: 2_500, lasts: 60 })
    at(run, AT + 20)
    expect(since(run)).toEqual(expect.arrayContaining(['EtcdLeaderLost', 'EtcdLeaderElected']))
    expect(thePlane(run.world).members.map(({ diskMs }) => diskMs)).toEqual([2_500, 0, 0])
    at(run, AT + 70)
    expect(thePlane(run.world).members.map(({ diskMs }) => diskMs)).toEqual([0, 0, 0])
  })

  it('etcd-full: NOSPACE, until somebody defragments it', () => {
    const run = at(playing({ ...STRIKES, what: 'etcd-full', target: PLANE }), AT + 5)
    expect([working(run).api, working(run).writes, since(run).includes('EtcdAlarm')]).toEqual([true, false, true])
    told(run, 'UNDO', PLANE)
    at(run, AT + 400)
    expect(working(run).writes).toBe(true)
  })

  it('certificates-expire: nobody is believed any more, until they are renewed', () => {
    const run = at(playing({ ...STRIKES, what: 'certificates-expire', target: PLANE }), AT + 5)
    expect([working(run).api, since(run).includes('CertificatesExpired')]).toEqual([false, true])
    told(run, 'SAVE', PLANE)
    at(run, AT + 120)
    expect(working(run).api).toBe(true)
  })

  it('loses nobody a request, and is not over before every part acts again', () => {
    const run = playing({ ...STRIKES, what: 'controller-manager-down', target: PLANE, lasts: 200 })
    at(run, AT + 180)
    expect(run.play.incidents[0]).toMatchObject({ workloads: [0], closedAt: -1 })
    at(run, AT + 300)
    const { closedAt } = run.play.incidents[0] ?? { closedAt: 0 }
    expect(closedAt).toBeGreaterThan(AT + 214)
    expect(closedAt).toBeLessThan(AT + 222)
    expect(run.world.workloads[0]?.traffic).toMatchObject({ lost: 0, late: 0 })
  })
})

describe('An incident of a tenant’s control plane', () => {
  const railed = (incident: Incident): Run => {
    const park = { ...aPark(), ...aPlane(1), ...tenantsPark(aTenant('acme', ['h1', 'h2', 'h1'], ['h1', 'h2'])) }
    const names = ['web', 'shop']
    const run = aRun({
      slo: 0,
      lasts: 3_000,
      park: { ...park, flavors: [...aPark().flavors, ...FLAVORS] } as never,
      workloads: names.map(name => aWorkload({ name })),
      arrivals: names.map(name => anArrival(name)),
      incidents: [incident],
    })
    for (const cluster of [0, 1]) order(run.world, { order: 'create', workload: cluster, node: undefined, cluster })
    return at(run, AT)
  }
  const workingOf = ({ world }: Run) => [0, 1].map(cluster => Object.values(planeOf(world, cluster)?.working ?? {}))
  const [ALL, NONE] = [
    [true, true, true, true],
    [false, false, false, false],
  ]

  it.each([
    [{ what: 'api-server-down', target: 'control-plane/k-acme', lasts: 100 }, NONE],
    [{ what: 'etcd-member-down', target: 'control-plane/k-acme', lasts: 100 }, NONE],
    [{ what: 'etcd-member-down', target: 'server/acme-cp2', lasts: 100 }, ALL],
    [{ what: 'etcd-full', target: 'control-plane/k-acme' }, [true, false, false, false]],
    [{ what: 'certificates-expire', target: 'control-plane/k-acme' }, NONE],
  ] as const)('%j: that cluster alone', (what, then) => {
    const run = at(railed({ ...STRIKES, ...what }), AT + 30)
    expect(workingOf(run)).toEqual([ALL, then])
    expect(['k1', 'k-acme', undefined].map(of => readerOf(run)('api.up', of))).toEqual([1, then[0] ? 1 : 0, 1])
    expect(run.play.incidents[0]).toMatchObject({ workloads: [1] })
  })

  it('is over by itself, and not before every part of that cluster acts again', () => {
    const run = railed({ ...STRIKES, what: 'controller-manager-down', target: 'control-plane/k-acme', lasts: 200 })
    at(run, AT + 205)
    expect(run.play.incidents[0]).toMatchObject({ closedAt: -1 })
    at(run, AT + 300)
    expect(workingOf(run)).toEqual([ALL, ALL])
    expect(run.play.incidents[0]?.closedAt).toBeGreaterThan(AT + 214)
  })

  it('is answered by the tricks on that control plane', () => {
    const run = at(railed({ ...STRIKES, what: 'certificates-expire', target: 'control-plane/k-acme' }), AT + 5)
    expect(commandLine(run, { verb: 'UNDO', target: 'control-plane/k-acme', by: 'player' })).toMatch(/etcdctl/)
    expect(told(run, 'SAVE', 'control-plane/k-acme').state).toBe('done')
    at(run, AT + 60)
    expect(workingOf(run)).toEqual([ALL, ALL])
  })
})

describe('A level that says so', () => {
  const said = (incident: Incident, park: object = { ...aPark(), ...aPlane(3) }) =>
    diagnose(aLevelText({ park: park as never, incidents: [incident] })).diagnostics.map(lineOf)

  it.each(['control-plane/k1', 'machine/m2'] as const)('may name %s', target =>
    expect(said({ ...STRIKES, what: 'scheduler-down', target })).toEqual([]),
  )

  it('is told of a machine that carries no member', () =>
    expect(said({ ...STRIKES, what: 'etcd-member-down', target: 'machine/b1' })[0]).toContain('KOD-S010'))

  it('is told that there is no control plane to fail', () =>
    expect(said({ ...STRIKES, what: 'api-server-down', target: PLANE }, aPark())[0]).toContain('KOD-S010'))
})
