/**
 * SCALE on what stands in a guest: one more guest of that size, in the quota of the same
 * project, that joins the same cluster. It is called as that one, with the next number.
 */

import type { Server } from '../model/openstack'
import type { Seen, World } from '../model/world'
import type { Order } from '../sim/orders/orders'
import { guestLine } from './lines'
import { orders, type Plan, refused } from './plan'
import { bySystem } from './play'

export const guestPlan = (world: Seen<World>, like: Seen<Server>): Plan => {
  const order = guestOrder(world, like)
  return order ? orders(order) : refused(bySystem(noFlavor(like)))
}

export function guestLineLike(world: Seen<World>, like: Seen<Server>): string {
  const order = guestOrder(world, like)
  const project = like.project === 0 ? undefined : world.projects[like.project]?.name
  return order ? guestLine(order.flavor, order.name, project) : ''
}

function guestOrder(world: Seen<World>, like: Seen<Server>): Extract<Order, { order: 'boot-node' }> | undefined {
  const flavor = world.flavors.find(({ vcpus, ram }) => vcpus === like.vcpus && ram === like.ram)
  if (!flavor || like.becomes === 'server') return undefined
  const { cluster, becomes } = like
  return { order: 'boot-node', name: nextName(world, like.name), flavor: flavor.name, becomes, cluster }
}

/** `acme-w4` after `acme-w3`; names of servers that are gone are not given again. */
function nextName({ servers }: Seen<World>, name: string): string {
  const stem = name.replace(/\d+$/, '')
  const taken = servers.filter(each => each.name.replace(/\d+$/, '') === stem)
  return `${stem}${1 + Math.max(0, ...taken.map(each => Number(each.name.slice(stem.length))))}`
}

const noFlavor = ({ vcpus, ram }: Seen<Server>) => `No Flavor found for ${vcpus} vCPUs and ${ram} bytes of RAM`
