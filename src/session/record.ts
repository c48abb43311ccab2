/** What is kept of a player between visits; `progress.ts` reads and writes it. */

import type { RunFigures } from '../rules/figures'
import type { Metal } from '../rules/medals'
import type { Store } from './ports'

/** 1 kept no runs, 2 no letters, 3 no figures and no cape. */
export const PROGRESS_FORMAT = 4

export interface LevelRecord {
  readonly landed: number
  readonly tried: number
  readonly medal: Metal
  readonly score: number
  readonly goals: string[]
  /** Workloads that have earned a letter of S-T-A-T-E. */
  readonly letters: string[]
  readonly best?: BestRun | undefined
  /** The runs on one engine and one level, the last one last: others are nothing to compare with. */
  readonly own?: { readonly on: string; readonly runs: RunFigures[] } | undefined
}

export interface BestRun {
  readonly score: number
  /** Engine and level it was played on: when those change, any run is better. */
  readonly on: string
  /** As a link has it. */
  readonly run: string
}

export interface Progress {
  readonly format: typeof PROGRESS_FORMAT
  readonly levels: Record<string, LevelRecord>
  /** It was bought, for everything that there was: so many points. */
  readonly cape?: { readonly paid: number } | undefined
  readonly settings: Record<string, string | number | boolean>
}

export const NO_PROGRESS: Progress = { format: PROGRESS_FORMAT, levels: {}, settings: {} }

export const SLOTS = ['kod.progress.a', 'kod.progress.b'] as const
export type Slot = (typeof SLOTS)[number]

/** Whether there is anything to be read. */
export const isKept = (store: Store): boolean => SLOTS.some(slot => store.read(slot) !== undefined)

/** All points that there are to spend: what the levels' best runs scored, without what the cape took. */
export const pointsIn = ({ levels, cape }: Progress): number =>
  Math.max(
    0,
    Object.values(levels).reduce((sum, { score, landed }) => sum + (landed > 0 ? score : 0), 0) - (cape?.paid ?? 0),
  )
