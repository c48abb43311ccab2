/**
 * A store that keeps its data by quorum, as CockroachDB does.
 *
 * The data lies in ranges, as many as there are members, each on a few neighbours in a
 * ring. A range goes on while a majority of its replicas lives; when the one that holds
 * its lease is lost, its requests wait until another does. A member that has been silent
 * for five minutes is taken for dead: its replicas are made on others that have none of
 * the range, one after the other, at the bandwidth there is. A second loss before that
 * is over may leave a range without its majority, and then it stands still until one of
 * them is back (`replica-breaker.ts`).
 *
 * Simpler than the real thing: ranges neither split nor move for balance, the lease of
 * a range stays where it is while its holder lives, and its keeping a majority costs no
 * time. Of requests that wait for a lease all are answered, too late.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { HostKind } from '../../model/refs'
import type { QuorumStore, Range, Replica, StoreMember } from '../../model/store'
import { PPB, type Ppb, type Seconds } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { rollBetween } from '../chance'
import type { Telling } from '../telling'
import { byScenario } from '../telling'
import type { Blame } from '../traffic/ledger'
import { crowdedOut, followBreaker, lostQuorum } from './replica-breaker'
import { causeOfSilence, memberLabel, nodeId } from './store-names'
import { loseWrites } from './writes'

export const majorityOf = (replicas: number): number => Math.floor(replicas / 2) + 1

export function aQuorumStore(world: World, { id, spec }: Workload, place: HostKind): QuorumStore {
  const factor = spec.data?.factor ?? constantsOf(world.era).replicas
  const ranges = Array.from({ length: Math.max(1, spec.replicas) }, (_, i) => aRange(i, spec.name))
  return {
    kind: 'quorum',
    id: world.stores.length,
    workload: id,
    place,
    members: [],
    ranges,
    factor,
    spreadOver: 0,
    written: 0,
    next: 0,
  }
}

const aRange = (id: number, name: string): Range => ({
  id,
  replicas: [],
  leaseholder: NONE,
  leaseAt: NONE,
  moves: 0,
  available: true,
  unavailableSince: NONE,
  tripped: false,
  written: 0,
  copyTo: NONE,
  copyFor: NONE,
  copiedAt: NONE,
  cause: byScenario(name),
})

export function followQuorum(world: World, store: QuorumStore, workload: Workload, tell: Telling): void {
  if (store.written === 0) spread(store)
  for (const range of store.ranges) followRange(world, store, range, tell)
  replicate(world, store, workload, tell)
}

const isLive = ({ members }: Seen<QuorumStore>, id: number): boolean => members[id]?.live === true

/** Nothing is written yet: whoever is there takes part. */
function spread(store: QuorumStore): void {
  const there = store.members.filter(({ live }) => live).map(({ id }) => id)
  if (there.length === 0) return // `cockroach init` waits for somebody to ask
  if (there.length <= store.spreadOver && store.ranges.every(range => range.available)) return
  store.spreadOver = there.length
  for (const range of store.ranges) settleOn(range, ring(there, range.id, store.factor))
}

const ring = (members: readonly number[], from: number, many: number): readonly number[] =>
  Array.from({ length: Math.min(many, members.length) }, (_, k) => members[(from + k) % members.length] as number)

function settleOn(range: Range, members: readonly number[]): void {
  range.replicas.splice(0, range.replicas.length, ...members.map(member => ({ member, has: range.written })))
  Object.assign(range, {
    leaseholder: members[0] ?? NONE,
    leaseAt: NONE,
    available: true,
    unavailableSince: NONE,
    tripped: false,
    copyTo: NONE,
    copiedAt: NONE,
  })
}

/** All of it was copied to those who are there now. */
export function moveQuorum(store: QuorumStore, written: number): void {
  let lost = store.written - written // with a place that died before it had sent all
  for (const range of store.ranges) {
    const less = Math.min(range.written, lost)
    range.written -= less
    lost -= less
  }
  store.written = written
  const there = store.members.filter(({ wiped }) => !wiped).map(({ id }) => id)
  for (const range of store.ranges) settleOn(range, ring(there, range.id, store.factor))
}

function followRange(world: World, store: QuorumStore, range: Range, tell: Telling): void {
  if (range.replicas.length === 0) return
  let live = 0
  for (const { member } of range.replicas) if (isLive(store, member)) live += 1
  const goesOn = live >= majorityOf(range.replicas.length)
  if (goesOn !== range.available) turn(world, store, range, goesOn, tell)
  if (!goesOn) return followBreaker(world, store, range, tell)
  for (const replica of range.replicas) if (isLive(store, replica.member)) replica.has = range.written
  if (!isLive(store, range.leaseholder)) moveLease(world, store, range, tell)
}

