/**
 * What is on screen during a run, as plain data: the scene draws it, the HUD reads it
 * aloud, so the picture and the words cannot disagree.
 *
 * Shapes only; `see-park.ts` makes one from a run. Shares are parts per million,
 * times whole cluster seconds; whoever draws divides by the time scale.
 */

import type { Lane, Target, Verb } from '../model/command'
import type { Days, MiB, MicroUnits, Ppm, Seconds, Tick } from '../model/units'
import type { DiskKind } from '../model/volume'
import type { DeckView, IncomingView } from './coming-view'
import type { Difficulty } from './difficulty'
import type { ImpactView } from './impact-view'
import type { SlamView } from './incident-view'
import type { LaneView } from './lane-view'
import type { Phrase } from './phrase'
import type { PlaneView } from './plane-view'
import type { RoomView } from './plate-view'
import type { Ending } from './see-ending'

/** What the player asked to see more of, or less. It changes no run. */
export interface Sight {
  readonly longerWarnings: boolean
  /** Left out, there is all the help there is. */
  readonly difficulty?: Difficulty
}

export const USUAL_SIGHT: Sight = { longerWarnings: false }

export interface ParkView {
  readonly tick: Tick
  readonly lasts: Tick
  /** It is the Lab: nothing is won or lost there, and it has no end. */
  readonly endless?: boolean
  /** Days that have passed in jumps. */
  readonly day: Days
  /** Cluster seconds in one second of play. */
  readonly timeScale: number
  readonly outcome: 'running' | 'landed' | 'wipedOut'
  /** Why it is over, once it is. */
  readonly ending?: Ending | undefined
  readonly meters: MetersView
  /** Only where the level's park names one. */
  readonly plane?: PlaneView | undefined
  /** What the level lets one choose: with what its cluster is made, or its pod network. */
  readonly choices: readonly ChoiceView[]
  /** In fixed order: bowl, boxes, slab; with tenants' clusters the rail after the bowl. */
  readonly lanes: readonly LaneView[]
  /** The host that fell or was cut off a moment ago, and all that stands on it. */
  readonly slam: SlamView | undefined
  readonly deck: DeckView
  readonly incoming: readonly IncomingView[]
  /** What the four tricks would act on: what was marked by hand, else the most urgent. */
  readonly target: TargetView | undefined
  /** Everything that Q and E walk through, in order. */
  readonly targets: readonly Target[]
  readonly verbs: readonly VerbView[]
  /** What the level says right now. */
  readonly says: Phrase | undefined
  readonly hint: Phrase | undefined
  /** The newest last. */
  readonly log: readonly LogLine[]
  /** Moves in flight, and what came of others. */
  readonly impact: ImpactView
}

/** One of several that a cluster can have, of which it has one. */
export interface ChoiceView {
  readonly name: string
  /** Left out, it is what there is and cannot be gone back to. */
  readonly target: Target | undefined
  readonly state: 'used' | 'coming' | 'offered'
  /** How much of the time that it takes is over, while it is coming. */
  readonly done: Ppm
  /** What going over to it means, in two or three words. */
  readonly short: Phrase
  readonly marked: boolean
}

export type Meter = 'budget' | 'hands' | 'cost' | 'toil' | 'flow'

export interface MetersView {
  /** Those that the level uses; the others are told in the debrief. */
  readonly shown: readonly Meter[]
  readonly budgetLeft: Ppm
  /** The budget is burnt faster than it would last, so that its falling is felt before it is read. */
  readonly losing: boolean
  readonly hands: readonly HandView[]
  /** Commands given while both hands were busy, the next one first. */
  readonly waiting: readonly WaitingView[]
  readonly cost: MicroUnits
  readonly toil: Ppm
  /** Whole minutes of calm that can be spent, and what an automation costs. */
  readonly flow: { readonly minutes: number; readonly price: number }
  readonly served: number
  readonly lost: number
}

export interface HandView {
  readonly busy: boolean
  /** How much of its time is over, 0 when free. */
  readonly done: Ppm
  readonly doing: Phrase | undefined
  readonly verb: Verb | undefined
  /** Cluster seconds until it is free. */
  readonly left: Seconds
}

export interface WaitingView {
  readonly verb: Verb
  /** "moving orders-db" */
  readonly doing: Phrase
  /** The real command. */
  readonly line: Phrase
}

export interface TargetView {
  readonly target: Target
  readonly kind: 'rider' | 'backpack' | 'plate' | 'plane' | 'choice'
  readonly name: string
  readonly byHand: boolean
  /** Why it is as it is, in the words of `kubectl describe` and its like. */
  readonly explained: readonly string[]
  /** The figure that decides what to do with it. */
  readonly measure?: MeasureView | undefined
}

/** What may still be promised of a plate, how busy a rider is, which disk a backpack is. */
export type MeasureView =
  | { readonly of: 'plate'; readonly room: RoomView }
  | { readonly of: 'rider'; readonly load: Ppm }
  | { readonly of: 'backpack'; readonly sizeMiB: MiB; readonly disk: DiskKind }

/** One thing that can be done now, and what it stands for. */
export interface VerbView {
  readonly verb: Verb
  /** For ROUTE, one entry a lane. */
  readonly lane: Lane | undefined
  readonly target: Target | undefined
  /** What pressing it means here: "order this machine". */
  readonly caption: Phrase
  /** The same in two or three words, for a button: "live-migrate". */
  readonly short: Phrase
  /** The real command. */
  readonly command: string
  /** Why it would be refused, in the system's words. */
  readonly refusal: Phrase | undefined
  /** It waits for nothing but this press: LAND, once something is ready and not in service. */
  readonly ripe: boolean
}

export interface LogLine {
  readonly id: number
  readonly tick: Tick
  readonly kind: 'command' | 'refusal' | 'normal' | 'warning' | 'speech'
  readonly text: Phrase
}
