/**
 * NodeResourcesFit: what a Node has too little of for a Pod, by what was requested, over
 * every resource there is, and over the places for pods. Usage does not come into it.
 *
 * What a Pod does not want is never lacking, however little of it is left.
 */

import { type Amounts, amountOf, isScalar, NATIVE } from '../../model/amounts'

/** What of one resource is wanted, what others requested of it, and what there is. */
export interface Room {
  readonly resource: string
  readonly requested: number
  readonly used: number
  readonly capacity: number
}

export const insufficient = (rooms: readonly Room[]): readonly Room[] =>
  rooms.filter(({ requested, used, capacity }) => requested > 0 && requested + used > capacity)

/** An empty node of its size could not take it either. */
export const isTooSmall = ({ requested, capacity }: Room): boolean => requested > capacity

export interface NodeRoom {
  readonly allocatable: Amounts
  readonly requested: Amounts
  readonly pods: number
  readonly mostPods: number
}

/** Extended resources that somebody else manages, by name or by vendor: `example.com` has all of `example.com/…`. */
export interface Ignored {
  readonly resources?: readonly string[]
  readonly groups?: readonly string[]
}

/** All that a Pod wants of a Node, in the order in which kube-scheduler looks. */
export function roomsOf(wants: Amounts, node: NodeRoom, ignored: Ignored = {}): readonly Room[] {
  const scalars = Object.keys(wants).filter(name => isScalar(name) && !(isExtended(name) && isIgnored(name, ignored)))
  const named = [...NATIVE, ...scalars].map(resource => ({
    resource,
    requested: amountOf(wants, resource),
    used: amountOf(node.requested, resource),
    capacity: amountOf(node.allocatable, resource),
  }))
  return [placesOf(node), ...named]
}

const placesOf = ({ pods, mostPods }: NodeRoom) => ({ resource: 'pods', requested: 1, used: pods, capacity: mostPods })

const isExtended = (name: string) => !name.startsWith('hugepages-')

const isIgnored = (name: string, { resources = [], groups = [] }: Ignored) =>
  resources.includes(name) || groups.includes(name.split('/')[0] ?? name)
