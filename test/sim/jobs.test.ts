import { describe, expect, it } from 'vitest'
import type { BatchSpec, Job } from '../../src/model/batch'
import type { Happening } from '../../src/model/happening'
import type { Tick } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { backOff } from '../../src/sim/controllers/jobs'
import { explain } from '../../src/sim/explain/explain'
import { aMachine, asks, aWorld, bringDown, inBowl, livePods, losses, order, pass, theTraffic } from '../given'

const ONCE: BatchSpec = {
  requests: 100,
  runSeconds: 60,
  within: 1_000,
  concurrencyPolicy: 'Allow',
  completions: 1,
  parallelism: 1,
  backoffLimit: 6,
  restartPolicy: 'Never',
}

/** Users would come at second 0, so that is its time. */
function aJob(batch: Partial<BatchSpec> = {}, era: World['era'] = 'now'): World {
  const spec = { name: 'report', controller: 'Job', requests: asks(500, 64), batch: { ...ONCE, ...batch } } as const
  const world = aWorld({ era, machines: [aMachine(), aMachine({ name: 'b2' })], spec, lasts: 9_000 })
  inBowl(world)
  return world
}

const theJob = (world: World) => world.jobs[0] as Job
const crash = (world: World) => order(world, { order: 'crash', workload: 0 })
const of = (told: readonly Happening[], ...reasons: readonly string[]) =>
  told.filter(({ reason }) => reasons.includes(reason)).map(({ note }) => note)

/** Its process dies as soon as it runs, each time; when its pods were made. */
function failing(world: World, seconds: number): readonly Tick[] {
  const made: Tick[] = []
  for (let i = 0; i < seconds; i += 1) {
    const told = pass(world, 1)
    made.push(...told.filter(({ note }) => note.startsWith('Created pod')).map(({ tick }) => tick))
    if (told.some(({ reason }) => reason === 'Started')) crash(world)
  }
  return made
}

describe('A Job', () => {
  it('is complete when its pod has succeeded, and its run is done', () => {
    const world = aJob()
    expect(of(pass(world, 100), 'Completed')).toEqual(['Job completed'])
    expect(theJob(world)).toMatchObject({ succeeded: 1, failed: 0, condition: 'Complete', active: [] })
    pass(world, 901)
    expect(theTraffic(world)).toMatchObject({ planned: 100, served: 100, lost: 0 })
  })

  it('leaves what it had of its node to others, and is never an endpoint', () => {
    const world = aJob()
    pass(world, 20)
    expect([world.workloads[0]?.endpoints, livePods(world).length]).toEqual([[], 1])
    pass(world, 80)
    expect(world.nodes.map(({ requested, pods }) => [requested.cpu, pods])).toEqual([
      [0, []],
      [0, []],
    ])
  })

  it.each([
    [5, 2, 2, 190],
    [3, 3, 3, 65],
    [2, 5, 2, 65],
  ])(
    'of %i completions, %i at a time, has %i pods at first and takes about %i s',
    (completions, parallelism, first, takes) => {
      const world = aJob({ completions, parallelism })
      pass(world, 10)
      expect(theJob(world).active).toHaveLength(first)
      pass(world, 600)
      expect(theJob(world).succeeded).toBe(completions)
      expect(Math.abs(theJob(world).finishedAt - takes)).toBeLessThan(10)
    },
  )
})

describe('Its back-off', () => {
  it.each([
    [1, 10],
    [2, 20],
    [6, 320],
    [7, 600],
    [20, 600],
  ])('after %i failures in a row is %i s; in 2017 there is none', (failures, wait) => {
    expect([backOff('now', failures), backOff('2017', failures)]).toEqual([wait, 0])
  })

  it('lies between a pod that has failed and the next, until the limit is exceeded', () => {
    const world = aJob()
    const made = failing(world, 900)
    expect(made).toHaveLength(7)
    const gaps = made.slice(1).map((tick, i) => tick - (made[i] as number))
    ;[10, 20, 40, 80, 160, 320].forEach((wait, i) => {
      expect((gaps[i] as number) - wait).toBeGreaterThanOrEqual(1) // the time it took to start
      expect((gaps[i] as number) - wait).toBeLessThanOrEqual(7)
    })
    expect(theJob(world)).toMatchObject({ failed: 7, condition: 'Failed', reason: 'BackoffLimitExceeded' })
  })

  it('was none in 2017, nor a limit: another pod at once, for ever', () => {
    const world = aJob({}, '2017')
    expect(failing(world, 300).length).toBeGreaterThan(40)
    expect(theJob(world).condition).toBe('')
  })

  it('starts anew with a success', () => {
    const world = aJob({ completions: 2, runSeconds: 20 })
    pass(world, 8)
    crash(world)
    pass(world, 100)
    expect(theJob(world)).toMatchObject({ failed: 1, succeeded: 2, failuresInARow: 0 })
  })
})

describe('A Job has failed', () => {
  it('when it was active for too long, and its pod is stopped', () => {
    const world = aJob({ runSeconds: 500, activeDeadlineSeconds: 120 })
    expect(of(pass(world, 130), 'DeadlineExceeded', 'Killing')).toEqual([
      'Job was active longer than specified deadline',
      'Stopping container report',
    ])
    pass(world, 900)
    expect(losses(world)).toEqual({ RunFailed: 100 })
  })

  it('with OnFailure when its container was started again so often, in the one pod', () => {
    const world = aJob({ restartPolicy: 'OnFailure', backoffLimit: 2 })
    expect(failing(world, 200)).toHaveLength(1)
    expect(theJob(world)).toMatchObject({ condition: 'Failed', reason: 'BackoffLimitExceeded' })
  })
})

it('waits for its pod on a lost node until that is given up: five minutes and the grace period', () => {
  const world = aJob({ runSeconds: 100, within: 300 })
  pass(world, 20)
  const [pod] = livePods(world)
  bringDown(world, 'node', world.nodes[pod?.node ?? 0]?.name ?? '')
  pass(world, 330)
  expect(theJob(world)).toMatchObject({ failed: 0, succeeded: 0 })
  expect(losses(world)).toEqual({ HostDown: 100 })
  pass(world, 200)
  expect(theJob(world)).toMatchObject({ failed: 1, succeeded: 1, condition: 'Complete' }) // too late
  expect(theTraffic(world)).toMatchObject({ served: 0, lost: 100 })
})

it('is described as kubectl does', () => {
  const world = aJob({ completions: 3, parallelism: 2 })
  pass(world, 80)
  expect(explain(world, { kind: 'workload', id: 0 }).slice(1, 5)).toEqual([
    'Job: report',
    '  Parallelism: 2',
    '  Completions: 3',
    '  Pods Statuses: 1 Active / 2 Succeeded / 0 Failed',
  ])
})
