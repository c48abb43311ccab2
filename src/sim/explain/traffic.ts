/**
 * Why does this workload answer as it does? Its queues, by speed, and what its clients do.
 *
 * No system prints this in one place: it is what a dashboard would show. Silent while all
 * is calm and nobody asks twice. Reads only.
 */

import type { Call } from '../../model/calls'
import type { BackendQueues } from '../../model/traffic'
import { PPB } from '../../model/units'
import type { Seen, Workload, World } from '../../model/world'
import { cacheLines } from '../traffic/dns-cache'

export function explainTraffic(world: Seen<World>, workload: Seen<Workload>): readonly string[] {
  const { traffic, spec, calls } = workload
  const troubled = traffic.queues.filter(({ backends, answer }) => backends > 0 && answer.waiting > 0)
  return [
    ...clientWords(spec.client),
    ...triesWords(traffic),
    ...(traffic.cutShort > 0 ? [`in hand or waiting when a process died: ${traffic.cutShort} requests`] : []),
    ...cacheLines(world, workload),
    ...(traffic.calledNow > 0 ? [`called by others: ${Math.floor(traffic.calledNow / 1_000)}/s`] : []),
    ...calls.map(call => callWords(world, call)),
    ...troubled.map(queueWords),
  ]
}

function callWords(world: Seen<World>, { to, what, queries, requests, attempts }: Seen<Call>): string {
  const { spec, traffic } = world.workloads[to] as Seen<Workload>
  const asks = what === 'call' ? `calls ${spec.name}` : `looks names up in ${spec.name}`
  const each = `${queries} ${what === 'call' ? 'for each request' : `queries for ${requests} request${requests === 1 ? '' : 's'}`}`
  return `${asks}: ${each}, ${attempts} attempt${attempts === 1 ? '' : 's'}; ${percent(traffic.failing)} fail`
}

const clientWords = (client: Seen<Workload>['spec']['client']): readonly string[] =>
  client
    ? [
        `clients: time out after ${client.timeoutMs} ms, ask ${client.attempts} times, back off ${client.backoffMs} ms`,
        ...(client.retryPercent === undefined ? [] : [`retry budget: ${client.retryPercent} %`]),
      ]
    : []

const triesWords = ({ perSecond, againNow, servedNow }: Seen<Workload>['traffic']): readonly string[] =>
  againNow > 0 ? [`requests: ${perSecond}/s new, ${againNow}/s made again, ${servedNow}/s answered in time`] : []

function queueWords({ backends, workers, serviceMs, answer, offered }: Seen<BackendQueues>): string {
  const busy = Math.floor((offered * serviceMs) / (workers * 10_000))
  const wait = Math.floor((answer.waiting * serviceMs) / PPB)
  const lost = `refused ${percent(answer.lost)}, late ${percent(answer.late)}, timed out ${percent(answer.timedOut)}`
  return `${backends} backend${backends === 1 ? '' : 's'} of ${workers} workers, ${serviceMs} ms: ${busy} % asked for, mean wait ${wait} ms, ${lost}`
}

const percent = (share: number) => `${Math.floor(share / (PPB / 100))} %`
