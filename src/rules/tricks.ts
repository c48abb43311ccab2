/**
 * The four tricks: what each does depends on what is marked.
 *
 * One file for each kind of target has its four, each with what it comes to (`plan`)
 * and the real command that it stands for (`line`). Neither changes anything.
 */

import type { Target, Verb } from '../model/command'
import type { Seen, World } from '../model/world'
import type { Plan } from './plan'
import type { Rider } from './play'
import type { Run } from './run'

export const TRICKS = ['SCALE', 'SAVE', 'UNDO', 'MOVE'] as const satisfies readonly Verb[]
export type TrickName = (typeof TRICKS)[number]

export interface Trick<On> {
  plan(run: Seen<Run>, on: On): Plan
  /** As it would be typed; several are joined by `&&`. Empty where there is none. */
  line(run: Seen<Run>, on: On): string
}

export type Tricks<On> = { readonly [Name in TrickName]: Trick<On> }

/** A rider where it rides. */
export interface RiderOn {
  readonly rider: Seen<Rider>
  readonly workload: Seen<World>['workloads'][number]
}

export const isTrick = (verb: Verb): verb is TrickName => (TRICKS as readonly Verb[]).includes(verb)

/** The two parts of a target. */
export const partsOf = (target: Target): readonly [kind: string, name: string] => {
  const slash = target.indexOf('/')
  return [target.slice(0, slash), target.slice(slash + 1)]
}
