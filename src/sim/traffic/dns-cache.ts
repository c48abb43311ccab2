/**
 * CoreDNS and whom it forwards to: the Corefile of kubeadm, `forward . /etc/resolv.conf`
 * and `cache 30`. Names of the cluster it knows itself; names of the outside it asks its
 * upstream for, which is the workload that it calls, and keeps the answer.
 *
 * Each copy has a cache of its own, with an entry for each name and address family. An
 * entry is asked for upstream until that succeeds, and then no more for 30 s: of l queries
 * a second, of which upstream answers the share p, one in 30lp + 1 is forwarded. When
 * upstream dies what is cached runs out evenly over 30 s, and nothing is seen before.
 *
 * Simpler than the real thing: all names are asked equally often and their own TTLs are
 * longer; a failure is not cached (5 s, servfail), and nothing is fetched ahead. The
 * dnsmasq of kube-dns is left out: in 2017 every query is forwarded.
 */

import type { Call } from '../../model/calls'
import { constantsOf } from '../../model/constants'
import { PPB } from '../../model/units'
import type { Seen, Workload, World } from '../../model/world'

/** What CoreDNS calls is its upstream. */
export const isForward = ({ era }: Seen<World>, { spec }: Seen<Workload>, { what }: Seen<Call>): boolean =>
  era === 'now' && spec.dns === true && what === 'call'

/** How many thousandths of a query a second go upstream, of which such a share arrives and is answered. */
export function forwarded(world: World, dns: Workload, call: Call, copies: number, answered: number): number {
  const ttl = constantsOf(world.era).coreDnsCache
  const { traffic } = dns
  const perEntry = traffic.outwardNow / 1_000 / Math.max(1, entriesOf(world) * copies)
  const missed = runOut(world, call, answered, ttl) / (ttl * perEntry * answered + 1)
  traffic.failingOutward = Math.floor(missed * (1 - answered) * PPB)
  return traffic.outwardNow * missed
}

/** The share of what was cached that is not any more. */
function runOut(world: World, { to }: Call, answered: number, ttl: number): number {
  const { since, state } = (world.workloads[to] as Workload).traffic
  return answered === 0 && state === 'failing' ? Math.min(1, (world.tick - since) / ttl) : 1
}

function entriesOf({ era, workloads }: World): number {
  let names = 0
  for (const { spec } of workloads) if (spec.resolves?.names === 'external') names += spec.resolves.distinct ?? 1
  return names * constantsOf(era).dnsLookup.families
}

export const cacheLines = ({ era }: Seen<World>, { spec, traffic, calls }: Seen<Workload>): readonly string[] =>
  era === 'now' && spec.dns && calls.length > 0
    ? [
        `asked for names outside: ${Math.floor(traffic.outwardNow / 1_000)}/s, answers are kept for ${constantsOf(era).coreDnsCache}s`,
      ]
    : []