function turn(world: World, store: QuorumStore, range: Range, goesOn: boolean, tell: Telling): void {
  range.available = goesOn
  range.unavailableSince = goesOn ? NONE : world.tick
  range.tripped = false
  range.leaseholder = NONE
  range.leaseAt = NONE
  if (goesOn) {
    const note = `r${range.id + 1}: a majority of its replicas is back`
    range.cause = tell.normal('RangeAvailable', 'workload', store.workload, note, range.cause)
    return
  }
  const note = `r${range.id + 1}: ${lostQuorum(store, range)}`
  range.cause = tell.warning('RangeUnavailable', 'workload', store.workload, note, lostBy(world, store, range))
}

/** By the one that went last. */
function lostBy(world: World, store: QuorumStore, range: Range): Cause {
  const silent = range.replicas.map(({ member }) => store.members[member] as StoreMember).filter(({ live }) => !live)
  const [last] = silent.sort((a, b) => b.silentSince - a.silentSince)
  return causeOfSilence(world, last, range.cause)
}

/** An election, and the rest of the lease that the lost one had. */
function moveLease(world: World, store: QuorumStore, range: Range, tell: Telling): void {
  if (range.leaseAt === NONE) {
    const luck = { owner: store.workload, ordinal: range.id }
    range.leaseAt = world.tick + rollBetween(world.seed, 'store', luck, range.moves, constantsOf(world.era).leaseMoves)
    range.cause = causeOfSilence(world, store.members[range.leaseholder], range.cause)
    range.leaseholder = NONE
    range.moves += 1
  }
  if (world.tick < range.leaseAt) return
  range.leaseAt = NONE
  range.leaseholder = fewestLeases(store, range)
  const note = `r${range.id + 1}: ${nodeId(range.leaseholder)} has the lease`
  range.cause = tell.normal('LeaseAcquired', 'workload', store.workload, note, range.cause)
}

function fewestLeases(store: QuorumStore, range: Range): number {
  const leases = (id: number) => store.ranges.filter(({ leaseholder }) => leaseholder === id).length
  const live = range.replicas.map(({ member }) => member).filter(id => isLive(store, id))
  return live.sort((a, b) => leases(a) - leases(b) || a - b)[0] ?? NONE
}

/** One copy at a time. */
function replicate(world: World, store: QuorumStore, workload: Workload, tell: Telling): void {
  declareDead(world, store, tell)
  const under = store.ranges.find(({ copyTo }) => copyTo !== NONE)
  if (under) goOnCopying(world, store, under, tell)
  else if (store.written > 0) beginCopy(world, store, workload)
}

/** Told once, in the second in which it is. */
function declareDead(world: World, store: QuorumStore, tell: Telling): void {
  for (const member of store.members) {
    if (member.live || world.tick !== member.silentSince + constantsOf(world.era).storeDead) continue
    if (!store.ranges.some(({ replicas }) => replicas.some(each => each.member === member.id))) continue
    const note = `${nodeId(member.id)} (${memberLabel(world, store, member)}) has not been heard for ${constantsOf(world.era).storeDead} s and is considered dead`
    tell.warning('StoreDead', 'workload', store.workload, note, causeOfSilence(world, member, byScenario('')))
  }
}

const isDead = (world: Seen<World>, { live, silentSince }: Seen<StoreMember>): boolean =>
  !live && silentSince !== NONE && world.tick >= silentSince + constantsOf(world.era).storeDead

function beginCopy(world: World, store: QuorumStore, workload: Workload): void {
  for (const range of store.ranges) {
    if (!range.available) continue
    const gone = range.replicas.find(({ member }) => isDead(world, store.members[member] as StoreMember))
    if (!gone && range.replicas.length >= store.factor) continue
    const to = emptiest(store, range)
    if (to === NONE) continue
    range.copyTo = to
    range.copyFor = gone?.member ?? NONE
    range.copiedAt = world.tick + copySeconds(world, store, workload)
    return
  }
}

/** A living member that has none of it, and the fewest replicas. */
function emptiest(store: QuorumStore, range: Range): number {
  const replicas = (id: number) => store.ranges.filter(each => each.replicas.some(({ member }) => member === id)).length
  const free = store.members.filter(({ id, live }) => live && !range.replicas.some(({ member }) => member === id))
  return free.map(({ id }) => id).sort((a, b) => replicas(a) - replicas(b) || a - b)[0] ?? NONE
}

/** A range's share of the data, at the bandwidth of the storage. */
export const copySeconds = (world: Seen<World>, { ranges }: Seen<QuorumStore>, { spec }: Seen<Workload>): Seconds =>
  Math.max(1, Math.ceil((spec.data?.sizeMiB ?? 0) / ranges.length / world.storagePerSecond))

