/**
 * How much help there is: what the board says beforehand and what it hints at. Harder is
 * less of that and never another cluster, so no run, log or medal knows of it.
 *
 * A sign is a symptom, and is wrong one time in four; a plan is on somebody's calendar,
 * and stays on everybody's board.
 */

/** From the most help to none. */
export const DIFFICULTIES = ['helped', 'signs', 'bare'] as const
export type Difficulty = (typeof DIFFICULTIES)[number]

export const givesHints = (difficulty: Difficulty) => difficulty === 'helped'
export const showsSigns = (difficulty: Difficulty) => difficulty !== 'bare'

/** Of two with which one run was played: what was seen once has helped. */
export const easier = (one: Difficulty, other: Difficulty): Difficulty =>
  DIFFICULTIES.indexOf(one) <= DIFFICULTIES.indexOf(other) ? one : other
