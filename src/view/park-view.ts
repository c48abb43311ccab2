/**
 * What is on screen during a run, as plain data: the scene draws it, the HUD reads it
 * aloud, so the picture and the words cannot disagree.
 *
 * Shapes only; `see-park.ts` makes one from a run. Shares are parts per million,
 * times whole cluster seconds; whoever draws divides by the time scale.
 */

import type { Lane, Target, Verb } from '../model/command'
import type { Days, MicroUnits, Ppm, Seconds, Tick } from '../model/units'
import type { DiskKind } from '../model/volume'
import type { Sticker } from '../model/workload'
import type { Difficulty } from './difficulty'
import type { Face } from './faces'
import type { ImpactView } from './impact-view'
import type { Bail, PackView, PipView, SlamView } from './incident-view'
import type { Phrase } from './phrase'
import type { Ending } from './see-ending'
import type { TrickView } from './see-tricks'

/** How anything is doing. `palette.ts` gives each a colour, a shape and a pattern. */
export const TONES = ['idle', 'waiting', 'well', 'strained', 'failing', 'down'] as const
export type Tone = (typeof TONES)[number]

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

export interface LaneView {
  readonly lane: Lane
  /** How long something new takes to serve here, in cluster seconds, shortest and longest. */
  readonly readyIn: { readonly least: Seconds; readonly most: Seconds }
  /** Of whoever ROUTE here would place now: how many replicas would find no place, and who says so. */
  readonly noPlace: NoPlaceView | undefined
  /** The plate that was marked for the next ROUTE here, which would be bound to it for good. */
  readonly boundTo: string | undefined
  /** Of the riders it carries, not of those that only hang or lie here. */
  readonly tone: Tone
  /** Those, told apart: how many of its riders. */
  readonly troubles: TroublesView
  /** What is wrong with it as a whole; undefined while all is well. */
  readonly trouble?: LaneTroubleView | undefined
  /** Of the boxes: what the first project has of the servers that its quota allows, where that is few. */
  readonly quota?: { readonly used: number; readonly of: number } | undefined
  /** Of the lane's fullest serving rider. */
  readonly utilisation: Ppm
  /** Whether ROUTE here is possible for the rider that is up. */
  readonly open: boolean
  readonly plates: readonly PlateView[]
  /** Replicas that stand nowhere yet, or found no place: they hang at the lip. */
  readonly pending: readonly PipView[]
  /** Evictions are stopped on purpose: so many of so many nodes are not heard. */
  readonly paused: { readonly down: number; readonly of: number } | undefined
  readonly riders: readonly RiderView[]
  /** Of the rail: the tenants' clusters that it stands for. */
  readonly clusters: readonly ClusterView[]
}

export interface ClusterView {
  readonly name: string
  /** Undefined where it is no part of the game. */
  readonly plane: PlaneView | undefined
  /** Of its control plane: that of the part that is worst off. */
  readonly tone: Tone
  /** Free of what the nodes that are Ready may give away, of cpu or memory what there is less of. */
  readonly headroom: Ppm
  /** Whether that is enough, and no more than that. */
  readonly balance: 'low' | 'kept' | 'high'
}

export interface NoPlaceView {
  readonly count: number
  readonly of: number
  /** In the system's own words, without what preemption came to. */
  readonly why: string
  /** The API would not take it at all. */
  readonly refused?: true
}

export interface TroublesView {
  readonly hung: number
  readonly bailed: number
  /** Its users are here and not served. */
  readonly failing: number
  readonly of: number
}

export interface LaneTroubleView {
  /** Of the requests that come this second, the share that is lost or late; 0 where the budget bears it. */
  readonly losing: Ppm
  /** Who is counted on stands on it. */
  readonly host: { readonly name: string; readonly how: 'down' | 'cutOff' } | undefined
}

export const PLATE_KINDS = ['machine', 'hypervisor', 'server', 'node'] as const
export type PlateKind = (typeof PLATE_KINDS)[number]

/** `arriving`: the place that a live migration copies a server's memory to. */
export const PLATE_STATES = ['spare', 'ordered', 'building', 'arriving', 'up', 'down'] as const
export type PlateState = (typeof PLATE_STATES)[number]

/** A host, with what stands on it. What stands on a plate goes down with it. */
export interface PlateView {
  readonly target: Target | undefined
  readonly kind: PlateKind
  readonly name: string
  readonly state: PlateState
  /** The provisioning system's own word: `available`, `wait call-back`, `BUILD`, `Ready`. */
  readonly word: string
  /** What that system knows of its trouble, and what it will do; undefined while there is none. */
  readonly known: Phrase | undefined
  /** That in one bit, the second lamp: whether it is held to be up. Undefined where nobody watches. */
  readonly believed: 'up' | 'down' | undefined
  /** It lives, and nobody who could ask it hears it. */
  readonly cutOff: boolean
  /** Where its server is on its way to, by the name of the plate that waits there. */
  readonly movesTo: string | undefined
  /** Of an order, a boot or a migration under way: how much of the usual time is over. */
  readonly done: Ppm
  /** How full it is by what was promised, not by use. */
  readonly promised: Ppm
  /** The same, counted, where it is shared: of what there is most promised of. */
  readonly amount: AmountView | undefined
  /** What is promised of it is what the level is about: it stands beside its name. */
  readonly tellsPromise?: boolean
  /** The control plane of which a member is on it. */
  readonly keeps?: string | undefined
  readonly gpus: number
  /** Of a node: how many of them are somebody's. */
  readonly gpusTaken?: number
  /** A member of a control plane is in it: marked, it means that. */
  readonly member?: boolean
  readonly marked: boolean
  readonly above: readonly PlateView[]
  /** INCOMING tells of it. */
  readonly warned?: boolean
  /** Who stands on it is not known: nobody has looked. */
  readonly unseen?: boolean
  readonly pips: readonly PipView[]
}

