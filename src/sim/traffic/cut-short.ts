/**
 * Requests that are cut short: a process dies without warning (it is out of memory, it
 * crashes, it is evicted at once, its host or its kernel is gone), and with it everything
 * that it works on and everything that waits for it.
 *
 * Nobody counts requests one by one, but how many there are on average is known: as many as
 * come in the time that one takes from its arrival to its answer (Little's law), which the
 * queue's own arithmetic has (`queueing.ts`). Of what is left over of whole ones a keyed roll
 * decides, so that many deaths cost what they should. They were counted as answered in the
 * second in which they came, and are taken back; whose client asks again is neither.
 *
 * Simpler than the real thing: what other workloads have asked of it is cut short at this end
 * alone, and the load is that of the second before.
 */

import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { HostRef } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import type { Loss } from '../../model/traffic'
import { type Milliseconds, PPB } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { roll } from '../chance'
import { stretched } from '../cloud/steal'
import { servesOn } from '../kubelet/pod-end'
import { throttledMs, throttledWorkers } from '../kubelet/throttle'
import { podAnswers, unitAnswers } from './backends'
import { loseInHand } from './in-hand'
import { writeOff } from './ledger'
import { answerTo } from './queueing'
import { mayRetry, tryAgain } from './retries'
import { serviceTime } from './speed'

/** Before anything else is done about its death, for it has to be known whether it lived. */
export function cutPodShort(world: World, pod: Pod, loss: Loss, cause: Cause): void {
  const workload = world.workloads[pod.workload] as Workload
  const node = world.nodes[pod.node]
  const answers = podAnswers(world, pod) || servesOn(world, workload, pod)
  if (!node || !answers) return loseInHand(world, pod, loss) // of what hangs, or has been told to stop
  pod.inHand = 0
  const ms = stretchedOn(world, workload, node.on)
  const inside = insideOf(workload, throttledWorkers(workload.spec, ms), throttledMs(workload.spec, ms))
  lose(world, workload, pod.ordinal, inside, loss, cause)
}

export function cutUnitShort(world: World, unit: Seen<Unit>, loss: Loss, cause: Cause): void {
  const workload = world.workloads[unit.workload] as Workload
  if (!unit.inService || !unitAnswers(world, unit)) return
  const inside = insideOf(workload, unit.workers, stretchedOn(world, workload, unit.on))
  lose(world, workload, unit.ordinal, inside, loss, cause)
}

/** All that stands on a host which is to be gone in a moment, pods and processes. */
export function cutNodeShort(world: World, node: Seen<Node>, cause: Cause): void {
  for (const id of node.pods) cutPodShort(world, world.pods[id] as Pod, 'HostDown', cause)
}

const stretchedOn = (world: Seen<World>, workload: Seen<Workload>, on: HostRef): Milliseconds =>
  world.steals ? stretched(world, on, serviceTime(world, workload)) : serviceTime(world, workload)

/** How many of its users' requests are in one such backend, on average. */
function insideOf({ spec, traffic }: Seen<Workload>, workers: number, serviceMs: Milliseconds): number {
  const row = traffic.queues.find(each => each.workers === workers && each.serviceMs === serviceMs)
  const own = (traffic.perSecond + traffic.againNow) * 1_000
  if (!row || row.backends === 0 || own === 0) return 0
  const { latencySloMs, backlog, client } = spec
  const { lost, waiting } = answerTo({
    offeredMilli: row.offered,
    workers,
    serviceMs,
    latencySloMs,
    backlog,
    timeoutMs: client?.timeoutMs,
  })
  const letIn = (row.offered / 1_000) * (1 - lost / PPB)
  const takes = (serviceMs / 1_000) * (1 + waiting / PPB)
  return (letIn * takes * own) / (own + traffic.calledNow)
}

const SIDES = 1_000_000

function lose(world: World, workload: Workload, ordinal: number, inside: number, loss: Loss, cause: Cause): void {
  const { id, spec, traffic } = workload
  const whole = Math.floor(inside)
  const rest = Math.floor((inside - whole) * SIDES)
  const one = roll(world.seed, 'cutShort', { owner: id, ordinal }, world.tick, SIDES) < rest ? 1 : 0
  const cut = Math.min(traffic.served, whole + one)
  traffic.served -= cut
  traffic.cutShort += cut
  const again = spec.client && spec.client.attempts > 1 ? mayRetry(spec.client, traffic.perSecond) : 0
  const gone = again > 0 ? tryAgain(workload, 0, cut, again, world.tick) : cut
  traffic.lost += writeOff(world, id, { loss, cause }, gone)
}

/** What a host of this kind carries straight. */
export const carriedBy = (world: Seen<World>, { kind, id }: HostRef): Seen<Unit> | undefined =>
  world.units[
    (kind === 'machine' ? world.machines[id]?.unit : kind === 'server' ? world.servers[id]?.unit : NONE) ?? NONE
  ]
