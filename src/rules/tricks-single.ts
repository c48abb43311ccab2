/**
 * The tricks on a rider in the boxes that keeps its data in one copy: there can be no
 * second server of it, so SCALE gives the one it has another size.
 *
 * Nova does that with a reboot, on another host, and asks afterwards: SAVE keeps the new
 * size, UNDO goes back to the old one. Until then it holds both places.
 */

import type { Flavor, Server } from '../model/openstack'
import type { Era } from '../model/units'
import type { Seen, World } from '../model/world'
import { orders, type Plan, refused } from './plan'
import { byRules } from './play'
import type { RiderOn } from './tricks'

/** Behind a balancer two of it would be two different ones. */
export const isSingle = ({ spec }: RiderOn['workload']): boolean => spec.data?.copies === 'one'

export const isResized = ({ status }: Seen<Server>): boolean => status === 'VERIFY_RESIZE'

/** The smallest that has more of the one and no less of the other. */
export function nextFlavor({ flavors }: Seen<World>, { vcpus, ram }: Seen<Server>): Seen<Flavor> | undefined {
  const larger = flavors.filter(each => each.vcpus >= vcpus && each.ram >= ram && each.vcpus + each.ram > vcpus + ram)
  return [...larger].sort((a, b) => a.vcpus - b.vcpus || a.ram - b.ram)[0]
}

export function resizePlan(world: Seen<World>, server: Seen<Server>): Plan {
  const flavor = nextFlavor(world, server)?.name
  return flavor === undefined
    ? refused(byRules('refused.largest'))
    : orders({ order: 'resize', server: server.id, flavor })
}

export const resizeLine = (world: Seen<World>, server: Seen<Server>): string => {
  const flavor = nextFlavor(world, server)
  return flavor ? `openstack server resize --flavor ${flavor.name} ${server.name}` : ''
}

/** An option of the one command then, a command of its own today. */
export const settleLine = (era: Era, { name }: Seen<Server>, how: 'confirm' | 'revert'): string =>
  `openstack server resize ${era === 'now' ? how : `--${how}`} ${name}`
