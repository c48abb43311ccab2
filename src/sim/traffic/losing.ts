/**
 * Who pays for a second in which not all went well.
 *
 * A share of the requests is kept away by the network, a share meets a backend that does
 * not answer, a share is turned away by a full queue, a share is answered when its client
 * has gone, a share needed something that failed, a share is answered too late. If one of
 * a pool is silent, all that is lost goes to one cause: the one that has been open longest.
 *
 * A request whose client will ask again is not lost yet (`retries.ts`).
 */

import type { BackendQueues } from '../../model/traffic'
import { PPB, type Ppb } from '../../model/units'
import type { Workload, World } from '../../model/world'
import { type Pool, whySomeAreSilent } from './backends'
import { blameOfCalls } from './calls'
import { type Blame, sameBlame, writeOff, writeOffShare } from './ledger'
import { blameOfBar } from './network'
import { mayRetry, tryAgain } from './retries'

/** What happens beside queues that are full or slow. */
interface Troubles {
  /** The second's new requests. */
  readonly fresh: number
  /** The share whose calls fail, and that of its users' requests which the network keeps from it. */
  readonly failed: Ppb
  readonly barred: Ppb
}

/** What becomes of a second's requests, as shares of all of them. */
interface Fate {
  readonly barred: Ppb
  readonly silent: Ppb
  readonly refused: Ppb
  readonly timedOut: Ppb
  readonly failed: Ppb
  readonly late: Ppb
  /** All of these but the late ones. */
  readonly bad: Ppb
  /** Of calls by other workloads, which the network lets through or not at their own end. */
  readonly badCalls: Ppb
}

/** Writes off what is lost of `traffic.tried`, files what will be tried again, and counts this second's. */
export function lose(world: World, workload: Workload, pool: Pool, troubles: Troubles): void {
  const { traffic } = workload
  const fate = fateOf(traffic.queues, pool, troubles)
  const overload: Blame = { loss: 'Overload', cause: traffic.cause }
  const open = fate.silent > 0 ? longestOpen(world, workload, overload) : undefined
  const shares = open ? [{ blame: open, share: fate.bad }] : blamed(world, workload, fate, overload)
  const gone = loseLast(world, workload, shares)
  traffic.lostNow += gone
  traffic.failing = fate.badCalls
  const all = allTried(traffic.tried)
  const answered = all - gone - retryOthers(world, workload, fate.bad, troubles.fresh, heaviest(shares, overload))
  const slow: Blame = open && open !== overload ? open : { loss: 'TooSlow', cause: overload.cause }
  traffic.lateNow = writeOffShare(world, workload.id, slow, all, fate.late, answered)
  traffic.servedNow = answered - traffic.lateNow
}

/** Nothing answers. */
export function loseAll(world: World, workload: Workload, blame: Blame, fresh: number): void {
  const { traffic } = workload
  traffic.failing = PPB
  traffic.servedNow = 0
  traffic.lostNow += writeOff(world, workload.id, blame, traffic.tried.at(-1) ?? 0)
  retryOthers(world, workload, PPB, fresh, blame)
}

interface Blamed {
  readonly blame: Blame
  readonly share: Ppb
}

/** Each cause with its share; a cause that is met twice pays at once, for it has one line in the ledger. */
function blamed(world: World, workload: Workload, fate: Fate, overload: Blame): readonly Blamed[] {
  const shares = [
    ...(fate.barred > 0 ? [{ blame: blameOfBar(world, workload), share: fate.barred }] : []),
    { blame: overload, share: fate.refused },
    { blame: { loss: 'TimedOut', cause: overload.cause } as const, share: fate.timedOut },
    ...(fate.failed > 0 ? [{ blame: blameOfCalls(world, workload), share: fate.failed }] : []),
  ]
  return shares
    .filter((each, i) => shares.findIndex(({ blame }) => sameBlame(blame, each.blame)) === i)
    .map(each => ({
      blame: each.blame,
      share: shares.reduce((sum, { blame, share }) => (sameBlame(blame, each.blame) ? sum + share : sum), 0),
    }))
}

const heaviest = (shares: readonly Blamed[], otherwise: Blame): Blame =>
  shares.reduce((worst, each) => (each.share > worst.share ? each : worst), { blame: otherwise, share: 0 }).blame

/** Of those whose last attempt this is. */
function loseLast(world: World, { id, traffic }: Workload, shares: readonly Blamed[]): number {
  const all = traffic.tried.at(-1) ?? 0
  let left = all
  for (const { blame, share } of shares) left -= writeOffShare(world, id, blame, all, share, left)
  return all - left
}

/** All other attempts that fail: they are made again, but for those over the budget. Returns how many failed. */
function retryOthers(world: World, workload: Workload, bad: Ppb, fresh: number, blame: Blame): number {
  const { traffic, spec } = workload
  if (!spec.client) return 0
  let allowed = mayRetry(spec.client, fresh)
  let all = 0
  for (let attempt = 0; attempt < traffic.tried.length - 1; attempt += 1) {
    const due = (traffic.tried[attempt] ?? 0) * bad + traffic.retryCarry
    const failed = Math.min(traffic.tried[attempt] ?? 0, Math.floor(due / PPB))
    traffic.retryCarry = due - failed * PPB
    const refused = tryAgain(workload, attempt, failed, allowed, world.tick)
    traffic.lostNow += writeOff(world, workload.id, blame, refused)
    allowed -= failed - refused
    all += failed
  }
  return all
}

function fateOf(queues: readonly BackendQueues[], { silent, answering }: Pool, { failed, barred }: Troubles): Fate {
  const came = 1 - barred / PPB
  const met = answering / (silent + answering)
  let [refused, inVain, slow] = [0, 0, 0]
  for (const { backends, answer } of queues) {
    const share = (met * backends) / answering
    const letIn = share * (1 - answer.lost / PPB)
    refused += share - letIn
    inVain += (letIn * answer.timedOut) / PPB
    slow += (letIn * answer.late) / PPB
  }
  const works = 1 - failed / PPB
  const good = (met - refused - inVain) * works
  return {
    barred,
    silent: ppb(came * (1 - met)),
    refused: ppb(came * refused),
    timedOut: ppb(came * inVain),
    failed: ppb(came * (met - refused - inVain) * (1 - works)),
    late: ppb(came * slow * works),
    bad: PPB - ppb(came * good),
    badCalls: PPB - ppb(good),
  }
}

/** To the nearest: what was whole shall stay so. */
const ppb = (share: number): Ppb => Math.round(share * PPB)

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
