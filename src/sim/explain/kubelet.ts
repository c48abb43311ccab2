/**
 * What `kubectl describe` says of a pod's container: its class, its limits, its probes,
 * how it is and how it ended last.
 */

import { constantsOf } from '../../model/constants'
import type { Node, Pod } from '../../model/kubernetes'
import { BYTES_PER_MIB } from '../../model/units'
import { PROBE_KINDS, type ProbeKind } from '../../model/wake'
import type { Probe, WorkloadSpec } from '../../model/workload'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { availableOn } from '../kubelet/eviction'
import { capacityOf, workingSet } from '../kubelet/memory'
import { statusOf } from '../kubelet/node-conditions'
import { probeOf } from '../kubelet/probes'
import { imageOf } from '../kubelet/pulls'
import { oomScoreAdj, qosClass } from '../kubelet/qos'
import { throttledMs, throttledWorkers } from '../kubelet/throttle'
import { bytesQuantity, cpuQuantity } from '../scheduling/quantity'
import { serviceTime } from '../traffic/speed'
import { scratchLines } from './disk'

export function containerLines(world: Seen<World>, pod: Seen<Pod>): readonly string[] {
  const workload = world.workloads[pod.workload] as Seen<Workload>
  const { spec } = workload
  return [
    `Image: ${imageOf(world, pod)}`,
    `QoS Class: ${qosClass(spec)}`,
    ...limitLines(world, workload),
    ...PROBE_KINDS.flatMap(kind => probeLine(world, kind, probeOf(spec, kind))),
    ...(spec.memory && pod.status === 'Running' ? [`Working set: ${mebi(workingSet(world, pod))}`] : []),
    ...scratchLines(world, pod),
    ...(pod.restarts > 0 ? [`Restart Count: ${pod.restarts}`] : []),
    ...(pod.lastExit ? [`Last State: Terminated (${pod.lastExit.reason}, exit code ${pod.lastExit.code})`] : []),
  ]
}

function limitLines(world: Seen<World>, workload: Seen<Workload>): readonly string[] {
  const { limits } = workload.spec
  if (limits?.cpu === undefined && limits?.memory === undefined) return []
  const parts = [
    ...(limits.cpu === undefined ? [] : [`cpu ${cpuQuantity(limits.cpu)}`]),
    ...(limits.memory === undefined ? [] : [`memory ${bytesQuantity(limits.memory)}`]),
  ]
  return [`Limits: ${parts.join(', ')}`, ...throttleLine(workload.spec, serviceTime(world, workload))]
}

/** No describe says it: what the quota makes of its workers. */
function throttleLine(spec: Seen<WorkloadSpec>, serviceMs: number): readonly string[] {
  const [workers, ms] = [throttledWorkers(spec, serviceMs), throttledMs(spec, serviceMs)]
  if (workers === spec.workers && ms === serviceMs) return []
  return [`Throttled: ${spec.workers} workers at ${serviceMs} ms get done what ${workers} do at ${ms} ms`]
}

/** The real one writes where it asks, too: http-get. */
function probeLine(world: Seen<World>, kind: ProbeKind, probe: Seen<Probe> | undefined): readonly string[] {
  if (!probe) return []
  const { initialDelay, timeout, success, failure } = constantsOf(world.era).probe
  const parts = [
    `delay=${probe.initialDelaySeconds ?? initialDelay}s`,
    `timeout=${probe.timeoutSeconds ?? timeout}s`,
    `period=${probe.periodSeconds}s`,
    `#success=${probe.successThreshold ?? success}`,
    `#failure=${probe.failureThreshold ?? failure}`,
  ]
  return [`${kind.charAt(0).toUpperCase()}${kind.slice(1)}: http-get http://:8080/ ${parts.join(' ')}`]
}

/** What it waits for, where it is not to be Ready. */
export function waitingLine(world: Seen<World>, pod: Seen<Pod>): string {
  if (pod.status === 'CrashLoopBackOff')
    return `Waiting: CrashLoopBackOff (${Math.max(0, pod.startsAt - world.tick)}s left)`
  if (pod.status === 'ImagePullBackOff') return 'Waiting: ImagePullBackOff'
  if (pod.stopsAt !== NONE) {
    const hook = world.tick < pod.servesUntil
    return `Its container failed its probe and ${hook ? 'its preStop hook runs' : 'is told to stop'}`
  }
  return `Ready: ${pod.ready ? 'True' : 'False'}`
}

/** Of a node: whether it has memory left, and who would be killed for it. */
export function memoryLines(world: Seen<World>, node: Seen<Node>): readonly string[] {
  const watched = node.memoryCheck !== NONE || node.shortSince !== NONE
  if (!watched) return []
  const capacity = capacityOf(world, node)
  const scores = node.pods.map(id => {
    const { spec } = world.workloads[world.pods[id]?.workload ?? NONE] as Seen<Workload>
    return `${spec.name} ${oomScoreAdj(spec, capacity, world.era)}`
  })
  return [
    `MemoryPressure: ${statusOf(node, node.shortSince !== NONE)}`,
    `memory.available: ${mebi(Math.max(0, availableOn(world, node)))}`,
    `oom_score_adj: ${[...new Set(scores)].join(', ')}`,
    ...(node.shortSince === NONE ? [] : ['Taints: node.kubernetes.io/memory-pressure:NoSchedule']),
  ]
}

const mebi = (bytes: number) => `${Math.floor(bytes / BYTES_PER_MIB)}Mi`
