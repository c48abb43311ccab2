/** A lane on screen: how soon it would serve, how its riders do, what it carries. Shapes only. */

import type { Lane } from '../model/command'
import type { Ppm, Seconds } from '../model/units'
import type { PipView } from './incident-view'
import type { PlaneView } from './plane-view'
import type { PlateView } from './plate-view'
import type { RiderView } from './rider-view'
import type { Tone } from './tone'

export interface LaneView {
  readonly lane: Lane
  /** How long something new takes to serve here, in cluster seconds, shortest and longest. */
  readonly readyIn: { readonly least: Seconds; readonly most: Seconds }
  /** Of whoever ROUTE here would place now, or if that is nobody, of anybody: how many replicas would find no place, and who says so. */
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
  /** Nobody is up: so it would answer whoever came. */
  readonly anybody?: true
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
