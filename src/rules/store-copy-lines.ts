/**
 * Command lines for a replicated store that changes lanes: a second cluster of the same
 * engine follows the first, and takes over.
 *
 * CockroachDB replicates into a virtual cluster (physical cluster replication; of 2017 a
 * dump is all there is). Both ends are asked through their system cluster, the completion
 * is a job that is waited for, and then the virtual cluster is told to serve, and is who
 * is meant where nobody is named. Patroni keeps a standby cluster, and Galera's first member is
 * filled from a dump and follows as an asynchronous replica. The old cluster is reached
 * under the workload's name, as its users reach it.
 *
 * What the shell there is to see and the one here is not stands in quotes: ssh hands its
 * words to a second shell.
 */

import type { Store } from '../model/store'
import type { Era } from '../model/units'
import type { Seen, Workload, World } from '../model/world'
import { inTurn } from './lines'

interface Engine {
  readonly follow: (at: StorePlace, name: string, era: Era) => string
  readonly takeOver: (at: StorePlace, name: string, era: Era) => string
}

/** How its new place is told something: of a single command, of one whose words have blanks or that is a pipe, of what it reads. */
export interface StorePlace {
  readonly told: (command: string) => string
  readonly quoted: (command: string) => string
  readonly piped: (command: string) => string
  readonly fed: (text: string, command: string) => string
}

export const overSsh = (host: string): StorePlace => {
  const quoted = (command: string) => `ssh ${host} '${command}'`
  return {
    told: command => `ssh ${host} ${command}`,
    quoted,
    piped: quoted,
    fed: (text, command) => `echo "${text}" | ssh ${host} ${command}`,
  }
}

/** `here`: in its cluster. No shell is between there. */
export const inPod = (pod: string, here: (line: string) => string): StorePlace => {
  const told = (command: string) => here(`kubectl exec ${pod} -- ${command}`)
  return {
    told,
    quoted: told,
    piped: command => told(`sh -c '${command}'`),
    fed: (text, command) => `echo "${text}" | ${here(`kubectl exec -i ${pod} -- ${command}`)}`,
  }
}

const ENGINES: Readonly<Record<Store['kind'], Engine>> = {
  quorum: {
    follow: (at, name, era) =>
      era === 'now'
        ? at.fed(
            `CREATE VIRTUAL CLUSTER main FROM REPLICATION OF main ON 'postgresql://${name}.example:26257?options=-ccluster=system';`,
            'cockroach sql',
          )
        : at.piped(`cockroach dump main --host ${name}.example | cockroach sql -d main`),
    takeOver: (at, _, era) => (era === 'now' ? inTurn(...completed(at)) : ''),
  },
  primary: {
    follow: (at, name) => at.told(`patronictl edit-config --force --set standby_cluster.host=${name}.example ${name}`),
    takeOver: (at, name) => at.told(`patronictl edit-config --force --set standby_cluster=null ${name}`),
  },
  galera: {
    follow: (at, name) =>
      at.piped(
        [
          `mysql -e "CHANGE MASTER TO MASTER_HOST=\\"${name}.example\\""`, // the dump says where in the log, not whose; this would forget where
          `mysqldump -h ${name}.example --all-databases --master-data | mysql`,
          'mysql -e "START SLAVE"',
        ].join(' && '),
      ),
    takeOver: at => at.quoted('mysql -e "STOP SLAVE"'),
  },
}

const completed = (at: StorePlace): readonly string[] => [
  at.quoted('cockroach sql -e "ALTER VIRTUAL CLUSTER main COMPLETE REPLICATION TO LATEST"'),
  `until ${at.quoted('cockroach sql -e "SHOW VIRTUAL CLUSTER main"')} | grep -qw ready; do sleep 1; done`,
  at.quoted(
    'cockroach sql -e "ALTER VIRTUAL CLUSTER main START SERVICE SHARED" -e "SET CLUSTER SETTING server.controller.default_target_cluster = main"',
  ),
]

/** Nothing of what is no store. */
export const followLine = (world: Seen<World>, workload: Seen<Workload>, at: StorePlace): string =>
  onEngine(world, workload, at, 'follow')

export const takeOverLine = (world: Seen<World>, workload: Seen<Workload>, at: StorePlace): string =>
  onEngine(world, workload, at, 'takeOver')

function onEngine(world: Seen<World>, { store, spec }: Seen<Workload>, at: StorePlace, what: keyof Engine): string {
  const kind = world.stores[store]?.kind
  return kind ? ENGINES[kind][what](at, spec.name, world.era) : ''
}
