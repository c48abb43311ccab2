/**
 * Hands in the theatre: pausing and winding, and the ways out of it, to play on by hand
 * or to see what came of the run.
 */

import type { Actor } from 'xstate'
import { type campaign, modeOf, placeOf } from '../session/campaign'
import type { Intent, Wish } from '../session/intent'
import type { Screening } from '../session/screening'
import type { Seat } from './seat'

type App = Actor<typeof campaign>

const WISHES: readonly string[] = [
  'seek',
  'step',
  'jump',
  'speed',
  'slower',
  'faster',
  'branch',
  'finish',
] satisfies readonly Wish['do'][]

export const isWish = (intent: Intent): intent is Wish => WISHES.includes(intent.do)

/** Whoever winds by steps, or to the very end, wants to look: time stands then. */
export function wind(wish: Wish, app: App, { sitting, screening }: Seat): void {
  if (!screening) return void sitting?.intend(wish) // the Lab has a speed; no other run hears it
  if (placeOf(app.getSnapshot()) !== 'replay') return
  if (wish.do === 'branch') {
    if (screening.run.play.outcome === 'running') app.send({ type: 'BRANCH' })
    return
  }
  screening.intend(wish)
  if (wish.do === 'finish' && !screening.run.level.lab) return app.send({ type: 'ENDED', runFile: screening.file() })
  const looks =
    wish.do === 'step' || wish.do === 'jump' || wish.do === 'finish' || screening.run.play.outcome !== 'running'
  if (looks && modeOf(app.getSnapshot()) === 'running') app.send({ type: 'PLAN' })
}

/** A run that is watched may always stand, and begins anew after its end; one that is played stands where its level lets it. */
export function pause(app: App, { sitting, screening }: Seat): void {
  const mode = modeOf(app.getSnapshot())
  if (screening) {
    if (mode === 'planning' && isOver(screening)) screening.intend({ do: 'seek', to: 0 })
  } else if (mode === 'running') {
    if (!sitting?.run.level.may.includes('PLAN')) return
    sitting.plan()
  }
  app.send({ type: 'PLAN' })
}

/** Nothing more is known of it. */
export const isOver = ({ run, theatre }: Screening): boolean =>
  run.play.outcome !== 'running' || (run.level.lab !== undefined && run.world.tick >= theatre.end)

/** The words' key for what is said of an intent that leaps: as it will be done, before it is. */
export function sayingOf(intent: Intent, { sitting, screening }: Seat): string | undefined {
  if (intent.do === 'branch') return screening?.run.play.outcome === 'running' ? 'notify.branched' : undefined
  if (intent.do !== 'rewind' || !sitting || screening) return undefined
  return sitting.run.level.may.includes('REWIND') ? 'notify.rewound' : 'notify.noRewind'
}
