/**
 * What people who work on the autoscalers, and on the Job and CronJob controllers, would ask.
 *
 * Each answer is the notes that its run told and the lines that describe what is left; only
 * the moment is put before them.
 */

import type { Happening, Reason } from '../model/happening'
import type { Seconds } from '../model/units'
import type { World } from '../model/world'
import { explain } from '../sim/explain/explain'
import { ask, aWorkload, aWorld, until, type Written, wait } from './inquiry'
import type { Question } from './question'

const machine = (name: string, runs: string, cores: number): Written => ({
  name,
  cores,
  memoryMiB: 32_768,
  gpus: 0,
  runs,
})

const NODES = [machine('b1', 'kubelet', 8), machine('b2', 'kubelet', 8)]
const PARK: Written = { machines: NODES }
const PLANE: Written = {
  machines: [...NODES, machine('m1', 'control-plane', 4)],
  controlPlane: { name: 'k1', members: ['m1'] },
}

const web = (over: Written) => ({ name: 'web', replicas: 2, warmup: 0, demand: [{ at: 0, perSecond: 40 }], ...over })
const HALF = { minReplicas: 2, maxReplicas: 20, targetCpuPercent: 50 }

const SPIKE = [
  { at: 0, perSecond: 40 },
  { at: 399, perSecond: 40 },
  { at: 400, perSecond: 400 },
]

const MINUTELY = { schedule: '* * * * *', requests: 1, runSeconds: 5, within: 50 }
const tick = (batch: Written) => web({ name: 'tick', replicas: 1, demand: [{ at: 0, perSecond: 0 }], batch })

/** It is in the bowl from the first second. */
function inBowl(workload: Written, park: Written = PARK, era: World['era'] = 'now'): World {
  const world = aWorld({ era, park, workloads: [aWorkload(workload)] })
  ask(world, { order: 'create', workload: 0, node: undefined })
  return world
}

/** The controller manager is away for so long. */
const away = (world: World, seconds: Seconds): readonly Happening[] => [
  ...ask(world, { order: 'stop-part', part: 'kube-controller-manager' }),
  ...wait(world, seconds),
  ...ask(world, { order: 'start-part', part: 'kube-controller-manager' }),
]

const told = (happenings: readonly Happening[], ...reasons: readonly Reason[]): readonly string[] =>
  happenings
    .filter(({ reason, note }) => reasons.includes(reason) && !note.startsWith('Created pod'))
    .map(({ tick: at, reason, note }) => `${at} s  ${reason}  ${note}`)

const described = (world: World, ...from: readonly string[]): readonly string[] =>
  explain(world, { kind: 'workload', id: 0 }).filter(line => from.some(start => line.trimStart().startsWith(start)))

export const QUESTIONS_AUTOSCALING: readonly Question[] = [
  {
    system: 'controllers',
    asks: 'The load is ten times as high from second 400 on. Why does an HPA with a target of 50 % not ask for all that at once?',
    answer: () => {
      const world = inBowl(web({ autoscale: HALF, demand: SPIKE }))
      wait(world, 400)
      return [1, 2, 3, 4].flatMap(() => [
        ...told(until(world, 'SuccessfulRescale', 30), 'SuccessfulRescale'),
        ...described(world, 'resource cpu', 'ScalingLimited'),
      ])
    },
  },
  {
    system: 'controllers',
    asks: 'One of two pods dies with its node, and the other is then at twice the target of their HPA. When does the HPA ask for a third?',
    answer: () => {
      const world = inBowl(web({ autoscale: HALF, demand: [{ at: 0, perSecond: 80 }] }))
      wait(world, 300)
      const node = { kind: 'node', id: world.pods[0]?.node ?? 0 } as const
      const happenings = [...ask(world, { order: 'bring-down', host: node }), ...wait(world, 340)]
      const meanwhile = described(world, 'resource cpu', 'AbleToScale')
      const later = wait(world, 100)
      const what = told(
        [...happenings, ...later],
        'HostDown',
        'NodeNotReady',
        'TaintManagerEviction',
        'SuccessfulRescale',
      )
      return [...what, ...meanwhile]
    },
  },
  {
    system: 'controllers',
    asks: 'The load went down at second 521, and four minutes later another controller manager takes the lease. When is the Deployment scaled down?',
    answer: () => {
      const demand = [...SPIKE, { at: 520, perSecond: 400 }, { at: 521, perSecond: 40 }]
      const world = inBowl(web({ autoscale: HALF, demand }), PLANE)
      const happenings = [...wait(world, 760), ...away(world, 30), ...wait(world, 500)]
      return told(happenings, 'SuccessfulRescale', 'StaticPodStopped', 'LeaderElection')
    },
  },
  {
    system: 'controllers',
    asks: 'Twenty pods more are asked for, and the quota allows two guests. What does the cluster autoscaler get, and when does it ask again?',
    answer: () => {
      const park = {
        machines: [...NODES, machine('h1', 'nova-compute', 16)],
        flavors: [{ name: 'm1.medium', vcpus: 4, ramMiB: 8_192 }],
        quota: { instances: 2, cores: 100, ramMiB: 51_200 },
        nodeGroups: [{ name: 'workers', flavor: 'm1.medium', maxSize: 5 }],
      }
      const world = inBowl(web({ replicas: 8, requests: { cpuMillicores: 2_000, memoryMiB: 64, gpus: 0 } }), park)
      wait(world, 55)
      ask(world, { order: 'scale', workload: 0, replicas: 28 })
      const happenings = wait(world, 400)
      return [
        ...told(happenings, 'ScaledUpGroup', 'FailedToScaleUpGroup', 'RegisteredNode'),
        ...told(happenings, 'NotTriggerScaleUp').slice(0, 1),
        ...explain(world, { kind: 'control-plane', id: 0 }).slice(1),
      ]
    },
  },
  {
    system: 'controllers',
    asks: 'A CronJob of every minute misses a hundred and one runs while no controller manager acts. What happens in 1.6, what today, and what does a starting deadline of 200 s change?',
    answer: () =>
      (['2017', 'now'] as const).flatMap(era => {
        const world = inBowl(tick(MINUTELY), PLANE, era)
        wait(world, 90)
        away(world, 6_090)
        const after = wait(world, 100)
        ask(world, { order: 'set-starting-deadline', workload: 0, seconds: 200 })
        const what = told([...after, ...wait(world, 70)], 'FailedNeedsStart', 'TooManyMissedTimes', 'SuccessfulCreate')
        return [`era ${era}`, ...what, ...described(world, 'Last Schedule Time')]
      }),
  },
  {
    system: 'controllers',
    asks: 'With concurrency policy Forbid a run is due every five minutes, and the first takes six and a half. Is the second one skipped?',
    answer: () => {
      const batch = { ...MINUTELY, schedule: '*/5 * * * *', runSeconds: 390, within: 800, concurrencyPolicy: 'Forbid' }
      const world = inBowl(tick(batch))
      const what = told(wait(world, 720), 'JobAlreadyActive', 'SawCompletedJob', 'SuccessfulCreate')
      return [...what, ...described(world, 'Last Schedule Time')]
    },
  },
]
