/** Probes: when they are asked, when they fail, and what comes of it (cluster-facts 1.3). Seconds count from the start of the container, or from the hang. */

import { describe, expect, it } from 'vitest'
import type { Happening } from '../../src/model/happening'
import type { Pod } from '../../src/model/kubernetes'
import type { Era } from '../../src/model/units'
import type { Probe, WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { aMachine, aWorld, inBowl, losses, order, pass, reasons, theTraffic, theWorkload, when } from '../given'
import { expectLawful } from './lawful'

function started(spec: Partial<WorkloadSpec>, era: Era = 'now'): World {
  const world = aWorld({ era, machines: ['b1', 'b2', 'b3'].map(name => aMachine({ name })), spec })
  inBowl(world)
  when(world, 'Started')
  return world
}

const first = (world: World) => world.pods[0] as Pod
const hang = (world: World) => order(world, { order: 'hang', workload: 0 })

/** At which second, counted from now, something occurs. */
const after = (world: World, ...reason: Parameters<typeof when>[1][]) => {
  const from = world.tick - 1
  return reason.map(each => when(world, each) - from)
}

describe('A liveness probe has a process that hangs killed', () => {
  const cases: readonly [Probe, number][] = [
    [{ periodSeconds: 10 }, 30], // asked at 10, 20, 30
    [{ periodSeconds: 5 }, 15],
    [{ periodSeconds: 10, failureThreshold: 1 }, 10],
    [{ periodSeconds: 10, initialDelaySeconds: 7 }, 27], // at 7, 17, 27
    [{ periodSeconds: 2, failureThreshold: 6 }, 12],
  ]
  it.each(cases)('%o: after %i s', (livenessProbe, seconds) => {
    const world = started({ livenessProbe })
    hang(world)
    expect(after(world, 'Killing')).toEqual([seconds])
  })

  it('and then by force, for it heeds nothing: thirty seconds later', () => {
    const world = started({ livenessProbe: { periodSeconds: 10 } })
    hang(world)
    const killing = when(world, 'Killing')
    while (first(world).restarts === 0) pass(world, 1)
    expect(world.tick - 1 - killing).toBe(30)
    expect(first(world).lastExit).toEqual({ reason: 'Error', code: 137 })
  })

  /** So long from Killing to the next container's making, and how many of the first seconds it served on. */
  it.each([
    ['hangs', 30, 0, 30], // killed
    ['hangs', 30, 10, 30], // the hook is within the grace
    ['hangs', 30, 60, 32], // cut off with the grace, and two seconds more
    ['hangs', 5, 0, 5],
    ['warms up again', 30, 0, 1],
    ['warms up again', 30, 10, 11],
    ['warms up again', 5, 20, 6], // its process needs a second of the two
  ] as const)(
    'that %s is stopped as any pod is: grace %i s, preStop hook %i s, takes %i s',
    (how, graceSeconds, preStopSeconds, seconds) => {
      const world = started({ livenessProbe: { periodSeconds: 10 }, graceSeconds, preStopSeconds })
      if (how === 'hangs') hang(world)
      else first(world).warmAt = world.tick + 40 // refuses its probe
      const killing = when(world, 'Killing')
      while (first(world).restarts === 0) pass(world, 1)
      expect(world.tick - 1 - killing).toBe(seconds)
      expect(first(world).lastExit?.code).toBe(how === 'hangs' ? 137 : 0)
    },
  )

  it('and loses what it had in hand when it is killed: of twenty busy workers twenty', () => {
    const demand = [{ at: 0, perSecond: 1 }]
    const slow = { serviceMs: 20_000, latencySloMs: 60_000, workers: 40, demand }
    const world = started({ livenessProbe: { periodSeconds: 10 }, ...slow })
    pass(world, 60)
    hang(world)
    let before = 0
    while (first(world).restarts === 0) {
      before = theTraffic(world).lost
      pass(world, 1)
    }
    expect(theTraffic(world).lost - before - 1).toBe(20)
    expectLawful(world)
  })

  it('and serves on while its preStop hook sleeps, where it can', () => {
    const world = started({ livenessProbe: { periodSeconds: 10 }, preStopSeconds: 10, latencySloMs: 3_000 })
    first(world).warmAt = world.tick + 31 // refuses three times, and is there again too late
    when(world, 'Killing')
    const answers = Array.from({ length: 12 }, () => {
      pass(world, 1)
      return theTraffic(world).servedNow > 0
    })
    expect(answers.lastIndexOf(true)).toBe(8)
    expect(explain(world, { kind: 'pod', id: 0 })).toContain('Its container failed its probe and is told to stop')
    expectLawful(world)
  })

  it.each([
    [
      'now',
      'Liveness probe failed: Get "http://10.244.0.2:8080/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      'Container web failed liveness probe, will be restarted',
    ],
    [
      '2017',
      'Liveness probe failed: Get http://10.244.0.2:8080/: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
      /^Killing container with id docker:\/\/[0-9a-f]{64}:pod "web-\S+_default" container "web" is unhealthy, it will be killed and re-created\.$/,
    ],
  ] as const)('in the words of %s', (era, unhealthy, killing) => {
    const world = aWorld({ era, machines: [aMachine()], spec: { livenessProbe: { periodSeconds: 10 } } })
    inBowl(world)
    when(world, 'Started')
    hang(world)
    const told = pass(world, 31)
    expect(told.find(({ reason }) => reason === 'Unhealthy')?.note).toBe(unhealthy)
    expect(told.find(({ reason }) => reason === 'Killing')?.note).toMatch(killing)
  })

  it('and what it was asked for meanwhile is lost as ProcessHung, then as ProcessRestarting', () => {
    const world = started({ livenessProbe: { periodSeconds: 10 } })
    hang(world)
    pass(world, 200)
    expect(Object.keys(losses(world)).sort()).toEqual(['PodStarting', 'ProcessHung', 'ProcessRestarting'])
    expect(theTraffic(world).state).toBe('serving')
    expectLawful(world)
  })
})

describe('A process that hangs', () => {
  it('and is not probed hangs for good: nobody sees it', () => {
    const world = started({})
    hang(world)
    expect(reasons(pass(world, 600))).toEqual(['Failing'])
    expect(theWorkload(world).endpoints).toEqual([0])
    expect(first(world).restarts).toBe(0)
  })

  it.each([
    [{ periodSeconds: 10 }, 30],
    [{ periodSeconds: 10, failureThreshold: 2 }, 20],
    [{ periodSeconds: 3 }, 9],
  ] as const)(
    'with a readiness probe %o is out of its Service after %i s, and stays as it is',
    (readinessProbe, seconds) => {
      const world = started({ readinessProbe, replicas: 2 })
      pass(world, 9)
      hang(world)
      const pod = world.pods.find(({ hungAt }) => hungAt >= 0) as Pod
      const asked =
        Math.ceil((world.tick - pod.startedAt) / readinessProbe.periodSeconds) * readinessProbe.periodSeconds
      while (pod.ready) pass(world, 1)
      const fails = seconds - readinessProbe.periodSeconds // from the first that it does not answer
      expect(world.tick - 1 - pod.startedAt).toBe(asked + fails)
      const lost = theTraffic(world).lost
      pass(world, 100)
      expect(theTraffic(world).lost).toBe(lost)
      expect(pod).toMatchObject({ restarts: 0, ready: false })
      expect(explain(world, { kind: 'pod', id: pod.id }).at(-1)).toBe('Ready: False')
    },
  )
})

describe('A process that takes long to warm up', () => {
  it.each([
    [25, false], // it has failed at 0, 10, 20
    [15, true],
  ] as const)('(%i s) under a liveness probe alone is let live: %s', (warmup, lives) => {
    const world = started({ warmup, livenessProbe: { periodSeconds: 10 } })
    pass(world, 100)
    expect(first(world).restarts === 0).toBe(lives)
  })

  it('is given the time by a startup probe, and by an initial delay', () => {
    const livenessProbe = { periodSeconds: 10 }
    const given = started({ warmup: 100, livenessProbe, startupProbe: { periodSeconds: 10, failureThreshold: 30 } })
    const delayed = started({ warmup: 100, livenessProbe: { ...livenessProbe, initialDelaySeconds: 100 } })
    for (const world of [given, delayed]) {
      pass(world, 300)
      expect(first(world)).toMatchObject({ restarts: 0, ready: true })
    }
  })

  it('and never ends its start is killed by its startup probe', () => {
    const world = started({ warmup: 100, startupProbe: { periodSeconds: 5, failureThreshold: 4 } })
    const told = pass(world, 20)
    expect(told.find(({ reason }) => reason === 'Killing')?.note).toBe(
      'Container web failed startup probe, will be restarted',
    )
  })

  it('and hangs when it has long started is none of the startup probe’s business', () => {
    const world = started({ startupProbe: { periodSeconds: 5 } })
    pass(world, 10)
    hang(world)
    pass(world, 100)
    expect(first(world).restarts).toBe(0)
  })

  it('is not Ready before its startup probe has succeeded', () => {
    const world = started({ warmup: 12, startupProbe: { periodSeconds: 10, failureThreshold: 30 } })
    expect(when(world, 'Ready') - first(world).startedAt).toBe(20)
  })
})

describe('More requests than there are workers for', () => {
  /** Three pods that can do 240 a second, asked for as many as that takes to be 150 %. */
  const crowd = (probes: Partial<WorkloadSpec>) =>
    started({ replicas: 3, warmup: 5, demand: [{ at: 0, perSecond: 360 }], ...probes })

  it('and a tight liveness probe: the pods are killed one after the other, and it ends worse than it began', () => {
    const tight = crowd({ livenessProbe: { periodSeconds: 2, failureThreshold: 2, initialDelaySeconds: 10 } })
    const without = crowd({})
    const told = pass(tight, 300)
    pass(without, 300)
    expect(told.filter(({ reason }) => reason === 'Killing').length).toBeGreaterThan(6)
    expect(theTraffic(tight).lost).toBeGreaterThan(2 * theTraffic(without).lost)
    expectLawful(tight)
  })

  /** Of each pod that has left and come back: how long it was away. A run of so many failures has two events. */
  const backs = (told: readonly Happening[], after: number) =>
    told.flatMap(({ reason, regarding: { id }, tick }, i) => {
      const left = told
        .slice(0, i)
        .filter(each => each.regarding.id === id && each.reason === 'Unhealthy')
        .at(-1)
      return reason === 'Ready' && left && tick > after ? [{ id, gone: tick - left.tick }] : []
    })

  it('and a liveness probe: what is killed for being busy finishes what it is at, and has ended well', () => {
    const world = crowd({ livenessProbe: { periodSeconds: 2, failureThreshold: 2, initialDelaySeconds: 10 } })
    const killing = when(world, 'Killing')
    while (world.pods.every(({ restarts }) => restarts === 0)) pass(world, 1)
    expect(world.tick - 1 - killing).toBe(1)
    expect(world.pods.find(({ restarts }) => restarts > 0)?.lastExit).toEqual({ reason: 'Completed', code: 0 })
  })

  it('and a readiness probe: whoever leaves sends its users to the others; none is started again', () => {
    const world = crowd({ readinessProbe: { periodSeconds: 2, failureThreshold: 2 } })
    const told = pass(world, 300)
    expect(reasons(told)).toContain('Unhealthy')
    expect(told.filter(({ reason }) => reason === 'Ready').length).toBeGreaterThan(3)
    expect(world.pods.every(({ restarts }) => restarts === 0)).toBe(true)
    for (const { id, gone } of backs(told, 20)) expect([id, gone]).toEqual([id, 2]) // nobody asks it meanwhile: it passes at once
  })

  it('that leave room for it: no probe ever fails', () => {
    const world = crowd({
      demand: [{ at: 0, perSecond: 120 }],
      livenessProbe: { periodSeconds: 1, initialDelaySeconds: 5 },
    })
    expect(reasons(pass(world, 600))).not.toContain('Unhealthy')
  })
})

describe('kubectl describe pod', () => {
  it('has its probes, with what was left out', () => {
    const world = started({
      livenessProbe: { periodSeconds: 10, initialDelaySeconds: 15 },
      readinessProbe: { periodSeconds: 5 },
    })
    expect(explain(world, { kind: 'pod', id: 0 })).toEqual(
      expect.arrayContaining([
        'Liveness: http-get http://:8080/ delay=15s timeout=1s period=10s #success=1 #failure=3',
        'Readiness: http-get http://:8080/ delay=0s timeout=1s period=5s #success=1 #failure=3',
      ]),
    )
  })
})
