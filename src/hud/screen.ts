/**
 * What the HUD can be asked to show, and what it sends back. Plain data both ways.
 *
 * `main` makes a ScreenView from the campaign's snapshot and the session's view; the
 * HUD never reads a run. What is done with an Errand (files, clipboard, storage) is
 * `main`'s business too.
 */

import type { Gold } from '../level/entry'
import type { LabWish } from '../level/lab'
import type { Lane } from '../model/command'
import type { Era, Ppm, Tick } from '../model/units'
import type { Sticker } from '../model/workload'
import type { Device } from '../session/actions'
import type { CampaignEvent, Problem, SittingMode } from '../session/campaign'
import type { Intent } from '../session/intent'
import { KEY_SETS, type Keys } from '../session/keys'
import type { Effects, Quality } from '../session/quality'
import type { DebriefView, Metal } from '../view/debrief-view'
import type { Difficulty } from '../view/difficulty'
import type { HindsightView } from '../view/hindsight-view'
import type { ScoreView } from '../view/impact-view'
import type { LabView } from '../view/lab-view'
import type { Hand } from '../view/layout-shapes'
import type { ParkView } from '../view/park-view'
import type { Phrase } from '../view/phrase'
import type { FigureView } from '../view/postcard'
import type { CallView } from '../view/see-calls'
import type { DeckView } from '../view/see-decks'
import type { DuelView } from '../view/see-duel'
import type { PlaceView } from '../view/see-place'
import type { GhostView, TheatreView } from '../view/theatre-view'
import { AT_FIRST, type Printed, type Prompts } from './prompts'

/** A level's own sentences in one language, by key. */
export type LevelWords = Readonly<Record<string, string>>

export interface LevelCard {
  readonly id: string
  readonly words: LevelWords
  readonly era: Era
  readonly lasts: Tick
  /** Which lanes its park has. */
  readonly lanes: readonly Lane[]
  /** Cluster seconds in one second of play. */
  readonly timeScale: number
  /** Whether any are given here. */
  readonly medals: boolean
  readonly gold?: Gold
  /** The best that was landed here so far. */
  readonly best?: { readonly medal: Metal; readonly score: number }
  /** They are kept over many runs. */
  readonly goals: readonly { readonly text: Phrase; readonly kept: boolean }[]
  /** Letters of S-T-A-T-E earned here so far, and how many are the goal. */
  readonly letters: { readonly got: number; readonly of: number }
  /** Those of who comes, once that is known. */
  readonly stickers?: readonly Sticker[]
  /** A golden pager is hidden here: whether it was found. */
  readonly pager?: boolean
}

/** A level where it stands on the street. */
export interface SpotView {
  readonly level: LevelCard
  /** `L06` */
  readonly spot: string
  readonly state: 'closed' | 'open' | 'landed'
  /** The one that PRESS START opens. */
  readonly front: boolean
  /** Why it is closed: so many more of these have to land. */
  readonly after?: { readonly need: number; readonly of: readonly string[] }
}

export interface StreetView {
  /** Where whoever plays stands: where they come from, unless it has landed; else in front. */
  readonly here: string
  readonly chapters: readonly { readonly id: string; readonly spots: readonly SpotView[] }[]
  readonly front: string
  readonly landed: { readonly got: number; readonly of: number }
  /** Letters of S-T-A-T-E earned anywhere. */
  readonly letters: number
  /** All points that there are to spend. */
  readonly points: number
  readonly cape: boolean
  /** There is a run of the day. */
  readonly daily: boolean
}

export interface ShopView {
  readonly decks: readonly DeckView[]
  /** What the cape costs now: everything. */
  readonly points: number
  readonly owned: boolean
}

