/**
 * How long kube-proxy follows behind the endpoints.
 *
 * Each node's kube-proxy writes iptables rules for every Service. In 2017 it wrote all of
 * them anew for any change, so the more Services there are, the longer a pod that has gone
 * is still sent requests; today it writes what has changed, at most once a second. Rules
 * that are written stay: without a control plane connections and picks go on as they were.
 *
 * Simpler than the real thing: what was measured is the mean response while Services were
 * added, taken here for the time until a change is followed; new endpoints are followed at
 * once, since who comes late hurts nobody; all nodes are equally late.
 */

import { constantsOf } from '../../model/constants'
import type { Seconds } from '../../model/units'
import type { Seen, World } from '../../model/world'

export function proxyLag(world: Seen<World>): Seconds {
  const { endpointLag, serviceRules } = constantsOf(world.era)
  return endpointLag + Math.floor((serviceRules * servicesOf(world)) / 1_000)
}

/** Those of the game's workloads, and all others in the cluster. */
export function servicesOf({ deployments, otherServices }: Seen<World>): number {
  let services = otherServices
  for (const { deleted } of deployments) if (!deleted) services += 1
  return services
}
