/**
 * Why does this workload answer as it does? Its queues, by speed, and what its clients do.
 *
 * No system prints this in one place: it is what a dashboard would show. Silent while all
 * is calm and nobody asks twice. Reads only.
 */

import type { BackendQueues } from '../model/traffic'
import { PPB } from '../model/units'
import type { Seen, Workload } from '../model/world'

export function explainTraffic({ traffic, spec }: Seen<Workload>): readonly string[] {
  const troubled = traffic.queues.filter(({ backends, answer }) => backends > 0 && answer.waiting > 0)
  return [...clientWords(spec.client), ...triesWords(traffic), ...troubled.map(queueWords)]
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
