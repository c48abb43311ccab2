/**
 * Names in one row: each keeps hold of whom it names, none lies on another. If that
 * cannot be, the longest of the least important is shortened, letter by letter, and when
 * nothing is left to shorten, left out.
 */

export interface Named {
  readonly name: string
  /** What it names; it may stand to the left or right of it, but never beside it. */
  readonly at: number
  /** Further left it may not begin, nor end further right. */
  readonly from: number
  readonly to: number
  /** From the widest that it may be to the narrowest. */
  readonly widths: readonly number[]
  /** Who has less gives way first. */
  readonly rank: number
}

export interface Seat {
  readonly name: string
  readonly x: number
  readonly width: number
  readonly whole: boolean
}

interface Span {
  readonly from: number
  readonly to: number
}

const GAP = 1
/** So much of a name is on either side of what it names, at least. */
const HOLD = 3

/** In order from the left. Undefined if that takes shortening, and none is allowed. */
export function seated(all: readonly Named[], within: Span, mayShorten: boolean): readonly Seat[] | undefined {
  let row = all.map(named => ({ named, nth: 0 }))
  for (;;) {
    const tight = tightIn(row, within)
    if (!tight) return placed(row, within)
    if (!mayShorten) return undefined
    const gives = whoGives(row.slice(tight.first, tight.last + 1))
    const shorter = gives.nth + 1 < gives.named.widths.length
    row = shorter
      ? row.map(each => (each === gives ? { ...each, nth: each.nth + 1 } : each))
      : row.filter(each => each !== gives)
  }
}

interface Sitting {
  readonly named: Named
  /** Which of its widths it has. */
  readonly nth: number
}

const widthOf = ({ named, nth }: Sitting) => named.widths[nth] ?? 0
const least = (one: Sitting, { from }: Span) => Math.max(from, one.named.from, one.named.at + HOLD - widthOf(one))
const most = (one: Sitting, { to }: Span) => Math.min(Math.min(to, one.named.to) - widthOf(one), one.named.at - HOLD)

/** Everybody as far left as may be: the first who is pushed too far right, and those who push. */
function tightIn(row: readonly Sitting[], within: Span): { readonly first: number; readonly last: number } | undefined {
  let end = Number.NEGATIVE_INFINITY
  let first = 0
  for (const [at, one] of row.entries()) {
    const x = Math.max(least(one, within), end)
    if (x > end) first = at
    if (x > most(one, within)) return { first, last: at }
    end = x + widthOf(one) + GAP
  }
  return undefined
}

/** Each as near to the middle of what it names as those on its right allow. */
function placed(row: readonly Sitting[], within: Span): readonly Seat[] {
  const latest: number[] = []
  for (let at = row.length - 1; at >= 0; at -= 1) {
    const one = row[at] as Sitting
    latest[at] = Math.min(most(one, within), (latest[at + 1] ?? Number.POSITIVE_INFINITY) - GAP - widthOf(one))
  }
  let end = Number.NEGATIVE_INFINITY
  return row.map((one, at) => {
    const middle = one.named.at - widthOf(one) / 2
    const x = Math.floor(Math.max(least(one, within), end, Math.min(latest[at] ?? middle, middle)))
    end = x + widthOf(one) + GAP
    return { name: one.named.name, x, width: widthOf(one), whole: one.nth === 0 }
  })
}

/** Of the least important the longest that can be shortened; if none can, the last of them. */
function whoGives(crowd: readonly Sitting[]): Sitting {
  const rank = Math.min(...crowd.map(({ named }) => named.rank))
  const low = crowd.filter(({ named }) => named.rank === rank)
  const long = low.filter(({ named, nth }) => nth + 1 < named.widths.length)
  const by = long.length > 0 ? long : low
  return by.reduce((longest, one) => (widthOf(one) >= widthOf(longest) ? one : longest))
}
