/**
 * Filter, the scheduler's first pass: which Nodes cannot take this Pod, and why not.
 *
 * Today's plugins in their own order (NodeUnschedulable, TaintToleration, NodeAffinity,
 * NodePorts, NodeResourcesFit, VolumeRestrictions, VolumeBinding, PodTopologySpread,
 * InterPodAffinity): the first that objects to a Node is the one that is told, with all it
 * objects to. Each says too whether
 * taking other pods away could ever help (`Unschedulable`) or never
 * (`UnschedulableAndUnresolvable`): a taint stays, a full Node may be emptied, and a Node
 * smaller than the Pod stays so (kubernetes#131345).
 *
 * 2017 (1.6) knows neither topology spread nor an order: every predicate is asked and all
 * that object are told; a Node that is cordoned or not Ready is not listed at all.
 *
 * Simpler than the real thing: no volume limits; a network volume may be
 * attached anywhere; only a node that stands straight on a machine has local disks.
 */

import { constantsOf } from '../../model/constants'
import type { NodeDisk } from '../../model/kubelet'
import type { Node } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import { plus, type Resources } from '../../model/resources'
import type { Era } from '../../model/units'
import { NONE, type Seen, type World } from '../../model/world'
import { allocatableStorage } from '../kubelet/disk'
import { type CompanyRejection, companyFilter } from './company'
import { insufficient, isTooSmall, type Room } from './fit'
import { admits } from './node-affinity'
import { bearsCordon, taintsOf, untolerated } from './taints'
import { type SpreadRejection, spreadVerdicts } from './topology'
import { spreadNodes, spreadPod } from './topology-wish'
import { clusterOfWish, isForeign, type Wish } from './wish'

/** The words that kube-scheduler of today prints for a Node. */
export type Rejection =
  | 'node(s) were unschedulable'
  | 'node(s) had untolerated taint(s)'
  | 'NodeUnderMemoryPressure'
  | "node(s) didn't match Pod's node affinity/selector"
  | 'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode'
  | "node(s) didn't match PersistentVolume's node affinity"
  | "node(s) didn't have free ports for the requested pod ports"
  | 'Too many pods'
  | 'Insufficient cpu'
  | 'Insufficient memory'
  | 'Insufficient nvidia.com/gpu'
  | 'Insufficient ephemeral-storage'
  | SpreadRejection
  | CompanyRejection

export const FILTERS = [
  'NodeUnschedulable',
  'TaintToleration',
  'NodeAffinity',
  'NodePorts',
  'NodeResourcesFit',
  'VolumeRestrictions',
  'VolumeBinding',
  'PodTopologySpread',
  'InterPodAffinity',
] as const
export type Filter = (typeof FILTERS)[number]

/** What is held against a Node; without reasons, the Node fits. */
export interface Verdict {
  /** Who objects first. */
  readonly by?: Filter
  readonly reasons: readonly Rejection[]
  /** It could fit if other pods were taken away. */
  readonly resolvable: boolean
  /** There is no such Node any more, or it is another cluster's, and nothing is said of it. */
  readonly absent?: true
}

/** What the scheduler looks at. */
export type Cluster = Pick<Seen<World>, 'era' | 'nodes' | 'images' | 'scheduler'>

const ABSENT: Verdict = {
  by: 'NodeUnschedulable',
  reasons: ['node(s) were unschedulable'],
  resolvable: false,
  absent: true,
}

const FITS: Verdict = { reasons: [], resolvable: true }

/** By Node, in their order. */
export function verdictsOn(wish: Wish, cluster: Cluster): readonly Verdict[] {
  const minds = minding(wish, cluster)
  return cluster.nodes.map((node, i) => minds(node, i))
}

/** All that needs the other Nodes too is worked out once. */
function minding(wish: Wish, cluster: Cluster): (node: Seen<Node>, i: number) => Verdict {
  const { era, nodes } = cluster
  const spread = era === 'now' && asksHard(wish) ? spreadVerdicts(spreadPod(wish), spreadNodes(wish, nodes)) : []
  const company = wish.company && companyFilter(wish.company, ownNodes(wish, cluster).nodes)
  return (node, i) => {
    const alone = verdictOn(wish, node, cluster)
    if (era === '2017') return joined(alone, company?.(node.labels))
    if (alone.by) return alone
    const uneven = spread[i]
    if (uneven?.reason) return { by: 'PodTopologySpread', reasons: [uneven.reason], resolvable: uneven.resolvable }
    return byCompany(company?.(node.labels)) ?? FITS
  }
}

/** The Nodes of its own cluster alone. */
export const ownNodes = <Known extends Cluster>(wish: Wish, cluster: Known): Known => {
  const { nodes } = cluster
  const own = clusterOfWish(wish)
  return nodes.every(node => node.cluster === own)
    ? cluster
    : { ...cluster, nodes: nodes.filter(node => node.cluster === own) }
}

