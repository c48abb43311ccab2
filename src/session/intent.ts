/**
 * What a person's hands mean, whatever device they used: keys, pointer, touch and
 * gamepad all end here, and nothing below this floor knows a device.
 *
 * It stands below input and hud, which both speak it and may not import one another.
 */

import type { Lane, Target } from '../model/command'

export const TRICKS = ['SCALE', 'SAVE', 'UNDO', 'MOVE'] as const
export type Trick = (typeof TRICKS)[number]

export type Intent =
  | { readonly do: 'route'; readonly lane: Lane }
  | { readonly do: 'land' }
  /** `on`: a target that was pressed itself, rather than the marked one. */
  | { readonly do: 'trick'; readonly verb: Trick; readonly on?: Target }
  | { readonly do: 'hold' }
  | { readonly do: 'mark'; readonly target: Target }
  | { readonly do: 'markNext' }
  | { readonly do: 'markPrevious' }
  | { readonly do: 'plan' }
  | { readonly do: 'rewind' }
  | { readonly do: 'menu' }
