/**
 * How nova compares hosts: whether one may take a server by its cores or memory, and how
 * a weigher's raw numbers become weights. After nova/weights.py and the filters for cores
 * and memory (placement's today, CoreFilter and RamFilter in 2017).
 *
 * Weights are parts per million of nova's, rounded down, so that no sum depends on the
 * order of additions.
 */

/** What a host has of one thing, what is promised of it, and what may be: total times the allocation ratio. */
export interface HostRoom {
  readonly total: number
  readonly used: number
  readonly limit: number
}

export const WHOLE_WEIGHT = 1_000_000

/** However much may be promised, one server is never more than the whole machine. */
export const takes = ({ total, used, limit }: HostRoom, asked: number): boolean =>
  asked <= total && used + asked <= limit

export interface Weigher {
  /** How much it counts; below zero the least is best. */
  readonly multiplier?: number
  /** What nothing counts below, and from where it is stretched (nova's `minval`); without it, the least there is. */
  readonly floor?: number
}

/** Stretched so that the most is whole, and multiplied. Hosts that are alike weigh nothing, nor does one alone. */
export function weigh(raw: readonly number[], { multiplier = 1, floor }: Weigher = {}): readonly number[] {
  const values = floor === undefined ? raw : raw.map(value => Math.max(value, floor))
  const least = floor ?? Math.min(...values)
  const span = Math.max(...values) - least
  if (span === 0 || values.length < 2) return values.map(() => 0)
  return values.map(value => multiplier * Math.floor(((value - least) * WHOLE_WEIGHT) / span))
}
