/**
 * OpenStack's own services as workloads: where a park says which ones they are, nothing
 * can be asked of the cloud while one of them answers nobody. Guests and machines run
 * on all the same: only what has to be asked for stops.
 *
 * So a cloud whose services are pods on nodes that are its own guests does not come up
 * from a cold start: the pods wait for the nodes, the nodes for somebody to start their
 * guests, and that has to be asked of the pods.
 *
 * Before the users of such a workload come, whoever did its work until then still does.
 *
 * Simpler than the real thing: each service is needed for everything, messages that are
 * under way are not lost, and what nova finds out by itself it finds out without them.
 */

import type { Seen, Workload, World } from '../../model/world'
import type { CloudOrder } from '../orders/cloud'
import type { Doer, Doers } from '../orders/doer'
import { poolOf } from '../traffic/backends'

/** What is not asked of the cloud: it is the balancer's, or goes to the machine itself. */
const OF_ITS_OWN: ReadonlySet<string> = new Set<CloudOrder['order']>([
  'cut-over',
  'shed',
  'set-power',
  'leave-machines',
])

/** As the client says it: nothing listens behind a name in the cluster, or one that does is at a loss itself. */
export function refusesCloud(world: Seen<World>): string | undefined {
  for (const id of world.cloudServices) {
    const workload = world.workloads[id]
    if (workload && world.tick >= workload.due && !isThere(world, workload)) return lackOf(workload)
  }
  return undefined
}

/** Somebody answers, and knows what there is. */
function isThere(world: Seen<World>, workload: Seen<Workload>): boolean {
  const store = world.stores[workload.store]
  return poolOf(world, workload).answering > 0 && !(store?.kind === 'galera' && !store.primary)
}

/** A database is asked by keystone first; the queue by nova, for an answer. */
function lackOf({ spec: { name, data } }: Seen<Workload>): string {
  if (data?.copies === 'one') return `${UNEXPECTED}: <class 'oslo_messaging.exceptions.MessagingTimeout'> (HTTP 500)`
  if (data) return 'An unexpected error prevented the server from fulfilling your request. (HTTP 500)'
  return `Unable to establish connection to http://${name}.openstack.svc.cluster.local: [Errno 111] Connection refused`
}

const UNEXPECTED = 'Unexpected API Error'

/** The same orders, as long as somebody answers. */
export function throughCloudApi(doers: Doers<CloudOrder>): Doers<CloudOrder> {
  const asked = Object.entries(doers).map(([name, doer]) => {
    if (OF_ITS_OWN.has(name)) return [name, doer]
    const { refuses, does } = doer as Doer<CloudOrder>
    const gated: Doer<CloudOrder> = {
      refuses: (world, order) => refusesCloud(world) ?? refuses(world, order),
      does,
    }
    return [name, gated]
  })
  return Object.fromEntries(asked) as Doers<CloudOrder>
}
