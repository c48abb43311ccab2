/**
 * NodeResourcesFit: what a Node has too little of for a Pod, by what was requested, over
 * every resource there is, and over the places for pods. Usage does not come into it.
 *
 * What a Pod does not want is never lacking, however little of it is left.
 */

import { type Amounts, amountOf, isScalar, NATIVE } from '../model/amounts'

export interface NodeRoom {
  readonly allocatable: Amounts
  readonly requested: Amounts
  readonly pods: number
  readonly mostPods: number
}

export interface Insufficient {
  readonly resource: string
  readonly requested: number
  readonly used: number
  readonly capacity: number
}

/** Extended resources that somebody else manages, by name or by vendor: `example.com` has all of `example.com/…`. */
export interface Ignored {
  readonly resources?: readonly string[]
  readonly groups?: readonly string[]
}

/** In the order in which kube-scheduler looks. */
export function insufficient(wants: Amounts, node: NodeRoom, ignored: Ignored = {}): readonly Insufficient[] {
  const places = { resource: 'pods', requested: 1, used: node.pods, capacity: node.mostPods }
  return [places, ...named(wants, ignored).map(resource => room(resource, wants, node))].filter(exceeds)
}

/** An empty node of its size could not take it either. */
export const isTooSmall = ({ requested, capacity }: Insufficient): boolean => requested > capacity

const exceeds = ({ requested, used, capacity }: Insufficient) => requested > 0 && requested + used > capacity

const room = (resource: string, wants: Amounts, { requested, allocatable }: NodeRoom): Insufficient => ({
  resource,
  requested: amountOf(wants, resource),
  used: amountOf(requested, resource),
  capacity: amountOf(allocatable, resource),
})

const named = (wants: Amounts, ignored: Ignored) => [
  ...NATIVE,
  ...Object.keys(wants).filter(name => isScalar(name) && !(isExtended(name) && isIgnored(name, ignored))),
]

const isExtended = (name: string) => !name.startsWith('hugepages-')

const isIgnored = (name: string, { resources = [], groups = [] }: Ignored) =>
  resources.includes(name) || groups.includes(name.split('/')[0] ?? name)
