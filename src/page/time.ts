/**
 * Where time flows: in a run or a replay that is in front, on a page that is seen, from
 * when it can be drawn until something is called out. When a run has ended, the board
 * stands for a moment before the debrief, so that the end is seen.
 */

import type { Actor } from 'xstate'
import type { Milliseconds } from '../model/units'
import { budgetLeftPpm } from '../rules/meters'
import type { Run } from '../rules/run'
import { type campaign, modeOf, placeOf } from '../session/campaign'
import type { Sitting } from '../session/sitting'
import type { Seat } from './seat'
import { isOver } from './theatre'

const LAST_LOOK: Milliseconds = 1_100

/** Called every frame; true if there is something new to show. */
export type Passing = (elapsed: Milliseconds) => boolean

export function openTime(
  app: Actor<typeof campaign>,
  seat: Seat,
  ended: (sitting: Sitting) => void,
  speedPercent: number,
  stops: (sitting: Sitting) => boolean,
  waits = () => false,
): Passing {
  let looked = 0
  return elapsed => {
    const snapshot = app.getSnapshot()
    const place = placeOf(snapshot)
    const { sitting } = seat
    const flows =
      (place === 'run' || place === 'replay') && modeOf(snapshot) === 'running' && !document.hidden && !waits()
    const saw = place === 'replay' && seat.screening?.explore() === true
    if (!sitting || !flows) return saw
    if (place === 'replay' && seat.screening?.run.level.lab && isOver(seat.screening)) {
      app.send({ type: 'PLAN' }) // nothing came of it, and one may go on from there
      return true
    }
    const { to = Infinity } = (place === 'replay' && snapshot.context.span) || {}
    if (sitting.run.play.outcome === 'running' && sitting.run.world.tick < to) {
      looked = 0
      if (place === 'run' && stops(sitting)) return true
      return moved(sitting.run, () => sitting.advance(elapsed, speedPercent)) || saw
    }
    looked += elapsed
    if (looked < LAST_LOOK) return false
    if (place === 'run') ended(sitting)
    else sitting.intend({ do: 'finish' }) // of a part that was replayed, or the debrief would be of that alone
    app.send({ type: 'ENDED', runFile: sitting.file(), kept: budgetLeftPpm(sitting.run) })
    return false
  }
}

function moved(run: Run, advance: () => unknown): boolean {
  const before = run.world.tick
  advance()
  return run.world.tick !== before
}
