/**
 * Shapes of what is seen of trouble: replicas, what threw a rider, backpacks, and the
 * blast radius of a host. Plain data, parts of a ParkView.
 */

import type { Lane, Target } from '../model/command'
import type { Ppm } from '../model/units'
import type { DiskKind } from '../model/volume'
import type { Tone } from './tone'

export const PIP_STATES = [
  'serving',
  'ready',
  'starting',
  'waiting',
  'crashed',
  'off',
  'dead',
  'unheard',
  'lingering',
  'stray',
  'migrating',
  'arriving',
] as const
/**
 * How one replica is. `ready`: waits for LAND. `waiting`: hangs, for a place or a disk. `crashed`: its process died
 * and is to be started again. `off`: its server is SHUTOFF. `dead`: its host is down. `unheard`: it runs, and its
 * host is given up for lost. `lingering`: told to go by who cannot reach it. `stray`: declared dead, and runs on.
 */
export type PipState = (typeof PIP_STATES)[number]

/** One replica, on the plate it runs on. */
export interface PipView {
  /** Its own, for as long as it is. */
  readonly key: string
  readonly rider: Target
  readonly state: PipState
  readonly tone: Tone
  /** The system's word: `Running`, `CrashLoopBackOff`, `Terminating`, `SHUTOFF`. */
  readonly word: string
}

export const BAILS = ['crash', 'host', 'disk', 'split', 'budget', 'hang'] as const
/**
 * What has thrown a rider: its process died, its host died under it, its disk is lost, two copies of it write.
 * `budget` only makes it wobble: a disruption budget keeps it where it is. `hang`: it found no place.
 */
export type Bail = (typeof BAILS)[number]

export const PACK_STATES = ['steady', 'moving', 'copying', 'restoring', 'lost', 'split'] as const
/** `moving`: on its way off one host or onto another. `split`: two copies write on it. */
export type PackState = (typeof PACK_STATES)[number]

/** The backpack: the disk that a rider's data lies on. */
export interface PackView {
  readonly target: Target
  readonly disk: DiskKind
  readonly state: PackState
  /** Cinder's word. */
  readonly word: string
  /** Of the copy, the move or the restoring under way. */
  readonly done: Ppm
  readonly marked: boolean
}

/** The blast radius of a host: for a few seconds after it fell. */
export interface SlamView {
  readonly id: number
  readonly how: 'down' | 'cutOff'
  readonly lane: Lane
  /** Kind and name of the lowest plate that is hit, and of all that stands on it, from the ground up. */
  readonly plates: readonly string[]
  /** Whose replicas stand there. */
  readonly riders: readonly string[]
  readonly replicas: number
  /** The control plane of which a member is there. */
  readonly keeps?: string | undefined
  /** How much of the time for which it is shown is over. */
  readonly done: Ppm
  /** The others that fell, or were cut off, in the same second. */
  readonly also?: readonly SlamView[]
}

/** All that were hit at once. */
export const slamsOf = (slam: SlamView | undefined): readonly SlamView[] => (slam ? [slam, ...(slam.also ?? [])] : [])
