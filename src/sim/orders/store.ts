/**
 * What can be asked of a replicated store: of Patroni by patronictl, of CockroachDB by
 * its own debug command, of Galera by a variable that is set on one of its members.
 */

import type { Id } from '../../model/refs'
import { NONE, type Seen, type World } from '../../model/world'
import { beginDrill, refusesDrill } from '../storage/backups'
import { bootstrapGalera, refusesBootstrap } from '../storage/galera-store'
import { refusesSwitchover, switchover } from '../storage/primary-store'
import { recoverQuorum, refusesRecovery } from '../storage/quorum-store'
import { type Doers, onVolume } from './doer'

export type StoreOrder =
  /** The primary hands over to a replica. */
  | { readonly order: 'switchover'; readonly workload: Id }
  /** Restores the newest backup to another disk, to see whether it is any good. */
  | { readonly order: 'restore-drill'; readonly volume: Id }
  /** Ranges, or a component, that lost their majority for good go on from whoever is left. */
  | { readonly order: 'recover-quorum'; readonly workload: Id }

const storeOf = <Known extends Seen<World>>(world: Known, workload: Id) =>
  world.stores[world.workloads[workload]?.store ?? NONE] as Known['stores'][number] | undefined

export const STORES: Doers<StoreOrder> = {
  switchover: {
    refuses: (world, { workload }) => {
      const store = storeOf(world, workload)
      return store?.kind === 'primary' ? refusesSwitchover(world, store) : 'Error: no Patroni cluster has been found'
    },
    does: (world, { workload }, _, cause) => {
      const store = storeOf(world, workload)
      if (store?.kind === 'primary') switchover(world, store, cause)
    },
  },
  'restore-drill': onVolume(refusesDrill, beginDrill),
  'recover-quorum': {
    refuses: (world, { workload }) => {
      const store = storeOf(world, workload)
      if (store?.kind === 'galera') return refusesBootstrap(store)
      return store?.kind === 'quorum' ? refusesRecovery(world, store) : 'Error: no CockroachDB cluster has been found'
    },
    does: (world, { workload }, tell, cause) => {
      const store = storeOf(world, workload)
      if (store?.kind === 'quorum') recoverQuorum(world, store, tell, cause)
      if (store?.kind === 'galera') bootstrapGalera(world, store, tell, cause)
    },
  },
}
