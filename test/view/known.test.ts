/** The second lamp: what the system that runs a plate knows of its trouble, second by second. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { obey } from '../../src/sim/orders/orders'
import { NO_MARKS } from '../../src/view/aim'
import type { PlateView } from '../../src/view/plate-view'
import { seePark } from '../../src/view/see-park'
import { aHypervisor, aMachine, aPark, aPlane, aRun, at, aWorkload, told } from '../given'

const started = (workloads = [aWorkload({ replicas: 3 })], lane: 'bowl' | 'boxes' = 'bowl') => {
  const machines = [
    ...['b1', 'b2', 'b3'].map(name => aMachine({ name })),
    ...['h1', 'h2'].map(name => aHypervisor(name)),
  ]
  const run = aRun({ slo: 0, lasts: 3_000, park: aPark({ machines }) as never, workloads })
  told(run, 'ROUTE', 'rider/web', { lane })
  return at(run, 150)
}

const plates = (views: readonly PlateView[]): readonly PlateView[] =>
  views.flatMap(view => [view, ...plates(view.above)])

function known(run: Run, target: Target | 'server/web'): string | undefined {
  const all = plates(seePark(run, NO_MARKS).lanes.flatMap(lane => lane.plates))
  const phrase = all.find(({ kind, name }) => `${kind}/${name}` === target)?.known
  return phrase?.from === 'ui' ? phrase.key : undefined
}

const strike = (run: Run, order: 'bring-down' | 'bring-up' | 'cut-off', id = 0) =>
  obey(run.world, { order, host: { kind: 'machine', id } }, { by: 'scenario', id: 'test' })

describe('Of a node the cluster knows', () => {
  it('nothing worth telling while all is well', () => expect(known(started(), 'node/b1')).toBeUndefined())

  const cases = [
    ['bring-down', 10, 'known.unnoticed'],
    ['bring-down', 60, 'known.evicts'],
    ['bring-down', 370, 'known.lingers'],
    ['cut-off', 10, 'known.cutOff'],
    ['cut-off', 60, 'known.evicts'],
  ] as const

  it.each(cases)('after %s, %i s later: %s', (order, later, key) => {
    const run = started()
    strike(run, order)
    expect(known(at(run, run.world.tick + later), 'node/b1')).toBe(key)
  })

  it.each([
    [0, 'known.unnoticed'],
    [1, 'known.nobody'],
  ])('that nobody counts its silence where the controller manager is away (%i)', (away, key) => {
    const park = aPlane(1)
    const run = aRun({ slo: 0, lasts: 3_000, park: aPark(park) as never, workloads: [aWorkload()] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 150)
    if (away) obey(run.world, { order: 'stop-part', part: 'kube-apiserver' }, { by: 'scenario', id: 'test' })
    strike(run, 'bring-down')
    expect(known(at(run, run.world.tick + 20), 'node/b1')).toBe(key)
    expect(known(at(run, run.world.tick + 300), 'node/b1')).toBe(away ? key : 'known.evicts')
  })

  it('that a StatefulSet’s copies wait, however long, for somebody who vouches', () => {
    const run = started([aWorkload({ replicas: 3, data: { sizeMiB: 100, copies: 'quorum' } })])
    strike(run, 'bring-down')
    expect(known(at(run, run.world.tick + 60), 'node/b1')).toBe('known.waits')
    told(run, 'MOVE', 'node/b1')
    expect(known(at(run, run.world.tick + 20), 'node/b1')).toBe('known.declaredDead')
  })

  it('that it is out of service though it is back, until that is taken back', () => {
    const run = started()
    strike(run, 'bring-down')
    at(run, run.world.tick + 60)
    told(run, 'MOVE', 'node/b1')
    at(run, run.world.tick + 20)
    strike(run, 'bring-up')
    expect(known(at(run, run.world.tick + 20), 'node/b1')).toBe('known.outOfService')
    told(run, 'UNDO', 'node/b1')
    expect(known(at(run, run.world.tick + 20), 'node/b1')).toBeUndefined()
  })

  it('that healing is paused where all are silent', () => {
    const run = started()
    for (const id of [0, 1, 2]) strike(run, 'bring-down', id)
    expect(known(at(run, run.world.tick + 60), 'node/b1')).toBe('known.paused')
  })

  it.each([
    ['SAVE', 'known.cordoned'],
    ['MOVE', 'known.cordoned'],
  ] as const)('after %s: %s', (verb, key) => {
    const run = started()
    told(run, verb, 'node/b1')
    expect(known(at(run, run.world.tick + 20), 'node/b1')).toBe(key)
  })
})

describe('Of a hypervisor nova knows', () => {
  it.each([
    ['bring-down', 10, 'known.unnoticed'],
    ['bring-down', 70, 'known.reportedDown'],
    ['cut-off', 10, 'known.cutOff'],
  ] as const)('after %s, %i s later: %s', (order, later, key) => {
    const run = started(undefined, 'boxes')
    strike(run, order, 3)
    expect(known(at(run, run.world.tick + later), 'hypervisor/h1')).toBe(key)
  })

  it('nothing to be done for, where nothing was left on it', () => {
    const run = started()
    strike(run, 'bring-down', 3)
    expect(known(at(run, run.world.tick + 70), 'hypervisor/h1')).toBe('known.reportedEmpty')
  })

  it('that it is disabled', () => {
    const run = started()
    told(run, 'SAVE', 'hypervisor/h1')
    expect(known(run, 'hypervisor/h1')).toBe('known.disabled')
  })

  it('and of a server, that it slides', () => {
    const run = started([aWorkload({ replicas: 1 })], 'boxes')
    told(run, 'MOVE', 'rider/web')
    expect(known(run, 'server/web')).toBe('known.migrating')
  })
})
