/**
 * Thinking back on a run that has ended, while its debrief is read: a little in every
 * frame, and never so long that it is felt.
 */

import type { Milliseconds } from '../model/units'
import { type Hindsight, lookBack } from '../proof/hindsight'
import { hash, type Run } from '../rules/run'
import type { HindsightView } from '../view/hindsight-view'
import { seeHindsight } from '../view/see-hindsight'

export interface Afterthought {
  /** Called every frame, with the run if it is being looked back at; true if there is something new to show. */
  think(run: Run | undefined): boolean
  /** A change to be shown. */
  ask(choice: number): void
  /** What is known of an ended run; while it is replayed, what was known of it before. */
  about(run: Run | undefined): HindsightView | undefined
}

const MOST_MS: Milliseconds = 6
/** Looked at the clock this often: even on a slow machine a slice is a few milliseconds. */
const SLICE = 40
/** A clock that stands still must not make one frame do everything. */
const MOST_SLICES = 60

export function openAfterthought(): Afterthought {
  let about: Run | undefined
  let end = ''
  let hindsight: Hindsight | undefined
  let view: HindsightView | undefined

  /** A replay ends as another run that is the same: what is known of it stays. */
  const turnTo = (run: Run) => {
    about = run
    const itsEnd = hash(run)
    if (itsEnd === end) return
    end = itsEnd
    hindsight = lookBack(run)
    view = undefined
  }
  const isNews = (now: Hindsight) =>
    view === undefined ? now.recorded !== undefined : view.settled !== now.settled || isOther(view, now)

  return {
    think(run) {
      if (!run || !hindsight || run !== about) return false
      work(hindsight)
      if (!isNews(hindsight)) return false
      view = seeHindsight(hindsight)
      return true
    },
    ask: choice => hindsight?.ask(choice),
    about(run) {
      if (run && run !== about && run.play.outcome !== 'running') turnTo(run)
      return view
    },
  }
}

/** What is shown is only worth a new look once it is settled, or was asked for. */
const isOther = (view: HindsightView, { settled, shown }: Hindsight) =>
  settled && shown?.choice !== undefined && view.shown?.choice.id !== shown.choice

function work(hindsight: Hindsight): void {
  const until = performance.now() + MOST_MS
  for (let slices = 0; slices < MOST_SLICES && performance.now() < until; slices += 1) {
    if (hindsight.go(SLICE) === 0) return
  }
}
