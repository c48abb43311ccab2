/** A CronJob between two runs has no pod: the word is `kubectl get cronjob`'s. */

import { expect, it } from 'vitest'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { anArrival, aRun, at, aWorkload, told } from '../given'

const NIGHTLY = { schedule: '*/2 * * * *', requests: 50, runSeconds: 10, within: 60 } as const

const seenAt = (tick: number) => {
  const run = aRun({
    workloads: [aWorkload({ name: 'tick', batch: NIGHTLY, demand: [{ at: 0, perSecond: 0 }] })],
    arrivals: [anArrival('tick', { due: 0 })],
  })
  told(run, 'ROUTE', 'rider/tick', { lane: 'bowl' })
  return seePark(at(run, tick), NO_MARKS).lanes.flatMap(({ riders }) => riders)[0]
}

it.each([
  ['before the first', 60, 'ACTIVE 0, LAST SCHEDULE <none>', 0],
  ['in one', 127, 'Running', 1],
  ['between two', 190, 'ACTIVE 0, LAST SCHEDULE 70s', 0],
])('%s', (_, tick, word, wanted) => {
  expect(seenAt(tick)).toMatchObject({ word, replicas: { wanted } })
})

it('The countdown of a CronJob is to the second at which the clock strikes', () => {
  const run = aRun({
    workloads: [aWorkload({ name: 'tick', batch: NIGHTLY, demand: [{ at: 0, perSecond: 0 }] })],
    arrivals: [anArrival('tick', { announced: 0, up: 130, due: 160 })],
  })
  const seen = (tick: number) => seePark(at(run, tick), NO_MARKS)
  expect(seen(125).incoming[0]).toMatchObject({ kind: 'clock', inSeconds: 115 })
  expect(seen(140).deck.up).toMatchObject({ byClock: true, dueIn: 100 })
  expect(run.world.workloads[0]?.runs[0]?.at).toBe(240)
})
