/**
 * What a player (or the level's timetable) asks for: a verb, what it aims at, and
 * where to.
 *
 * Targets are resolved before a command is given, so a log needs no screen to be
 * replayed. `rules/verbs.ts` turns a command into the simulation's orders.
 */

import type { LabCommand } from './lab'
import type { Tick } from './units'

export const VERBS = ['ROUTE', 'LAND', 'SCALE', 'SAVE', 'UNDO', 'MOVE', 'HOLD'] as const
export type Verb = (typeof VERBS)[number]

/** As they lie on the board. The rail, between bowl and boxes, is only where a tenant has a cluster of its own. */
export const LANES = ['bowl', 'rail', 'boxes', 'slab'] as const
export type Lane = (typeof LANES)[number]

/** What a verb can aim at: a rider or its backpack by the workload's name, a plate by its host's, or the control plane by its cluster's. */
export type Target =
  | `rider/${string}`
  | `volume/${string}`
  | `machine/${string}`
  | `hypervisor/${string}`
  | `node/${string}`
  | `control-plane/${string}`
  | `choice/${string}`

export interface Command {
  readonly verb: Verb
  readonly target: Target
  /** ROUTE only. */
  readonly lane?: Lane
  /** ROUTE only: the plate that was marked by hand, a constraint on placement. */
  readonly plate?: Target
  readonly by: 'player' | 'scenario'
}

export interface LoggedCommand {
  readonly tick: Tick
  readonly command: Command
}

/** All that a run has to be told to come out the same: in the Lab that is more than what its player did. */
export interface LogEntry {
  readonly tick: Tick
  readonly command: Command | LabCommand
}
