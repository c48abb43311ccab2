/** A cluster in which some pods of one node are gone, to ask what would be then. Nothing is touched. */

import type { Node, Pod } from '../model/kubernetes'
import type { Id } from '../model/refs'
import { minus } from '../model/resources'
import type { Seen, World } from '../model/world'
import { templateOf } from './controllers/templates'
import { storageOf } from './kubelet/disk'
import type { Cluster } from './scheduling/filter'
import { forScoring } from './scheduling/score'
import { portsOf } from './scheduling/wish-of'

export function emptied(world: Seen<World>, node: Seen<Node>, gone: ReadonlySet<Id>): Seen<Node> {
  let { requested, scored } = node
  let storage = node.disk.requested
  const hostPorts = [...node.hostPorts]
  for (const id of gone) {
    const { requests } = templateOf(world, world.pods[id] as Seen<Pod>)
    requested = minus(requested, requests)
    storage -= storageOf(world, world.pods[id] as Seen<Pod>)
    for (const port of portsOf(world, world.pods[id] as Seen<Pod>)) hostPorts.splice(hostPorts.indexOf(port), 1)
    scored = minus(scored, forScoring(requests, world))
  }
  const disk = { ...node.disk, requested: storage }
  return { ...node, requested, scored, disk, hostPorts, pods: node.pods.filter(id => !gone.has(id)) }
}

export const withNode = (world: Seen<World>, node: Seen<Node>): Cluster => ({
  ...world,
  nodes: world.nodes.map(each => (each.id === node.id ? node : each)),
})
