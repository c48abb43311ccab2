/** What a line of the log and the timeline is marked as. */

import { expect, it } from 'vitest'
import { linesOf } from '../../src/view/lines'
import { anArrival, aRun, at, aWorkload, told } from '../given'

it('a node that is lost is marked as trouble, though Kubernetes tells of it as a Normal Event', () => {
  const run = aRun({
    slo: 0,
    workloads: [aWorkload()],
    arrivals: [anArrival()],
    incidents: [{ id: 'crash', what: 'host-down', at: 100, target: 'machine/b1' }],
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  at(run, 200)
  expect(run.play.told.find(({ reason }) => reason === 'NodeNotReady')?.type).toBe('Normal')
  const marked = (words: string) => linesOf(run).find(({ text }) => JSON.stringify(text).includes(words))?.kind
  expect(marked('b1 status is now: NodeNotReady')).toBe('warning')
  expect(marked('Successfully assigned')).toBe('normal')
})