const asksHard = ({ topologySpread = [] }: Wish) =>
  topologySpread.some(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')

/** Whom it must be near may come, but no victim's going brings them. */
const byCompany = (reason: CompanyRejection | undefined): Verdict | undefined =>
  reason && {
    by: 'InterPodAffinity',
    reasons: [reason],
    resolvable: reason !== "node(s) didn't match pod affinity rules",
  }

/** An unlisted Node has nothing more said of it. */
function joined(alone: Verdict, reason: CompanyRejection | undefined): Verdict {
  if (!reason || alone.by === 'NodeUnschedulable') return alone
  return { by: alone.by ?? 'InterPodAffinity', reasons: [...alone.reasons, reason], resolvable: false }
}

/** What is held against a Node for itself, whoever stands on the others. */
export function verdictOn(wish: Wish, node: Seen<Node>, { era }: Cluster): Verdict {
  if (isForeign(wish, node)) return ABSENT
  if (era === '2017') return allOn(wish, node)
  const [first] = objections(wish, node, 'now')
  return first ?? FITS
}

function allOn(wish: Wish, node: Seen<Node>): Verdict {
  const all = [...objections(wish, node, '2017')]
  const [first] = all
  if (!first) return FITS
  if (first.by === 'NodeUnschedulable') return first
  return { ...first, reasons: all.flatMap(({ reasons }) => reasons) }
}

/** In the order in which they are asked. */
function* objections(wish: Wish, node: Seen<Node>, era: Cluster['era']): Generator<Verdict> {
  const who = { tolerations: wish.tolerations ?? [] }
  if (node.unschedulable && !(era === 'now' && bearsCordon(who))) {
    yield never('NodeUnschedulable', 'node(s) were unschedulable')
  }
  if (era === '2017' && !node.ready) yield never('NodeUnschedulable', 'node(s) were unschedulable')
  const taints = era === 'now' ? taintsOf(node) : node.taints
  if (untolerated(taints, who)) yield never('TaintToleration', 'node(s) had untolerated taint(s)')
  else if (era === '2017' && wish.bestEffort && node.shortSince >= 0) {
    yield never('TaintToleration', 'NodeUnderMemoryPressure')
  }
  if (wish.kernel !== node.kernel || !admits(wish, node.labels)) {
    yield never('NodeAffinity', "node(s) didn't match Pod's node affinity/selector")
  }
  if (!hasPorts(wish, node)) yield { by: 'NodePorts', reasons: [NO_PORTS], resolvable: true }
  const lacks = lacking(wish, node, era)
  if (lacks.length > 0) {
    yield { by: 'NodeResourcesFit', reasons: lacks.map(reasonOf), resolvable: !lacks.some(isTooSmall) }
  }
  if (wish.claimInUse) yield { by: 'VolumeRestrictions', reasons: [ONE_POD_ONLY], resolvable: true }
  if (wish.machine !== NONE && wish.machine !== machineOf(node)) {
    yield never('VolumeBinding', "node(s) didn't match PersistentVolume's node affinity")
  }
}

const NO_PORTS = "node(s) didn't have free ports for the requested pod ports"

/** All in one family and protocol, and on no address of its own. */
const hasPorts = ({ hostPorts = [] }: Wish, node: Seen<Node>): boolean =>
  !hostPorts.some(port => node.hostPorts.includes(port))

/** On whatever node it is: a victim's going would help. */
const ONE_POD_ONLY = 'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode'

const never = (by: Filter, reason: Rejection): Verdict => ({ by, reasons: [reason], resolvable: false })

const machineOf = ({ on }: Seen<Node>): Id => (on.kind === 'machine' ? on.id : NONE)

/** Whether it has room and ports for the Pod, whatever else is held against it. */
export const hasRoom = (wish: Wish, node: Seen<Node>, { era }: Cluster): boolean =>
  hasPorts(wish, node) && lacking(wish, node, era).length === 0

function lacking(wish: Wish, { id, allocatable, requested, pods, disk }: Seen<Node>, era: Era): readonly Room[] {
  const { requests: wants, promised = [] } = wish
  let used: Resources = requested
  let places = pods.length
  for (const each of promised) {
    if (each.node !== id) continue
    used = plus(used, each.requests)
    places += 1
  }
  return insufficient([
    { resource: 'pods', requested: 1, used: places, capacity: constantsOf(era).podsPerNode },
    { resource: 'cpu', requested: wants.cpu, used: used.cpu, capacity: allocatable.cpu },
    { resource: 'memory', requested: wants.memory, used: used.memory, capacity: allocatable.memory },
    storageRoom(wish, disk, era),
    { resource: 'nvidia.com/gpu', requested: wants.gpus, used: used.gpus, capacity: allocatable.gpus },
  ])
}

/** In MiB; a disk that never fills has room for all, and 1.6 knows no such resource. What is promised is not counted. */
const storageRoom = ({ storage = 0 }: Wish, disk: Seen<NodeDisk>, era: Era): Room => ({
  resource: 'ephemeral-storage',
  requested: disk.nodefs === 0 || era === '2017' ? 0 : storage,
  used: disk.requested,
  capacity: allocatableStorage(disk),
})

const reasonOf = ({ resource }: Room) => LACKS[resource as keyof typeof LACKS]

const LACKS = {
  pods: 'Too many pods',
  cpu: 'Insufficient cpu',
  memory: 'Insufficient memory',
  'ephemeral-storage': 'Insufficient ephemeral-storage',
  'nvidia.com/gpu': 'Insufficient nvidia.com/gpu',
} as const satisfies Readonly<Record<string, Rejection>>
