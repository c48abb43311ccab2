/**
 * The HorizontalPodAutoscaler's controller: every sync it asks the formula of
 * `autoscaling.ts` what its pods' cpu comes to, bounds the answer (`hpa-limits.ts`) and
 * writes it to the scale subresource, as anybody may. It is a part of the controller
 * manager: while none acts nothing is scaled, and what today's one remembers of its last
 * recommendations is lost with it.
 *
 * Which pods count: today one that started lately counts if a whole reading was taken
 * since it became Ready, an older one that is not Ready unless it never was. 1.6 counts
 * those that are Ready.
 *
 * Simpler than the real thing: cpu is the only metric, an event that says the same as the
 * one before is not told again, and an autoscaler goes when its Deployment does.
 */

import type { Autoscaler, AutoscaleSpec, Condition, Meter } from '../../model/autoscaling'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Deployment, Pod } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { acts, clusterOf } from '../control-plane/working'
import { podName } from '../names'
import type { Telling } from '../telling'
import { podsOf } from '../traffic/backends'
import { wakeAt } from '../wake'
import { type Advice, byUtilisation, type ScaledPod } from './autoscaling'
import { scaleDeployment } from './controllers'
import { bounded, forbiddenIn2017 } from './hpa-limits'
import { templateOf } from './templates'

const METRIC = 'cpu resource utilization (percentage of request)'

export function createAutoscaler(world: World, workload: Workload, spec: AutoscaleSpec, cause: Cause): void {
  const autoscaler: Autoscaler = {
    id: world.autoscalers.length,
    workload: workload.id,
    minReplicas: spec.minReplicas,
    maxReplicas: spec.maxReplicas,
    targetCpuPercent: spec.targetCpuPercent,
    behavior: spec.behavior,
    deleted: false,
    meters: [],
    scrapedAt: NONE,
    currentReplicas: 0,
    desiredReplicas: 0,
    measured: NONE,
    average: NONE,
    lastScaleTime: NONE,
    recommendations: [],
    scaleUps: [],
    conditions: { ableToScale: UNKNOWN, scalingActive: UNKNOWN, scalingLimited: UNKNOWN },
    cause,
  }
  world.autoscalers.push(autoscaler)
  syncLater(world, autoscaler)
}

const UNKNOWN: Condition = { status: false, reason: '', message: '' }

/** The one that decides how many pods a workload has. */
export const autoscalerOf = <Known extends Seen<World>>(world: Known, { id }: Seen<Workload>) =>
  world.autoscalers.find(each => each.workload === id && !each.deleted) as Known['autoscalers'][number] | undefined

/** Whoever has just taken the lease remembers none of what was recommended before. */
export function forgetRecommendations(world: World, cluster: Id): void {
  for (const autoscaler of world.autoscalers) {
    if (clusterOf(world, autoscaler.workload) !== cluster) continue
    autoscaler.recommendations = []
    autoscaler.scaleUps = []
  }
}

export function autoscale(world: World, autoscaler: Autoscaler, tell: Telling): void {
  const workload = world.workloads[autoscaler.workload] as Workload
  const deployment = world.deployments[workload.deployment]
  if (!deployment || deployment.deleted) autoscaler.deleted = true
  if (autoscaler.deleted || !deployment) return
  syncLater(world, autoscaler)
  const { cluster } = deployment
  if (acts(world, 'kube-controller-manager', cluster) && acts(world, 'writes', cluster))
    sync(world, autoscaler, deployment, tell)
}

const syncLater = (world: World, { id: autoscaler }: Autoscaler) =>
  wakeAt(world.wake, world.tick + constantsOf(world.era).hpaSync, { what: 'autoscale', autoscaler })

function sync(world: World, autoscaler: Autoscaler, deployment: Deployment, tell: Telling): void {
  const { minReplicas, maxReplicas } = autoscaler
  const current = deployment.replicas
  autoscaler.currentReplicas = current
  autoscaler.desiredReplicas = current
  if (autoscaler.recommendations.length === 0) autoscaler.recommendations.push({ at: world.tick, replicas: current })
  if (current === 0) return disable(autoscaler)
  if (current > maxReplicas) return rescale(world, autoscaler, deployment, maxReplicas, ABOVE_MAX, tell)
  if (current < minReplicas) return rescale(world, autoscaler, deployment, minReplicas, BELOW_MIN, tell)
  byMetrics(world, autoscaler, deployment, tell)
}

const ABOVE_MAX = 'Current number of replicas above Spec.MaxReplicas'
const BELOW_MIN = 'Current number of replicas below Spec.MinReplicas'

function disable({ conditions }: Autoscaler): void {
  const message = 'scaling is disabled since the replica count of the target is zero'
  conditions.scalingActive = { status: false, reason: 'ScalingDisabled', message }
}

function byMetrics(world: World, autoscaler: Autoscaler, deployment: Deployment, tell: Telling): void {
  const current = deployment.replicas
  const advice = advised(world, autoscaler, current)
  if (advice.kind === 'unknown') return cannotTell(world, autoscaler, tell)
  autoscaler.measured = advice.measured
  autoscaler.average = advice.average ?? NONE
  autoscaler.conditions.scalingActive = FOUND
  // nothing, where only what was recommended before moves it
  const below = advice.replicas < current ? 'All metrics below target' : ''
  const reason = advice.replicas > current ? `${METRIC} above target` : below
  const { replicas, ableToScale, scalingLimited } = bounded(world, current, advice.replicas, autoscaler)
  remember(world, autoscaler, advice.replicas)
  Object.assign(autoscaler.conditions, { ableToScale, scalingLimited })
  const early =
    world.era === '2017' && forbiddenIn2017(autoscaler.scrapedAt, current, replicas, autoscaler.lastScaleTime)
  if (replicas !== current && !early) rescale(world, autoscaler, deployment, replicas, reason, tell)
}

