/**
 * Where a pod went or could not go, and why: what its spec says of its place in the words
 * of `kubectl describe pod`, and the scheduler's table, node by node, as its log prints it
 * at the highest verbosity: the filter that objects first, or each plugin's normalised
 * score times its weight, and the sum.
 *
 * A bound pod's table is the decision as it was, as long as that is kept (`decided.ts`);
 * else, and for a pod that waits, it is what would be decided now. Reads only.
 */

import type { DecidedRow, Node, Pod } from '../../model/kubernetes'
import type { PlacementSpec, SpreadConstraint, Taint, Toleration } from '../../model/placement'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { emptied, withNode } from '../emptied'
import { podName } from '../names'
import { decidedFor, rowsOf } from '../scheduling/decided'
import type { Rejection } from '../scheduling/filter'
import { place } from '../scheduling/scheduler'
import { SCORE_PLUGINS } from '../scheduling/score'
import { predicateOf } from '../scheduling/unschedulable'
import { wishOf } from '../scheduling/wish-of'

export function placingLines(world: Seen<World>, pod: Seen<Pod>): readonly string[] {
  return [...specLines(world, pod), ...tableLines(world, pod)]
}

function specLines(world: Seen<World>, pod: Seen<Pod>): readonly string[] {
  const { spec } = world.workloads[pod.workload] as Seen<Workload>
  const { priority, tolerations = [], topologySpread = [], hostPorts = [] } = spec
  return [
    ...(priority === undefined ? [] : [`Priority: ${priority}`]),
    ...(pod.nominated === NONE ? [] : [`NominatedNodeName: ${world.nodes[pod.nominated]?.name}`]),
    ...(hostPorts.length === 0 ? [] : [`Host Ports: ${hostPorts.map(port => `${port}/TCP`).join(', ')}`]),
    ...(pod.deletionCost === 0 ? [] : [`Annotations: controller.kubernetes.io/pod-deletion-cost: ${pod.deletionCost}`]),
    ...(tolerations.length === 0 ? [] : [`Tolerations: ${tolerations.map(tolerationWords).join(', ')}`]),
    ...topologySpread.map(each => `Topology Spread Constraints: ${spreadWords(each, spec.name)}`),
    ...companyWords(spec),
    ...preemptorWords(world, pod),
  ]
}

const spreadWords = ({ topologyKey, whenUnsatisfiable, maxSkew }: Seen<SpreadConstraint>, app: string) =>
  `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded for selector app=${app}`

function tolerationWords(toleration: Seen<Toleration>): string {
  const { key = '', operator = 'Equal', value = '', effect = '', tolerationSeconds } = toleration
  const lasting = tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`
  const what = operator === 'Exists' ? key : `${key}=${value}`
  return [what, effect].filter(each => each !== '').join(':') + (operator === 'Exists' ? ' op=Exists' : '') + lasting
}

export const taintWords = ({ key, value, effect }: Seen<Taint>): string =>
  `${value === '' ? key : `${key}=${value}`}:${effect}`

const companyWords = ({ podAffinity, podAntiAffinity }: Seen<PlacementSpec>): readonly string[] => [
  ...(podAffinity?.required ?? []).map(term => `Pod affinity: with app=${term.workload} by ${term.topologyKey}`),
  ...(podAntiAffinity?.required ?? []).map(
    term => `Pod anti-affinity: apart from app=${term.workload} by ${term.topologyKey}`,
  ),
]

const preemptorWords = (world: Seen<World>, { preemptedBy }: Seen<Pod>): readonly string[] => {
  const by = world.pods[preemptedBy]
  return by ? [`Preempted by pod ${podName(world, by)}`] : []
}

function tableLines(world: Seen<World>, pod: Seen<Pod>): readonly string[] {
  const node = world.nodes[pod.node]
  if (!node) return pod.gone ? [] : ['Scheduling, as it is now:', ...rowLines(world, rowsNow(world, pod))]
  const kept = decidedFor(world, pod.id)
  if (kept)
    return [
      `Scheduling, as it was decided at ${kept.at} s:`,
      ...rowLines(world, kept.rows),
      ...won(world, kept.rows, node),
    ]
  return ['Scheduling, as it would be decided now:', ...rowLines(world, rowsAgain(world, pod, node))]
}

const rowsNow = (world: Seen<World>, pod: Seen<Pod>) =>
  rowsOf(
    world,
    place(wishOf(world, pod), world, () => 0),
  )

/** As if it had not been placed yet. */
function rowsAgain(world: Seen<World>, pod: Seen<Pod>, node: Seen<Node>): readonly DecidedRow[] {
  const cluster = withNode(world, emptied(world, node, new Set([pod.id])))
  return rowsOf(
    world,
    place(
      wishOf(world, pod, id => id === pod.id),
      cluster,
      () => 0,
    ),
  )
}

const rowLines = (world: Seen<World>, rows: readonly Seen<DecidedRow>[]): readonly string[] =>
  rows.map(row => `  ${world.nodes[row.node]?.name}: ${rowWords(world, row)}`)

function rowWords({ era }: Seen<World>, { by, reasons, scores }: Seen<DecidedRow>): string {
  if (by !== '' && era === '2017') return predicateWords(reasons)
  if (by !== '') return `${by}: ${reasons.join(', ')}`
  if (scores.length === 0) return 'fits; nothing was scored'
  const parts = SCORE_PLUGINS[era].map(
    ({ name, weight }, i) => `${name} ${scores[i]}${weight === 1 ? '' : `*${weight}`}`,
  )
  return `${parts.join(' + ')} = ${totalOf(era, scores)}`
}

/** All that fail; a Node that is cordoned or not Ready is not in its list of nodes. */
const predicateWords = (reasons: readonly string[]): string =>
  reasons
    .map(reason => predicateOf(reason as Rejection))
    .filter(name => name !== '')
    .join(', ') || 'is not listed'

const totalOf = (era: World['era'], scores: readonly number[]) =>
  SCORE_PLUGINS[era].reduce((sum, { weight }, i) => sum + weight * (scores[i] ?? 0), 0)

function won(
  { era, nodes }: Seen<World>,
  rows: readonly Seen<DecidedRow>[],
  { name, id }: Seen<Node>,
): readonly string[] {
  const fitting = rows.filter(({ by }) => by === '')
  const best = totalOf(era, rows.find(({ node }) => node === id)?.scores ?? [])
  const tied = fitting.filter(({ scores }) => totalOf(era, scores) === best)
  if (fitting.length === 1) return [`  ${name} is the only one that fits`]
  if (fitting.every(({ scores }) => scores.length === 0)) return [`  ${name} had been made free for it`]
  if (tied.length === 1) return [`  ${name} has the highest score of ${fitting.length}`]
  const others = tied.filter(({ node }) => node !== id).map(({ node }) => nodes[node]?.name)
  return [`  ${name} was drawn among ${tied.length} of the same score (${others.join(', ')})`]
}
