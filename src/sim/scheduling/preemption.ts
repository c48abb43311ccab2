/**
 * DefaultPreemption: when a Pod fits nowhere, whose going would make room for it, and on
 * which Node that would hurt least. After pkg/scheduler/framework/preemption and
 * plugins/defaultpreemption.
 *
 * On each Node that could be emptied for it, all pods of lower priority are taken to be
 * gone. If it fits then, they are spared again one by one, those first whose
 * PodDisruptionBudget would be violated, the more important before the less, as long as
 * it still fits; who is left over is a victim. Budgets are preferred, not kept.
 *
 * Simpler than the real thing: every Node is tried, where a big cluster's scheduler stops
 * at a tenth of them (100 at least).
 */

import type { Node, Pod } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { emptied, withNode } from '../emptied'
import { type Verdict, verdictOn, verdictsOn } from './filter'
import { fitError, NO_HELP, NO_VICTIMS } from './unschedulable'
import type { Wish } from './wish'
import { wishOf } from './wish-of'

export interface Victim {
  readonly pod: Id
  readonly priority: number
  /** When it came to its node. */
  readonly since: number
}

export interface Candidate {
  readonly node: Id
  /** The most important first. */
  readonly victims: readonly Victim[]
  /** How many of them their budgets would not let go. */
  readonly violations: number
}

export type Preemption =
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  /** What the scheduler says of it. `eligible`: it has looked, so what was promised to the Pod before is void. */
  | { readonly kind: 'none'; readonly said: string; readonly eligible: boolean }

/** Reads only. `verdicts`: why it fits nowhere, by Node. */
export function findRoom(world: Seen<World>, pod: Seen<Pod>, verdicts: readonly Verdict[]): Preemption {
  const why = ineligible(world, pod, verdicts)
  if (why !== undefined) return { kind: 'none', said: why, eligible: false }
  const anyLess = world.workloads.some(({ spec }) => (spec.priority ?? 0) < priority(world, pod))
  const candidates: Candidate[] = []
  const told = verdicts.flatMap((verdict, i) => {
    if (verdict.absent) return []
    const found = lookFor(verdict.resolvable, anyLess, () => victimsOn(world, pod, world.nodes[i] as Seen<Node>))
    if (isTold(found)) return [found]
    candidates.push(found)
    return []
  })
  const best = pickOne(candidates)
  if (best) return { kind: 'candidate', candidate: best }
  return { kind: 'none', said: fitError(told), eligible: true }
}

/** Where nobody in the whole cluster matters less, no Node need be looked at. */
function lookFor<Found>(resolvable: boolean, anyLess: boolean, look: () => Found): Found | readonly string[] {
  if (!resolvable) return [NO_HELP]
  return anyLess ? look() : [NO_VICTIMS]
}

const isTold = (found: Candidate | readonly string[]): found is readonly string[] => Array.isArray(found)

