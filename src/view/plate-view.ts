/** A plate on screen: a host, with what stands on it. Shapes only. */

import type { Target } from '../model/command'
import type { Bytes, Ppm } from '../model/units'
import type { PipView } from './incident-view'
import type { Phrase } from './phrase'

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
  /** What may still be promised of it; undefined where nobody is promised anything. */
  readonly room?: RoomView | undefined
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

/** Cores in thousandths of one, vCPUs in whole ones, memory in bytes. */
export interface RoomView {
  readonly what: 'cpu' | 'vcpu'
  readonly cores: number
  readonly memory: Bytes
  /** Undefined where it has none at all. */
  readonly gpus: number | undefined
}
