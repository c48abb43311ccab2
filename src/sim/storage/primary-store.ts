/**
 * A store with one primary and replicas that follow it: PostgreSQL under Patroni.
 *
 * The primary may write while it renews its key in the lease store. One that cannot
 * renew it for ten seconds demotes itself to read-only although it is well; one that is
 * gone is replaced when the key has run out and a replica has won it, half a minute to a
 * minute later. Because the first is sooner than the second there are never two that
 * write. What a replica had not been sent yet is lost with the old primary; with a
 * synchronous standby a write counts only when that has it too, so nothing is lost, and
 * writes wait while there is none.
 *
 * The lease store is the cluster's etcd where the level names a control plane, else one
 * that always answers; a machine that is cut off does not reach either.
 *
 * Simpler than the real thing: a replica is at most a second behind, an old primary
 * follows again at once (`pg_rewind`), reads are answered by every member, and
 * synchronous mode is the strict one. Without DCS failsafe mode.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { HostKind } from '../../model/refs'
import type { PrimaryStore, StoreMember } from '../../model/store'
import { PPB, PPM } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { roll, rollBetween } from '../chance'
import { acts, clusterOf, planeOf } from '../control-plane/working'
import { machineUnder } from '../hosts/hosts'
import { byScenario, type Telling } from '../telling'
import { NO_TROUBLES, type Troubles } from './quorum-store'
import { causeOfSilence, memberLabel } from './store-names'
import { loseWrites } from './writes'

export const aPrimaryStore = (world: World, { id, spec }: Workload, place: HostKind): PrimaryStore => ({
  kind: 'primary',
  id: world.stores.length,
  workload: id,
  place,
  members: [],
  sync: spec.data?.copies === 'sync',
  has: [],
  copiedAt: [],
  leader: NONE,
  former: NONE,
  unrenewedSince: NONE,
  electAt: 0,
  candidate: NONE,
  standby: NONE,
  standbyLostSince: NONE,
  timeline: 0,
  written: 0,
  streamed: 0,
  cause: byScenario(spec.name),
})

/** Whoever comes after the first write copies all of it first. */
export function admitToPrimary(world: World, store: PrimaryStore, { spec }: Workload, id: number): void {
  const seconds = Math.max(1, Math.ceil((spec.data?.sizeMiB ?? 0) / world.storagePerSecond))
  store.has[id] = store.written === 0 ? 0 : NONE
  store.copiedAt[id] = store.written === 0 ? world.tick : world.tick + seconds
}

export function followPrimary(world: World, store: PrimaryStore, workload: Workload, tell: Telling): void {
  stream(world, store)
  const leader = store.members[store.leader]
  if (leader) keepKey(world, store, leader, tell)
  else if (!canWrite(world, store))
    store.electAt = world.tick + 1 + roll(world.seed, 'store', luckOf(store), store.timeline, loopWait(world))
  if (mayElect(world, store)) elect(world, store, workload, tell)
  if (store.sync) keepStandby(world, store, tell)
}

const loopWait = ({ era }: Seen<World>): number => constantsOf(era).patroni.loopWait
const luckOf = ({ workload }: PrimaryStore) => ({ owner: workload, ordinal: -1 })

/** Up to the last second: what is written in this one comes with the next. */
function stream(world: World, store: PrimaryStore): void {
  if (store.members[store.leader]?.live !== true) return
  store.streamed = store.written
  for (const { id, live } of store.members) {
    if (live && world.tick >= (store.copiedAt[id] ?? 0)) store.has[id] = store.written
  }
}

/** Its lease store is the API server of its own cluster. */
const canWrite = (world: Seen<World>, { workload }: Seen<PrimaryStore>) =>
  acts(world, 'writes', clusterOf(world, workload))

/** It lives, and the lease store answers it. */
function reaches(world: Seen<World>, store: Seen<PrimaryStore>, { live, volume }: Seen<StoreMember>): boolean {
  const holder = world.volumes[volume]?.holder
  return live && holder !== undefined && canWrite(world, store) && !world.machines[machineUnder(world, holder)]?.cutOff
}

