/**
 * The play of a run: everything that is the player's and not the cluster's. Riders and
 * their patience, commands given, two hands, what has been told, how it ended.
 *
 * Plain data, like the world, so that a run is forked and hashed whole.
 */

import type { Since } from '../level/holds'
import type { Command, Lane } from '../model/command'
import type { Happening } from '../model/happening'
import type { LabCommand } from '../model/lab'
import type { Id } from '../model/refs'
import type { Tick } from '../model/units'

export const NEVER = -1

export interface Play {
  outcome: Outcome
  endedAt: Tick
  /** Requests that may fail in this run. */
  readonly budget: number
  readonly riders: Rider[]
  readonly hands: Hand[]
  /** Commands given while no hand was free, by id, the oldest first. */
  waiting: number[]
  readonly given: Given[]
  /** What was asked for in the Lab; elsewhere there is no such list. */
  lab?: LabGiven[]
  readonly told: Happening[]
  /** As they were first seen, in that order (`incident-log.ts`). */
  readonly incidents: Incidence[]
  /** By machine: the workloads of which something has ever stood there. */
  readonly stood: Id[][]
  /** While everybody was served within the objective, the last for as long as it lasts. */
  readonly greens: Green[]
  /** Changes of lanes that were completed. */
  readonly laneChanges: LaneChange[]
  /** Where data stood, and from when to when (`letters.ts`). */
  readonly stays: Stay[]
  /** Cluster seconds that hands have been kept busy for. */
  handTime: number
  /** Runbooks that were automated. */
  automations: number
  /** Machines asked for so far, by SCALE or by ROUTE. */
  machinesOrdered: number
  /** The word keys that the level says and hints at now; empty for none. */
  says: string
  hint: string
  /** Timetable entries that the chart has stopped. */
  readonly stopped: string[]
  /** Since when the `for`s in the goals have held. */
  readonly since: Since
  /** Counts the chart's delays by id, so that a cancelled one is known when it is due. */
  readonly delays: Record<string, number>
  warned: 'none' | 'half' | 'low'
}

/** Everybody was served within the objective from then until before then; NEVER while it lasts. */
export interface Green {
  readonly from: Tick
  until: Tick
}

/** One incident, from its first sign to its end. */
export interface Incidence {
  /** Its id in the level's timetable. */
  readonly entry: string
  readonly signAt: Tick
  /** NEVER until it strikes, and for good if its sign was wrong. */
  struckAt: Tick
  closedAt: Tick
  /** The machine that is hit, or NONE: a process or a disk. */
  machine: Id
  /** The volume that goes bad, as it was at the first sign: one that is copied by then is spared. NONE of anything else. */
  readonly disk: Id
  /** The blast radius: workloads of which something stood there since the first sign. */
  readonly workloads: Id[]
  /** Of these, who was still there when it struck. */
  hit: readonly Id[]
  /** When one of these was last served worse than the objective allows. */
  lossAt: Tick
}

export interface LaneChange {
  readonly workload: Id
  readonly from: Lane
  readonly to: Lane
  readonly askedAt: Tick
  readonly doneAt: Tick
  /** Requests of it that were lost or late meanwhile. */
  readonly lost: number
}

/** A workload's data is served from a machine for a while. */
export interface Stay {
  readonly workload: Id
  readonly machine: Id
  readonly from: Tick
  /** NEVER while it lasts. */
  until: Tick
}

/** A run always ends, and in one of two ways. */
export type Outcome = 'running' | 'landed' | 'wipedOut'

export interface Rider {
  /** The arrival's id in the level's timetable. */
  readonly entry: string
  readonly workload: Id
  state: RiderPlace
  held: boolean
  upAt: Tick
  patienceEnds: Tick
  /** Where it was routed last, and where it still rides while it changes lanes. */
  lane: Lane | undefined
  from: Lane | undefined
  routedAt: Tick
  /** When it first served its users, wherever; a later move does not change that. */
  servedFrom: Tick
  /** How many of its requests had been lost by then. */
  lostBefore: number
  readyAt: Tick
  landedAt: Tick
}

/** `asked`: its ROUTE waits for a hand. */
export const RIDER_PLACES = ['coming', 'announced', 'deck', 'asked', 'placed', 'gone'] as const
export type RiderPlace = (typeof RIDER_PLACES)[number]

export interface Hand {
  /** The command that keeps it busy, or NEVER. */
  command: number
  busyFrom: Tick
  busyUntil: Tick
}

/** A command and what became of it. */
export interface Given {
  readonly id: number
  readonly tick: Tick
  readonly command: Command
  /** The real command line it stands for, as it was when it was given. */
  readonly line: string
  state: 'waiting' | 'done' | 'refused'
  doneAt: Tick
  /** How many happenings had been told when it was settled: its place among them. */
  after: number
  refusal: Refusal | undefined
}

/** A command of the Lab and what became of it: it is done at once, or refused. */
export interface LabGiven {
  readonly id: number
  readonly tick: Tick
  readonly command: LabCommand
  /** How many other commands had been given by then: its place among them. */
  readonly after: number
  readonly refusal: Refusal | undefined
}

/** Why not: in the system's own words, or a rule of the game by the key of its text. */
export type Refusal =
  | { readonly by: 'system'; readonly text: string }
  | { readonly by: 'rules'; readonly key: string; readonly values: Readonly<Record<string, string | number>> }

export const bySystem = (text: string): Refusal => ({ by: 'system', text })
export const byRules = (key: string, values: Readonly<Record<string, string | number>> = {}): Refusal => ({
  by: 'rules',
  key,
  values,
})
