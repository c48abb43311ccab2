/**
 * How a saving is shared among the moves that made it together.
 *
 * Each gets what would have been lost without it. Where that is more than was saved (a
 * SAVE and the UNDO that needs it), all get less, in proportion; where it is less (two
 * moves, each of which suffices), those that save something by themselves share the
 * rest equally. Together they never get more than was saved, or trouble that is mended
 * again would pay. Whole requests only.
 */

import type { Id } from '../model/refs'
import type { Credit } from '../rules/impact'

export interface Share {
  readonly given: Id
  /** Saved by it beside all the others; below zero if it did harm. */
  readonly beside: number
  /** Saved by it without any of the others. */
  readonly alone: number
}

export function shared(shares: readonly Share[], joint: number): readonly Credit[] {
  const most = Math.max(0, joint)
  const claims = shares.map(({ beside }) => Math.max(0, beside))
  const claimed = sum(claims)
  const got = claimed > most ? inProportion(claims, most) : withRest(shares, claims, most - claimed)
  return shares.map(({ given, beside }, i) => ({ given, requests: beside < 0 ? beside : (got[i] as number) }))
}

/** Each a part of `most`, rounded down; what is left over goes to the first, one each. */
function inProportion(claims: readonly number[], most: number): readonly number[] {
  const claimed = sum(claims)
  const parts = claims.map(claim => Math.floor((claim * most) / claimed))
  let over = most - sum(parts)
  return parts.map((part, i) => (claims[i] === 0 || over <= 0 ? part : part + Number(over-- > 0)))
}

function withRest(shares: readonly Share[], claims: readonly number[], rest: number): readonly number[] {
  const sharers = shares.filter(({ alone, beside }) => alone > 0 && beside >= 0).length
  const parts = inProportion(
    shares.map(({ alone, beside }) => (alone > 0 && beside >= 0 ? 1 : 0)),
    sharers === 0 ? 0 : rest,
  )
  return claims.map((claim, i) => claim + (sharers === 0 ? 0 : (parts[i] as number)))
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
