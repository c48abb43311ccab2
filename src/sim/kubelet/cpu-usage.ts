/**
 * The cpu that pods use, as their kubelets measure it and metrics-server (in 2017
 * heapster) asks for: a mean over the time between two readings.
 *
 * A replica uses as much as its workers are busy; with all of them busy, what its author
 * says, else what they compute within its limit, else what it requests. Metrics-server asks every kubelet at once, on its own
 * rhythm. A pod has a value once it ran from one reading to the next, and has none while
 * its node is not heard.
 *
 * Simpler than the real thing: a process that warms up is as busy as it can be, work
 * outside of requests costs nothing, and metrics-server itself never fails. Only pods that
 * an autoscaler looks at are measured.
 */

import type { Autoscaler, Meter } from '../../model/autoscaling'
import { constantsOf } from '../../model/constants'
import type { Pod } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import { type Millicores, PPB } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { heard } from '../controllers/node-lifecycle'
import { podAnswers, podsOf } from '../traffic/backends'

/** One second of use; and at the end of a metrics-server's round, what was used in it. */
export function measureCpu(world: World): void {
  for (const autoscaler of world.autoscalers) {
    if (autoscaler.deleted) continue
    meter(world, autoscaler)
    if ((world.tick + 1) % constantsOf(world.era).metricsResolution === 0) scrape(world, autoscaler)
  }
}

function meter(world: World, { workload: id, meters }: Autoscaler): void {
  const workload = world.workloads[id] as Workload
  const sentTo = new Set(workload.endpoints)
  let next = 0
  for (const pod of podsOf(world, workload)) {
    if (pod.node === NONE) continue
    const place = placeOf(meters, pod, next)
    const row = meters[place] ?? opened(world, meters, pod)
    next = place + 1
    if (row.ready !== pod.ready) {
      row.ready = pod.ready
      row.changedAt = world.tick
    }
    row.used += usedNow(world, workload, sentTo, pod)
  }
}

/** Its place among them, looked for where it is expected: pods are asked in one order, which their meters mostly have too. */
function placeOf(meters: readonly Meter[], { id }: Seen<Pod>, expected: number): number {
  if (meters[expected]?.pod === id) return expected
  const place = meters.findIndex(({ pod }) => pod === id)
  return place < 0 ? meters.length : place
}

function opened({ tick }: World, meters: Meter[], { id, ready }: Seen<Pod>): Meter {
  const row = { pod: id, startedAt: tick, ready, changedAt: tick, used: 0, since: tick, usage: NONE }
  meters.push(row)
  return row
}

function scrape(world: World, autoscaler: Autoscaler): void {
  const { metricsResolution } = constantsOf(world.era)
  const now = world.tick + 1
  autoscaler.meters = autoscaler.meters.filter(({ pod }) => !(world.pods[pod] as Pod).gone)
  for (const row of autoscaler.meters) {
    const node = world.nodes[(world.pods[row.pod] as Pod).node]
    const whole = now - row.since >= metricsResolution
    row.usage = whole && node && heard(world, node) ? Math.floor(row.used / (now - row.since)) : NONE
    row.used = 0
    row.since = now
  }
  autoscaler.scrapedAt = now
}

/** In this second. */
function usedNow(
  world: Seen<World>,
  { spec, traffic }: Seen<Workload>,
  sentTo: ReadonlySet<Id>,
  pod: Seen<Pod>,
): Millicores {
  const busy = busyMillicores(spec)
  if (pod.status !== 'Running' || world.nodes[pod.node]?.up !== true) return 0
  if (world.tick < pod.warmAt) return busy
  if (!podAnswers(world, pod) || !sentTo.has(pod.id)) return 0
  return Math.floor((Math.min(PPB, traffic.utilisation) * busy) / PPB)
}

/** Of one replica whose workers are all busy: no more than its limit lets through. */
export function busyMillicores(spec: Seen<Workload>['spec']): Millicores {
  const { requests, autoscale, limits, cpuMs, serviceMs, workers } = spec
  if (autoscale?.busyMillicores !== undefined) return autoscale.busyMillicores
  if (cpuMs === undefined && limits?.cpu === undefined) return requests.cpu
  const computing = Math.floor((workers * 1_000 * (cpuMs ?? serviceMs)) / serviceMs)
  return Math.min(computing, limits?.cpu ?? computing)
}
