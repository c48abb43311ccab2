/**
 * SCALE on what stands in a guest: one more guest of that size, in the quota of the same
 * project, that joins the same cluster. It is called as that one, with the next number.
 */

import type { Server } from '../model/openstack'
import type { Seen, World } from '../model/world'
import { planeGroupName } from '../sim/cloud/server-groups'
import { planeOf } from '../sim/control-plane/working'
import type { Order } from '../sim/orders/orders'
import { guestLine, inTurn } from './lines'
import { orders, type Plan, refused } from './plan'
import { bySystem } from './play'

export const guestPlan = (world: Seen<World>, like: Seen<Server>): Plan => {
  const order = guestOrder(world, like)
  return order ? orders(order) : refused(bySystem(noFlavor(like)))
}

export function guestLineLike(world: Seen<World>, like: Seen<Server>): string {
  const order = guestOrder(world, like)
  const project = like.project === 0 ? undefined : world.projects[like.project]?.name
  return order
    ? inTurn(groupLine(world, like, project), guestLine(order.flavor, order.name, project, hint(world, like, project)))
    : ''
}

/** Members of a control plane had better stand on hosts of their own. The first that is asked for so makes their group. */
function groupLine(world: Seen<World>, like: Seen<Server>, project: string | undefined): string {
  const name = groupNameOf(world, like)
  if (name === undefined || world.serverGroups.some(each => each.name === name)) return ''
  const version = world.era === '2017' ? '--os-compute-api-version 2.15 ' : ''
  return `openstack ${ofProject(project)}${version}server group create --policy soft-anti-affinity ${name}`
}

/** Nova wants the group's id. */
function hint(world: Seen<World>, like: Seen<Server>, project: string | undefined): string {
  const name = groupNameOf(world, like)
  return name === undefined
    ? ''
    : ` --hint group=$(openstack ${ofProject(project)}server group show -f value -c id ${name})`
}

const ofProject = (project: string | undefined) => (project === undefined ? '' : `--os-project-name ${project} `)

function groupNameOf(world: Seen<World>, { becomes, cluster }: Seen<Server>): string | undefined {
  const plane = becomes === 'control-plane' ? planeOf(world, cluster) : undefined
  return plane && planeGroupName(plane.name)
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
