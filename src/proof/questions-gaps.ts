/** What people who work on Kubernetes would ask of the corners: access modes, grace, tolerations, the DNS cache. */

import { ask, aWorkload, aWorld, lines, wait } from './inquiry'
import type { Question } from './question'

const NODES = ['n1', 'n2', 'n3'].map(name => ({ name, cores: 8, memoryMiB: 16_384, gpus: 0, runs: 'kubelet' }))

function accessModes(): readonly string[] {
  return (['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', 'ReadOnlyMany'] as const).flatMap(access => {
    const writes = access === 'ReadOnlyMany' ? 0 : 200_000
    const data = { sizeMiB: 100, copies: 'one', access, writes }
    const world = aWorld({
      park: { machines: NODES },
      workloads: [aWorkload({ controller: 'Deployment', replicas: 2, data })],
    })
    ask(world, { order: 'create', workload: 0, node: undefined })
    wait(world, 300)
    const said = world.pods.map(({ message, mountMessage }) => message || mountMessage).filter(each => each !== '')
    const ready = world.pods.filter(pod => pod.ready).length
    return [`${access}: ${ready} of ${world.pods.length} pods Ready; ${said.join('; ') || 'nobody waits'}`]
  })
}

function tolerations(): readonly string[] {
  const key = 'node.kubernetes.io/unreachable'
  const bears = (tolerationSeconds?: number) => [
    { key, operator: 'Exists', effect: 'NoExecute', ...(tolerationSeconds !== undefined && { tolerationSeconds }) },
  ]
  const workloads = [
    aWorkload({ name: 'silent' }),
    aWorkload({ name: 'hasty', tolerations: bears(30) }),
    aWorkload({ name: 'patient', tolerations: bears() }),
  ]
  const world = aWorld({ park: { machines: NODES }, workloads })
  for (const workload of [0, 1, 2]) ask(world, { order: 'create', workload, node: 'n1' })
  wait(world, 60)
  const told = [...ask(world, { order: 'bring-down', host: { kind: 'machine', id: 0 } }), ...wait(world, 600)]
  return lines(told, /^(NodeNotReady|TaintManagerEviction)$/)
}

function slowAnswers(): readonly string[] {
  return [5, 10, 30, 90].map(graceSeconds => {
    const slow = { serviceMs: 20_000, latencySloMs: 90_000, workers: 40, graceSeconds }
    const workload = aWorkload({ ...slow, demand: [{ at: 0, perSecond: 1 }] })
    const world = aWorld({ park: { machines: NODES }, workloads: [workload] })
    ask(world, { order: 'create', workload: 0, node: undefined })
    wait(world, 120)
    const served = () => world.workloads[0]?.traffic.served ?? 0
    const from = world.tick
    ask(world, { order: 'scale', workload: 0, replicas: 0 })
    const before = served()
    while (!world.pods[0]?.gone) wait(world, 1)
    return `grace of ${graceSeconds} s: gone after ${world.tick - 1 - from} s, ${before - served()} requests cut off`
  })
}

function upstreamDies(): readonly string[] {
  const small = { cpuMillicores: 100, memoryMiB: 64, gpus: 0 }
  const dns = { name: 'coredns', dns: true, replicas: 2, workers: 200, serviceMs: 1, demand: [{ at: 0, perSecond: 0 }] }
  const workloads = [
    aWorkload({ resolves: { names: 'external' }, workers: 100, demand: [{ at: 0, perSecond: 100 }] }),
    aWorkload({ ...dns, requests: small, calls: [{ workload: 'resolver' }] }),
    aWorkload({ name: 'resolver', workers: 100, serviceMs: 1, demand: [{ at: 0, perSecond: 0 }] }),
  ]
  const world = aWorld({ park: { machines: NODES }, workloads })
  for (const workload of [0, 1, 2]) ask(world, { order: 'create', workload, node: undefined })
  wait(world, 120)
  const asked = (world.workloads[2]?.traffic.calledNow ?? 0) / 1_000
  ask(world, { order: 'hang', workload: 2 })
  const lost = () => {
    wait(world, 10)
    return world.workloads[0]?.traffic.lostNow ?? 0
  }
  const said = [10, 20, 30, 40].map(after => `${after} s after it died: ${lost()} of 100 requests a second fail`)
  return [`upstream is asked ${asked} queries a second`, ...said]
}

export const QUESTIONS_GAPS: readonly Question[] = [
  {
    system: 'controllers',
    asks: 'Two replicas of a Deployment use one claim. What does each access mode come to, and who is it that says no?',
    answer: accessModes,
  },
  {
    system: 'controllers',
    asks: 'A node dies. One of its pods says nothing of that, one tolerates unreachable for 30 seconds, one for good. Which are evicted, and when?',
    answer: tolerations,
  },
  {
    system: 'kubelet',
    asks: 'Twenty requests are in hand, each takes twenty seconds on average, and the pod is told to go. How many does each grace period cut off?',
    answer: slowAnswers,
  },
  {
    system: 'services',
    asks: 'A hundred requests a second look up one name of the outside at two copies of CoreDNS. What does its upstream see of them, and what do users see when it dies?',
    answer: upstreamDies,
  },
]
