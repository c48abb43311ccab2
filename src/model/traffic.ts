/** Requests: what becomes of them, and the ledger of those that are lost. */

import type { Cause } from './happening'
import type { Id } from './refs'
import type { Milliseconds, Ppb, Tick } from './units'

/** Counted, not simulated one by one; what does not divide is carried to the next second. */
export interface Traffic {
  planned: number
  served: number
  lost: number
  late: number
  /** Acknowledged writes that are lost, each of which counts as many requests (`ASSUMPTIONS.lostWrite`). */
  writesLost: number
  /** This second's, for looking at. */
  perSecond: number
  lostNow: number
  lateNow: number
  /** Share of all its workers' time, in parts per billion; above a billion is overload. */
  utilisation: Ppb
  /** Thousandths of a request that demand has not yet made whole. */
  demandCarry: number
  /** Millionths of a write that are not yet a whole one. */
  writeCarry: number
  /** Billionths of a write that a second, empty copy has not yet taken as a whole one. */
  strayCarry: number
  state: 'quiet' | 'serving' | 'overloaded' | 'failing'
  /** When it came to be in that state, and through what. */
  since: Tick
  cause: Cause
  /** Since when some backend gets requests and does not answer them; NONE while all do. */
  silentSince: Tick
  /** The queue's answer for this load, kept while the load stays the same. */
  answer: QueueAnswer
  /** For backends of so many workers that take so long: the load up to which nothing is lost or late. */
  calm: { readonly workers: number; readonly serviceMs: Milliseconds; readonly upTo: number }
}

/** What a bounded queue does with a load (`sim/queueing.ts`). */
export interface QueueAnswer {
  /** Thousandths of a request per second, to one backend. */
  readonly offered: number
  /** Of that backend, and how long each is busy with one request: longer on a slower disk. */
  readonly workers: number
  readonly serviceMs: Milliseconds
  readonly lost: Ppb
  readonly late: Ppb
}

export const LOSSES = [
  'NotRouted',
  'Unschedulable',
  'NoValidHost',
  'PodStarting',
  'PodStopping',
  'ServerBuilding',
  'MachineDeploying',
  'WarmingUp',
  'NotInService',
  'CutOverEarly',
  'ProcessRestarting',
  'HostDown',
  'Overload',
  'TooSlow',
  'Abandoned',
  'WritesLost',
  'WrongAnswer',
  'Shed',
  'StaleEndpoint',
] as const
/** Why a request was lost. Exactly one for each. */
export type Loss = (typeof LOSSES)[number]

/** One line of the ledger: what one cause has cost one workload. */
export interface LossRow {
  readonly workload: Id
  readonly loss: Loss
  readonly cause: Cause
  readonly from: Tick
  to: Tick
  requests: number
  /** Parts per billion of a request that are not yet a whole one. */
  carry: number
}
