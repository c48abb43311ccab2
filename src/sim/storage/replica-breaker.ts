/**
 * What becomes of a request for a range without its majority, as in CockroachDB: it hangs,
 * for ever in 2017. Today a replica whose oldest proposal has waited for a minute trips its
 * circuit breaker, and from then on refuses at once with a ReplicaUnavailableError, until
 * the range is back.
 *
 * Lost is lost to whoever asks for that range. But a request that hangs holds a connection
 * until its client goes, so before the breaker trips those for the other ranges may find
 * none free: one range of three takes the whole database along.
 *
 * Simpler than the real thing: all live members share their connections, a client without
 * a timeout goes after the time in which an answer is still good, and somebody has asked
 * for the range in the second in which it lost its majority. The breaker resets at once.
 */

import { constantsOf } from '../../model/constants'
import type { QuorumStore, Range } from '../../model/store'
import { PPB, type Ppb } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import type { Telling } from '../telling'
import { nodeId } from './store-names'

/** Asked each second of a range without its majority. */
export function followBreaker(world: World, store: QuorumStore, range: Range, tell: Telling): void {
  const { replicaBreaker } = constantsOf(world.era)
  if (range.tripped || replicaBreaker === NONE || world.tick < range.unavailableSince + replicaBreaker) return
  range.tripped = true
  const waited = `have been waiting ${replicaBreaker}.00s for slow proposal`
  const note = `breaker: tripped with error: replica unavailable: unable to serve request to r${range.id + 1}: ${lostQuorum(store, range)}: ${waited}`
  range.cause = tell.warning('ReplicaUnavailable', 'workload', store.workload, note, range.cause)
}

export function lostQuorum({ members }: Seen<QuorumStore>, { replicas }: Seen<Range>): string {
  const down = replicas.filter(({ member }) => members[member]?.live !== true).map(({ member }) => nodeId(member))
  return `lost quorum (down: ${down.join(',')})`
}

const hangs = ({ available, tripped }: Seen<Range>) => !available && !tripped

/** Of the requests for ranges that go on, the share that finds no connection free in such a second. */
export function crowdedOut(
  world: Seen<World>,
  store: Seen<QuorumStore>,
  { spec }: Seen<Workload>,
  requests: number,
): Ppb {
  const { ranges, members } = store
  const hanging = ranges.filter(hangs)
  const going = ranges.filter(({ available }) => available).length
  if (hanging.length === 0 || going === 0) return 0
  const patience = spec.client?.timeoutMs ?? spec.latencySloMs
  const each = requests / ranges.length
  let held = 0
  for (const { unavailableSince } of hanging)
    held += (each * Math.min(patience, (world.tick - unavailableSince) * 1_000)) / 1_000
  const free = Math.max(0, spec.workers * members.filter(({ live }) => live).length - held)
  const served = (free * 1_000) / spec.serviceMs
  const asked = each * going
  return served >= asked ? 0 : Math.floor(((asked - served) * PPB) / asked)
}
