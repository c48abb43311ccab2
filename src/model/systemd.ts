/** Processes under systemd. */

import type { Cause } from './happening'
import type { HostRef, Id } from './refs'
import type { PodTemplate } from './rollout'
import type { Tick } from './units'

/** A workload's process under systemd, on a server or straight on a machine. */
export interface Unit {
  readonly id: Id
  readonly workload: Id
  readonly ordinal: number
  readonly on: HostRef
  /** Which disk of its workload is its own: 0 but for a store that has several. */
  readonly claim: number
  readonly askedAt: Tick
  state: 'waiting' | 'activating' | 'active' | 'failed' | 'deleted'
  ready: boolean
  readyAt: Tick
  /** When it died under its users, or NONE: the balancer's health monitor notices a little later. */
  failedAt: Tick
  /** Requests it works on at a time: on a whole machine, those of every replica. */
  workers: number
  /** In the balancer's pool; before the unit is ready its requests fail. */
  inService: boolean
  /** The version that it runs, and the one that the image of its server holds, if there is one. */
  template: PodTemplate
  saved: PodTemplate | undefined
  /** The one in the image that its server was built from. */
  built: PodTemplate
  /** It is being deployed, and goes back into its pool when it is ready. */
  returns: boolean
  cause: Cause
}
