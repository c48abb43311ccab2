/**
 * Command lines for a replicated store that changes lanes: a second cluster of the same
 * engine follows the first, and takes over.
 *
 * CockroachDB replicates into a virtual cluster (physical cluster replication; of 2017 a
 * dump is all there is), Patroni keeps a standby cluster, and Galera's first member is
 * filled from a dump and follows as an asynchronous replica. The old cluster is reached
 * under the workload's name, as its users reach it.
 */

import type { Store } from '../model/store'
import type { Era } from '../model/units'
import type { Seen, Workload, World } from '../model/world'

interface Engine {
  readonly follow: (name: string, era: Era) => string
  readonly takeOver: (name: string, era: Era) => string
}

const ENGINES: Readonly<Record<Store['kind'], Engine>> = {
  quorum: {
    follow: (name, era) =>
      era === 'now'
        ? `cockroach sql -e "CREATE VIRTUAL CLUSTER main FROM REPLICATION OF main ON 'postgresql://${name}.example:26257'"`
        : `cockroach dump main --host ${name}.example | cockroach sql -d main`,
    takeOver: (_, era) =>
      era === 'now' ? 'cockroach sql -e "ALTER VIRTUAL CLUSTER main COMPLETE REPLICATION TO LATEST"' : '',
  },
  primary: {
    follow: name => `patronictl edit-config --force --set standby_cluster.host=${name}.example ${name}`,
    takeOver: name => `patronictl edit-config --force --set standby_cluster=null ${name}`,
  },
  galera: {
    follow: name => `mysqldump -h ${name}.example --all-databases --master-data | mysql && mysql -e "START SLAVE"`,
    takeOver: () => 'mysql -e "STOP SLAVE"',
  },
}

/** `inPlace`: how its new place is reached; nothing of what is no store. */
export const followLine = (world: Seen<World>, workload: Seen<Workload>, inPlace: string): string =>
  onEngine(world, workload, inPlace, 'follow')

export const takeOverLine = (world: Seen<World>, workload: Seen<Workload>, inPlace: string): string =>
  onEngine(world, workload, inPlace, 'takeOver')

function onEngine(world: Seen<World>, { store, spec }: Seen<Workload>, inPlace: string, what: keyof Engine): string {
  const kind = world.stores[store]?.kind
  const line = kind ? ENGINES[kind][what](spec.name, world.era) : ''
  return line && `${inPlace} ${line}`
}