function keepKey(world: World, store: PrimaryStore, leader: StoreMember, tell: Telling): void {
  if (reaches(world, store, leader)) {
    store.unrenewedSince = NONE
    store.electAt = NONE
    return
  }
  if (store.unrenewedSince === NONE) loseKey(world, store, leader)
  if (leader.live && world.tick - store.unrenewedSince >= constantsOf(world.era).patroni.retryTimeout) {
    demote(world, store, leader, tell)
  }
}

function loseKey(world: World, store: PrimaryStore, leader: StoreMember): void {
  store.unrenewedSince = world.tick
  store.former = leader.id
  store.cause = canWrite(world, store)
    ? causeOfSilence(world, leader, store.cause)
    : (planeOf(world, clusterOf(world, store.workload))?.cause ?? store.cause)
  store.electAt =
    world.tick + rollBetween(world.seed, 'store', luckOf(store), store.timeline, constantsOf(world.era).patroniFailover)
}

function demote(world: World, store: PrimaryStore, leader: StoreMember, tell: Telling): void {
  store.leader = NONE
  store.unrenewedSince = NONE
  const note = `${memberLabel(world, store, leader)}: demoted self because DCS is not accessible and I was a leader`
  store.cause = tell.warning('PrimaryDemoted', 'workload', store.workload, note, store.cause)
}

const mayElect = (world: World, store: PrimaryStore): boolean =>
  store.electAt !== NONE && world.tick >= store.electAt && canWrite(world, store)

/** Who may have the key: one that follows, and of a synchronous store one that has everything. */
export function eligible(world: Seen<World>, store: Seen<PrimaryStore>): readonly Seen<StoreMember>[] {
  const least = store.sync ? store.written : Math.min(store.streamed, store.written)
  const able = store.members.filter(member => reaches(world, store, member) && (store.has[member.id] ?? NONE) >= least)
  const rank = (id: number) => (id === store.candidate ? 2 : id === store.former ? 1 : 0)
  return able.sort((a, b) => rank(b.id) - rank(a.id) || (store.has[b.id] ?? 0) - (store.has[a.id] ?? 0) || a.id - b.id)
}

function elect(world: World, store: PrimaryStore, workload: Workload, tell: Telling): void {
  const [next] = eligible(world, store)
  if (!next) return
  const kept = store.has[next.id] ?? 0
  const volume = world.volumes[workload.volume]
  Object.assign(store, {
    leader: next.id,
    former: next.id,
    candidate: NONE,
    electAt: NONE,
    unrenewedSince: NONE,
    timeline: store.timeline + 1,
  })
  const note = `${memberLabel(world, store, next)}: promoted self to leader by acquiring session lock`
  store.cause = tell.normal('PrimaryPromoted', 'workload', store.workload, note, store.cause)
  if (volume && kept < store.written)
    loseWrites(world, volume, volume.written - (store.written - kept), tell, store.cause)
  rewind(store, Math.min(kept, store.written))
}

/** Whoever has more than the new primary gives it up. */
function rewind(store: PrimaryStore, kept: number): void {
  store.written = kept
  store.streamed = Math.min(store.streamed, kept)
  for (const { id } of store.members) store.has[id] = Math.min(store.has[id] ?? NONE, kept)
  if (store.standby === store.leader) store.standby = NONE
}

const follows = (world: Seen<World>, store: Seen<PrimaryStore>, { id, live }: Seen<StoreMember>): boolean =>
  live && id !== store.leader && (store.has[id] ?? NONE) !== NONE && world.tick >= (store.copiedAt[id] ?? 0)

