/**
 * The Nodes as the pods of one owner see them: those that fit in piles by how many of
 * its pods each has already, and in each pile how many Nodes are worth how much.
 *
 * How much spreading counts depends on all candidates (how many they are, the fewest
 * and the most pods alike), but it is the same for all Nodes of a pile. So the best of
 * a pile is the one that is worth most, and the best of all is among those: exactly
 * what looking at every Node would find.
 */

import type { Id } from '../model/refs'
import type { Era } from '../model/units'
import { HIGHEST, UNFIT } from './placement-column'
import { weightsOf } from './score'
import { selectorSpreadOne } from './score-2017'
import { type Candidates, spreadScore } from './spread'

interface Pile {
  /** How many Nodes are worth so much. */
  readonly nodes: Uint16Array
  size: number
  /** What the best is worth, or UNFIT where there is none. */
  best: number
}

export interface Piles {
  /** By node: what it is worth as it lies in its pile, and how many pods alike it has. */
  readonly worth: Int16Array
  readonly alike: Uint16Array
  /** By how many pods alike. */
  readonly piles: Pile[]
  candidates: number
}

export function pileUp(worth: Int16Array, alike: readonly number[]): Piles {
  const all: Piles = {
    worth: new Int16Array(worth.length).fill(UNFIT),
    alike: Uint16Array.from(alike),
    piles: [],
    candidates: 0,
  }
  worth.forEach((each, node) => {
    lay(all, node, each)
  })
  return all
}

/** It is worth something else now, or has another of its owner's pods. */
export function relay(all: Piles, node: Id, worth: number, more = 0): void {
  const was = all.worth[node] as number
  if (was !== UNFIT) takeOff(all, node, was)
  all.alike[node] = (all.alike[node] as number) + more
  lay(all, node, worth)
}

function lay(all: Piles, node: Id, worth: number): void {
  all.worth[node] = worth
  if (worth === UNFIT) return
  const pile = pileAt(all.piles, all.alike[node] as number)
  pile.nodes[worth] = (pile.nodes[worth] as number) + 1
  pile.size += 1
  if (worth > pile.best) pile.best = worth
  all.candidates += 1
}

function takeOff(all: Piles, node: Id, worth: number): void {
  const pile = pileAt(all.piles, all.alike[node] as number)
  pile.nodes[worth] = (pile.nodes[worth] as number) - 1
  pile.size -= 1
  while (pile.best !== UNFIT && pile.nodes[pile.best] === 0) pile.best -= 1
  all.candidates -= 1
}

function pileAt(piles: Piles['piles'], alike: number): Pile {
  while (piles.length <= alike) piles.push({ nodes: new Uint16Array(HIGHEST + 1), size: 0, best: UNFIT })
  return piles[alike] as Pile
}

/** The Node to bind to, by the order of Nodes among equals; or undefined where none fits. */
export function choose(all: Piles, era: Era, tie: (sides: number) => number): Id | undefined {
  if (all.candidates === 0) return undefined
  const totals = totalsOf(all, era)
  const best = Math.max(...totals)
  let tied = 0
  all.piles.forEach(({ nodes, best: worth }, alike) => {
    if (totals[alike] === best) tied += nodes[worth] as number
  })
  return theOne(all, totals, best, tied === 1 ? 0 : tie(tied))
}

/** Of the best of each pile. */
function totalsOf(all: Piles, era: Era): readonly number[] {
  const among = candidatesOf(all)
  const spread = (alike: number) => (era === 'now' ? spreadScore(alike, among) : selectorSpreadOne(alike, among.most))
  const { topologySpread } = weightsOf(era)
  return all.piles.map(({ size, best }, alike) => (size === 0 ? UNFIT : best + topologySpread * spread(alike)))
}

function candidatesOf({ piles, candidates }: Piles): Candidates {
  let most = piles.length - 1
  while (piles[most]?.size === 0) most -= 1
  return { count: candidates, fewest: piles.findIndex(({ size }) => size > 0), most }
}

function theOne({ worth, alike, piles }: Piles, totals: readonly number[], best: number, which: number): Id {
  const wanted = piles.map((pile, i) => (totals[i] === best ? pile.best : HIGHEST + 1))
  let left = which
  for (let node = 0; node < worth.length; node += 1) {
    if (worth[node] !== wanted[alike[node] as number]) continue
    if (left === 0) return node
    left -= 1
  }
  throw new Error('The piles are not those of these nodes')
}
