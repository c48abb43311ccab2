/**
 * Filter, the scheduler's first pass: which Nodes cannot take this Pod, and why not.
 *
 * The first filter that objects to a Node is the one that is told, with all it objects
 * to. Each says too whether taking other pods away could ever help (`Unschedulable`) or
 * never (`UnschedulableAndUnresolvable`): a taint stays, a full Node may be emptied, and
 * a Node smaller than the Pod stays so (kubernetes#131345).
 */

import { constantsOf } from '../model/constants'
import type { Node } from '../model/kubernetes'
import type { Id } from '../model/refs'
import type { Resources } from '../model/resources'
import { NONE, type Seen, type World } from '../model/world'
import { insufficient, isTooSmall, type Room } from './fit'
import { type Taint, untolerated } from './taints'

/** The words that kube-scheduler of today prints for a Node. */
export type Rejection =
  | 'node(s) were unschedulable'
  | 'node(s) had untolerated taint(s)'
  | "node(s) didn't match Pod's node affinity/selector"
  | 'node(s) had volume node affinity conflict'
  | 'Too many pods'
  | 'Insufficient cpu'
  | 'Insufficient memory'
  | 'Insufficient nvidia.com/gpu'

export interface Wish {
  readonly requests: Resources
  /** It can run on the kernel that a shared node has. */
  readonly kernel: 'shared' | 'own'
  /** The machine that its local volume lies on, or NONE. */
  readonly machine: Id
  /** Names of the only nodes it may use; empty for any. */
  readonly nodeSelector: readonly string[]
  /** By node: how many pods of its kind stand there already, those told to go not counted. Undefined: nobody is of its kind. */
  readonly alike?: number[]
}

/** What the first filter that objects holds against a Node; without reasons, the Node fits. */
export interface Verdict {
  readonly reasons: readonly Rejection[]
  /** It could fit if other pods were taken away. */
  readonly resolvable: boolean
  /** There is no such Node any more, and nothing is said of it. */
  readonly absent?: true
}

/** What the scheduler looks at. */
export type Cluster = Pick<Seen<World>, 'era' | 'nodes'>

export function verdictOn(wish: Wish, node: Seen<Node>, { era }: Cluster): Verdict {
  if (node.removed) return ABSENT
  if (node.unschedulable) return never('node(s) were unschedulable')
  if (untolerated(taintsOf(node), NO_TOLERATIONS)) return never('node(s) had untolerated taint(s)')
  if (!selected(wish, node)) return never("node(s) didn't match Pod's node affinity/selector")
  if (wish.machine !== NONE && wish.machine !== machineOf(node)) {
    return never('node(s) had volume node affinity conflict')
  }
  const lacks = lacking(wish.requests, node, constantsOf(era).podsPerNode)
  return { reasons: lacks.map(reasonOf), resolvable: !lacks.some(isTooSmall) }
}

/** What the control plane puts on a node that does not report. */
const NOT_READY: readonly Taint[] = [{ key: 'node.kubernetes.io/not-ready', value: '', effect: 'NoSchedule' }]
const taintsOf = ({ ready }: Seen<Node>) => (ready ? [] : NOT_READY)
/** Simpler than the real thing: no workload asks to be placed on such a node. */
const NO_TOLERATIONS = { tolerations: [] }

/** Simpler than the real thing: only a node that stands straight on a machine has local disks. */
const machineOf = ({ on }: Seen<Node>): Id => (on.kind === 'machine' ? on.id : NONE)

const ABSENT: Verdict = { reasons: ['node(s) were unschedulable'], resolvable: false, absent: true }

const never = (reason: Rejection): Verdict => ({ reasons: [reason], resolvable: false })

function selected({ nodeSelector, kernel }: Wish, node: Seen<Node>): boolean {
  return kernel === node.kernel && (nodeSelector.length === 0 || nodeSelector.includes(node.name))
}

const lacking = (wants: Resources, { allocatable, requested, pods }: Seen<Node>, mostPods: number) =>
  insufficient([
    { resource: 'pods', requested: 1, used: pods.length, capacity: mostPods },
    { resource: 'cpu', requested: wants.cpu, used: requested.cpu, capacity: allocatable.cpu },
    { resource: 'memory', requested: wants.memory, used: requested.memory, capacity: allocatable.memory },
    { resource: 'nvidia.com/gpu', requested: wants.gpus, used: requested.gpus, capacity: allocatable.gpus },
  ])

const reasonOf = ({ resource }: Room) => LACKS[resource as keyof typeof LACKS]

const LACKS = {
  pods: 'Too many pods',
  cpu: 'Insufficient cpu',
  memory: 'Insufficient memory',
  'nvidia.com/gpu': 'Insufficient nvidia.com/gpu',
} as const satisfies Readonly<Record<string, Rejection>>
