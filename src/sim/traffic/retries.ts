/**
 * Clients that ask again.
 *
 * A request that was refused, timed out or met nobody is made again after a back-off
 * that doubles, until it has been made as often as its client cares to. Until then it is
 * neither served nor lost. Each attempt is a request like any other: it takes its place
 * in a queue, and a worker who finishes it too late has worked for nobody. So a storm
 * can feed itself long after what began it has gone.
 *
 * Simpler than the real thing: a client that has been refused waits as long as one whose
 * attempt timed out; waits are whole seconds, rounded up, without jitter (what fails
 * within a second does not come back in the same one); and clients of one workload are alike.
 */

import type { Retries, Traffic } from '../../model/traffic'
import type { Seconds, Tick } from '../../model/units'
import type { ClientSpec } from '../../model/workload'
import type { Workload } from '../../model/world'

/** What is made again in this second joins the new ones; says how many. */
export function takeRetries(traffic: Traffic, tick: Tick): number {
  const { retries, tried } = traffic
  let again = 0
  let kept = 0
  for (const row of retries) {
    if (row.at > tick) {
      retries[kept] = row
      kept += 1
      continue
    }
    tried[row.attempt] = (tried[row.attempt] ?? 0) + row.requests
    again += row.requests
  }
  retries.length = kept
  return again
}

/** Files those that will try again, and returns how many are not allowed to. */
export function tryAgain(workload: Workload, attempt: number, failed: number, allowed: number, tick: Tick): number {
  const client = workload.spec.client as ClientSpec
  const again = Math.min(failed, allowed)
  if (again > 0) file(workload.traffic.retries, tick + waitOf(client, attempt), attempt + 1, again)
  return failed - again
}

function file(retries: Retries[], at: Tick, attempt: number, requests: number): void {
  const row = retries.find(each => each.at === at && each.attempt === attempt)
  if (row) row.requests += requests
  else retries.push({ at, attempt, requests })
}

/** The attempts are counted from nought. */
const waitOf = ({ timeoutMs, backoffMs }: ClientSpec, attempt: number): Seconds =>
  Math.max(1, Math.ceil((timeoutMs + backoffMs * (1 << attempt)) / 1_000))

/** How many of a second's failed requests its budget lets be made again. */
export const mayRetry = ({ retryPercent }: ClientSpec, fresh: number): number =>
  retryPercent === undefined ? Number.MAX_SAFE_INTEGER : Math.floor((fresh * retryPercent) / 100)

/** Asked already and not yet given up. */
export const waitingToRetry = ({ retries }: Pick<Traffic, 'retries'>): number =>
  retries.reduce((sum, { requests }) => sum + requests, 0)

/** Nobody asks any more: says how many were still going to. */
export function forgetRetries(traffic: Traffic): number {
  const waiting = waitingToRetry(traffic)
  traffic.retries.length = 0
  return waiting
}
