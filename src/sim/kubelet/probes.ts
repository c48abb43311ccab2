/**
 * Probes: what the kubelet asks a container, again and again, and what it makes of the
 * answers.
 *
 * After pkg/kubelet/prober/worker.go. Each probe runs by its own period from the moment at
 * which its container started and its initial delay was over, so that a pod keeps its
 * phase. Until the startup probe has succeeded the others wait. What counts is a run of
 * equal results: so many failures in a row, so many successes. Readiness takes a pod out
 * of its Service and back; liveness and startup have the container killed and started
 * again. A probe fails while the process warms up, when it hangs, and by chance when it
 * finds the process's queue full or has waited there for its timeout: a pod that is too
 * busy to answer users is too busy to answer its kubelet, and killing it sends its users
 * to the others.
 *
 * A probe comes every period for as long as its container runs. One that has succeeded is
 * not asked anew while nothing has changed about its container and its node and its
 * process is not too busy: it would succeed again, and once more makes no difference.
 *
 * Simpler than the real thing: all probes are HTTP and take none of the process's time;
 * the event of a failure is told when a run of failures begins and when it has gone on for
 * long enough, not each time; a kubelet that starts anew keeps the phases.
 */

import { constantsOf } from '../../model/constants'
import type { Node, Pod } from '../../model/kubernetes'
import { PPM, type Ppm, type Tick } from '../../model/units'
import type { ClusterDue, ProbeKind } from '../../model/wake'
import type { Probe, WorkloadSpec } from '../../model/workload'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { roll } from '../chance'
import { setReady } from '../controllers/endpoints'
import { heard } from '../controllers/node-lifecycle'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { becomeReady } from './kubelet'
import { KUBELET } from './kubelet-words'
import { missesPpm } from './probe-load'
import { killContainer } from './restarts'

type ProbeDue = Extract<ClusterDue, { what: 'probe' }>

export const probeOf = (spec: Seen<WorkloadSpec>, kind: ProbeKind): Seen<Probe> | undefined =>
  kind === 'readiness' ? spec.readinessProbe : kind === 'liveness' ? spec.livenessProbe : spec.startupProbe

/** In this order, where several are due at once. */
const KINDS: readonly ProbeKind[] = ['startup', 'liveness', 'readiness']

/** Its container has just started. */
export function beginProbes(world: World, pod: Pod, tell: Telling): void {
  const { spec } = world.workloads[pod.workload] as Workload
  pod.readyRun = 0
  pod.aliveRun = 0
  pod.startedUp = spec.startupProbe === undefined
  for (const kind of KINDS) {
    const probe = probeOf(spec, kind)
    if (!probe) continue
    const due: ProbeDue = {
      what: 'probe',
      pod: pod.id,
      workload: pod.workload,
      probe: kind,
      since: pod.startedAt,
      settledAt: NONE,
    }
    const delay = probe.initialDelaySeconds ?? constantsOf(world.era).probe.initialDelay
    if (delay > 0) wakeAt(world.wake, world.tick + delay, due)
    else runProbe(world, due, tell)
  }
}

/** Comes again every period, for as long as that container runs. */
export function runProbe(world: World, due: ProbeDue, tell: Telling): void {
  if (isSettled(world, due)) return comeAgain(world, due)
  const pod = world.pods[due.pod] as Pod
  const node = world.nodes[pod.node]
  if (pod.startedAt !== due.since || pod.status !== 'Running' || pod.stopsAt !== NONE || !node?.up) return
  const { spec } = world.workloads[pod.workload] as Workload
  const probe = probeOf(spec, due.probe) as Probe
  if (due.probe === 'startup' && pod.startedUp) return
  if (node.kubelet && (due.probe === 'startup' || pod.startedUp)) ask(world, pod, due.probe, probe, tell)
  due.settledAt = isSettling(world, pod, due.probe, probe) ? world.tick : NONE
  comeAgain(world, due)
}

function comeAgain(world: World, due: ProbeDue): void {
  const { spec } = world.workloads[due.workload] as Workload
  const period = probeOf(spec, due.probe)?.periodSeconds || constantsOf(world.era).readinessPeriod
  wakeAt(world.wake, world.tick + period, due)
}

