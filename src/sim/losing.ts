/**
 * Who pays for a second in which not all went well.
 *
 * A share of the requests meets a backend that does not answer, a share is turned away
 * by a full queue, a share is answered when its client has gone, a share is answered too
 * late. If one of a pool is silent, all that is lost goes to one cause: the one that has
 * been open longest. Else each queue's losses are its own.
 *
 * A request whose client will ask again is not lost yet (`retries.ts`).
 */

import type { BackendQueues } from '../model/traffic'
import { PPB, type Ppb } from '../model/units'
import type { Workload, World } from '../model/world'
import { type Pool, whySomeAreSilent } from './backends'
import { blameOfCalls } from './calls'
import { type Blame, writeOff, writeOffShare } from './ledger'
import { mayRetry, tryAgain } from './retries'

/** Shares of a second's requests. */
interface Fate {
  /** Of all: they meet nobody. */
  readonly silent: Ppb
  /** Of those that meet somebody. */
  readonly letIn: Ppb
  readonly timedOut: Ppb
  readonly late: Ppb
  /** Of those that are answered in time: something they called was not. */
  readonly failed: Ppb
  /** Of all: neither refused nor in vain. */
  readonly good: Ppb
}

/** Writes off what is lost of `traffic.tried`, files what will be tried again, and counts `lostNow` and `lateNow`. */
export function lose(world: World, workload: Workload, pool: Pool, fresh: number, failed: Ppb): void {
  const { traffic } = workload
  const fate = fateOf(traffic.queues, pool, failed)
  const overload: Blame = { loss: 'Overload', cause: traffic.cause }
  const open = fate.silent > 0 ? longestOpen(world, workload, overload) : undefined
  const gone = loseLast(world, workload, fate, pool, open)
  traffic.lostNow += gone
  traffic.failing = PPB - fate.good
  const again = retryOthers(world, workload, fate.good, fresh, open ?? mostOf(world, workload, fate, overload))
  const answered = allTried(traffic.tried) - gone - again
  const slow: Blame = open && open !== overload ? open : { loss: 'TooSlow', cause: overload.cause }
  traffic.lateNow = writeOffShare(world, workload.id, slow, answered, fate.late)
  traffic.servedNow = answered - traffic.lateNow
}

/** Nothing answers. */
export function loseAll(world: World, workload: Workload, blame: Blame, fresh: number): void {
  const { traffic } = workload
  traffic.failing = PPB
  traffic.servedNow = 0
  traffic.lostNow += writeOff(world, workload.id, blame, traffic.tried.at(-1) ?? 0)
  retryOthers(world, workload, 0, fresh, blame)
}

/** Of those whose last attempt this is. */
function loseLast(world: World, workload: Workload, fate: Fate, pool: Pool, open: Blame | undefined): number {
  const { id, traffic } = workload
  const all = traffic.tried.at(-1) ?? 0
  let left = all
  if (open) left -= writeOffShare(world, id, open, left, fate.silent)
  const met = left
  for (const row of traffic.queues) {
    if (row.backends === 0 || row.answer.lost === 0) continue
    const blame = open ?? { loss: 'Overload', cause: traffic.cause }
    left -= writeOffShare(world, id, blame, met, Math.floor((row.backends * row.answer.lost) / pool.answering))
  }
  const inVain: Blame = open ?? { loss: 'TimedOut', cause: traffic.cause }
  left -= writeOffShare(world, id, inVain, left, fate.timedOut)
  if (fate.failed > 0) left -= writeOffShare(world, id, blameOfCalls(world, workload), left, fate.failed)
  return all - left
}

/** All other attempts that fail: they are made again, but for those over the budget. Returns how many failed and are not lost. */
function retryOthers(world: World, workload: Workload, good: Ppb, fresh: number, blame: Blame): number {
  const { traffic, spec } = workload
  if (!spec.client) return 0
  let allowed = mayRetry(spec.client, fresh)
  let again = 0
  for (let attempt = 0; attempt < traffic.tried.length - 1; attempt += 1) {
    const due = (traffic.tried[attempt] ?? 0) * (PPB - good) + traffic.retryCarry
    const failed = Math.min(traffic.tried[attempt] ?? 0, Math.floor(due / PPB))
    traffic.retryCarry = due - failed * PPB
    const refused = tryAgain(workload, attempt, failed, allowed, world.tick)
    traffic.lostNow += writeOff(world, workload.id, blame, refused)
    allowed -= failed - refused
    again += failed
  }
  return again
}

function fateOf(queues: readonly BackendQueues[], { silent, answering }: Pool, failed: Ppb): Fate {
  const [letIn, timedOut, late] = queues.reduce(
    ([sum, vain, slow], { backends, answer }) => {
      const share = (backends * (PPB - answer.lost)) / answering
      return [sum + share, vain + (share * answer.timedOut) / PPB, slow + (share * answer.late) / PPB]
    },
    [0, 0, 0] as readonly [number, number, number],
  )
  const none = Math.floor((silent * PPB) / (silent + answering))
  const answered = letIn - timedOut
  return {
    silent: none,
    letIn: Math.floor(letIn),
    timedOut: letIn > 0 ? Math.floor((timedOut * PPB) / letIn) : 0,
    late: answered > 0 ? Math.floor((late * PPB) / answered) : 0,
    failed,
    good: Math.floor((((answered * (PPB - none)) / PPB) * (PPB - failed)) / PPB),
  }
}

function mostOf(world: World, workload: Workload, { letIn, timedOut, failed }: Fate, overload: Blame): Blame {
  if (failed > timedOut && failed > PPB - letIn) return blameOfCalls(world, workload)
  return timedOut > PPB - letIn ? { loss: 'TimedOut', cause: overload.cause } : overload
}

/** Silent backends pay for everything, unless there were too few workers before they fell silent. */
function longestOpen(world: World, workload: Workload, overload: Blame): Blame {
  const { traffic } = workload
  const first = traffic.state === 'overloaded' && traffic.since < traffic.silentSince
  return first ? overload : whySomeAreSilent(world, workload)
}

export const allTried = (tried: readonly number[]): number => {
  let all = 0
  for (const each of tried) all += each
  return all
}
