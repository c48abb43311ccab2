/**
 * What both see of a duel: the thrower's four cards, the one that is chosen and what it
 * is aimed at, and how soon the next can be thrown. Nothing is hidden: they sit side by
 * side, and a card that is looked at for long is a warning too.
 */

import { everySoOften } from '../level/duel'
import type { FailureKind } from '../model/lab'
import { PPM, type Ppm, type Seconds } from '../model/units'
import type { Seen } from '../model/world'
import { handOf, readyAt, whyNot } from '../rules/duel'
import { struck } from '../rules/lab-targets'
import type { Refusal } from '../rules/play'
import type { Run } from '../rules/run'
import { type Phrase, system, ui } from './phrase'
import { share } from './share'

/** What whoever throws has chosen, and what it was last aimed at. */
export interface Throwing {
  readonly card: FailureKind | undefined
  readonly target: string | undefined
}

export const NOTHING_CHOSEN: Throwing = { card: undefined, target: undefined }

export interface DuelCardView {
  readonly what: FailureKind
  readonly chosen: boolean
  /** `node/b2`; of a card that is not chosen the first that it could strike; undefined where it could strike nothing. */
  readonly target: string | undefined
  readonly targets: number
  /** Why it cannot be thrown now. */
  readonly wont: Phrase | undefined
}

export interface DuelView {
  readonly cards: readonly DuelCardView[]
  /** Until the next can be thrown; 0 if it can be. */
  readonly readyIn: Seconds
  /** How much of that wait is over. */
  readonly ready: Ppm
}

export function seeDuel(run: Seen<Run>, throwing: Throwing): DuelView {
  const { tick } = run.world
  const next = readyAt(run)
  const wait = everySoOften(run.level)
  return {
    cards: handOf(run).map(what => seeCard(run, what, throwing)),
    readyIn: Math.max(0, next - tick),
    ready: tick >= next ? PPM : share(wait - next + tick, wait),
  }
}

function seeCard(run: Seen<Run>, what: FailureKind, throwing: Throwing): DuelCardView {
  const target = aimed(run, what, throwing)
  const why = whyNot(run, what, target ?? '')
  return {
    what,
    chosen: throwing.card === what,
    target,
    targets: struck(run, what).length,
    wont: why && phraseOf(why),
  }
}

const phraseOf = (why: Refusal): Phrase => (why.by === 'system' ? system(why.text) : ui(why.key, why.values))

/** What a card would strike: what was aimed at, as long as it can be struck. */
export function aimed(run: Seen<Run>, what: FailureKind, { target }: Throwing): string | undefined {
  const targets = struck(run, what)
  return target !== undefined && targets.includes(target) ? target : targets[0]
}
