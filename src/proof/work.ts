/**
 * Something that takes many ticks, done a slice at a time, so that whoever waits for it
 * never waits for long.
 */

export interface Work<Result> {
  /** Plays on for at most so many ticks, and says how many it took. */
  go(ticks: number): number
  /** Undefined until it is done. */
  readonly result: Result | undefined
}

/** All of it at once, where nobody waits. */
export function finished<Result>(work: Work<Result>): Result {
  while (work.result === undefined) work.go(SLICE)
  return work.result
}

const SLICE = 1_000
