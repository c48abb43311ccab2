/**
 * Hands in the theatre: pausing and winding, and the ways out of it, to play on by hand
 * or to see what came of the run.
 */

import type { Actor } from 'xstate'
import { type campaign, modeOf, placeOf } from '../session/campaign'
import type { Intent, Wish } from '../session/intent'
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
export function wind(wish: Wish, app: App, { screening }: Seat): void {
  if (!screening || placeOf(app.getSnapshot()) !== 'replay') return
  if (wish.do === 'branch') {
    if (screening.run.play.outcome === 'running') app.send({ type: 'BRANCH' })
    return
  }
  screening.intend(wish)
  if (wish.do === 'finish') return app.send({ type: 'ENDED', runFile: screening.file() })
  const looks = wish.do === 'step' || wish.do === 'jump' || screening.run.play.outcome !== 'running'
  if (looks && modeOf(app.getSnapshot()) === 'running') app.send({ type: 'PLAN' })
}

/** A run that is watched may always stand, and begins anew after its end; one that is played stands where its level lets it. */
export function pause(app: App, { sitting, screening }: Seat): void {
  const mode = modeOf(app.getSnapshot())
  if (screening) {
    if (mode === 'planning' && screening.run.play.outcome !== 'running') screening.intend({ do: 'seek', to: 0 })
  } else if (mode === 'running') {
    if (!sitting?.run.level.may.includes('PLAN')) return
    sitting.plan()
  }
  app.send({ type: 'PLAN' })
}

/** The words' key for what is said of an intent that leaps: as it will be done, before it is. */
export function sayingOf(intent: Intent, { sitting, screening }: Seat): string | undefined {
  if (intent.do === 'branch') return screening?.run.play.outcome === 'running' ? 'notify.branched' : undefined
  if (intent.do !== 'rewind' || !sitting || screening) return undefined
  return sitting.run.level.may.includes('REWIND') ? 'notify.rewound' : 'notify.noRewind'
}
