/**
 * Call-out mode on the page: makes time stand, shows for what, and lets it run on when
 * that was answered. A run that it has stopped is a planned one.
 */

import type { Actor } from 'xstate'
import type { Settings } from '../hud/screen'
import { type CallOut, intentOf, numberOf, openCallOut, stands } from '../session/call-out'
import { type campaign, modeOf, placeOf } from '../session/campaign'
import type { Intent } from '../session/intent'
import type { Sitting } from '../session/sitting'
import { marked } from '../view/aim'
import { type Call, type CallView, seeCall } from '../view/see-calls'
import { seePark } from '../view/see-park'
import type { Seat } from './seat'

export interface Calls {
  /** What time stands for. */
  readonly call: CallView | undefined
  /** Makes time stand if there is something to call out; whether it does. Asked before each step in time. */
  stops(sitting: Sitting): boolean
  /** An answer by its number. `act` does what it means, unless it was refused. */
  answer(number: number, act: (intent: Intent) => Done): void
  /** Which answer it is, given in another way: a lane that is tapped, LAND by its key. What was marked by hand goes before. */
  numberOf(intent: Intent): number | undefined
  /** Lets time run on if what it stands for was dealt with otherwise. */
  settle(): void
}

/** What came of an intent. */
export type Done = ReturnType<Sitting['intend']>

interface Standing {
  readonly call: Call
  readonly sitting: Sitting
}

export function openCalls(app: Actor<typeof campaign>, seat: Pick<Seat, 'sitting'>, settings: () => Settings): Calls {
  let standing: Standing | undefined
  let heard: { readonly sitting: Sitting; readonly calls: CallOut } | undefined

  const parkOf = ({ run, marks, looks }: Sitting) => seePark(run, marks, { sight: settings(), looks })
  const callsOf = (sitting: Sitting) => {
    if (heard?.sitting !== sitting) heard = { sitting, calls: openCallOut() }
    return heard.calls
  }
  /** As long as it is that sitting, and time stands. */
  const now = (): Standing | undefined => {
    const snapshot = app.getSnapshot()
    const isNow = placeOf(snapshot) === 'run' && modeOf(snapshot) === 'planning' && settings().callOut
    return isNow && standing?.sitting === seat.sitting ? standing : undefined
  }
  const goOn = () => {
    standing = undefined
    app.send({ type: 'PLAN' })
  }
  return {
    get call() {
      const it = now()
      return it && seeCall(it.sitting.run, it.call)
    },
    stops(sitting) {
      standing = undefined
      const call = settings().callOut && !sitting.run.level.duel ? callsOf(sitting).next(parkOf(sitting)) : undefined
      if (!call) return false
      standing = { call, sitting }
      sitting.plan()
      app.send({ type: 'PLAN' })
      return true
    },
    answer(number, act) {
      const it = now()
      const call = it && seeCall(it.sitting.run, it.call)
      if (!call?.answers[number - 1]) return
      const intent = intentOf(call, number)
      const done = intent && act(intent)
      if (!intent || (done && done.state !== 'refused')) goOn()
    },
    numberOf(intent) {
      const it = now()
      if (!it || marked(it.sitting.marks)) return undefined
      return numberOf(seeCall(it.sitting.run, it.call), intent)
    },
    settle() {
      const it = now()
      if (it && !stands(it.call, parkOf(it.sitting))) goOn()
    },
  }
}
