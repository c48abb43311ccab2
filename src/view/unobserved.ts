/**
 * Looking: in some levels where a rider is, and how it fares, is not shown until it was
 * looked at. TARGET is a look, at a rider or at the plate that it stands on; whoever is
 * routed was seen going. It lasts while the mark does, and for a while after.
 *
 * A joke about the picture and not about the cluster: where everybody is was decided
 * by the scheduler long before anybody looked, and no look changes it.
 */

import type { Target } from '../model/command'
import type { Happening } from '../model/happening'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'

/** When somebody looked away from it. */
export interface Look {
  readonly target: Target
  readonly at: Tick
}

export const NO_LOOKS: readonly Look[] = []

/** With what was marked until now, if something else is. */
export const lookedAway = (
  looks: readonly Look[],
  was: Target | undefined,
  is: Target | undefined,
  at: Tick,
): readonly Look[] => (was === undefined || was === is ? looks : looked(looks, was, at))

export const looked = (looks: readonly Look[], target: Target, at: Tick): readonly Look[] => [
  ...looks.filter(look => look.target !== target),
  { target, at },
]

/** Nothing that was seen later has been seen yet. */
export const looksUpTo = (looks: readonly Look[], tick: Tick) => looks.filter(({ at }) => at <= tick)

/** Whether it is being looked at, or was a moment ago. */
export const isKnown =
  ({ level, world }: Seen<Run>, mark: Target | undefined, looks: readonly Look[]) =>
  (target: Target): boolean =>
    mark === target ||
    looks.some(look => look.target === target && world.tick - look.at <= (level.unobserved?.for ?? 0))

const ON_VIEW: readonly Happening['regarding']['kind'][] = ['machine', 'node', 'hypervisor', 'control-plane']

/** What systems say of plates; what they say of riders would give them away. */
export const isOfPlate = ({ regarding }: Pick<Seen<Happening>, 'regarding'>): boolean =>
  ON_VIEW.includes(regarding.kind)
