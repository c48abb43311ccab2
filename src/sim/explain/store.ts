/**
 * A replicated store in the words of `cockroach node status --ranges`, of `patronictl list`
 * and of Galera's status variables.
 */

import { constantsOf } from '../../model/constants'
import type { GaleraStore, PrimaryStore, QuorumStore, StoreMember } from '../../model/store'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { lagOf } from '../storage/primary-store'
import { majorityOf } from '../storage/quorum-store'
import { lostQuorum } from '../storage/replica-breaker'
import { memberHost, memberLabel } from '../storage/store-names'

export function explainStore(world: Seen<World>, { store: id, spec }: Seen<Workload>): readonly string[] {
  const store = world.stores[id]
  if (!store) return []
  if (store.kind === 'galera') return wsrepStatus(world, store)
  return store.kind === 'quorum' ? nodeStatus(world, store) : patroniList(world, store, spec.name)
}

/** As `SHOW STATUS LIKE 'wsrep%'` says it on any of them. */
function wsrepStatus(world: Seen<World>, store: Seen<GaleraStore>): readonly string[] {
  const { component, primary, members, view, viewAt } = store
  const waits = viewAt === NONE ? [] : [`no write is committed for ${viewAt - world.tick} s: who is left agrees on it`]
  const missing = component.filter(id => members[id]?.live !== true)
  const names = missing.map(id => memberLabel(world, store, members[id] as Seen<StoreMember>))
  return [
    `wsrep_cluster_status: ${primary ? 'Primary' : 'non-Primary'}`,
    `wsrep_cluster_size: ${component.length - missing.length}`,
    `wsrep_cluster_conf_id: ${primary ? view : NO_VIEW}`,
    ...waits,
    ...(primary ? [] : [`waits for ${names.join(', ')}: all of the last Primary Component have to be back`]),
  ]
}

/** -1, which MariaDB prints without its sign. */
const NO_VIEW = '18446744073709551615'

function nodeStatus(world: Seen<World>, store: Seen<QuorumStore>): readonly string[] {
  const { ranges, factor } = store
  const down = ranges.filter(({ available }) => !available)
  const copying = ranges.find(({ copyTo }) => copyTo !== NONE)
  return [
    ...store.members.filter(({ wiped }) => !wiped).map(member => statusLine(world, store, member)),
    `ranges: ${ranges.length}, each on ${factor} nodes, ${majorityOf(factor)} are a majority; unavailable: ${down.length}`,
    ...down.map(range =>
      range.tripped
        ? `r${range.id + 1}: its breaker has tripped, requests are refused`
        : `r${range.id + 1}: ${lostQuorum(store, range)}, requests hang for ${world.tick - range.unavailableSince} s`,
    ),
    ...(copying
      ? [`r${copying.id + 1} is copied to n${copying.copyTo + 1}: ${copying.copiedAt - world.tick} s left`]
      : []),
  ]
}

function statusLine(world: Seen<World>, { ranges, ...store }: Seen<QuorumStore>, member: Seen<StoreMember>): string {
  const { id, live, silentSince } = member
  const its = ranges.filter(({ replicas }) => replicas.some(replica => replica.member === id))
  const lacking = its.filter(({ replicas }) => replicas.some(each => store.members[each.member]?.live !== true))
  const dead = !live && world.tick - silentSince >= constantsOf(world.era).storeDead
  return [
    `id ${id + 1}, address ${memberLabel(world, { ...store, ranges }, member)}:26257`,
    `is_available ${live}`,
    `is_live ${live}`,
    `replicas_leaseholders ${its.filter(({ leaseholder }) => leaseholder === id).length}`,
    `ranges ${its.length}`,
    `ranges_unavailable ${its.filter(({ available }) => !available).length}`,
    `ranges_underreplicated ${lacking.length}`,
    ...(live ? [] : [dead ? 'dead' : `suspect for ${world.tick - silentSince} s`]),
  ].join(', ')
}

function patroniList(world: Seen<World>, store: Seen<PrimaryStore>, name: string): readonly string[] {
  const waits = store.electAt !== NONE && store.unrenewedSince !== NONE && store.members[store.leader]?.live !== true
  return [
    `+ Cluster: ${name} +`,
    '| Member | Host | Role | State | TL | Lag in writes |',
    ...store.members.filter(({ wiped }) => !wiped).map(member => memberRow(world, store, member)),
    ...(waits ? [`the leader key has not been renewed for ${world.tick - store.unrenewedSince} s`] : []),
    ...(store.leader === NONE ? ['no leader: read-only'] : []),
  ]
}

function memberRow(world: Seen<World>, store: Seen<PrimaryStore>, member: Seen<StoreMember>): string {
  const leads = member.id === store.leader
  const role = leads ? 'Leader' : store.sync && member.id === store.standby ? 'Sync Standby' : 'Replica'
  const cells = [
    memberLabel(world, store, member),
    memberHost(world, member),
    role,
    stateOf(world, store, member),
    store.timeline,
    leads ? '' : lagOf(store, member.id),
  ]
  return `| ${cells.join(' | ')} |`
}

function stateOf(world: Seen<World>, store: Seen<PrimaryStore>, { id, live }: Seen<StoreMember>): string {
  if (!live) return 'stopped'
  if (world.tick < (store.copiedAt[id] ?? 0)) return 'creating replica'
  const follows = store.leader !== NONE && store.members[store.leader]?.live === true && id !== store.leader
  return follows && world.era === 'now' ? 'streaming' : 'running'
}
