/**
 * What becomes of a HorizontalPodAutoscaler's recommendation before it is acted upon:
 * the stabilisation window, the limit of one step, the least and the most. After
 * normalizeDesiredReplicas and normalizeDesiredReplicasWithBehaviors in
 * pkg/controller/podautoscaler/horizontal.go, and shouldScale of 1.6.
 *
 * Times are compared as a controller meets them whose rhythm is a hair longer than its
 * period: what was a whole window ago no longer counts.
 *
 * Simpler than the real thing: a `behavior` is the default one (no window on the way up,
 * no limit on the way down). Pure.
 */

import type { Autoscaler, Condition, Recommendation } from '../../model/autoscaling'
import { constantsOf } from '../../model/constants'
import type { Era, Tick } from '../../model/units'
import { NONE, type Seen } from '../../model/world'

export interface Bounded {
  readonly replicas: number
  readonly ableToScale: Condition
  readonly scalingLimited: Condition
}

export interface Moment {
  readonly era: Era
  readonly tick: Tick
}

/** The highest of what was recommended lately; one that is higher still counts at once. */
export function stabilised({ era, tick }: Moment, wanted: number, recent: readonly Recommendation[]): number {
  const { down } = constantsOf(era).hpaStabilisation
  return recent.filter(({ at }) => at > tick - down).reduce((most, { replicas }) => Math.max(most, replicas), wanted)
}

/** How many there may be at most after this step. */
export function scaleUpLimit({ era, tick }: Moment, current: number, autoscaler: Seen<Autoscaler>): number {
  const { hpaScaleUpLimit, hpaBehavior } = constantsOf(era)
  if (!autoscaler.behavior) return Math.max(hpaScaleUpLimit.times * current, hpaScaleUpLimit.atLeast)
  const { pods, percent, within } = hpaBehavior
  const lately = autoscaler.scaleUps.filter(({ at }) => at > tick - within)
  const before = current - lately.reduce((sum, { replicas }) => sum + replicas, 0)
  return Math.max(current, before + pods, Math.ceil((before * (100 + percent)) / 100))
}

export function bounded(now: Moment, current: number, wanted: number, autoscaler: Seen<Autoscaler>): Bounded {
  const stable = now.era === '2017' ? wanted : stabilised(now, wanted, autoscaler.recommendations)
  const { replicas, reason, message } = limited(stable, autoscaler, scaleUpLimit(now, current, autoscaler))
  return {
    replicas,
    ableToScale: stable === wanted ? READY : STABILISED,
    scalingLimited: { status: replicas !== stable, reason, message },
  }
}

/** 1.6: not so soon after the last time. The metrics' time counts, not the controller's. */
export function forbiddenIn2017(measuredAt: Tick, current: number, wanted: number, lastScaleTime: Tick): boolean {
  const { up, down } = constantsOf('2017').hpaStabilisation
  return lastScaleTime !== NONE && lastScaleTime + (wanted > current ? up : down) >= measuredAt
}

function limited(wanted: number, { minReplicas, maxReplicas }: Seen<Autoscaler>, limit: number) {
  const most = Math.min(maxReplicas, limit)
  if (wanted < minReplicas) return { replicas: minReplicas, ...TOO_FEW }
  if (wanted > most) return { replicas: most, ...(limit < maxReplicas ? TOO_FAST : TOO_MANY) }
  return { replicas: wanted, ...WITHIN }
}

const READY: Condition = {
  status: true,
  reason: 'ReadyForNewScale',
  message: 'recommended size matches current size',
}
const STABILISED: Condition = {
  status: true,
  reason: 'ScaleDownStabilized',
  message: 'recent recommendations were higher than current one, applying the highest recent recommendation',
}
const TOO_FEW = {
  reason: 'TooFewReplicas',
  message: 'the desired replica count is less than the minimum replica count',
}
const TOO_MANY = {
  reason: 'TooManyReplicas',
  message: 'the desired replica count is more than the maximum replica count',
}
const TOO_FAST = {
  reason: 'ScaleUpLimit',
  message: 'the desired replica count is increasing faster than the maximum scale rate',
}
const WITHIN = { reason: 'DesiredWithinRange', message: 'the desired count is within the acceptable range' }
