/**
 * What the scheduler says when no Node takes a Pod, as each era's prints it in the
 * Event `FailedScheduling`.
 *
 * Today (the words of 1.37): each reason with the number of Nodes that gave it, then
 * what preemption came to. Where nobody has said what that was, nobody was of lower
 * priority; where the filter says that no victim could help, it does not even look.
 * 2017 (1.6): predicates by name, no preemption, and Nodes that are cordoned or not Ready
 * are not looked at, so nothing is said of them.
 */

import type { Era } from '../../model/units'
import type { Rejection, Verdict } from './filter'

const NO_NODES = 'no nodes available to schedule pods'

/** `preemption`: what it came to; nothing, where a Node is made free. */
export function unschedulable(all: readonly Verdict[], era: Era, preemption?: string): string {
  const verdicts = all.filter(({ absent }) => !absent)
  return era === 'now' ? today(verdicts, preemption ?? nobody(verdicts)) : then(verdicts)
}

/** Its first half: why, without what preemption came to. For where there is little room. */
export const withoutPreemption = (message: string): string => message.split(' preemption: ')[0] as string

function today(verdicts: readonly Verdict[], preemption: string): string {
  if (verdicts.length === 0) return NO_NODES
  const why = fitError(verdicts.map(({ reasons }) => reasons))
  return preemption === '' ? why : `${why} preemption: ${preemption}`
}

/** What preemption says where no pod is of lower priority. */
const nobody = (verdicts: readonly Verdict[]): string =>
  fitError(verdicts.map(({ resolvable }) => [resolvable ? NO_VICTIMS : NO_HELP]))

export const NO_VICTIMS = 'No preemption victims found for incoming pod'
export const NO_HELP = 'Preemption is not helpful for scheduling'

/** As a FitError prints what was said by Node. */
export function fitError(told: readonly (readonly string[])[]): string {
  const why = counted(told.flat()).map(([reason, count]) => `${count} ${reason}`)
  return `0/${told.length} nodes are available: ${why.sort().join(', ')}.`
}

/** Whom the scheduler of 1.6 does not list among its nodes. */
const UNLISTED: readonly Rejection[] = ['node(s) were unschedulable']

const PREDICATES: Readonly<Record<Rejection, string>> = {
  'node(s) were unschedulable': '',
  'node(s) had untolerated taint(s)': 'PodToleratesNodeTaints',
  NodeUnderMemoryPressure: 'NodeUnderMemoryPressure',
  "node(s) didn't match Pod's node affinity/selector": 'MatchNodeSelector',
  'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode': '',
  "node(s) didn't match PersistentVolume's node affinity": 'NoVolumeZoneConflict',
  "node(s) didn't have free ports for the requested pod ports": 'PodFitsHostPorts',
  'Too many pods': 'Insufficient pods',
  'Insufficient cpu': 'Insufficient cpu',
  'Insufficient memory': 'Insufficient memory',
  'Insufficient ephemeral-storage': '',
  'Insufficient nvidia.com/gpu': 'Insufficient alpha.kubernetes.io/nvidia-gpu',
  "node(s) didn't match pod topology spread constraints": '',
  "node(s) didn't match pod topology spread constraints (missing required label)": '',
  "node(s) didn't match pod affinity rules": 'MatchInterPodAffinity',
  "node(s) didn't match pod anti-affinity rules": 'MatchInterPodAffinity',
  "node(s) didn't satisfy existing pods anti-affinity rules": 'MatchInterPodAffinity',
}

/** What 1.6 calls that; empty where it does not even list the Node. */
export const predicateOf = (reason: Rejection): string => PREDICATES[reason]

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
