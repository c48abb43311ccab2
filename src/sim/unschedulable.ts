/**
 * What the scheduler says when no Node takes a Pod, as each era's prints it in the
 * Event `FailedScheduling`.
 *
 * Today (the words of 1.37): each reason with the number of Nodes that gave it, then
 * what preemption came to. Nobody here has a priority, so it never finds a victim; where
 * the filter says that no victim could help, it does not even look.
 * 2017 (1.6): predicates by name, no preemption, and Nodes that are cordoned or not Ready
 * are not looked at, so nothing is said of them.
 */

import type { Era } from '../model/units'
import type { Rejection, Verdict } from './filter'

const NO_NODES = 'no nodes available to schedule pods'

export function unschedulable(all: readonly Verdict[], era: Era): string {
  const verdicts = all.filter(({ absent }) => !absent)
  return era === 'now' ? today(verdicts) : then(verdicts)
}

/** Its first half: why, without what preemption came to. For where there is little room. */
export const withoutPreemption = (message: string): string => message.split(' preemption: ')[0] as string

function today(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return NO_NODES
  const none = `0/${verdicts.length} nodes are available`
  const why = counted(verdicts.flatMap(({ reasons }) => reasons)).map(([reason, count]) => `${count} ${reason}`)
  const preempted = counted(verdicts.map(preemption)).map(([answer, count]) => `${count} ${answer}`)
  return `${none}: ${why.sort().join(', ')}. preemption: ${none}: ${preempted.sort().join(', ')}.`
}

const preemption = ({ resolvable }: Verdict) =>
  resolvable ? 'No preemption victims found for incoming pod' : 'Preemption is not helpful for scheduling'

/** Whom the scheduler of 1.6 does not list among its nodes. */
const UNLISTED: readonly Rejection[] = ['node(s) were unschedulable', 'node(s) had untolerated taint(s)']

const PREDICATES: Readonly<Record<Rejection, string>> = {
  'node(s) were unschedulable': '',
  'node(s) had untolerated taint(s)': '',
  "node(s) didn't match Pod's node affinity/selector": 'MatchNodeSelector',
  'node(s) had volume node affinity conflict': 'NoVolumeZoneConflict',
  'Too many pods': 'Insufficient pods',
  'Insufficient cpu': 'Insufficient cpu',
  'Insufficient memory': 'Insufficient memory',
  'Insufficient nvidia.com/gpu': 'Insufficient alpha.kubernetes.io/nvidia-gpu',
}

/** The doubled colon is its own. */
function then(verdicts: readonly Verdict[]): string {
  const listed = verdicts.flatMap(({ reasons }) => reasons).filter(reason => !UNLISTED.includes(reason))
  if (listed.length === 0) return NO_NODES
  const why = counted(listed.map(reason => PREDICATES[reason])).map(([reason, count]) => `${reason} (${count})`)
  return `No nodes are available that match all of the following predicates:: ${why.sort().join(', ')}.`
}

function counted(words: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
}
