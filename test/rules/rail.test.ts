/** The fourth lane, on a level of three hypervisors with the clusters of two tenants beside the operator's. */

import { describe, expect, it } from 'vitest'
import type { Lane, Target } from '../../src/model/command'
import { PPM } from '../../src/model/units'
import { servingIn } from '../../src/rules/carriers'
import { balanceOf, headroomOf } from '../../src/rules/headroom'
import { lanesOf } from '../../src/rules/lanes'
import { readerOf } from '../../src/rules/reader'
import type { Run } from '../../src/rules/run'
import { limitsOf, usageOf } from '../../src/sim/cloud/projects'
import { podsOf } from '../../src/sim/traffic/backends'
import { laneOfPlate, targetsOf } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { aRun, at, order, told, whyNot } from '../given'
import level from '../levels/rail.json'

const [ACME, BETA] = [1, 2]
const fresh = () => aRun(level as never)
const route = (run: Run, name: string, lane: Lane, plate?: Target) =>
  told(run, 'ROUTE', `rider/${name}`, { lane, ...(plate && { plate }) })
const workloadOf = (run: Run, name: string) => run.world.workloads.find(({ spec }) => spec.name === name) as never
const nodesUnder = (run: Run, name: string) =>
  podsOf(run.world, workloadOf(run, name)).map(({ node }) => run.world.nodes[node]?.name)
const clusterOf = (run: Run, name: string) =>
  run.world.deployments.filter(({ workload }) => run.world.workloads[workload]?.spec.name === name).at(-1)?.cluster
const NO_MARKS = { rider: undefined, plate: undefined, last: undefined, since: 0 } as const

describe('ROUTE to the rail', () => {
  it.each([
    ['shop', ACME, 'acme', 0],
    ['ads', BETA, 'beta', 100],
  ] as const)('brings %s into its own tenant’s cluster', (name, cluster, context, tick) => {
    const run = at(fresh(), tick)
    const given = route(run, name, 'rail')
    expect(given.line).toBe(`kubectl --context ${context} apply -f ${name}.yaml`)
    at(run, tick + 30)
    expect(clusterOf(run, name)).toBe(cluster)
    expect(new Set(nodesUnder(run, name).map(node => node?.slice(0, 4)))).toEqual(new Set([context]))
    expect(readerOf(run)('rider.onRail', name)).toBe(1)
    expect(readerOf(run)('rider.landed', name)).toBe(1)
    expect(servingIn(run.world, workloadOf(run, name), 'bowl')).toBe(0)
  })

  it('brings whoever is of no tenant into the first one’s', () => {
    const run = at(fresh(), 160)
    route(run, 'blog', 'rail')
    at(run, 190)
    expect(clusterOf(run, 'blog')).toBe(ACME)
  })

  it('is bound to the node that was marked', () => {
    const run = fresh()
    const { line } = route(run, 'shop', 'rail', 'node/acme-w2')
    expect(line).toContain('# nodeSelector: acme-w2')
    at(run, 30)
    expect(new Set(nodesUnder(run, 'shop').filter(Boolean))).toEqual(new Set(['acme-w2']))
  })

  it('to the bowl and back: deleted in the one, applied to the other', () => {
    const run = fresh()
    route(run, 'shop', 'bowl')
    at(run, 60)
    const given = route(run, 'shop', 'rail')
    expect(whyNot(given)).toBeUndefined()
    expect(given.line).toBe('kubectl delete -f shop.yaml && kubectl --context acme apply -f shop.yaml')
    at(run, 120)
    expect(clusterOf(run, 'shop')).toBe(ACME)
    expect(seePark(run, NO_MARKS).lanes.flatMap(({ lane, riders }) => riders.map(() => lane))).toEqual(['rail'])
    expect(route(run, 'shop', 'bowl').line).toMatch(/^kubectl --context acme delete .* && kubectl apply/)
  })

  it('with nobody to press LAND: the readiness probe lands', () => {
    const run = fresh()
    route(run, 'shop', 'rail')
    expect(whyNot(told(run, 'LAND', 'rider/shop'))).toBe('refused.railLands')
  })
})

describe('On a node of the rail', () => {
  const more = (run: Run) => told(run, 'SCALE', 'node/acme-w1')

  it('SCALE boots one more guest in the tenant’s quota, which joins after its true lead time', () => {
    const run = fresh()
    const given = more(run)
    expect(given.line).toBe('openstack --os-project-name acme server create --flavor m1.large --image server acme-w4')
    expect(usageOf(run.world, 1)).toMatchObject({ cores: 22, instances: 7 })
    at(run, 30)
    expect(run.world.nodes.map(({ name }) => name)).not.toContain('acme-w4')
    at(run, 250)
    expect(run.world.nodes.find(({ name }) => name === 'acme-w4')).toMatchObject({ cluster: ACME, ready: true })
  })

  it('until the quota says no', () => {
    const run = fresh()
    more(run)
    at(run, 5)
    expect(limitsOf(run.world, 1).cores).toBe(24)
    expect(whyNot(more(run))).toBe('Quota exceeded for cores: Requested 4, but already used 22 of 24 cores')
  })

  it('the other tricks ask the tenant’s API server', () => {
    const run = fresh()
    expect(told(run, 'SAVE', 'node/acme-w1').line).toBe('kubectl --context acme cordon acme-w1')
    expect(told(run, 'SAVE', 'node/b1').line).toBe('kubectl cordon b1')
  })

  it('which may not answer', () => {
    const run = fresh()
    for (const name of ['h1', 'h2']) order(run.world, { order: 'bring-down', host: hostOf(run, name) })
    at(run, 10)
    expect(whyNot(told(run, 'SAVE', 'node/acme-w3'))).toBe('Error from server: etcdserver: request timed out')
    expect(whyNot(told(run, 'SAVE', 'node/b1'))).toBeUndefined()
  })
})

