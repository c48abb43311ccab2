/** A second server of a rider is not an empty box. */

import { expect, it } from 'vitest'
import { momentOf } from '../../src/scenes/moment'
import { standingPlates } from '../../src/scenes/plates'
import { putTwins } from '../../src/scenes/twins'
import { NO_MARKS } from '../../src/view/aim'
import { layoutOf } from '../../src/view/layouts'
import { seePark } from '../../src/view/see-park'
import { aRun, at, aWorkload, told } from '../given'
import { aBoard } from './put-down'

it.each([
  [1, 0],
  [2, 1],
  [3, 2],
])('Of %i servers that serve %i have a twin of the rider in the first', (servers, twins) => {
  const run = aRun({ slo: 0, lasts: 1_000, workloads: [aWorkload({ name: 'old', kernel: 'own' })] })
  told(run, 'ROUTE', 'rider/old', { lane: 'boxes' })
  for (let i = 1; i < servers; i += 1) {
    told(run, 'SCALE', 'rider/old')
    at(run, i * 150)
  }
  const park = seePark(at(run, 700), NO_MARKS)
  const lane = park.lanes[1]!
  const layout = layoutOf(640, 360, park).lanes.boxes
  const drawn = aBoard()(stamps =>
    putTwins(stamps, layout, lane, standingPlates(layout, lane), momentOf(park, 0, 0, true, { patterned: false })),
  )
  expect(drawn.filter(({ name }) => name.includes('/coast'))).toHaveLength(twins)
})

it.each([
  [1, 0],
  [2, 1],
  [3, 2],
])('Of %i pods on as many plates %i have a twin in the bowl, none upon another', (replicas, twins) => {
  const run = aRun({ slo: 0, lasts: 1_000, workloads: [aWorkload({ replicas })] })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  const park = seePark(at(run, 100), NO_MARKS)
  const lane = park.lanes[0]!
  const layout = layoutOf(640, 360, park).lanes.bowl
  const drawn = aBoard()(stamps =>
    putTwins(stamps, layout, lane, standingPlates(layout, lane), momentOf(park, 0, 0, true, { patterned: false })),
  ).filter(({ name }) => name.includes('/coast'))
  expect(drawn).toHaveLength(twins)
  const xs = [...drawn.map(({ x }) => x), ...Object.values(layout.riders).map(({ x }) => x)].sort((a, b) => a - b)
  for (const [i, x] of xs.entries()) if (i > 0) expect(x - (xs[i - 1] as number)).toBeGreaterThanOrEqual(16)
})
