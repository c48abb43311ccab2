/**
 * A store whose members all hold all of it and all take writes: MariaDB with Galera, which
 * is what OpenStack's services keep their state in.
 *
 * The members that agree on who they are make the Primary Component. Of one that is not
 * heard they wait five seconds (`evs.suspect_timeout`), and no write is committed before
 * they agree on a component without it; reads go on. They are the Primary Component again
 * if they are more than half of the last one. If they are not, each of them refuses whatever
 * it is asked ("WSREP has not yet prepared node for application use") until all of the last
 * one are back: after a power cut a majority is not enough (`pc.recovery`). Whoever cannot
 * wait for that bootstraps a component from those that are there (`pc.bootstrap`).
 *
 * Simpler than the real thing: whoever is told to stop leaves like one that dies, so two
 * that lose one of them by order lose their component too; one that is back has caught up
 * within a second, one on a new disk at size over bandwidth, and its donor serves
 * meanwhile; nobody's transactions are rolled back at certification. Pure.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { HostKind } from '../../model/refs'
import type { GaleraStore, StoreMember } from '../../model/store'
import { PPB, PPM } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { byScenario, type Telling } from '../telling'
import { NO_TROUBLES, type Troubles } from './quorum-store'
import { causeOfSilence } from './store-names'
import { loseWrites } from './writes'

export const aGaleraStore = (world: World, { id, spec }: Workload, place: HostKind): GaleraStore => ({
  kind: 'galera',
  id: world.stores.length,
  workload: id,
  place,
  members: [],
  component: [],
  primary: false,
  view: 0,
  viewAt: NONE,
  has: [],
  syncedAt: [],
  written: 0,
  cause: byScenario(spec.name),
})

/** Whoever comes after the first write is sent all of it first (SST). */
export function admitToGalera(world: World, store: GaleraStore, { spec }: Workload, id: number): void {
  const seconds = Math.max(1, Math.ceil((spec.data?.sizeMiB ?? 0) / world.storagePerSecond))
  store.has[id] = 0
  store.syncedAt[id] = store.written === 0 ? world.tick : world.tick + seconds
}

export function followGalera(world: World, store: GaleraStore, tell: Telling): void {
  if (!store.primary) return recover(world, store, tell)
  const gone = store.component.filter(id => !isLive(store, id))
  if (gone.length > 0) suspect(world, store, gone, tell)
  else store.viewAt = NONE
  join(world, store, tell)
}

const isLive = ({ members }: Seen<GaleraStore>, id: number): boolean => members[id]?.live === true

/** The others wait, and then agree on who is left; where they are half or fewer they give up. */
function suspect(world: World, store: GaleraStore, gone: readonly number[], tell: Telling): void {
  const cause = causeOfSilence(world, store.members[gone[0] ?? NONE], store.cause)
  if (store.viewAt === NONE) {
    store.viewAt = world.tick + constantsOf(world.era).galeraSuspect
    store.cause = cause
  }
  if (world.tick < store.viewAt) return
  store.viewAt = NONE
  const left = store.component.filter(id => isLive(store, id))
  if (left.length * 2 > store.component.length) return install(store, left, tell, cause)
  store.primary = false
  if (left.length === 0) return // nobody is there to say so
  const note = `WSREP: ${viewOf(NO_VIEW)}: non-Primary, number of nodes: ${left.length}`
  store.cause = tell.warning('GaleraNonPrimary', 'workload', store.workload, note, cause)
}

/** Those that live and have all of it are let in. */
function join(world: World, store: GaleraStore, tell: Telling): void {
  if (store.viewAt !== NONE) return
  const more = store.members.filter(
    ({ id, live }) => live && !store.component.includes(id) && world.tick >= (store.syncedAt[id] ?? 0),
  )
  if (more.length === 0) return
  const ids = [...store.component, ...more.map(({ id }) => id)].sort((a, b) => a - b)
  install(store, ids, tell, store.cause)
}