function goOnCopying(world: World, store: QuorumStore, range: Range, tell: Telling): void {
  const back = range.copyFor !== NONE && isLive(store, range.copyFor)
  if (!range.available || !isLive(store, range.copyTo) || back) return forgetCopy(range)
  if (world.tick < range.copiedAt) return
  const made: Replica = { member: range.copyTo, has: range.written }
  const gone = range.replicas.findIndex(({ member }) => member === range.copyFor)
  range.replicas.splice(gone < 0 ? range.replicas.length : gone, gone < 0 ? 0 : 1, made)
  const note = `r${range.id + 1}: ${nodeId(made.member)} has a replica${gone < 0 ? '' : ` in place of ${nodeId(range.copyFor)}`}`
  range.cause = tell.normal('RangeReplicated', 'workload', store.workload, note, range.cause)
  forgetCopy(range)
}

const forgetCopy = (range: Range): void => {
  Object.assign(range, { copyTo: NONE, copyFor: NONE, copiedAt: NONE })
}

export interface Troubles {
  /** Share of the requests that are lost, and of the others that are late. */
  readonly lost: Ppb
  readonly late: Ppb
  readonly blame: Blame | undefined
  readonly lateBlame: Blame | undefined
  /** Somebody takes writes. */
  readonly writes: boolean
}

export const NO_TROUBLES: Troubles = { lost: 0, late: 0, blame: undefined, lateBlame: undefined, writes: true }

/** Each request is for one range; what hangs for one without a majority may crowd out those for the others. */
export function quorumTroubles(
  world: Seen<World>,
  store: Seen<QuorumStore>,
  workload: Seen<Workload>,
  requests: number,
): Troubles {
  const { ranges } = store
  let down = 0
  let waiting = 0
  for (const { available, leaseholder } of ranges) {
    if (!available) down += 1
    else if (leaseholder === NONE) waiting += 1
  }
  if (down + waiting === 0) return NO_TROUBLES
  const of = (range: Seen<Range> | undefined, loss: Blame['loss']): Blame | undefined =>
    range && { loss, cause: range.cause }
  const crowded = crowdedOut(world, store, workload, requests)
  return {
    lost: Math.floor((down * PPB + (ranges.length - down) * crowded) / ranges.length),
    late: down === ranges.length ? 0 : Math.floor((waiting * PPB) / (ranges.length - down)),
    blame: of(
      ranges.find(({ available }) => !available),
      'NoQuorum',
    ),
    lateBlame: of(
      ranges.find(({ available, leaseholder }) => available && leaseholder === NONE),
      'NoLeader',
    ),
    writes: down < ranges.length,
  }
}

/** What no disk that is left has is lost. */
export function wipeQuorum(world: World, store: QuorumStore, tell: Telling, cause: Cause): void {
  for (const range of store.ranges) {
    const has = range.replicas.filter(({ member }) => store.members[member]?.wiped === false).map(each => each.has)
    forgetWrites(world, store, range, Math.max(0, ...has), tell, cause)
  }
}

function forgetWrites(world: World, store: QuorumStore, range: Range, kept: number, tell: Telling, cause: Cause): void {
  const lost = range.written - kept
  if (lost <= 0) return
  range.written = kept
  store.written -= lost
  for (const replica of range.replicas) replica.has = Math.min(replica.has, kept)
  const volume = world.volumes[world.workloads[store.workload]?.volume ?? NONE]
  if (volume) loseWrites(world, volume, volume.written - lost, tell, cause)
}

/** By hand, where a majority is gone for good: whoever is left of it is all of it from now on. */
export function recoverQuorum(world: World, store: QuorumStore, tell: Telling, cause: Cause): void {
  for (const range of store.ranges) {
    if (range.available) continue
    const [best] = survivors(store, range)
    if (!best) continue
    forgetWrites(world, store, range, best.has, tell, cause)
    settleOn(range, [best.member])
    const note = `r${range.id + 1}: recovered from ${nodeId(best.member)}, which lacked a majority`
    range.cause = tell.warning('QuorumRecovered', 'workload', store.workload, note, cause)
  }
}

const survivors = (store: Seen<QuorumStore>, { replicas }: Seen<Range>) =>
  replicas.filter(({ member }) => isLive(store, member)).sort((a, b) => b.has - a.has || a.member - b.member)

/** Whose copies are gone on from: those members have to start again for it. */
export function recoversOn(store: Seen<QuorumStore>): readonly Seen<StoreMember>[] {
  const best = store.ranges.flatMap(range => (range.available ? [] : survivors(store, range).slice(0, 1)))
  return store.members.filter(({ id }) => best.some(({ member }) => member === id))
}

/** Why that cannot be done, as `cockroach debug recover` has it. */
export function refusesRecovery(world: Seen<World>, store: Seen<QuorumStore>): string | undefined {
  if (world.era === '2017') return 'Error: unknown command "recover" for "cockroach debug"'
  const lost = store.ranges.filter(range => !range.available && survivors(store, range).length > 0)
  return lost.length > 0 ? undefined : 'No recoverable ranges found.'
}
