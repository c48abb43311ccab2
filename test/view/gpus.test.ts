/** GPUs are whole: a plate says how many of its own are somebody's, and a job until when it wants them. */

import { expect, it } from 'vitest'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { anArrival, aRun, at, aWorkload, told } from '../given'

const JOB = {
  name: 'faces',
  requests: { cpuMillicores: 100, memoryMiB: 64, gpus: 2 },
  batch: { requests: 100, runSeconds: 60, within: 240 },
}

const aJob = (up: number) => {
  const course = { workloads: [aWorkload(JOB)], arrivals: [anArrival('faces', { announced: 0, up, due: 120 })] }
  const run = aRun(course)
  for (const node of run.world.nodes) Object.assign(node, { allocatable: { ...node.allocatable, gpus: 4 } })
  return run
}

it('A node says how many of its GPUs are taken', () => {
  const run = aJob(0)
  told(run, 'ROUTE', 'rider/faces', { lane: 'bowl' })
  const plates = seePark(at(run, 40), NO_MARKS).lanes.flatMap(lane => lane.plates.flatMap(({ above }) => above))
  const nodes = plates.filter(({ kind }) => kind === 'node')
  expect(nodes.map(({ gpus, gpusTaken }) => `${gpusTaken} of ${gpus}`).sort()).toEqual(['0 of 4', '0 of 4', '2 of 4'])
})

it('A job that is up or coming says when it has to be done, not when users come', () => {
  expect(seePark(at(aJob(0), 20), NO_MARKS).deck.up?.doneIn).toBe(340)
  const [coming] = seePark(at(aJob(90), 20), NO_MARKS).incoming
  expect(coming).toMatchObject({ kind: 'job', inSeconds: 340 })
})

it('A job on a machine of its own that is done says so, and keeps the machine', () => {
  const run = aJob(0)
  told(run, 'ROUTE', 'rider/faces', { lane: 'boxes' })
  const rider = () => seePark(run, NO_MARKS).lanes.find(({ lane }) => lane === 'boxes')?.riders[0]
  const before = run.world.workloads[0]?.runs[0]
  expect(before && rider()?.finished).toBeUndefined()
  Object.assign(before as object, { doneAt: 200 })
  expect(rider()).toMatchObject({ finished: true, name: 'faces' })
})
