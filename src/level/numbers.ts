/**
 * Numbers of a level that must agree with one another: orders of time, thresholds,
 * and that a run can be won at all.
 *
 * What one number may be by itself is in the schema.
 */

import type { Level } from './level'
import type { Path, Problem } from './problem'

export const numberProblems = (level: Level): readonly Problem[] => [
  ...level.arrivals.flatMap((arrival, i) => arrivalProblems(arrival, i, level.lasts)),
  ...level.incidents.flatMap(({ at }, i) =>
    at !== null && at >= level.lasts ? [tooLate(['incidents', i, 'at'], at, level.lasts)] : [],
  ),
  ...level.workloads.flatMap(({ demand }, i) => demandProblems(demand, i)),
  ...level.workloads.flatMap(({ releases }, i) =>
    releases.flatMap(({ at }, k) =>
      at >= level.lasts ? [tooLate(['workloads', i, 'releases', k, 'at'], at, level.lasts)] : [],
    ),
  ),
  ...level.workloads.flatMap(queueProblems),
  ...level.workloads.flatMap(podProblems),
  ...medalProblems(level),
  ...(level.goals.some(({ must }) => must) ? [] : [noMust]),
]

const disorder = (path: Path, message: string): Problem => ({ code: 'KOD-S016', path, message })

const tooLate = (path: Path, at: number, lasts: number) =>
  disorder(path, `${at} is after the run has ended (it lasts ${lasts})`)

function arrivalProblems({ announced, up, due }: Level['arrivals'][number], i: number, lasts: number) {
  return [
    ...(up < announced
      ? [disorder(['arrivals', i, 'up'], `It is up at ${up} but announced only at ${announced}; first it is announced`)]
      : []),
    ...(due < up
      ? [disorder(['arrivals', i, 'due'], `Its users come at ${due} but it is up only at ${up}; first it is up`)]
      : []),
    ...(due >= lasts ? [tooLate(['arrivals', i, 'due'], due, lasts)] : []),
  ]
}

const demandProblems = (demand: Level['workloads'][number]['demand'], i: number) =>
  demand.flatMap(({ at }, k) => {
    const before = demand[k - 1]
    return before && at <= before.at
      ? [disorder(['workloads', i, 'demand', k, 'at'], `${at} must be later than the point before it (${before.at})`)]
      : []
  })

/** Beyond that a queue's answer would take longer than the second it is for. */
const LONGEST_QUEUE = 20_000

function queueProblems({ workers, replicas, serviceMs, latencySloMs }: Level['workloads'][number], i: number) {
  const places = Math.floor((workers * replicas * latencySloMs) / serviceMs)
  return places <= LONGEST_QUEUE
    ? []
    : [
        {
          code: 'KOD-S021',
          path: ['workloads', i, 'workers'],
          message: `${places} requests could wait (workers x replicas x latencySloMs / serviceMs); at most ${LONGEST_QUEUE} may`,
        } as const,
      ]
}

type Written = Level['workloads'][number]

/** What the API server would not take, in its own words. */
const podProblems = (workload: Written, i: number): readonly Problem[] => [
  ...limitProblems(workload, i),
  ...(['livenessProbe', 'startupProbe'] as const).flatMap(probe =>
    (workload[probe]?.successThreshold ?? 1) === 1
      ? []
      : [
          disorder(
            ['workloads', i, probe, 'successThreshold'],
            `Invalid value: ${workload[probe]?.successThreshold}: must be 1`,
          ),
        ],
  ),
]

function limitProblems({ requests, limits = {} }: Written, i: number): readonly Problem[] {
  return (['cpuMillicores', 'memoryMiB'] as const).flatMap(key => {
    const limit = limits[key]
    if (limit === undefined || requests[key] <= limit) return []
    const [name, unit] = key === 'memoryMiB' ? ['memory', 'Mi'] : ['cpu', 'm']
    const message = `Invalid value: "${requests[key]}${unit}": must be less than or equal to ${name} limit of ${limit}${unit}`
    return [disorder(['workloads', i, 'requests', key], message)]
  })
}

function medalProblems({ medals }: Level): readonly Problem[] {
  if (!medals) return []
  const { slo, cost, toil } = medals
  return [
    ...(slo.bronze <= slo.silver && slo.silver <= slo.gold ? [] : [steps('slo', 'rise')]),
    ...(cost.bronze >= cost.silver && cost.silver >= cost.gold ? [] : [steps('cost', 'fall')]),
    ...(toil.bronze >= toil.silver && toil.silver >= toil.gold ? [] : [steps('toil', 'fall')]),
  ]
}

const steps = (medal: string, way: string) =>
  disorder(['medals', medal], `The thresholds of "${medal}" must ${way} from bronze to silver to gold`)

const noMust: Problem = {
  code: 'KOD-S018',
  path: ['goals'],
  message: 'At least one goal needs "must": true, or nobody could tell whether the run has landed',
}
