/**
 * With how much help a run was played, so that its debrief can say so: the most that was
 * on while time passed in it. Of a run that is only watched nobody asks.
 */

import { type Difficulty, easier } from '../view/difficulty'

export interface Help {
  /** Time has passed in it. */
  had(sitting: object, difficulty: Difficulty): void
  /** Undefined of one that was never played here. */
  of(sitting: object | undefined): Difficulty | undefined
}

export function openHelp(): Help {
  const most = new WeakMap<object, Difficulty>()
  return {
    had(sitting, difficulty) {
      most.set(sitting, easier(difficulty, most.get(sitting) ?? difficulty))
    },
    of: sitting => sitting && most.get(sitting),
  }
}
