/**
 * Replicated stores as such: which of a workload's processes are members and live, what
 * becomes of a request there, and what a lost disk takes along. How each kind of store
 * goes on is its own business (`quorum-store.ts`, `primary-store.ts`, `galera-store.ts`).
 *
 * Simpler than the real thing: a member that is back has caught up within a second,
 * whoever is there before the first write has its copy from the start, and data lies
 * evenly.
 */

import type { Cause } from '../../model/happening'
import type { HostKind } from '../../model/refs'
import type { Store, StoreMember } from '../../model/store'
import { PPB } from '../../model/units'
import type { Volume } from '../../model/volume'
import type { Copies } from '../../model/workload'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import type { Telling } from '../telling'
import { unitAnswers } from '../traffic/backends'
import { writeOffShare } from '../traffic/ledger'
import { admitToGalera, aGaleraStore, followGalera, galeraTroubles, moveGalera, wipeGalera } from './galera-store'
import {
  admitToPrimary,
  aPrimaryStore,
  followPrimary,
  movePrimary,
  primaryTroubles,
  wipePrimary,
} from './primary-store'
import { aQuorumStore, followQuorum, moveQuorum, quorumTroubles, type Troubles, wipeQuorum } from './quorum-store'
import { claimOf, isStore } from './volumes'

/** Each second, before traffic. */
export function followStores(world: World, tell: Telling): void {
  for (const workload of world.workloads) {
    if (workload.volume === NONE) workload.store = NONE
    else if (workload.store === NONE && isStore(workload)) open(world, workload)
    if (workload.store !== NONE) follow(world, world.stores[workload.store] as Store, workload, tell)
  }
}

function open(world: World, workload: Workload): void {
  const holder = world.volumes[workload.volume]?.holder
  if (!holder) return
  workload.store = world.stores.length
  world.stores.push(OPENED[workload.spec.data?.copies ?? 'one'](world, workload, holder.kind))
}

const OPENED: Readonly<Record<Copies, (world: World, workload: Workload, place: HostKind) => Store>> = {
  one: aPrimaryStore, // which none is
  quorum: aQuorumStore,
  async: aPrimaryStore,
  sync: aPrimaryStore,
  galera: aGaleraStore,
}

function follow(world: World, store: Store, workload: Workload, tell: Telling): void {
  admit(world, store, workload)
  for (const member of store.members) watch(world, workload, member)
  if (store.kind === 'quorum') followQuorum(world, store, workload, tell)
  else if (store.kind === 'galera') followGalera(world, store, tell)
  else followPrimary(world, store, workload, tell)
}

/** A disk of this place that nobody has is a new member's. */
function admit(world: World, store: Store, workload: Workload): void {
  for (const volume of world.volumes) {
    if (volume.workload !== workload.id || !isOfStore(volume, store, workload)) continue
    if (store.members.some(member => member.volume === volume.id && !member.wiped)) continue
    if (!answers(world, workload, volume)) continue
    const id = store.members.length
    store.members.push({ id, volume: volume.id, live: true, silentSince: NONE, wiped: false })
    if (store.kind === 'primary') admitToPrimary(world, store, workload, id)
    if (store.kind === 'galera') admitToGalera(world, store, workload, id)
  }
}

const isOfStore = (volume: Seen<Volume>, { place }: Seen<Store>, workload: Seen<Workload>): boolean =>
  volume.claim === 0 ? volume.id === workload.volume : volume.place === place && volume.state !== 'deleted'

function watch(world: World, workload: Workload, member: StoreMember): void {
  member.live = !member.wiped && answers(world, workload, world.volumes[member.volume] as Volume)
  if (member.live) member.silentSince = NONE
  else if (member.silentSince === NONE) member.silentSince = world.tick
}

/** A process runs where this disk is, and it is its own. */
function answers(world: World, workload: Workload, volume: Volume): boolean {
  const { holder, state, claim } = volume
  if (!holder || state !== 'in-use') return false
  if (holder.kind === 'node') {
    const node = world.nodes[holder.id]
    return node?.up === true && node.pods.some(id => runs(world, workload, id, claim))
  }
  const id = (holder.kind === 'server' ? world.servers : world.machines)[holder.id]?.unit ?? NONE
  const unit = world.units[id]
  return unit !== undefined && unit.workload === workload.id && unitAnswers(world, unit)
}

/** Ready or not: its copies do not ask the Service. */
function runs(world: World, workload: Workload, id: number, claim: number): boolean {
  const pod = world.pods[id]
  if (!pod || pod.workload !== workload.id || pod.status !== 'Running' || world.tick < pod.warmAt) return false
  return claimOf(workload, pod) === claim
}

/** What a store cannot take of the requests that reached it, and what it answers too late; false: nobody writes. */
export function askStore(world: World, workload: Workload): boolean {
  const store = world.stores[workload.store]
  const { traffic, id } = workload
  if (!store || traffic.servedNow === 0) return true
  const troubles = troublesOf(world, store, workload)
  if (troubles.lost > 0 && troubles.blame) {
    const lost = writeOffShare(world, id, troubles.blame, traffic.servedNow, troubles.lost)
    traffic.lostNow += lost
    traffic.servedNow -= lost
  }
  if (troubles.late > 0 && troubles.lateBlame) {
    const late = writeOffShare(world, id, troubles.lateBlame, traffic.servedNow, Math.min(PPB, troubles.late))
    traffic.lateNow += late
    traffic.servedNow -= late
  }
  return troubles.writes
}

function troublesOf(world: World, store: Store, workload: Workload): Troubles {
  if (store.kind === 'quorum') return quorumTroubles(world, store, workload, workload.traffic.servedNow)
  return store.kind === 'galera' ? galeraTroubles(store, workload) : primaryTroubles(world, store, workload)
}

/** The disk of a member is dead: whatever only it had is lost. True if a store has seen to it. */
export function loseMemberDisk(world: World, volume: Volume, tell: Telling, cause: Cause): boolean {
  const store = world.stores[world.workloads[volume.workload]?.store ?? NONE]
  const member = store?.members.find(each => each.volume === volume.id && !each.wiped)
  if (!store || !member) return false
  member.wiped = true
  member.live = false
  if (member.silentSince === NONE) member.silentSince = world.tick
  if (store.kind === 'quorum') wipeQuorum(world, store, tell, cause)
  else if (store.kind === 'galera') wipeGalera(world, store, member, tell, cause)
  else wipePrimary(world, store, member, tell, cause)
  return true
}

/** It is served from another place: what was copied there is everything. */
export function moveStore(world: World, workload: Workload, place: HostKind): void {
  const store = world.stores[workload.store]
  if (!store || store.place === place) return
  store.place = place
  for (const member of store.members) member.wiped = true
  admit(world, store, workload)
  const { written } = world.volumes[workload.volume] as Volume
  if (store.kind === 'quorum') moveQuorum(store, written)
  else if (store.kind === 'galera') moveGalera(store, written)
  else movePrimary(store, written)
}
