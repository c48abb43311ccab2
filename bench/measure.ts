/** Time of one thing and of another in the same run: medians of several rounds, interleaved. */

export interface Figure {
  readonly name: string
  /** Milliseconds, median. */
  readonly ours: number
  readonly theirs: number | undefined
}

const ROUNDS = 7

export function measure(name: string, ours: () => void, theirs?: () => void): Figure {
  ours()
  theirs?.()
  const mine: number[] = []
  const peers: number[] = []
  for (let i = 0; i < ROUNDS; i += 1) {
    mine.push(timed(ours))
    if (theirs) peers.push(timed(theirs))
  }
  return { name, ours: median(mine), theirs: theirs && median(peers) }
}

function timed(action: () => void): number {
  const start = performance.now()
  action()
  return performance.now() - start
}

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