/** Who may not make others go, in the scheduler's words. */
function ineligible(world: Seen<World>, pod: Seen<Pod>, verdicts: readonly Verdict[]): string | undefined {
  if (specOf(world, pod).preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.'
  const at = world.nodes.findIndex(({ id }) => id === pod.nominated)
  const node = world.nodes[at]
  if (!node || verdicts[at]?.resolvable === false) return undefined
  const leaving = node.pods.some(id => isLess(world, world.pods[id] as Seen<Pod>, pod) && isBeingPreempted(world, id))
  return leaving ? 'not eligible due to a terminating pod on the nominated node.' : undefined
}

const isBeingPreempted = (world: Seen<World>, id: Id) =>
  world.pods[id]?.preemptedBy !== NONE && world.pods[id]?.deletedAt !== NONE

const isLess = (world: Seen<World>, victim: Seen<Pod>, pod: Seen<Pod>) => priority(world, victim) < priority(world, pod)

const specOf = (world: Seen<World>, { workload }: Seen<Pod>) => (world.workloads[workload] as Seen<Workload>).spec
const priority = (world: Seen<World>, pod: Seen<Pod>) => specOf(world, pod).priority ?? 0

/** Whom it would cost on this Node; or why not even that would help. */
function victimsOn(world: Seen<World>, pod: Seen<Pod>, node: Seen<Node>): Candidate | readonly string[] {
  const lesser = node.pods.map(id => world.pods[id] as Seen<Pod>).filter(each => isLess(world, each, pod))
  if (lesser.length === 0) return [NO_VICTIMS]
  const gone = new Set(lesser.map(({ id }) => id))
  const fits = () => without(world, pod, node, gone)
  const verdict = fits()
  if (verdict.by) return verdict.reasons
  const [violating, others] = byBudget(world, lesser.sort(byImportance(world)))
  const isSpared = ({ id }: Seen<Pod>) => {
    gone.delete(id)
    if (!fits().by) return true
    gone.add(id)
    return false
  }
  const violations = violating.filter(each => !isSpared(each)).length
  for (const each of others) isSpared(each)
  const victims = lesser.filter(({ id }) => gone.has(id))
  return { node: node.id, victims: victims.map(each => victim(world, each)), violations }
}

const victim = (world: Seen<World>, pod: Seen<Pod>): Victim => ({
  pod: pod.id,
  priority: priority(world, pod),
  since: pod.boundAt,
})

/** Higher priority, then longer there. */
const byImportance = (world: Seen<World>) => (a: Seen<Pod>, b: Seen<Pod>) =>
  priority(world, b) - priority(world, a) || a.boundAt - b.boundAt

/** In the order of importance: who would be one too many for its budget, and the rest. */
function byBudget(world: Seen<World>, pods: readonly Seen<Pod>[]): readonly [Seen<Pod>[], Seen<Pod>[]] {
  const left = new Map<Id, number>()
  const violating = pods.filter(pod => {
    const allowed = left.get(pod.workload) ?? disruptionsAllowed(world, pod.workload)
    if (allowed === undefined || pod.deletedAt !== NONE) return false
    left.set(pod.workload, allowed - 1)
    return allowed <= 0
  })
  return [violating, pods.filter(pod => !violating.includes(pod))]
}

/** How many pods its PodDisruptionBudget would let go now; undefined: it has none. */
function disruptionsAllowed(world: Seen<World>, workload: Id): number | undefined {
  const { spec, endpoints } = world.workloads[workload] as Seen<Workload>
  return spec.minAvailable === undefined ? undefined : Math.max(0, endpoints.length - spec.minAvailable)
}

/** What is held against a Node if those pods were gone from it. */
function without(world: Seen<World>, pod: Seen<Pod>, node: Seen<Node>, gone: ReadonlySet<Id>): Verdict {
  const wish = wishOf(world, pod, id => gone.has(id))
  const so = emptied(world, node, gone)
  if (!mindsOthers(wish)) return verdictOn(wish, so, world)
  return verdictsOn(wish, withNode(world, so))[world.nodes.indexOf(node)] as Verdict
}

const mindsOthers = ({ topologySpread, company }: Wish) => topologySpread !== undefined || company !== undefined

type Rate = (candidate: Candidate) => number

/** So that a few pods of negative priority do not weigh less than none. */
const LIFTED = 2_147_483_648

/** The less the better, one after the other; among equals the first. */
const RATES: readonly Rate[] = [
  ({ violations }) => violations,
  ({ victims: [top] }) => top?.priority ?? 0,
  ({ victims }) => victims.reduce((sum, each) => sum + each.priority + LIFTED, 0),
  ({ victims }) => victims.length,
  ({ victims }) => -earliest(victims),
]

/** When the first of the most important ones came. */
const earliest = (victims: readonly Victim[]) =>
  Math.min(...victims.filter(each => each.priority === victims[0]?.priority).map(({ since }) => since))

export function pickOne(candidates: readonly Candidate[]): Candidate | undefined {
  let left = candidates
  for (const rate of RATES) {
    const least = Math.min(...left.map(rate))
    left = left.filter(each => rate(each) === least)
  }
  return left[0]
}