const FOUND: Condition = {
  status: true,
  reason: 'ValidMetricFound',
  message: `the HPA was able to successfully calculate a replica count from ${METRIC}`,
}

function remember(world: World, autoscaler: Autoscaler, replicas: number): void {
  const since = world.tick - constantsOf(world.era).hpaStabilisation.down
  autoscaler.recommendations = autoscaler.recommendations.filter(({ at }) => at > since)
  autoscaler.recommendations.push({ at: world.tick, replicas })
}

function rescale(
  world: World,
  autoscaler: Autoscaler,
  deployment: Deployment,
  replicas: number,
  why: string,
  tell: Telling,
): void {
  const { within } = constantsOf(world.era).hpaBehavior
  const more = replicas - deployment.replicas
  autoscaler.scaleUps = autoscaler.scaleUps.filter(({ at }) => at > world.tick - within)
  if (more > 0) autoscaler.scaleUps.push({ at: world.tick, replicas: more })
  autoscaler.lastScaleTime = world.tick
  autoscaler.desiredReplicas = replicas
  const message = `the HPA controller was able to update the target scale to ${replicas}`
  autoscaler.conditions.ableToScale = { status: true, reason: 'SucceededRescale', message }
  const note = `New size: ${replicas}; reason: ${why}`
  const because = world.workloads[autoscaler.workload]?.traffic.cause ?? autoscaler.cause
  const told = tell.normal('SuccessfulRescale', 'horizontalpodautoscaler', autoscaler.id, note, because)
  scaleDeployment(world, deployment, replicas, tell, told)
}

function advised(world: World, autoscaler: Autoscaler, replicas: number): Advice {
  const { hpaTolerance: tolerance, hpaInitialisation } = constantsOf(world.era)
  const pods = podsOf(world, world.workloads[autoscaler.workload] as Workload)
  const scaled = pods.map(pod => scaledPod(world, autoscaler, pod))
  return byUtilisation(scaled, { replicas, target: autoscaler.targetCpuPercent, tolerance }, hpaInitialisation)
}

/** A pod as the formula looks at it. */
function scaledPod(world: World, autoscaler: Autoscaler, pod: Seen<Pod>): ScaledPod {
  const { requests } = templateOf(world, pod)
  const meter = autoscaler.meters.find(each => each.pod === pod.id)
  return {
    phase: pod.phase,
    deleting: pod.deletedAt !== NONE,
    ready: world.era === '2017' ? pod.ready : hasBeenReady(world, meter, pod),
    ...(meter && isFresh(world, autoscaler, meter) ? { age: world.tick - meter.startedAt } : {}),
    ...(requests.cpu > 0 ? { request: requests.cpu } : {}),
    ...(meter && meter.usage !== NONE ? { metric: meter.usage } : {}),
  }
}

/** Within its first minutes one that is not Ready is not counted; later only if it never was. */
function hasBeenReady({ era, tick }: World, meter: Meter | undefined, pod: Seen<Pod>): boolean {
  const { hpaInitialisation, hpaReadinessDelay } = constantsOf(era)
  if (pod.ready || !meter) return pod.ready
  if (meter.startedAt + hpaInitialisation > tick) return false
  return meter.changedAt >= meter.startedAt + hpaReadinessDelay
}

/** It started lately, and not a whole reading was taken since its readiness changed. */
function isFresh({ era, tick }: World, { scrapedAt }: Autoscaler, { startedAt, changedAt }: Meter): boolean {
  const { hpaInitialisation, metricsResolution } = constantsOf(era)
  return era === 'now' && startedAt + hpaInitialisation > tick && scrapedAt < changedAt + metricsResolution
}

function cannotTell(world: World, autoscaler: Autoscaler, tell: Telling): void {
  const { conditions, id } = autoscaler
  const why = `failed to get cpu utilization: ${whyUnknown(world, autoscaler)}`
  const message = `the HPA was unable to compute the replica count: ${why}`
  if (conditions.scalingActive.message === message) return
  conditions.scalingActive = { status: false, reason: 'FailedGetResourceMetric', message }
  const first = `invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${why}`
  const told = tell.warning('FailedGetResourceMetric', 'horizontalpodautoscaler', id, why, autoscaler.cause)
  tell.warning('FailedComputeMetricsReplicas', 'horizontalpodautoscaler', id, world.era === 'now' ? first : why, told)
}

function whyUnknown(world: World, { workload: id, meters }: Autoscaler): string {
  const workload = world.workloads[id] as Workload
  const { requests, name } = workload.spec
  const [pod] = podsOf(world, workload)
  if (requests.cpu === 0 && world.era === '2017')
    return `missing request for cpu on container ${name} in pod default/${pod ? podName(world, pod) : name}`
  if (requests.cpu === 0)
    return `missing request for cpu in container ${name} of Pod ${pod ? podName(world, pod) : name}`
  const some = meters.some(({ usage }) => usage !== NONE)
  return some
    ? 'did not receive metrics for targeted pods (pods might be unready)'
    : 'unable to get metrics for resource cpu: no metrics returned from resource metrics API'
}
