/**
 * A cluster made anew with another tool, or given another pod network.
 *
 * Another tool makes its cluster beside the first and takes over when it is done: Kargo
 * after what was measured for so many hosts, kubeadm and the agents of Heat and Juju
 * after what a host takes to join, which for the last two has to boot first. Until then
 * all is as it was. From then on hosts join, members are added and upgrades go as the
 * new tool does it. A playbook or a kubeadm that still runs can be stopped for another
 * tool; hosts that were asked of the cloud are not called back. Whose members its control plane then has says `remaking.ts`: a cluster
 * that has lost its master can be made anew with the tool that it was made with.
 *
 * Another network means that every pod is made anew, for a pod keeps the address that
 * it was given: bare pods do not come back.
 *
 * Simpler than the real thing: the nodes that the second cluster needs meanwhile are
 * somebody else's, its objects are brought over without a break, and a network changes
 * on all nodes in one second.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { CniPlugin } from '../../model/network'
import { OPERATOR } from '../../model/tenant'
import type { Tool, Toolbox } from '../../model/toolbox'
import type { Seconds } from '../../model/units'
import { NONE, type Seen, type World } from '../../model/world'
import { refusesRequest } from '../explain/kubectl-words'
import { deletePod } from '../kubelet/pod-end'
import type { Doers } from '../orders/doer'
import { askForHosts, isLost, refusesMaking, takeOver } from '../remaking'
import type { Telling } from '../telling'
import { networkOf } from '../traffic/network'
import { wakeAt } from '../wake'
import { playbookTakes, traitsOf } from './toolbox'

export type ChoiceOrder =
  | { readonly order: 'adopt-tool'; readonly tool: Tool }
  | { readonly order: 'change-network'; readonly plugin: CniPlugin }

export const CHOICES: Doers<ChoiceOrder> = {
  'adopt-tool': { refuses: refusesTool, does: adoptTool },
  'change-network': { refuses: refusesNetwork, does: changeNetwork },
}

function refusesTool(world: Seen<World>, { tool }: { readonly tool: Tool }): string | undefined {
  const { toolbox } = world
  if (!toolbox) return 'error: nothing is known of how this cluster was made'
  const { adopts, playbook, upgrade } = toolbox
  if (adopts && (adopts === tool || traitsOf(adopts, world.era).makesHosts))
    return `error: a cluster is being made with ${adopts} already`
  if (toolbox.tool === tool && !isLost(world)) return `error: this cluster was made with ${tool}`
  if (playbook.endsAt !== NONE) return 'error: ansible-playbook scale.yml is running'
  if (upgrade.todo.length + upgrade.batch.length > 0) return 'error: an upgrade is under way'
  return refusesMaking(world, tool)
}

function adoptTool(world: World, { tool }: { readonly tool: Tool }, tell: Telling, cause: Cause): void {
  const toolbox = world.toolbox as Toolbox
  const calledOff = toolbox.adopts ? `, no longer with ${toolbox.adopts}` : ''
  toolbox.adopts = tool
  toolbox.adoptsAt = world.tick + makingTakes(world, tool)
  askForHosts(world, tool, tell, cause)
  toolbox.playbook.cause = tell.normal('ClusterMaking', 'node', 0, `a cluster is made with ${tool}${calledOff}`, cause)
  wakeAt(world.wake, toolbox.adoptsAt, { what: 'toolAdopted' })
}

/** How long a cluster of as many hosts as there are takes. */
export function makingTakes(world: Seen<World>, tool: Tool): Seconds {
  const { era, nodes, controlPlanes } = world
  const hosts = nodes.filter(({ cluster, removed }) => cluster === OPERATOR && !removed).length
  if (tool === 'kargo') return playbookTakes(era, hosts + (controlPlanes[OPERATOR]?.members.length ?? 0))
  const { serverActive, serverBoot } = constantsOf(era)
  return (traitsOf(tool, era).makesHosts ? serverActive.most + serverBoot.most : 0) + ASSUMPTIONS.nodeJoins
}

/** It is there, unless it was called off. */
export function toolAdopted(world: World, tell: Telling): void {
  const { toolbox } = world
  if (!toolbox?.adopts || toolbox.adoptsAt !== world.tick) return
  toolbox.tool = toolbox.adopts
  toolbox.adopts = undefined
  const made = tell.normal('ClusterMade', 'node', 0, `the cluster is made with ${toolbox.tool}`, toolbox.playbook.cause)
  takeOver(world, toolbox.tool, tell, made)
}

/** How the operator's cluster was made, and what it is about to be. */
export const madeLines = ({ toolbox }: Seen<World>): readonly string[] => [
  ...(toolbox ? [`Made with: ${toolbox.tool}`] : []),
  ...(toolbox?.adopts ? [`a cluster is being made with ${toolbox.adopts}`] : []),
]

function refusesNetwork(world: Seen<World>, { plugin }: { readonly plugin: CniPlugin }): string | undefined {
  if (!world.network) return 'error: no CNI network is known of this cluster'
  return (
    refusesRequest(world, OPERATOR) ??
    (world.network.plugin === plugin ? `daemonset.apps/${plugin} unchanged` : undefined)
  )
}

function changeNetwork(world: World, { plugin }: { readonly plugin: CniPlugin }, tell: Telling, cause: Cause): void {
  const { allowedAddressPairs = false } = world.network ?? {}
  world.network = networkOf({ plugin, allowedAddressPairs })
  const note = `daemonset.apps/${plugin} created: every pod is made anew`
  const told = tell.normal('NetworkChanged', 'node', 0, note, cause)
  for (const pod of world.pods) {
    const there = !pod.gone && pod.deletedAt === NONE && pod.node !== NONE
    if (there && world.nodes[pod.node]?.cluster === OPERATOR) deletePod(world, pod, tell, told)
  }
}
