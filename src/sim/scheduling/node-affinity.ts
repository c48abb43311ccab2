/**
 * Node affinity: which Nodes a Pod's terms match by label, and how much it likes them.
 * After component-helpers/scheduling/corev1/nodeaffinity. Pure.
 *
 * Leaves out matchFields: the game binds to nodes by name with its nodeSelector.
 */

import { HOSTNAME, type Labels, type NodeAffinity, type NodeRequirement, type NodeTerm } from '../../model/placement'
import type { Seen } from '../../model/world'
import type { Wish } from './wish'

type Term = Seen<NodeTerm>

/** Its nodeSelector and its required node affinity, by a Node's labels. */
export function admits(
  { nodeSelector, nodeAffinity }: Pick<Wish, 'nodeSelector' | 'nodeAffinity'>,
  labels: Labels,
): boolean {
  if (nodeSelector.length > 0 && !nodeSelector.includes(labels[HOSTNAME] as string)) return false
  return !nodeAffinity || matchesRequired(nodeAffinity.required, labels)
}

/** Terms are alternatives; without any, every Node will do. */
export const matchesRequired = (required: readonly Term[], labels: Labels): boolean =>
  required.length === 0 || required.some(term => matchesTerm(term, labels))

/** The weights of all preferred terms that match. */
export function preferenceFor({ preferred }: Seen<NodeAffinity>, labels: Labels): number {
  let sum = 0
  for (const term of preferred) if (matchesTerm(term, labels)) sum += term.weight
  return sum
}

/** A term without expressions matches nothing. */
export const matchesTerm = ({ matchExpressions }: Term, labels: Labels): boolean =>
  matchExpressions.length > 0 && matchExpressions.every(each => matches(each, labels))

function matches({ key, operator, values }: Seen<NodeRequirement>, labels: Labels): boolean {
  const label = labelOf(labels, key)
  switch (operator) {
    case 'In':
      return label !== undefined && values.includes(label)
    case 'NotIn': // a label that is not there is in no list
      return label === undefined || !values.includes(label)
    case 'Exists':
      return label !== undefined
    case 'DoesNotExist':
      return label === undefined
    case 'Gt':
      return isGreater(label, values[0])
    case 'Lt':
      return isGreater(values[0], label)
  }
}

export const labelOf = (labels: Labels, key: string): string | undefined =>
  Object.hasOwn(labels, key) ? labels[key] : undefined

/** What is no whole number of 64 bits is neither greater nor less. */
export const isGreater = (a: string | undefined, b: string | undefined): boolean =>
  isWhole(a) && isWhole(b) && BigInt(a) > BigInt(b)

const isWhole = (text: string | undefined): text is string =>
  text !== undefined && /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)
