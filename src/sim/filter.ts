/**
 * Filter, the scheduler's first pass: which Nodes cannot take this Pod, and why not.
 *
 * The first filter that objects to a Node is the one that is told, with all it objects
 * to. Each says too whether taking other pods away could ever help (`Unschedulable`) or
 * never (`UnschedulableAndUnresolvable`): a taint stays, a full Node may be emptied, and
 * a Node smaller than the Pod stays so (kubernetes#131345).
 */

import { constantsOf } from '../model/constants'
import type { Id } from '../model/refs'
import { minus, type Resources } from '../model/resources'
import { NONE, type Node, type Seen, type World } from '../model/world'

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
}

/** What the scheduler looks at. */
export type Cluster = Pick<Seen<World>, 'era' | 'nodes'>

export function verdictOn(wish: Wish, node: Seen<Node>, { era }: Cluster): Verdict {
  if (node.unschedulable) return never('node(s) were unschedulable')
  if (!node.ready) return never('node(s) had untolerated taint(s)')
  if (!selected(wish, node)) return never("node(s) didn't match Pod's node affinity/selector")
  if (wish.machine !== NONE && wish.machine !== machineOf(node)) {
    return never('node(s) had volume node affinity conflict')
  }
  return {
    reasons: lacking(wish.requests, node, constantsOf(era).podsPerNode),
    resolvable: !exceeds(wish.requests, node.allocatable),
  }
}

/** Simpler than the real thing: only a node that stands straight on a machine has local disks. */
const machineOf = ({ on }: Seen<Node>): Id => (on.kind === 'machine' ? on.id : NONE)

const never = (reason: Rejection): Verdict => ({ reasons: [reason], resolvable: false })

function selected({ nodeSelector, kernel }: Wish, node: Seen<Node>): boolean {
  return kernel === node.kernel && (nodeSelector.length === 0 || nodeSelector.includes(node.name))
}

/** What is not asked for is never lacking, however little of it is left. */
function lacking(wants: Resources, node: Seen<Node>, mostPods: number): readonly Rejection[] {
  const free = minus(node.allocatable, node.requested)
  const lacks: Rejection[] = []
  if (node.pods.length >= mostPods) lacks.push('Too many pods')
  if (wants.cpu > 0 && wants.cpu > free.cpu) lacks.push('Insufficient cpu')
  if (wants.memory > 0 && wants.memory > free.memory) lacks.push('Insufficient memory')
  if (wants.gpus > 0 && wants.gpus > free.gpus) lacks.push('Insufficient nvidia.com/gpu')
  return lacks
}

const exceeds = (wants: Resources, has: Resources) =>
  wants.cpu > has.cpu || wants.memory > has.memory || wants.gpus > has.gpus