describe('SCALE on a tenant’s control plane', () => {
  it('asks for a guest in the group that keeps its members apart, made with the first', () => {
    const run = fresh()
    const create = (name: string) =>
      `openstack --os-project-name acme server create --flavor m1.medium --image server --hint group=$(openstack --os-project-name acme server group show -f value -c id acme-control-plane) ${name}`
    const first = told(run, 'SCALE', 'control-plane/acme')
    expect(first.line).toBe(
      `openstack --os-project-name acme server group create --policy soft-anti-affinity acme-control-plane && ${create('acme-cp4')}`,
    )
    expect(run.world.serverGroups).toMatchObject([{ name: 'acme-control-plane', policy: 'soft-anti-affinity' }])
  })
})

describe('MOVE on a hypervisor', () => {
  it('takes the nodes on it along, with their pods unrestarted', () => {
    const run = fresh()
    route(run, 'shop', 'rail')
    at(run, 130)
    const before = podsOf(run.world, workloadOf(run, 'shop')).map(({ id, restarts }) => [id, restarts])
    expect(told(run, 'MOVE', 'hypervisor/h2').line).toContain('openstack server migrate --live-migration acme-w2')
    at(run, 500)
    expect(run.world.hypervisors[1]?.servers).toEqual([])
    expect(podsOf(run.world, workloadOf(run, 'shop')).map(({ id, restarts }) => [id, restarts])).toEqual(before)
    expect(run.world.nodes.filter(({ cluster }) => cluster === ACME).every(({ ready }) => ready)).toBe(true)
  })
})

describe('HEADROOM', () => {
  it('is what is free of what the pool may give away, of cpu or memory what there is less of', () => {
    const run = fresh()
    expect(headroomOf(run.world, ACME)).toBe(PPM)
    route(run, 'shop', 'rail')
    at(run, 60)
    const pool = run.world.nodes.filter(({ cluster }) => cluster === ACME)
    const all = pool.reduce((sum, { allocatable }) => sum + allocatable.cpu, 0)
    expect(headroomOf(run.world, ACME)).toBe(Math.floor(((all - 4_500) * PPM) / all))
    expect(readerOf(run)('headroom.ppm', undefined)).toBe(headroomOf(run.world, ACME))
    expect(headroomOf(run.world, BETA)).toBe(PPM)
  })

  it('is not on a node that takes nobody', () => {
    const run = fresh()
    told(run, 'SAVE', 'node/acme-w1')
    expect(headroomOf(run.world, ACME)).toBeLessThan(PPM * 0.7)
  })

  it.each([
    [149_999, 'low'],
    [150_000, 'kept'],
    [400_000, 'kept'],
    [400_001, 'high'],
  ] as const)('of %i is %s', (share, balance) => expect(balanceOf(share)).toBe(balance))
})

describe('What can be seen and marked', () => {
  it('nodes of tenants bind the rail, and their control planes are targets', () => {
    const run = fresh()
    expect(laneOfPlate(run, 'node/acme-w1')).toBe('rail')
    expect(laneOfPlate(run, 'node/b1')).toBe('bowl')
    expect(targetsOf(run)).toEqual(expect.arrayContaining(['control-plane/acme', 'node/acme-w1']))
    const park = seePark(run, { ...NO_MARKS, plate: 'control-plane/acme', last: 'plate' })
    expect(park.target).toMatchObject({ kind: 'plane', name: 'acme' })
    expect(park.target?.explained[0]).toBe('Name: acme')
    expect(park.lanes.map(({ lane }) => lane)).toEqual(['bowl', 'rail', 'boxes', 'slab'])
    expect(park.lanes[1]?.clusters.map(({ name, plane }) => [name, plane?.marked])).toEqual([
      ['acme', true],
      ['beta', undefined],
    ])
  })

  it('without tenants there is no rail, and key and command come to nothing', () => {
    const run = aRun()
    expect(lanesOf(run.world)).toEqual(['bowl', 'boxes', 'slab'])
    expect(seePark(run, NO_MARKS).lanes.map(({ lane }) => lane)).toEqual(['bowl', 'boxes', 'slab'])
    expect(whyNot(route(run, 'web', 'rail'))).toMatch(/^error: context "1" does not exist/)
  })
})

const hostOf = (run: Run, name: string) =>
  ({ kind: 'hypervisor', id: run.world.hypervisors.findIndex(host => host.name === name) }) as const
