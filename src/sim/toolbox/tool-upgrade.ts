/**
 * How the tool that a cluster was made with upgrades it.
 *
 * Where nodes are `drained`, some at a time are cordoned and emptied, upgraded and
 * uncordoned: one with kubeadm, a fifth with Kargo. A disruption budget that is not met
 * holds the upgrade up, as it holds up any drain. `in place`, the kubelets are started
 * again under running containers, which nobody notices. kubeadm renews the certificates
 * in passing.
 *
 * Simpler than the real thing: an upgrade changes nothing else, every node takes equally
 * long, and a drain that is held up is never given up.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Node } from '../../model/kubernetes'
import { OPERATOR } from '../../model/tenant'
import type { Tool, Toolbox } from '../../model/toolbox'
import type { Seen, World } from '../../model/world'
import { beginRenewal } from '../control-plane/certificates'
import { planeOf } from '../control-plane/working'
import { drain, isDrained, uncordon } from '../controllers/drain'
import { refusesRequest } from '../explain/kubectl-words'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { traitsOf } from './toolbox'

/** In the tool's own words. */
export function refusesUpgrade({ toolbox, era }: Pick<Seen<World>, 'toolbox' | 'era'>): string | undefined {
  if (!toolbox) return 'error: nothing is known of how this cluster was made'
  if (toolbox.upgrade.todo.length + toolbox.upgrade.batch.length > 0) return 'error: an upgrade is under way'
  return traitsOf(toolbox.tool, era).upgrades === 'never' ? NO_UPGRADE[toolbox.tool] : undefined
}

const NO_UPGRADE: Readonly<Partial<Record<Tool, string>>> = {
  heat: 'ERROR: The Parameter (kubernetes_version) was not defined in template.',
  kubeadm: 'Error: unknown command "upgrade" for "kubeadm"',
}

export function upgrade(world: World, tell: Telling, cause: Cause): void {
  const { toolbox } = world
  const plane = planeOf(world)
  if (!toolbox) return
  if (plane && world.era === 'now') beginRenewal(world, plane, cause) // as kubeadm does in passing
  const note = `the cluster is upgraded, ${ownNodes(world).length} nodes`
  toolbox.upgrade.cause = tell.normal('UpgradeStarted', 'node', 0, note, cause)
  if (traitsOf(toolbox.tool, world.era).upgrades === 'in place') return done(toolbox, tell)
  toolbox.upgrade.todo = ownNodes(world).map(({ id }) => id)
  nextBatch(world, toolbox, tell)
}

/** The tool made the operator's cluster, and no tenant's. */
const ownNodes = ({ nodes }: World) => nodes.filter(({ cluster }) => cluster === OPERATOR)

/** Ansible's `serial`, a share of the hosts: rounded down, but never nobody. */
const batchSize = (nodes: number, percent: number) => Math.max(1, Math.floor((nodes * percent) / 100))

function nextBatch(world: World, toolbox: Toolbox, tell: Telling): void {
  const { upgrade, tool } = toolbox
  const size = batchSize(ownNodes(world).length, traitsOf(tool, world.era).batchPercent)
  upgrade.batch = upgrade.todo.splice(0, size)
  if (upgrade.batch.length === 0) return done(toolbox, tell)
  for (const id of upgrade.batch) drain(world, world.nodes[id] as Node, tell, upgrade.cause)
  wakeAt(world.wake, world.tick + constantsOf(world.era).drainRetry, { what: 'upgradeDrained' })
}

/** Looked at as often as kubectl drain tries again. */
export function upgradeDrained(world: World, tell: Telling): void {
  const { toolbox } = world
  if (!toolbox || toolbox.upgrade.batch.length === 0) return
  const nodes = toolbox.upgrade.batch.map(id => world.nodes[id] as Node)
  const empty = nodes.every(isEmptied(world))
  for (const node of nodes) if (hasFailed(world, node)) drain(world, node, tell, toolbox.upgrade.cause)
  const next = empty
    ? { after: ASSUMPTIONS.nodeUpgrades, what: 'upgradeInstalled' as const }
    : { after: constantsOf(world.era).drainRetry, what: 'upgradeDrained' as const }
  wakeAt(world.wake, world.tick + next.after, { what: next.what })
}

/** One that has died is passed over: Ansible calls it unreachable and goes on. */
const isEmptied = (world: World) => (node: Node) => !node.up || !(node.draining || isBroken(world, node))

/** kubectl gave up for want of an API server: whoever opens the node himself has stopped it on purpose. */
const isBroken = (world: World, node: Node) => node.unschedulable && !node.draining && !isDrained(world, node)

const hasFailed = (world: World, node: Node) =>
  node.up && isBroken(world, node) && refusesRequest(world, node.cluster) === undefined

export function upgradeInstalled(world: World, tell: Telling): void {
  const { toolbox } = world
  if (!toolbox) return
  for (const id of toolbox.upgrade.batch) uncordon(world, world.nodes[id] as Node, tell, toolbox.upgrade.cause)
  nextBatch(world, toolbox, tell)
}

function done({ upgrade }: Toolbox, tell: Telling): void {
  upgrade.batch = []
  tell.normal('UpgradeDone', 'node', 0, 'the cluster is upgraded', upgrade.cause)
}
