/** Acknowledged writes of a replicated store: who has them when they are answered. */

import type { PrimaryStore, QuorumStore } from '../../model/store'
import { NONE } from '../../model/world'

/** To the ranges that take them, in turn; a majority of each has them when they are answered. */
export function writeByQuorum(store: QuorumStore, writes: number): void {
  const open = store.ranges.filter(({ available, leaseholder }) => available && leaseholder !== NONE)
  if (open.length === 0) return
  open.forEach((range, i) => {
    const extra = (i + open.length - (store.next % open.length)) % open.length < writes % open.length ? 1 : 0
    range.written += Math.floor(writes / open.length) + extra
    for (const replica of range.replicas) if (store.members[replica.member]?.live) replica.has = range.written
  })
  store.next += writes % open.length
  store.written += writes
}

export function writeToPrimary(store: PrimaryStore, writes: number): void {
  store.written += writes
  store.has[store.leader] = store.written
  if (store.sync && store.standby !== NONE) store.has[store.standby] = store.written
}
