/** Who comes, and what may come: the NEXT card and the INCOMING board. Shapes only. */

import type { Target } from '../model/command'
import type { Ppm, Seconds, Tick } from '../model/units'
import type { DiskKind } from '../model/volume'
import type { Sticker } from '../model/workload'
import type { Face } from './faces'
import type { Phrase } from './phrase'

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
  readonly kind: 'rider' | 'job' | 'clock' | 'incident' | 'sign' | 'back'
  readonly name: string
  readonly stickers: readonly Sticker[]
  /** Of a warning: which monster it is, as far as its signs tell. */
  readonly face?: Face | undefined
  /** Of a warning: what would be marked for it; undefined where nothing is left there to lose. */
  readonly on?: Target | undefined
  /** What is marked when its row is pressed; undefined where it is of nothing that can be marked. */
  readonly marks?: Target | undefined
  readonly marked?: boolean
  /** In two words what will be, for a row without room. */
  readonly short?: Phrase | undefined
  readonly inSeconds: Seconds
  /** The board has them in this order: when users come, a job is due, something goes or may go. */
  readonly at: Tick
  /** How much of the time since it was announced is over. */
  readonly done: Ppm
  readonly about: Phrase
}