/** The first component is of whoever is there; later on all of the last one have to be. */
function recover(world: World, store: GaleraStore, tell: Telling): void {
  const fresh = store.written === 0
  const there = store.members.filter(({ live }) => live).map(({ id }) => id)
  const all = store.component.length > 0 && store.component.every(id => isLive(store, id))
  if (there.length === 0 || !(fresh || all)) return
  store.viewAt = NONE
  install(store, fresh ? there : store.component, tell, lastBack(world, store))
}

const lastBack = (world: World, store: GaleraStore): Cause =>
  causeOfSilence(world, store.members[store.component[0] ?? NONE], store.cause)

function install(store: GaleraStore, ids: readonly number[], tell: Telling, cause: Cause): void {
  store.component.splice(0, store.component.length, ...ids)
  store.primary = true
  store.view += 1
  for (const id of ids) store.has[id] = store.written
  const note = `WSREP: ${viewOf(store.view)}: Primary, number of nodes: ${ids.length}`
  store.cause = tell.normal('GaleraPrimary', 'workload', store.workload, note, cause)
}

/** Without the cluster's UUID and where it is, which are not in the game. */
const viewOf = (view: number) => `New cluster view: view# ${view}`

/** Only Primary Components are counted. */
const NO_VIEW = -1

/** Certified by all of them before it is answered. */
export function writeToGalera(store: GaleraStore, writes: number): void {
  store.written += writes
  for (const id of store.component) if (isLive(store, id)) store.has[id] = store.written
}

export function galeraTroubles(store: Seen<GaleraStore>, { spec }: Seen<Workload>): Troubles {
  const blame = { loss: 'NoQuorum', cause: store.cause } as const
  if (!store.primary) return { ...NO_TROUBLES, lost: PPB, blame, writes: false }
  if (store.viewAt === NONE) return NO_TROUBLES
  const late = (spec.data?.writes ?? 0) * (PPB / PPM)
  return { ...NO_TROUBLES, late, lateBlame: { loss: 'WritesBlocked', cause: store.cause }, writes: false }
}

/** What no disk that is left has is lost. */
export function wipeGalera(world: World, store: GaleraStore, { id }: StoreMember, tell: Telling, cause: Cause): void {
  store.has[id] = 0
  const left = store.members.filter(({ wiped }) => !wiped).map(each => store.has[each.id] ?? 0)
  forget(world, store, Math.max(0, ...left), tell, cause)
}

/** All of it was copied to those who are there now. */
export function moveGalera(store: GaleraStore, written: number): void {
  store.written = written
  const there = store.members.filter(({ wiped }) => !wiped).map(({ id }) => id)
  store.component.splice(0, store.component.length, ...there)
  for (const id of there) store.has[id] = written
  store.viewAt = NONE
  store.primary = there.length > 0
}

/** By hand: the one that has most is the cluster from now on, and the others join it. */
export function bootstrapGalera(world: World, store: GaleraStore, tell: Telling, cause: Cause): void {
  const there = store.members.filter(({ live }) => live).map(({ id }) => id)
  forget(world, store, Math.max(0, ...there.map(id => store.has[id] ?? 0)), tell, cause)
  install(store, there, tell, cause)
}

/** Why that is not done, in the server's words. */
export const refusesBootstrap = (store: Seen<GaleraStore>): string | undefined =>
  store.primary || !store.members.some(({ live }) => live)
    ? "ERROR 1210 (HY000): Incorrect arguments to SET: 'pc.bootstrap' is for a non-Primary Component"
    : undefined

function forget(world: World, store: GaleraStore, kept: number, tell: Telling, cause: Cause): void {
  const lost = store.written - kept
  if (lost <= 0) return
  store.written = kept
  store.has.forEach((has, id) => {
    store.has[id] = Math.min(has, kept)
  })
  const volume = world.volumes[world.workloads[store.workload]?.volume ?? NONE]
  if (volume) loseWrites(world, volume, volume.written - lost, tell, cause)
}
