/** A control plane on screen: its lamps. Shapes only. */

import type { Target } from '../model/command'
import type { Phrase } from './phrase'
import type { Tone } from './tone'

/** The control plane, on a strip of its own. */
export interface PlaneView {
  readonly target: Target
  readonly name: string
  readonly marked: boolean
  readonly lamps: readonly LampView[]
  /** The machines or guests that its members are on. */
  readonly on: readonly string[]
  /** What it waits for, or what stands still. */
  readonly known: Phrase | undefined
}

export const LAMPS = ['api', 'scheduler', 'controllers', 'etcd'] as const

export interface LampView {
  readonly part: (typeof LAMPS)[number]
  readonly tone: Tone
  readonly short: Phrase
  readonly about: Phrase
}
