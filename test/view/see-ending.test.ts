import { expect, it } from 'vitest'
import { endingOf } from '../../src/view/see-ending'
import { aRun } from '../given'

const left = (run: ReturnType<typeof aRun>) => run.play.budget

it.each([
  ['done', 'landed before its time is up', 'landed', 600, 0],
  ['time', 'landed when it is up', 'landed', 900, 0],
  ['budget', 'wiped out for want of budget', 'wipedOut', 600, 1],
  ['goal', 'wiped out with budget left', 'wipedOut', 900, 0],
] as const)('A run says why it was over: %s, %s', (ending, _, outcome, endedAt, share) => {
  const run = aRun({ lasts: 900 })
  Object.assign(run.play, { outcome, endedAt })
  for (const workload of run.world.workloads) workload.traffic.lost = share * left(run)
  expect(endingOf(run)).toBe(ending)
})
