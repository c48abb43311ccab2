/**
 * What a Node is to one shape of pod whatever stands on it: where it is, how many of its
 * taints would rather not have the pod, and how much the pod prefers it by its labels.
 * Nodes that are alike in these are of one kind. A cluster has few kinds, for it has few
 * zones, taints and terms; with as many as Nodes the index is no better than the scan, and
 * still right.
 *
 * Derived, and good for one pass: no label and no taint comes or goes in it.
 */

import type { Node } from '../../model/kubernetes'
import { NONE, type Seen } from '../../model/world'
import type { Cluster } from './filter'
import { admits, preferenceFor } from './node-affinity'
import { zoneOf } from './spread'
import { reluctance, softly } from './taints'
import type { Wish } from './wish'

export interface Kind {
  /** By the order in which they are met, or NONE. */
  readonly zone: number
  readonly reluctance: number
  readonly preference: number
}

export interface Kinds {
  readonly all: readonly Kind[]
  /** By Node, its place among them. */
  readonly of: Uint16Array
  /** By Node, 1 where the pods that stand on it count in its zone: where the pod itself could. */
  readonly counted: Uint8Array
}

export function kindsOf(wish: Wish, { nodes, era }: Cluster): Kinds {
  const zones = new Map<string, number>()
  const places = new Map<string, number>()
  const all: Kind[] = []
  const bearing = softly(wish.tolerations ?? [])
  const of = Uint16Array.from(nodes, ({ labels, taints }) => {
    const zone = zoneOf(labels, era)
    const kind: Kind = {
      zone: zone === undefined ? NONE : placeOf(zones, zone),
      reluctance: reluctance(taints, bearing),
      preference: wish.nodeAffinity ? preferenceFor(wish.nodeAffinity, labels) : 0,
    }
    const place = placeOf(places, `${kind.zone} ${kind.reluctance} ${kind.preference}`)
    all[place] = kind
    return place
  })
  return { all, of, counted: Uint8Array.from(nodes, node => Number(counts(wish, node))) }
}

const counts = (wish: Wish, { labels }: Seen<Node>) => admits(wish, labels)

function placeOf(places: Map<string, number>, what: string): number {
  const place = places.get(what) ?? places.size
  places.set(what, place)
  return place
}
