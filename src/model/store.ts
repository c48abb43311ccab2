/**
 * Replicated stores: databases that keep several copies of their data, each on a disk
 * of its own.
 *
 * A store belongs to a workload, whose processes are its members. Of a quorum store
 * (CockroachDB) the data lies in ranges, each on a few members, which go on while a
 * majority of those lives. Of a primary store (PostgreSQL under Patroni) one member
 * takes the writes and the others follow; who that is hangs on a key that it must renew
 * in a lease store. Of a Galera store (MariaDB under OpenStack) all members hold all of it
 * and take writes, while more than half of those that last agreed on each other do. Rows are never removed: a member whose disk is lost stays on the
 * list, and the process on the new disk is another one.
 */

import type { Cause } from './happening'
import type { HostKind, Id } from './refs'
import type { Tick } from './units'

export interface StoreMember {
  /** As the store numbers it, from 0. */
  readonly id: number
  /** Its disk: whoever starts on it is this member. */
  readonly volume: Id
  /** It answers. */
  live: boolean
  /** Since when it does not, or NONE. */
  silentSince: Tick
  /** Its disk is lost: what comes back in its place is another member. */
  wiped: boolean
}

export interface QuorumStore {
  readonly kind: 'quorum'
  readonly id: Id
  readonly workload: Id
  /** Where it is served from. */
  place: HostKind
  readonly members: StoreMember[]
  readonly ranges: Range[]
  /** Copies of each range there are to be. */
  readonly factor: number
  /** Over how many members it was spread before its first write. */
  spreadOver: number
  /** Acknowledged writes; and which range takes the next. */
  written: number
  next: number
}

/** A share of the data, and its consensus group. */
export interface Range {
  readonly id: number
  readonly replicas: Replica[]
  /** The member that answers for it, or NONE. */
  leaseholder: number
  /** When there is a leaseholder again, or NONE. */
  leaseAt: Tick
  /** How often the lease has moved: each time has its own luck. */
  moves: number
  available: boolean
  /** Since when it lacks its majority, or NONE; and whether its breaker refuses what is asked of it. */
  unavailableSince: Tick
  tripped: boolean
  written: number
  /** A copy on its way: to whom, in whose place (NONE: it is one more), and when it is whole. */
  copyTo: number
  copyFor: number
  copiedAt: Tick
  cause: Cause
}

export interface Replica {
  member: number
  /** The last write of the range that it has. */
  has: number
}

export interface PrimaryStore {
  readonly kind: 'primary'
  readonly id: Id
  readonly workload: Id
  place: HostKind
  readonly members: StoreMember[]
  /** A write counts once a standby has it too. */
  readonly sync: boolean
  /** What each member has of the writes, by its id; NONE while it makes its first copy. */
  readonly has: number[]
  /** When a member's first copy is whole, by its id. */
  readonly copiedAt: Tick[]
  /** The member that holds the leader key, or NONE. It writes while it lives. */
  leader: number
  /** Who led last. */
  former: number
  /** Since when the leader has not renewed its key, or NONE. */
  unrenewedSince: Tick
  /** When somebody may take the key, or NONE; and who is asked to, or NONE. */
  electAt: Tick
  candidate: number
  /** The standby that a write waits for, or NONE; and since when it is gone, or NONE. */
  standby: number
  standbyLostSince: Tick
  timeline: number
  written: number
  /** Of these, what replicas that follow have been sent. */
  streamed: number
  cause: Cause
}

/** All members hold all of it, and all take writes. */
export interface GaleraStore {
  readonly kind: 'galera'
  readonly id: Id
  readonly workload: Id
  place: HostKind
  readonly members: StoreMember[]
  /** Who made the last Primary Component, and whether that is one still. */
  readonly component: number[]
  primary: boolean
  /** How many of them there have been; and when the rest agree on the next one, or NONE. */
  view: number
  viewAt: Tick
  /** What each member has of the writes, by its id; and when one on a new disk has all of it. */
  readonly has: number[]
  readonly syncedAt: Tick[]
  written: number
  cause: Cause
}

export type Store = QuorumStore | PrimaryStore | GaleraStore
