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
  /** Counted as answered when they came, and taken back because a process died with them; a disk may have what nobody was told of. */
  cutShort: number
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
  /** Requests that failed and will be made again, and those that are made in this second, by attempt. */
  readonly retries: Retries[]
  readonly tried: number[]
  /** Billionths of a failed attempt that are not yet a whole one. */
  retryCarry: number
  /** In this second: made again, and answered in time. */
  againNow: number
  servedNow: number
  /** Of all attempts in this second, its callers' too. */
  failing: Ppb
  /** Calls by other workloads, in thousandths a second: to come, and in this second. */
  called: number
  calledNow: number
  /** Of the cluster's DNS, likewise: queries for names outside; and the share of those that its upstream leaves unanswered. */
  outward: number
  outwardNow: number
  failingOutward: Ppb
  /** Its backends by how fast they are: those that are alike are one row. */
  readonly queues: BackendQueues[]
}

/** Of a workload's pods. */
export interface AnsweringPods {
  readonly pods: number
  /** Of these: they have none of the data that they are asked for. */
  readonly empty: number
  /** The tick from which it has to be counted again, whatever happens. */
  readonly until: Tick
}

/** So many will ask for the second, third, … time. */
export interface Retries {
  readonly at: Tick
  readonly attempt: number
  requests: number
}

/** The queues of backends that are alike, each its own; and what each makes of its load (`sim/traffic/queueing.ts`). */
export interface BackendQueues {
  readonly workers: number
  /** How long each worker is busy with one request: longer on a slower disk, or where it is throttled. */
  readonly serviceMs: Milliseconds
  /** How many of them answer in this second; the row stays while there are none. */
  backends: number
  /** The load up to which nothing is lost or late, in thousandths of a request per second to one of them. */
  readonly calmUpTo: number
  /** What was offered to one of them, and the answer, kept while the load stays the same. */
  offered: number
  answer: QueueAnswer
}

export interface QueueAnswer {
  readonly lost: Ppb
  /** Of those it does not turn away: answered after the objective, while the client still waits. */
  readonly late: Ppb
  /** Of those it does not turn away: answered to nobody. */
  readonly timedOut: Ppb
  /** Mean wait of those it does not turn away, in billionths of the mean time of one service. */
  readonly waiting: number
}

export const LOSSES = [
  'NotRouted',
  'Unschedulable',
  'NoValidHost',
  'PodStarting',
  'PodStopping',
  'NotReady',
  'ProcessHung',
  'ServerBuilding',
  'ServerOff',
  'MachineDeploying',
  'WarmingUp',
  'NotInService',
  'CutOverEarly',
  'ProcessRestarting',
  'HostDown',
  'Overload',
  'TooSlow',
  'TimedOut',
  'CallFailed',
  'PacketDropped',
  'PolicyDenied',
  'NameResolution',
  'Abandoned',
  'RunMissed',
  'RunFailed',
  'WritesLost',
  'NoQuorum',
  'NoLeader',
  'WritesBlocked',
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
