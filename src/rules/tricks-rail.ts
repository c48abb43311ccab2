/**
 * The tricks on a node of the rail: a guest of the cloud that is a node of a tenant's
 * own cluster. SCALE asks nova for another like it, in the tenant's quota; the other
 * three are those of any node.
 *
 * Of a command line: the image has a kubelet, and the user data that is handed over
 * has it join (`kubeadm join`).
 */

import type { Node } from '../model/kubernetes'
import type { Server } from '../model/openstack'
import type { Seen, World } from '../model/world'
import { orders, refused } from './plan'
import { byRules } from './play'
import type { Tricks } from './tricks'
import { NODE_TRICKS } from './tricks-node'

type On = Seen<Node>

export const RAIL_NODE_TRICKS: Tricks<On> = {
  ...NODE_TRICKS,
  SCALE: {
    plan: ({ world }, node) => {
      const flavor = flavorOf(world, node)
      if (flavor === undefined) return refused(byRules('refused.notHere', { verb: 'SCALE' }))
      return orders({ order: 'boot-node', name: nextName(world, node), flavor, cluster: node.cluster })
    },
    line: ({ world }, node) => {
      const project = world.projects[serverOf(world, node)?.project ?? 0]?.name
      const what = `--flavor ${flavorOf(world, node)} --image kubernetes-node --user-data join.yaml`
      return `openstack --os-project-name ${project} server create ${what} ${nextName(world, node)}`
    },
  },
}

const serverOf = (world: Seen<World>, node: On): Seen<Server> | undefined =>
  world.servers.find(server => server.becomes === 'kubelet' && server.node === node.id)

/** Of its size: what it was asked for by is not kept. */
function flavorOf(world: Seen<World>, node: On): string | undefined {
  const server = serverOf(world, node)
  return world.flavors.find(({ vcpus, ram }) => vcpus === server?.vcpus && ram === server.ram)?.name
}

/** The next number that no server has. */
function nextName({ servers }: Seen<World>, { name }: On): string {
  const stem = name.replace(/\d+$/, '')
  const taken = servers.map(each => (each.name.startsWith(stem) ? Number(each.name.slice(stem.length)) || 0 : 0))
  return `${stem}${Math.max(0, ...taken) + 1}`
}
