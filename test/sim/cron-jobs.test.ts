import { describe, expect, it } from 'vitest'
import type { BatchSpec, CronJob } from '../../src/model/batch'
import type { Happening } from '../../src/model/happening'
import type { World } from '../../src/model/world'
import { dueNow } from '../../src/sim/controllers/missed-runs'
import { explain } from '../../src/sim/explain/explain'
import {
  aMachine,
  aPlane,
  asks,
  aWorld,
  bringDown,
  bringUp,
  inBowl,
  inBoxes,
  losses,
  onSlab,
  order,
  pass,
  refusalOf,
  startPart,
  stopPart,
  theServer,
  theTraffic,
  theWorkload,
} from '../given'

const EVERY_FIVE: BatchSpec = {
  schedule: '*/5 * * * *',
  requests: 100,
  runSeconds: 40,
  within: 120,
  concurrencyPolicy: 'Allow',
  completions: 1,
  parallelism: 1,
  backoffLimit: 6,
  restartPolicy: 'Never',
}

function scheduled(batch: Partial<BatchSpec> = {}, era: World['era'] = 'now', lasts = 9_000): World {
  const spec = {
    name: 'tick',
    controller: 'CronJob',
    requests: asks(100, 64),
    batch: { ...EVERY_FIVE, ...batch },
  } as const
  const machines = [
    aMachine(),
    aMachine({ name: 'm1', runs: 'control-plane' }),
    ...(aPlane(1).machines ?? []).slice(3, 7),
  ]
  return aWorld({ era, park: aPlane(1), machines, spec, lasts })
}

function inCluster(batch: Partial<BatchSpec> = {}, era: World['era'] = 'now', lasts = 9_000): World {
  const world = scheduled(batch, era, lasts)
  inBowl(world)
  return world
}

const theCronJob = (world: World) => world.cronJobs[0] as CronJob
const of = (told: readonly Happening[], ...reasons: readonly string[]) =>
  told.filter(({ reason }) => reasons.includes(reason)).map(({ tick, note }) => `${tick} ${note}`)
const jobsMade = (told: readonly Happening[]) =>
  of(told, 'SuccessfulCreate').filter(note => note.includes('Created job'))
const away = (world: World, seconds: number) => {
  stopPart(world, 'kube-controller-manager')
  const told = pass(world, seconds)
  startPart(world, 'kube-controller-manager')
  return [...told, ...pass(world, 40)]
}

const SINCE = { lastScheduleTime: 600, createdAt: 0, startingDeadlineSeconds: undefined }

describe('Of runs every five minutes, the one of second 600 the last, is due', () => {
  it.each([
    [899, SINCE, undefined, 0],
    [900, SINCE, 900, 1],
    [1_650, SINCE, 1_500, 3],
    [30_600, SINCE, 30_600, 100],
    [30_900, SINCE, 30_900, 101],
    [1_650, { ...SINCE, startingDeadlineSeconds: 200 }, 1_500, 1],
    [1_750, { ...SINCE, startingDeadlineSeconds: 200 }, undefined, 0], // the last one is 250 s ago
    [1_650, { ...SINCE, lastScheduleTime: undefined, createdAt: 1_400 }, 1_500, 1],
  ])('at %i', (now, since, at, missed) => expect(dueNow(now, 300, since)).toEqual({ at, missed }))
})

describe('A CronJob', () => {
  it.each([
    ['now', 0, ['tick-5', 'tick-10']],
    ['2017', 9, ['tick-300', 'tick-600']], // a round every ten seconds
  ] as const)('makes a Job for each run in %s, within %i s of its time', (era, within, names) => {
    const world = inCluster({}, era)
    pass(world, 899)
    expect(world.jobs.map(({ name }) => name)).toEqual(names)
    for (const { createdAt, scheduledAt } of world.jobs) expect(createdAt - scheduledAt).toBeLessThanOrEqual(within)
    expect(theTraffic(world)).toMatchObject({ planned: 200, served: 200 })
  })

  it.each([
    ['now', ['tick-15', 'tick-20', 'tick-25']],
    ['2017', ['tick-300', 'tick-600', 'tick-900', 'tick-1200', 'tick-1500']],
  ] as const)('keeps the last three that were complete in %s: %j', (era, kept) => {
    const world = inCluster({}, era)
    pass(world, 1_700)
    expect(world.jobs.filter(({ deleted }) => !deleted).map(({ name }) => name)).toEqual(kept)
  })

  it('can be run by hand, for the run that is due', () => {
    const world = inCluster()
    stopPart(world, 'kube-controller-manager')
    pass(world, 320)
    startPart(world, 'kube-controller-manager')
    order(world, { order: 'run-job', workload: 0 })
    expect(world.jobs.map(({ name, scheduledAt }) => [name, scheduledAt])).toEqual([['tick-manual-1', 300]])
    pass(world, 150)
    expect(theWorkload(world).runs[0]?.doneAt).toBeGreaterThan(0)
    expect(refusalOf(scheduled(), { order: 'run-job', workload: 0 })).toBe(
      'Error from server (NotFound): cronjobs.batch "tick" not found',
    )
  })
})