/** Before the Lab is open: every park, and how it was opened last. */
export interface LabDoorView {
  readonly parks: readonly {
    readonly chapter: string
    readonly parks: readonly {
      readonly id: string
      /** `L06` */
      readonly spot: string
      readonly words: LevelWords
      readonly era: Era
    }[]
  }[]
  /** By its level's id. */
  readonly chosen: string
  readonly wish?: LabWish
  readonly seed?: number | undefined
  /** It opens as soon as its park has come: how much has, 0 to 1. */
  readonly loading?: number
}

export const TEXT_SIZES = ['normal', 'large', 'largest'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

export interface Settings {
  /** Of effects, 0 to 100. */
  readonly volume: number
  /** Of music, 0 to 100. */
  readonly music: number
  readonly muted: boolean
  /** What is heard, in writing too. */
  readonly captions: boolean
  readonly reducedMotion: boolean
  /** How much adornment the picture has. */
  readonly quality: Quality
  /** Lanes, lamps and pips told apart by pattern, not by colour and shape alone. */
  readonly patterns: boolean
  readonly textSize: TextSize
  /** The plain board instead of the picture. Without WebGL it is the only one. */
  readonly textBoard: boolean
  /** The best run beside one's own. */
  readonly ghost: boolean
  /** The board mirrored, for a left thumb. */
  readonly leftHand: boolean
  /** What gives warning is on the INCOMING board for longer beforehand. What that is worth stays. */
  readonly longerWarnings: boolean
  /** How much help there is: hints, and signs of trouble. The cluster is the same. */
  readonly difficulty: Difficulty
  /** Time stands at each rider and incident until it is answered. */
  readonly callOut: boolean
  /** Nothing on the street is closed: for whoever leads a room. */
  readonly allOpen: boolean
  /** Everybody who rides wears one. It does nothing. */
  readonly cape: boolean
  readonly keys: Keys
}

export const DEFAULT_SETTINGS: Settings = {
  volume: 70,
  music: 60,
  muted: false,
  captions: false, // nothing is told by sound alone; on a phone they would take what room there is
  reducedMotion: false,
  quality: 'auto',
  patterns: false,
  textSize: 'normal',
  textBoard: false,
  ghost: true,
  leftHand: false,
  longerWarnings: false,
  difficulty: 'helped',
  callOut: false,
  allOpen: false,
  cape: false,
  keys: KEY_SETS.usual,
}

export type ScreenView =
  /** Its page has not come over the wire yet. */
  (
    | { readonly screen: 'coming'; readonly settings: Settings }
    | { readonly screen: 'title'; readonly settings: Settings; readonly street: StreetView }
    | { readonly screen: 'street'; readonly settings: Settings; readonly street: StreetView }
    | { readonly screen: 'lab'; readonly settings: Settings; readonly door: LabDoorView }
    | { readonly screen: 'shop'; readonly settings: Settings; readonly shop: ShopView }
    | {
        readonly screen: 'briefing'
        readonly settings: Settings
        readonly level: LevelCard
        readonly place?: PlaceView | undefined
        /** Who will come, as soon as the level has. */
        readonly riders?: readonly FigureView[]
        /** It is the run of the day, and has this seed. */
        readonly seed?: number | undefined
        /** It is to begin as soon as it has come: how much has, 0 to 1. */
        readonly loading?: number
      }
    | RunScreen
    | DebriefScreen
    | DuelScreen
    | { readonly screen: 'problem'; readonly settings: Settings; readonly problem: Problem }
  ) & {
    /** What was used last; the keyboard, until something was. */
    readonly device?: Device
    /** What is printed on the keys, if the browser tells. */
    readonly printed?: Printed
    /** How much adornment the picture has now, and how long its frames take, once that was measured. */
    readonly effects?: { readonly now: Effects; readonly median: number | undefined }
  }

export const handOf = ({ leftHand }: Settings): Hand => (leftHand ? 'left' : 'right')

export const promptsOf = ({ settings: { keys }, ...screen }: ScreenView): Prompts => ({
  device: screen.device ?? AT_FIRST.device,
  keys,
  printed: screen.printed ?? AT_FIRST.printed,
})

/**
 * Time stands while it is coming. Until a late one comes, and if there is none because the
 * browser has no WebGL, the park is shown as text.
 */
export type PictureState = 'coming' | 'open' | 'late' | 'none'

export interface RunScreen {
  readonly screen: 'run'
  readonly settings: Settings
  readonly level: LevelCard
  readonly park: ParkView
  readonly mode: SittingMode
  /** It is played from a log, not by hand. */
  readonly replay: boolean
  /** What is shown while one is watched. */
  readonly theatre?: TheatreView | undefined
  /** The best run so far, while one is played. */
  readonly ghost?: GhostView | undefined
  /** The hand of whoever throws, in a duel. */
  readonly duel?: DuelView | undefined
  /** What time stands for, in call-out mode. */
  readonly call?: CallView | undefined
  /** In the Lab: what its panel shows, and how fast time runs. */
  readonly lab?: { readonly view: LabView; readonly speedPercent: number } | undefined
  readonly picture: PictureState
  /** Which of the two verbs that no command stands for this level lets one use. */
  readonly can: { readonly plan: boolean; readonly rewind: boolean }
}

/** Before a duel, between its rounds, and after them. */
export interface DuelScreen {
  readonly screen: 'duel'
  readonly settings: Settings
  readonly level: LevelCard
  /** Before the first round: the parks that there are. */
  readonly parks?: readonly { readonly id: string; readonly spot: string; readonly name: string }[]
  /** Those that are over: what was kept of the error budget. */
  readonly rounds: readonly { readonly kept: Ppm }[]
  /** Which comes next, from 1; undefined where one is only watched. */
  readonly round?: number | undefined
}

export interface DebriefScreen {
  readonly screen: 'debrief'
  readonly settings: Settings
  readonly level: LevelCard
  readonly debrief: DebriefView
  /** The level that comes after it; undefined after the last. */
  readonly next?: LevelCard | undefined
  /** Beside one's own other runs and those of the bots. */
  readonly place?: PlaceView | undefined
  /** Undefined until every incident is settled. */
  readonly score?: ScoreView | undefined
  /** With how much help it was played; undefined of a run that was not played here. */
  readonly help?: Difficulty | undefined
  /** Undefined while the run is being looked back at. */
  readonly hindsight?: HindsightView | undefined
}

/** What is asked for beside the app's statechart. */
export type Errand =
  | { readonly type: 'SETTINGS'; readonly settings: Settings }
  | { readonly type: 'BUY_CAPE' }
  /** The run of the day: the same for everybody. */
  | { readonly type: 'DAILY' }
  | { readonly type: 'EXPORT_PROGRESS' }
  | { readonly type: 'IMPORT_PROGRESS'; readonly file: File }
  | { readonly type: 'COPY_LINK'; readonly round?: number }
  | { readonly type: 'COPY_RUNBOOK'; readonly text: string }
  | { readonly type: 'DOWNLOAD_RUN' }
  | { readonly type: 'OPEN_RUN'; readonly file: File }
  /** Shows what another decision would have changed. */
  | { readonly type: 'OTHER_LINE'; readonly choice: number }

export type AppEvent = Exclude<CampaignEvent, { type: 'WATCH' | 'HERE' | 'ENDED' | 'FAIL' | 'BRANCH' }> | Errand

const ERRANDS: readonly string[] = [
  'SETTINGS',
  'BUY_CAPE',
  'DAILY',
  'EXPORT_PROGRESS',
  'IMPORT_PROGRESS',
  'COPY_LINK',
  'COPY_RUNBOOK',
  'DOWNLOAD_RUN',
  'OPEN_RUN',
  'OTHER_LINE',
] satisfies readonly Errand['type'][]

export const isErrand = (event: AppEvent): event is Errand => ERRANDS.includes(event.type)

export interface Hands {
  intent(intent: Intent): void
  app(event: AppEvent): void
}
