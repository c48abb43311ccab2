/**
 * The page's end of the thread that settles incidents.
 */

import type { Milliseconds, Tick } from '../model/units'
import { logOf, type Run } from '../rules/run'
import type { Reckoning } from '../session/reckoning'
import type { Answer, Told } from './settle.worker'

export interface SettleThread {
  /** Tells it how far the run has come; false if there is something to settle that it does not attend to. */
  attends(run: Run, reckoning: Reckoning): boolean
}

/** It is told this often, so that it is never far behind. */
const STEP: Tick = 30
/** If it says nothing for so long, the page helps itself. */
const PATIENCE: Milliseconds = 2_000

/** `found`: called when something was settled, after it has been taken. */
export function openSettleThread(found: () => void): SettleThread {
  const worker = startWorker()
  let broken = worker === undefined
  let following: Reckoning | undefined
  let number = 0
  let reached: Tick = 0
  let askedAt: Milliseconds | undefined

  const tell = (told: Told) => worker?.postMessage(told)
  /** REWIND makes another reckoning: what is settled of the run that was cut off is no longer true. */
  const turnTo = (run: Run, reckoning: Reckoning) => {
    following = reckoning
    number += 1
    reached = 0
    askedAt = undefined
    tell({ open: number, level: run.level, seed: run.world.seed })
  }
  const ask = (run: Run) => {
    askedAt = performance.now()
    reached = run.world.tick
    tell({ follow: number, log: logOf(run), to: reached })
    return true
  }
  worker?.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.of !== number) return // of a run that has been left
    askedAt = undefined
    if (data.found.length === 0) return
    following?.take(data.found)
    found()
  })
  for (const wrong of ['error', 'messageerror']) {
    worker?.addEventListener(wrong, () => {
      broken = true
    })
  }
  return {
    attends(run, reckoning) {
      const { settled } = reckoning
      if (broken) return settled
      if (reckoning !== following) turnTo(run, reckoning)
      if (askedAt !== undefined) return settled || performance.now() - askedAt < PATIENCE
      const { tick } = run.world
      if (tick >= reached + STEP || (tick > reached && !settled)) return ask(run)
      return settled
    },
  }
}

function startWorker(): Worker | undefined {
  try {
    if (import.meta.env.DEV) return new Worker(new URL('./settle.worker.ts', import.meta.url), { type: 'module' })
    return new Worker(new URL('./settle.worker.ts', import.meta.url)) // built into one script, which older browsers run too
  } catch {
    return undefined // a page that allows none
  }
}
