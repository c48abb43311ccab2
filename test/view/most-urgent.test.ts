/** The target of the tricks while nothing is marked. */

import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import { mostUrgent } from '../../src/view/most-urgent'
import {
  aHypervisor,
  aMachine,
  anArrival,
  aPark,
  aPatch,
  aPlane,
  aRun,
  aSpare,
  at,
  aWorkload,
  bringDown,
  order,
  told,
} from '../given'

const MACHINES = [aMachine({ name: 'b1' }), aHypervisor('h1'), aHypervisor('h2'), aSpare('s1')]

describe('With a control plane that answers nobody', () => {
  const silent = (lane: Lane, tick: number) => {
    const machines = [aMachine({ name: 'm1' }), ...MACHINES]
    const park = { ...aPark({ machines }), ...aPlane(1) } as never
    const run = aRun({ slo: 0, lasts: 3_600, park, incidents: [aPatch(700, 300)] as never })
    told(run, 'ROUTE', 'rider/web', { lane })
    at(run, 200)
    bringDown(run.world, 'machine', 'm1')
    return mostUrgent(at(run, tick), 'helped')
  }

  it.each<[string, Lane, number, string]>([
    ['it is that, where somebody rides in its cluster', 'bowl', 500, 'control-plane/k1'],
    ['it is what is announced, where nobody does', 'boxes', 500, 'hypervisor/h1'],
    ['it is whoever rides, where nothing is announced either', 'boxes', 300, 'rider/web'],
  ])('%s', (_, lane, tick, target) => expect(silent(lane, tick)).toBe(target))
})

it('Of a rider whose disk is lost it is the disk', () => {
  const run = aRun({
    slo: 0,
    workloads: [aWorkload({ data: { sizeMiB: 64, copies: 'one', disk: 'network', writes: 1 } })],
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
  at(run, 200)
  order(run.world, { order: 'snapshot', volume: 0 })
  at(run, 220)
  expect(mostUrgent(run)).toBe('rider/web')
  order(run.world, { order: 'lose-disk', workload: 0 })
  expect(mostUrgent(at(run, 225))).toBe('volume/web')
})

describe('A spare machine', () => {
  /** `big` needs GPUs and comes; `web` rides. */
  const town = (bigUp: number) => {
    const big = aWorkload({ name: 'big', requests: { cpuMillicores: 1, memoryMiB: 1, gpus: 1 } })
    const run = aRun({
      slo: 0,
      lasts: 1_800,
      park: aPark({ machines: MACHINES }) as never,
      workloads: [aWorkload({ name: 'web' }), big],
      arrivals: [anArrival('web', { up: 0 }), anArrival('big', { announced: 0, up: bigUp, due: bigUp + 60 })],
    })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    return at(run, 100)
  }

  it('is the target while somebody comes who would fill one, though others ride', () => {
    const run = town(600)
    expect(mostUrgent(run)).toBe('machine/s1')
    told(run, 'SCALE', 'machine/s1')
    expect(mostUrgent(at(run, 110)), 'and not once it is ordered').toBe('rider/web')
  })
})
