/**
 * A level's spot as a picture for a page: before a run with all who will come, after it
 * with its medal, or with what ended it and whom. Shapes only.
 */

import type { Ppm } from '../model/units'
import type { Sticker } from '../model/workload'
import type { Metal } from './debrief-view'
import type { Face } from './faces'
import type { Bail } from './incident-view'

export interface FigureView {
  readonly name: string
  readonly stickers: readonly Sticker[]
}

interface Spot {
  readonly levelId: string
  /** How much of the evening is over. */
  readonly late: Ppm
  /** Before a run in the order in which they come; after it, first whom it is about. */
  readonly riders: readonly FigureView[]
}

export type Postcard =
  | (Spot & { readonly of: 'briefing' })
  | (Spot & { readonly of: 'landed'; readonly metal: Metal })
  | (Spot & { readonly of: 'wipedOut'; readonly face: Face; readonly bail: Bail })