/** Patroni names another in its next loop; the very first at once. */
function keepStandby(world: World, store: PrimaryStore, tell: Telling): void {
  const standby = store.members[store.standby]
  if (standby && follows(world, store, standby)) {
    store.standbyLostSince = NONE
    return
  }
  if (store.standbyLostSince === NONE) loseStandby(world, store, standby, tell)
  const waits = store.written === 0 ? 0 : loopWait(world)
  const next = store.members.find(member => follows(world, store, member))
  if (!next || store.members[store.leader]?.live !== true || world.tick < store.standbyLostSince + waits) return
  store.standby = next.id
  store.standbyLostSince = NONE
  const note = `Assigning synchronous standby status to ['${memberLabel(world, store, next)}']`
  store.cause = tell.normal('SyncStandbyAssigned', 'workload', store.workload, note, store.cause)
}

function loseStandby(world: World, store: PrimaryStore, standby: StoreMember | undefined, tell: Telling): void {
  store.standbyLostSince = world.tick
  if (!standby || standby.id === store.leader) return
  const note = `synchronous standby ${memberLabel(world, store, standby)} does not answer: writes wait`
  store.cause = tell.warning(
    'SyncStandbyLost',
    'workload',
    store.workload,
    note,
    causeOfSilence(world, standby, store.cause),
  )
}

/** Somebody holds the key, or has not given it up yet, and whoever it waits for is there. */
function writer(world: Seen<World>, store: Seen<PrimaryStore>): 'writes' | 'NoLeader' | 'WritesBlocked' {
  if (store.members[store.leader]?.live !== true) return 'NoLeader'
  const standby = store.members[store.standby]
  return store.sync && !(standby && follows(world, store, standby)) ? 'WritesBlocked' : 'writes'
}

/** Reads are answered all the same. */
export function primaryTroubles(world: Seen<World>, store: Seen<PrimaryStore>, { spec }: Seen<Workload>): Troubles {
  const now = writer(world, store)
  if (now === 'writes') return NO_TROUBLES
  const lost = (spec.data?.writes ?? 0) * (PPB / PPM)
  return { ...NO_TROUBLES, lost, blame: { loss: now, cause: store.cause }, writes: false }
}

/** What no disk that is left has is lost. */
export function wipePrimary(world: World, store: PrimaryStore, { id }: StoreMember, tell: Telling, cause: Cause): void {
  store.has[id] = NONE
  const kept = Math.max(0, ...store.has)
  const volume = world.volumes[world.workloads[store.workload]?.volume ?? NONE]
  if (volume && kept < store.written) loseWrites(world, volume, volume.written - (store.written - kept), tell, cause)
  rewind(store, Math.min(kept, store.written))
}

/** All of it was copied to those who are there now. */
export function movePrimary(store: PrimaryStore, written: number): void {
  store.written = written
  store.streamed = written
  for (const { id, wiped } of store.members) if (!wiped) store.has[id] = store.written
  Object.assign(store, { leader: NONE, former: NONE, standby: NONE, unrenewedSince: NONE, electAt: 0 })
}

/** Why patronictl does not, in its words. */
export function refusesSwitchover(world: Seen<World>, store: Seen<PrimaryStore>): string | undefined {
  const leader = store.members[store.leader]
  if (!leader || !reaches(world, store, leader)) return 'Error: This cluster has no leader'
  const others = eligible(world, store).filter(({ id }) => id !== store.leader)
  return others.length > 0 ? undefined : 'Error: No candidates found to switchover to'
}

/** The primary stops cleanly, which sends what is left; then another is promoted. */
export function switchover(world: World, store: PrimaryStore, cause: Cause): void {
  const [next] = eligible(world, store).filter(({ id }) => id !== store.leader)
  if (!next) return
  store.has[next.id] = store.written
  Object.assign(store, {
    leader: NONE,
    former: store.leader,
    candidate: next.id,
    electAt: world.tick + ASSUMPTIONS.switchover,
    cause,
  })
}

export const lagOf = (store: Seen<PrimaryStore>, id: number): number => store.written - (store.has[id] ?? 0)
