/** What a run that did not land leaves of its goals, and the limits that its figures stand beside. */

import { expect, it } from 'vitest'
import { idle } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { seeGoals, seeLimits } from '../../src/view/see-goals'
import { aCourse, anArrival, aWorkload } from '../given'

const COURSE = aCourse({
  slo: 900_000,
  lasts: 400,
  shows: ['budget', 'cost', 'toil'],
  workloads: [aWorkload({ name: 'web' })],
  arrivals: [anArrival('web')],
  goals: [
    { id: 'ride', must: true, that: { is: 'metric', metric: 'riders.landed', gte: 1 } },
    { id: 'rested', must: false, that: { is: 'metric', metric: 'toil.ppm', lte: 320_000 } },
    { id: 'steady', must: false, that: { is: 'metric', metric: 'budget.leftPpm', gte: 700_000 } },
  ],
  medals: {
    slo: { bronze: 950_000, silver: 970_000, gold: 990_000 },
    cost: { bronze: 60_000_000, silver: 40_000_000, gold: 30_000_000 },
    toil: { bronze: 600_000, silver: 450_000, gold: 330_000 },
  },
})

it('A limit that was kept is kept in vain, and what was missed is missed', () => {
  const run = playOut(COURSE, 1, idle)
  expect(seeGoals(run).map(({ met, inVain, got }) => [met, inVain, got?.value, got?.limit])).toEqual([
    [false, false, 0, 1],
    [false, true, 0, 320_000],
    [false, false, 0, 700_000],
  ])
})

it('The limits are those of medals and of goals', () =>
  expect(seeLimits(playOut(COURSE, 1, idle))).toMatchObject({
    toil: expect.arrayContaining([320_000, 330_000, 600_000]),
  }))