/** Thousandths of a core, vCPUs, or bytes. */
export interface AmountView {
  readonly what: 'cpu' | 'vcpu' | 'memory'
  readonly asked: number
  readonly has: number
}

export const RIDER_STATES = [
  'up',
  'deck',
  'held',
  'air',
  'ready',
  'riding',
  'hung',
  'bailed',
  'gone',
  'unknown',
] as const
/** `air`: being provisioned. `ready`: could serve, waits for LAND. `hung`: no place was found. `unknown`: nobody has looked. */
export type RiderState = (typeof RIDER_STATES)[number]

export interface RiderView {
  readonly target: Target
  readonly name: string
  /** What it is, in a few words from the level. */
  readonly about: Phrase
  readonly stickers: readonly Sticker[]
  readonly state: RiderState
  readonly tone: Tone
  /** Which of the lane's plates it mainly stands on, for drawing it above that plate. */
  readonly plate: string | undefined
  /** Of its air time; 0 when it is not in the air. */
  readonly done: Ppm
  /** What it waits for, in the system's word: `Pulling`, `BUILD`, `wait call-back`. */
  readonly word: string
  readonly replicas: { readonly ready: number; readonly wanted: number }
  readonly utilisation: Ppm
  readonly marked: boolean
  /** Users are here and it does not serve them. */
  readonly failing: boolean
  /** Of one that hangs: what the system said, without what preemption came to; else empty. */
  readonly why: string
  readonly bail: Bail | undefined
  /** Its host is there: the kernel of that has panicked. */
  readonly panicked?: boolean
  readonly pack: PackView | undefined
  /** How it came down, once it has: at once when it was ready, or after a wait. */
  readonly landed?: 'clean' | 'late' | undefined
  /** A moment ago. */
  readonly justLanded?: boolean
  /** What a hand has just begun to do with it. */
  readonly trick?: TrickView | undefined
  /** It is changing lanes, and this is the copy that serves until the other does. */
  readonly leaving: boolean
  /** Its one run is done, and the machine or server that it had is its still. */
  readonly finished?: boolean
  /** INCOMING tells of it, or of its backpack. */
  readonly warned?: boolean
  /** Of one that nobody has looked at: it is shown in another lane already. */
  readonly echo?: boolean
}

export interface DeckView {
  readonly up: CardView | undefined
  readonly next: readonly CardView[]
}

/** The NEXT card: the real spec, so that the choice can be made from it. */
export interface CardView {
  readonly target: Target
  readonly name: string
  readonly about: Phrase
  readonly stickers: readonly Sticker[]
  readonly cores: { readonly milli: number }
  readonly memoryMiB: number
  readonly gpus: number
  /** What its data lies on, if it keeps any. */
  readonly disk: { readonly kind: DiskKind; readonly sizeMiB: number } | undefined
  /** So many of its pods stay through a drain. */
  readonly minAvailable: number | undefined
  readonly replicas: number
  readonly perSecond: number
  readonly held: boolean
  /** Until its users come; 0 once they have. */
  readonly dueIn: Seconds
  /** Of a job that is to be done once: until when, from now on. */
  readonly doneIn: Seconds | undefined
  /** Of what runs by the clock or once: how long a run takes. */
  readonly runsFor: Seconds | undefined
  /** Nobody comes when it is due: then it has its first run. */
  readonly byClock: boolean
  /** Of its patience, which begins to run when it is up. */
  readonly patienceLeft: Ppm
}

/** One line of the INCOMING board: exact where it is scheduled; of a sign, the soonest it may come. */
export interface IncomingView {
  readonly id: string
  readonly kind: 'rider' | 'job' | 'clock' | 'incident' | 'sign'
  readonly name: string
  readonly stickers: readonly Sticker[]
  /** Of a warning: which monster it is, as far as its signs tell. */
  readonly face?: Face | undefined
  /** Of a warning: what would be marked for it; undefined where nothing is left there to lose. */
  readonly on?: Target | undefined
  readonly inSeconds: Seconds
  /** The board has them in this order: when users come, a job is due, something goes or may go. */
  readonly at: Tick
  /** How much of the time since it was announced is over. */
  readonly done: Ppm
  readonly about: Phrase
}

export interface TargetView {
  readonly target: Target
  readonly kind: 'rider' | 'backpack' | 'plate' | 'plane' | 'choice'
  readonly name: string
  readonly byHand: boolean
  /** Why it is as it is, in the words of `kubectl describe` and its like. */
  readonly explained: readonly string[]
}

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
  readonly kind: 'command' | 'refusal' | 'normal' | 'warning'
  readonly text: Phrase
}