/** Nothing has changed since it succeeded, nor is its process too busy: it would succeed again, which changes nothing. */
function isSettled(world: World, { pod, workload, probe, settledAt }: ProbeDue): boolean {
  if (settledAt === NONE || settledAt <= (world.podChangedAt[pod] as Tick)) return false
  const row = world.workloads[workload] as Workload
  return mayMiss(world, row, probeOf(row.spec, probe) as Seen<Probe>) === 0
}

/** It has succeeded so often that once more makes no difference. */
const isSettling = (world: World, pod: Pod, kind: ProbeKind, probe: Seen<Probe>): boolean =>
  pod.ready &&
  (kind === 'readiness'
    ? pod.readyRun >= (probe.successThreshold ?? constantsOf(world.era).probe.success)
    : pod.startedUp && pod.aliveRun > 0)

function ask(world: World, pod: Pod, kind: ProbeKind, probe: Probe, tell: Telling): void {
  const why = whyItFails(world, pod, kind, probe)
  if (kind === 'readiness') return heedReadiness(world, pod, probe, why, tell)
  const { failure } = constantsOf(world.era).probe
  const most = probe.failureThreshold ?? failure
  pod.aliveRun = run(pod.aliveRun, why === undefined)
  if (why === undefined) {
    if (kind === 'startup') startUp(world, pod, tell)
    return
  }
  const enough = -pod.aliveRun >= most
  if (pod.aliveRun === -1 || enough) tellUnhealthy(pod, kind, why, tell)
  if (!enough) return
  pod.aliveRun = 0
  killContainer(world, pod, kind, tell)
}

/** Without a readiness probe it is Ready now. */
function startUp(world: World, pod: Pod, tell: Telling): void {
  pod.startedUp = true
  pod.aliveRun = 0
  const { spec } = world.workloads[pod.workload] as Workload
  if (!spec.readinessProbe) becomeReady(world, pod, tell)
}

function heedReadiness(world: World, pod: Pod, probe: Probe, why: string | undefined, tell: Telling): void {
  const { success, failure } = constantsOf(world.era).probe
  pod.readyRun = run(pod.readyRun, why === undefined)
  if (why === undefined) {
    if (!pod.ready && pod.readyRun >= (probe.successThreshold ?? success)) becomeReady(world, pod, tell)
    return
  }
  const most = probe.failureThreshold ?? failure
  const enough = -pod.readyRun === most
  if (pod.readyRun === -1 || enough) tellUnhealthy(pod, 'readiness', why, tell)
  if (-pod.readyRun >= most && pod.ready && heard(world, world.nodes[pod.node] as Node)) setReady(world, pod, false)
}

/** So many equal results in a row: successes count up, failures down. */
const run = (before: number, succeeded: boolean) => (succeeded ? Math.max(0, before) + 1 : Math.min(0, before) - 1)

function tellUnhealthy(pod: Pod, kind: ProbeKind, why: string, tell: Telling): void {
  const told = tell.warning('Unhealthy', 'pod', pod.id, `${NAMED[kind]} probe failed: ${why}`, pod.cause)
  if (pod.ready || kind !== 'readiness') pod.cause = told
}

const NAMED: Readonly<Record<ProbeKind, string>> = { startup: 'Startup', liveness: 'Liveness', readiness: 'Readiness' }

/** What the HTTP client says; undefined if it is answered. */
function whyItFails(world: World, pod: Pod, kind: ProbeKind, probe: Probe): string | undefined {
  const says = KUBELET[world.era]
  if (pod.hungAt !== NONE) return says.timedOut(pod)
  if (world.tick < pod.warmAt) return says.refused(pod)
  return pod.ready && isMissed(world, pod, kind, probe) ? says.timedOut(pod) : undefined
}

function mayMiss(world: World, workload: Workload, probe: Seen<Probe>): Ppm {
  const timeout = probe.timeoutSeconds ?? constantsOf(world.era).probe.timeout
  return missesPpm(world, workload, timeout * 1_000)
}

function isMissed(world: World, pod: Pod, kind: ProbeKind, probe: Probe): boolean {
  const misses = mayMiss(world, world.workloads[pod.workload] as Workload, probe)
  if (misses === 0) return false
  const key = { owner: pod.workload, ordinal: pod.ordinal * KINDS.length + KINDS.indexOf(kind) }
  return roll(world.seed, 'probe', key, world.tick, PPM) < misses
}