describe('A run that is due while the one before goes on', () => {
  it.each([
    ['Allow', ['300 Created job tick-5', '600 Created job tick-10', '900 Created job tick-15']],
    // the one of 600 is still due when the first ends, that of 900 when the second does
    ['Forbid', ['300 Created job tick-5', '706 Created job tick-10']],
    ['Replace', ['300 Created job tick-5', '600 Created job tick-10', '900 Created job tick-15']],
  ] as const)('is treated as its policy says: %s', (concurrencyPolicy, made) => {
    const world = inCluster({ concurrencyPolicy, runSeconds: 400, within: 900 })
    const told = pass(world, 1_000)
    expect(jobsMade(told)).toEqual(made)
    expect(of(told, 'JobAlreadyActive').length > 0).toBe(concurrencyPolicy === 'Forbid')
    expect(of(told, 'SuccessfulDelete').length > 0).toBe(concurrencyPolicy === 'Replace')
  })

  it('with Replace never ends where each takes longer than the time to the next', () => {
    const world = inCluster({ concurrencyPolicy: 'Replace', runSeconds: 400, within: 900 })
    pass(world, 3_000)
    expect(theTraffic(world)).toMatchObject({ served: 0 })
  })
})

describe('While no controller manager acts', () => {
  it('runs are missed, and the last one is made up for, once', () => {
    const world = inCluster()
    pass(world, 350)
    expect(jobsMade(away(world, 900))).toEqual(['1266 Created job tick-20'])
    expect(losses(world)).toEqual({ RunMissed: 200 })
  })

  it.each([
    [60, []],
    [120, ['1266 Created job tick-20']],
  ])('it is not, where the starting deadline is %i s and it was 66 s ago', (startingDeadlineSeconds, made) => {
    const world = inCluster({ startingDeadlineSeconds })
    pass(world, 350)
    expect(jobsMade(away(world, 900))).toEqual(made)
  })

  const minutely = { schedule: '* * * * *', runSeconds: 5, within: 50 } as const

  it('a hundred missed runs and more are too many today, which is a warning', () => {
    const world = inCluster(minutely)
    pass(world, 90)
    const told = away(world, 6_100)
    expect(of(told, 'TooManyMissedTimes').map(note => note.slice(5))).toEqual([
      'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
    ])
    expect(jobsMade(told)).toHaveLength(1)
    expect(jobsMade(pass(world, 120))).toHaveLength(2)
  })

  it('in 2017 nothing was started any more, until somebody set a deadline', () => {
    const world = inCluster(minutely, '2017')
    pass(world, 90)
    const told = away(world, 6_100)
    expect(of(told, 'FailedNeedsStart').map(note => note.slice(5))).toEqual([
      'Cannot determine if job needs to be started: Too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew.',
    ])
    expect(jobsMade([...told, ...pass(world, 300)])).toEqual([])
    order(world, { order: 'set-starting-deadline', workload: 0, seconds: 200 })
    expect(jobsMade(pass(world, 130)).length).toBeGreaterThanOrEqual(2)
  })

  it('a hundred exactly were not too many', () => {
    const world = inCluster(minutely, '2017')
    pass(world, 90) // the run of 60 was started; the hundredth after it is that of 6060
    expect(jobsMade(away(world, 5_980))).toHaveLength(1)
  })
})

describe('In a crontab', () => {
  const hosted = (put: (world: World) => unknown, until: number) => {
    const world = scheduled({}, 'now', 3_600)
    put(world)
    pass(world, until)
    return world
  }

  it('runs are done on a server, by nobody’s leave', () => {
    const world = hosted(inBoxes, 290)
    stopPart(world, 'kube-controller-manager')
    pass(world, 1_000)
    expect(theTraffic(world)).toMatchObject({ planned: 300, served: 300, lost: 0 })
  })

  it('what comes while its host is down is lost silently, and not made up for', () => {
    const world = hosted(inBoxes, 590)
    const host = world.hypervisors[theServer(world).hypervisor]?.name ?? ''
    bringDown(world, 'machine', host)
    const told = [...pass(world, 100)]
    bringUp(world, host)
    order(world, { order: 'start-server', server: 0 })
    told.push(...pass(world, 500))
    expect(
      told.filter(({ note }) => note.includes('tick') && !note.includes('host')).map(({ reason }) => reason),
    ).toEqual(expect.not.arrayContaining(['SuccessfulCreate']))
    expect(losses(world)).toEqual({ HostDown: 100 })
    expect(theTraffic(world)).toMatchObject({ planned: 300, served: 200 })
  })

  it('what its host does not live to see is lost too', () => {
    const world = hosted(inBoxes, 620)
    bringDown(world, 'machine', world.hypervisors[theServer(world).hypervisor]?.name ?? '')
    pass(world, 120)
    expect(losses(world)).toEqual({ HostDown: 100 })
  })

  it('what dies under way is not begun again, although its daemon is', () => {
    const world = hosted(inBoxes, 610)
    order(world, { order: 'crash', workload: 0 })
    pass(world, 400)
    expect(losses(world)).toEqual({ RunFailed: 100 })
    expect(theTraffic(world)).toMatchObject({ served: 100 })
  })

  it('on a machine it is the same, once the machine is there', () => {
    const world = hosted(onSlab, 1_400)
    expect(losses(world)).toEqual({ MachineDeploying: 200 })
    expect(theTraffic(world)).toMatchObject({ served: 200 })
  })
})

it('that nobody placed has no run done, and each is lost', () => {
  const world = scheduled()
  pass(world, 800)
  expect(losses(world)).toEqual({ NotRouted: 200 })
})

it('is described as kubectl does, and as crontab does', () => {
  const world = inCluster()
  pass(world, 310)
  expect(explain(world, { kind: 'workload', id: 0 }).slice(1, 6)).toEqual([
    'Schedule: */5 * * * *',
    'Concurrency Policy: Allow',
    'Starting Deadline Seconds: <unset>',
    'Last Schedule Time: 00:05:00',
    'Active Jobs: tick-5',
  ])
  expect(theCronJob(world).active).toHaveLength(1)
  const onServer = scheduled()
  inBoxes(onServer)
  expect(explain(onServer, { kind: 'workload', id: 0 })).toContain('crontab: */5 * * * * /usr/local/bin/tick')
})
