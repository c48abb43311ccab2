/**
 * What scales a workload, in the words of `kubectl describe hpa`.
 */

import type { Autoscaler, Condition } from '../../model/autoscaling'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { autoscalerOf } from '../controllers/hpa'
import { cpuQuantity } from '../scheduling/quantity'

export function autoscalerLines(world: Seen<World>, workload: Seen<Workload>): readonly string[] {
  const autoscaler = autoscalerOf(world, workload)
  if (!autoscaler) return []
  return [
    `Reference: ${workload.spec.controller}/${workload.spec.name}`,
    'Metrics: ( current / target )',
    `  resource cpu on pods  (as a percentage of request):  ${measured(autoscaler)} / ${autoscaler.targetCpuPercent}%`,
    `Min replicas: ${autoscaler.minReplicas}`,
    `Max replicas: ${autoscaler.maxReplicas}`,
    `${workload.spec.controller} pods: ${autoscaler.currentReplicas} current / ${autoscaler.desiredReplicas} desired`,
    ...(world.era === 'now' ? conditionLines(autoscaler) : []),
  ]
}

const measured = ({ measured: percent, average }: Seen<Autoscaler>) =>
  percent === NONE ? '<unknown>' : `${percent}% (${cpuQuantity(average)})`

/** Conditions came with 1.7. */
function conditionLines({ conditions }: Seen<Autoscaler>): readonly string[] {
  const { ableToScale, scalingActive, scalingLimited } = conditions
  const rows = [
    conditionLine('AbleToScale', ableToScale),
    conditionLine('ScalingActive', scalingActive),
    conditionLine('ScalingLimited', scalingLimited),
  ].filter(line => line !== '')
  return rows.length > 0 ? ['Conditions:', ...rows] : []
}

const conditionLine = (type: string, { status, reason, message }: Seen<Condition>) =>
  reason === '' ? '' : `  ${type}  ${status ? 'True' : 'False'}  ${reason}  ${message}`
