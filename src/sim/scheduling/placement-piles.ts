/**
 * The Nodes as the pods of one owner see them: those that fit in piles, by their kind
 * (`placement-kinds.ts`) and how many pods alike each has already, and in each pile how
 * many Nodes are worth how much.
 *
 * What a score makes of the other candidates is the same for all Nodes of a pile: how much
 * spreading over hosts and zones counts, taints that only score and what is preferred
 * (`placement-totals.ts`). So the best of a pile is the one that is worth most for itself,
 * and the best of all is among those: exactly what looking at every Node would find.
 *
 * A pile is an array of some 1,200 numbers. A Node is laid elsewhere in constant time. A choice is one look at each pile, and one
 * walk over an array of small numbers for who is which among equals.
 */

import type { Id } from '../../model/refs'
import type { Era } from '../../model/units'
import { NONE } from '../../model/world'
import { HIGHEST, UNFIT } from './placement-column'
import type { Kind, Kinds } from './placement-kinds'
import { totalsOf } from './placement-totals'

export interface Pile {
  readonly kind: Kind
  /** Pods alike on each of its Nodes. */
  readonly alike: number
  /** How many Nodes are worth so much. */
  readonly nodes: Uint16Array
  size: number
  /** What the best is worth, or UNFIT where there is none. */
  best: number
}

export interface Piles {
  readonly kinds: Kinds
  /** By Node: what it is worth as it lies in its pile, how many pods alike it has, and which pile that is. */
  readonly worth: Int16Array
  readonly alike: Uint16Array
  readonly pileOf: Int32Array
  readonly piles: Pile[]
  /** Where a pile is among them, by kind and by pods alike. */
  readonly places: readonly number[][]
  /** Pods alike by zone, wherever they stand. */
  readonly inZone: number[]
  candidates: number
}

export function pileUp(worth: Int16Array, kinds: Kinds, alike: readonly number[]): Piles {
  const all: Piles = {
    kinds,
    worth: new Int16Array(worth.length).fill(UNFIT),
    alike: Uint16Array.from(alike),
    pileOf: new Int32Array(worth.length).fill(NONE),
    piles: [],
    places: kinds.all.map(() => []),
    inZone: [],
    candidates: 0,
  }
  worth.forEach((each, node) => {
    countInZone(all, node, alike[node] ?? 0)
    lay(all, node, each)
  })
  return all
}

/** It is worth something else now, or has another of its owner's pods. */
export function relay(all: Piles, node: Id, worth: number, more = 0): void {
  if (all.worth[node] !== UNFIT) takeOff(all, node)
  all.alike[node] = (all.alike[node] as number) + more
  countInZone(all, node, more)
  lay(all, node, worth)
}

function countInZone({ kinds, inZone }: Piles, node: Id, more: number): void {
  const { zone } = kinds.all[kinds.of[node] as number] as Kind
  if (zone !== NONE && kinds.counted[node]) inZone[zone] = (inZone[zone] ?? 0) + more
}

function lay(all: Piles, node: Id, worth: number): void {
  all.worth[node] = worth
  if (worth === UNFIT) return
  const place = placeFor(all, node)
  const pile = all.piles[place] as Pile
  all.pileOf[node] = place
  pile.nodes[worth] = (pile.nodes[worth] as number) + 1
  pile.size += 1
  if (worth > pile.best) pile.best = worth
  all.candidates += 1
}

function takeOff(all: Piles, node: Id): void {
  const worth = all.worth[node] as number
  const pile = all.piles[all.pileOf[node] as number] as Pile
  pile.nodes[worth] = (pile.nodes[worth] as number) - 1
  pile.size -= 1
  while (pile.best !== UNFIT && pile.nodes[pile.best] === 0) pile.best -= 1
  all.candidates -= 1
}

function placeFor({ kinds, piles, places, alike: counts }: Piles, node: Id): number {
  const kind = kinds.of[node] as number
  const alike = counts[node] as number
  const ofKind = places[kind] as number[]
  const place = ofKind[alike]
  if (place !== undefined) return place
  ofKind[alike] = piles.length
  return (
    piles.push({ kind: kinds.all[kind] as Kind, alike, nodes: new Uint16Array(HIGHEST + 1), size: 0, best: UNFIT }) - 1
  )
}

/** The Node to bind to, by the order of Nodes among equals; or undefined where none fits. */
export function choose(all: Piles, era: Era, tie: (sides: number) => number): Id | undefined {
  if (all.candidates === 0) return undefined
  const filled = all.piles.filter(({ size }) => size > 0)
  const totals = totalsOf(filled, all, era)
  const best = Math.max(...totals)
  const tops = filled.filter((_, i) => totals[i] === best)
  const tied = tops.reduce((sum, pile) => sum + (pile.nodes[pile.best] as number), 0)
  return theOne(all, new Set(tops), tied === 1 ? 0 : tie(tied))
}

function theOne({ worth, pileOf, piles }: Piles, tops: ReadonlySet<Pile>, which: number): Id {
  const wanted = piles.map(pile => (tops.has(pile) ? pile.best : NOBODY))
  let left = which
  for (let node = 0; node < worth.length; node += 1) {
    if (worth[node] === UNFIT || worth[node] !== wanted[pileOf[node] as number]) continue
    if (left === 0) return node
    left -= 1
  }
  throw new Error('The piles are not those of these nodes')
}

/** What no Node is worth. */
const NOBODY = -2
