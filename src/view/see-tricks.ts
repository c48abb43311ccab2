/** The trick that a rider does: what a hand has just begun to do with it. */

import type { Target, Verb } from '../model/command'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'

/** SAVE is a grab, SCALE a pump, UNDO fakie, MOVE a transfer. Its drop-in is seen as it is. */
export const TRICKS = ['SCALE', 'SAVE', 'UNDO', 'MOVE'] as const satisfies readonly Verb[]
export type Trick = (typeof TRICKS)[number]

export interface TrickView {
  readonly verb: Trick
  /** For how many milliseconds of play a hand has been at it. */
  readonly since: number
}

/** Of several the newest. */
export function seeTrick({ play, world, level }: Seen<Run>, target: Target): TrickView | undefined {
  const own = play.hands.flatMap(({ command, busyFrom, busyUntil }) => {
    const given = busyUntil > world.tick ? play.given[command]?.command : undefined
    const verb = given?.target === target ? TRICKS.find(each => each === given.verb) : undefined
    return verb ? [{ verb, since: Math.floor(((world.tick - busyFrom) * 1_000) / level.timeScale) }] : []
  })
  return own.reduce<TrickView | undefined>(
    (newest, each) => (newest && newest.since <= each.since ? newest : each),
    undefined,
  )
}
