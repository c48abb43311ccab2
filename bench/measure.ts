/**
 * Time of one thing and of another in the same run: medians of several rounds, interleaved.
 *
 * Both are warmed up first, as long as an engine needs to compile what is hot; a cold
 * figure would say more about the engine than about the code.
 */

export interface Case {
  readonly name: string
  readonly ours: () => void
  /** Something else that does the same. */
  readonly theirs?: () => void
  /** Milliseconds that `ours` has to stay under. */
  readonly target?: number
}

export interface Figure {
  /** Milliseconds, median. */
  readonly ours: number
  /** Of the quickest round: what is left when nothing else runs on the machine. */
  readonly least: number
  readonly theirs: number | undefined
}

const ROUNDS = 15
const WARM_MS = 1_500

export function measure({ ours, theirs }: Case): Figure {
  for (const action of theirs ? [ours, theirs] : [ours]) warmUp(action)
  const mine: number[] = []
  const peers: number[] = []
  for (let i = 0; i < ROUNDS; i += 1) {
    mine.push(timed(ours))
    if (theirs) peers.push(timed(theirs))
  }
  return { ours: median(mine), least: Math.min(...mine), theirs: theirs && median(peers) }
}

function warmUp(action: () => void): void {
  const start = performance.now()
  while (performance.now() - start < WARM_MS) action()
}

function timed(action: () => void): number {
  const start = performance.now()
  action()
  return performance.now() - start
}

export const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
