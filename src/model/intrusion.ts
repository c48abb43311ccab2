/** Somebody's code in the processes of one workload, which asks another that it has no business with. */

import type { Cause } from './happening'
import type { Id } from './refs'

export interface Intrusion {
  readonly from: Id
  readonly to: Id
  /** Requests a second. */
  readonly perSecond: number
  /** Whether they arrive; undefined while nobody could send them, or nobody is there to be asked. */
  passes: boolean | undefined
  cause: Cause
}
