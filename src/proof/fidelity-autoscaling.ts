/** Cases about the autoscaler, given to its formula. */

import {
  type Advice,
  byPodMetric,
  byShare,
  byUtilisation,
  byValue,
  type ScaledPod,
} from '../sim/controllers/autoscaling'
import type { AutoscalingCase, Got } from './fidelity-cases'

export function hpa(given: AutoscalingCase): Got {
  const { metricType } = given.config
  if (metricType === 'resourceUtilization') return utilisation(given)
  const advice = OTHERS[metricType]?.(given)
  return advice ? told(advice, 'utilizationMilli') : { unknownMetric: metricType }
}

function utilisation(given: AutoscalingCase): Got {
  const { resource = 'cpu', cpuInitializationPeriodSeconds = 0 } = given.config
  const initialisation = resource === 'cpu' ? cpuInitializationPeriodSeconds : undefined
  const advice = byUtilisation(given.pods.map(podOf(given)), scalingOf(given), initialisation)
  return told(advice, 'utilizationPercent')
}

const OTHERS: Readonly<Record<string, (given: AutoscalingCase) => Advice>> = {
  pods: given => byPodMetric(given.pods.map(levelledPod(given)), scalingOf(given)),
  objectValue: given => byValue(given.levelsMilli ?? [], given.pods, scalingOf(given)),
  externalValue: given => byValue(given.levelsMilli ?? [], given.pods, scalingOf(given)),
  objectPerPod: given => byShare(given.levelsMilli ?? [], scalingOf(given)),
  externalPerPod: given => byShare(given.levelsMilli ?? [], scalingOf(given)),
}

const scalingOf = ({ config, currentReplicas, targetUtilizationPercent, targetMilli }: AutoscalingCase) => ({
  replicas: currentReplicas,
  target: targetUtilizationPercent ?? targetMilli ?? 0,
  tolerance: config.tolerance,
})

/** All containers of a pod are alike. */
const podOf =
  ({ config: { containersPerPod = 1 } }: AutoscalingCase) =>
  (pod: AutoscalingCase['pods'][number]): ScaledPod => ({
    ...plain(pod),
    ...stated('age', pod.startedSecondsAgo),
    ...stated('request', pod.cpuRequestMilliPerContainer, containersPerPod),
    ...stated('metric', pod.metricMilliPerContainer, containersPerPod),
  })

/** The levels are the pods', in their order. */
const levelledPod =
  ({ levelsMilli = [] }: AutoscalingCase) =>
  (pod: AutoscalingCase['pods'][number], i: number): ScaledPod => ({
    ...plain(pod),
    ...stated('metric', levelsMilli[i]),
  })

const plain = ({ phase, deleting, ready }: AutoscalingCase['pods'][number]) => ({ phase, deleting, ready })

const stated = (name: string, value: number | null | undefined, times = 1) =>
  value === null || value === undefined ? {} : { [name]: value * times }

const told = (advice: Advice, unit: string): Got => {
  if (advice.kind === 'unknown') return { error: true, why: advice.why }
  const { replicas, measured, average } = advice
  return { replicas, [unit]: measured, ...(average === undefined ? {} : { averageMilliPerPod: average }) }
}
