/** What one workload asks of another for each of its own requests, and of the cluster's DNS. */

import type { Id } from './refs'

export interface CallSpec {
  /** Another workload, by name. */
  readonly workload: string
  readonly perRequest: number
  /** How often a call is made in all before the request is given up. */
  readonly attempts: number
}

export interface ResolveSpec {
  /** `service`: of this cluster; `external`: of the world outside, which is looked for in every search domain first. */
  readonly names: 'service' | 'external'
  /** One request in so many looks a name up; the others use a connection that is open. */
  readonly everyRequests: number
  /** How many different names; left out, one. */
  readonly distinct?: number | undefined
}

/** One of those, with names resolved: what is called, how often by so many requests. */
export interface Call {
  readonly to: Id
  readonly what: 'call' | 'lookup'
  /** So many queries for so many requests. */
  readonly queries: number
  readonly requests: number
  /** Of the queries: what the cluster's DNS has to ask its upstream for. */
  readonly outward: number
  readonly attempts: number
}
