/**
 * Each backend its own bounded queue, behind a pick at random.
 *
 * kube-proxy's rules send a connection to any endpoint with the same chance, however
 * busy, slow or cold that is (`statistic mode random`). What is picked so out of a
 * stream of requests that come by chance comes by chance itself, so that n backends are
 * n queues M/M/c/K with an nth of the load each, never one queue with n times as many
 * workers. Those that are alike have one answer, which is worked out once and kept while
 * the load stays the same, for it is asked in every second.
 *
 * Simpler than the real thing: servers behind a balancer are picked likewise. The
 * balancer's ROUND_ROBIN would spread a little more evenly, LEAST_CONNECTIONS much more.
 */

import type { Pod } from '../../model/kubernetes'
import type { Unit } from '../../model/systemd'
import type { BackendQueues } from '../../model/traffic'
import type { Milliseconds } from '../../model/units'
import type { Seen, Workload, World } from '../../model/world'
import { stretched } from '../cloud/steal'
import { servesOn } from '../kubelet/pod-end'
import { throttledMs, throttledWorkers } from '../kubelet/throttle'
import { type Pool, podAnswers, takenOut, unitAnswers } from './backends'
import { answerTo, calmUpTo, type Load, NONE_LOST } from './queueing'
import { serviceTime } from './speed'

/** A workload of this many speeds forgets those it has no backends of. */
const MOST_KEPT = 16

/** What its queues make of so much each, in thousandths of a request per second; false: nothing is lost or late. */
export function askQueues(world: World, workload: Workload, pool: Pool, each: number): boolean {
  sortBySpeed(world, workload, pool)
  let [work, hands] = [0, 0]
  let troubled = false
  for (const row of workload.traffic.queues) {
    if (row.backends === 0) continue
    work += row.backends * each * row.serviceMs
    hands += row.backends * row.workers
    if (each > row.calmUpTo) troubled = true
    askQueue(workload, row, each)
  }
  workload.traffic.utilisation = Math.floor((work * 1_000) / hands)
  return troubled
}

function askQueue(workload: Workload, row: BackendQueues, each: number): void {
  if (row.offered === each) return
  row.offered = each
  row.answer = each <= row.calmUpTo ? NONE_LOST : answerTo(loadOf(workload, row, each))
}

/** Counts anew how many there are of each speed, into rows that stay from second to second. */
function sortBySpeed(world: World, workload: Workload, { answering, pods }: Pool): void {
  for (const row of workload.traffic.queues) row.backends = 0
  const serviceMs = serviceTime(world, workload)
  if (world.steals) podsBySteal(world, workload, serviceMs)
  else if (pods > 0) podRow(workload, serviceMs).backends += pods
  if (answering === pods) return
  for (const id of workload.units) {
    const unit = world.units[id] as Seen<Unit>
    const asked = unit.inService && !takenOut(world, unit) && unitAnswers(world, unit)
    if (asked) rowFor(workload, unit.workers, stretched(world, unit.on, serviceMs)).backends += 1
  }
}

/** Pods in guests of a crowded hypervisor are slower than others. */
function podsBySteal(world: World, workload: Workload, serviceMs: Milliseconds): void {
  for (const id of workload.endpoints) {
    const pod = world.pods[id] as Seen<Pod>
    if (podAnswers(world, pod)) addPod(world, workload, pod, serviceMs)
  }
  for (const id of workload.stopping) {
    const pod = world.pods[id] as Seen<Pod>
    if (servesOn(world, workload, pod)) addPod(world, workload, pod, serviceMs)
  }
}

function addPod(world: World, workload: Workload, pod: Seen<Pod>, serviceMs: Milliseconds): void {
  const on = world.nodes[pod.node]?.on
  if (on) podRow(workload, stretched(world, on, serviceMs)).backends += 1
}

/** What a cpu limit makes of it. */
const podRow = (workload: Workload, serviceMs: Milliseconds): BackendQueues =>
  rowFor(workload, throttledWorkers(workload.spec, serviceMs), throttledMs(workload.spec, serviceMs))

function rowFor(workload: Workload, workers: number, serviceMs: Milliseconds): BackendQueues {
  const { queues } = workload.traffic
  for (const row of queues) if (row.workers === workers && row.serviceMs === serviceMs) return row
  if (queues.length >= MOST_KEPT) queues.splice(0, queues.length, ...queues.filter(row => row.backends > 0))
  const calm = calmUpTo(loadOf(workload, { workers, serviceMs }, 0))
  const row = { workers, serviceMs, backends: 0, calmUpTo: calm, offered: 0, answer: NONE_LOST }
  queues.push(row)
  return row
}

const loadOf = (
  { spec }: Workload,
  { workers, serviceMs }: Pick<BackendQueues, 'workers' | 'serviceMs'>,
  offeredMilli: number,
): Load => ({
  offeredMilli,
  workers,
  serviceMs,
  latencySloMs: spec.latencySloMs,
  backlog: spec.backlog,
  timeoutMs: spec.client?.timeoutMs,
})
