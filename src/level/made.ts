/** The level that a run was played on, where that was made of another: a Lab's, or a duel's. */

import { duelOf } from './duel'
import { type LabWish, labOf } from './lab'
import type { Level } from './level'

/** What a run file says beside the level's id; without either the level is played as it is written. */
export interface Making {
  readonly lab?: LabWish | undefined
  readonly duel?: true | undefined
}

export function madeOf(level: Level, { lab, duel }: Making): Level {
  if (lab) return labOf(level, lab)
  return duel ? duelOf(level) : level
}
