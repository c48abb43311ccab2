/** What people who work on the kubelet and on the node lifecycle controller would ask. */

import type { Happening } from '../model/happening'
import type { MachineSpec, NodeTuning } from '../model/park'
import { BYTES_PER_MIB } from '../model/units'
import type { WorkloadSpec } from '../model/workload'
import type { World } from '../model/world'
import { nodeUpdatesPerMinute } from '../sim/controllers/node-timers'
import { explain } from '../sim/explain/explain'
import { aSpec, ask, aWorld, only, served, wait } from './inquiry'
import type { Question } from './question'

const workload = (over: Partial<WorkloadSpec>): WorkloadSpec =>
  aSpec({ requests: { cpu: 500, memory: 256 * BYTES_PER_MIB, gpus: 0 }, warmup: 0, dirtyMiBPerSecond: 20, ...over })

const nodes = (names: readonly string[], over: Partial<MachineSpec> = {}): readonly MachineSpec[] =>
  names.map(name => ({ name, cores: 8, memoryMiB: 16_384, gpus: 0, runs: 'kubelet', ...over }))

interface Wish {
  readonly machines: readonly MachineSpec[]
  readonly workloads: readonly Partial<WorkloadSpec>[]
  readonly nodeTuning?: NodeTuning | undefined
}

/** Everything is placed, and has had a minute to start; its users come then. */
function running({ machines, workloads, nodeTuning }: Wish): World {
  const world = aWorld({
    park: { machines, ...(nodeTuning && { nodeTuning }) },
    workloads: workloads.map(workload),
    due: 60,
  })
  workloads.forEach((_, id) => {
    ask(world, { order: 'create', workload: id, node: undefined })
  })
  wait(world, 60)
  return world
}

const strike = (world: World, names: readonly string[]) =>
  names.flatMap(name => {
    const host = { kind: 'machine', id: world.machines.findIndex(machine => machine.name === name) } as const
    return ask(world, { order: 'bring-down', host })
  })

/** When, counted from some moment, and what. */
const line = (from: number) => (told: Happening) => `+${told.tick - from} s  ${told.reason}: ${told.note}`

const CROWD: Partial<WorkloadSpec> = {
  replicas: 3,
  warmup: 5,
  demand: [{ at: 0, perSecond: 300 }], // three pods of four workers do 240
}

/** Does a liveness probe heal pods that are only busy? */
function tightLiveness(): readonly string[] {
  const probe = { periodSeconds: 2, failureThreshold: 2, initialDelaySeconds: 10 }
  const machines = nodes(['b1', 'b2', 'b3'])
  const probed = running({ machines, workloads: [{ ...CROWD, livenessProbe: probe }] })
  const left = running({ machines, workloads: [CROWD] })
  const from = probed.tick
  const told = wait(probed, 300)
  wait(left, 300)
  const killed = only(told, 'Killing')
  return [
    ...only(told, 'Unhealthy', 'Killing', 'BackOff').slice(0, 8).map(line(from)),
    `containers killed in five minutes: ${killed.length}`,
    `with that probe, ${served(probed)}`,
    `without one, ${served(left)}`,
  ]
}

/** Who goes when memory runs out, and who decides: kubelet or kernel? */
function leaking(leakMiBPerMinute: number): readonly string[] {
  const leak = { baseMiB: 200, leakMiBPerMinute, perRequestMiB: 0 }
  const asks = (cpu: number, memoryMiB: number) => ({ cpu, memory: memoryMiB * BYTES_PER_MIB, gpus: 0 })
  const sure = asks(500, 1_024)
  const world = running({
    machines: nodes(['b1'], { memoryMiB: 4_096 }),
    workloads: [
      { name: 'sure', requests: sure, limits: { cpu: sure.cpu, memory: sure.memory } },
      { name: 'leaky', requests: asks(100, 1_024), memory: leak },
      { name: 'idle', requests: asks(0, 0), memory: { baseMiB: 50, leakMiBPerMinute: 0, perRequestMiB: 0 } },
    ],
  })
  const from = world.tick
  const adj = explain(world, { kind: 'node', id: 0 }).filter(each => each.startsWith('oom_score_adj'))
  const found = ['EvictionThresholdMet', 'NodeHasInsufficientMemory', 'Evicted', 'SystemOOM', 'OOMKilled'] as const
  for (let i = 0; i < 3_600; i += 1) {
    const told = only(wait(world, 1), ...found)
    if (told.length > 0) return [`${leakMiBPerMinute} MiB a minute:`, ...adj, ...told.map(line(from))]
  }
  return []
}

/** A whole zone dies, then the rest: what becomes of evictions that were on their way? */
function lastZone(): readonly string[] {
  const machines = [...nodes(['a1', 'a2', 'a3'], { zone: 'a' }), ...nodes(['b1'], { zone: 'b' })]
  const world = running({ machines, workloads: [{ replicas: 4 }] })
  const from = world.tick
  strike(world, ['a1', 'a2', 'a3'])
  const before = wait(world, 200)
  const tainted = explain(world, { kind: 'node', id: 0 }).filter(each => /^(Zone|Taints)/.test(each))
  strike(world, ['b1'])
  const after = wait(world, 600)
  const healed = [...ask(world, { order: 'bring-up', host: { kind: 'machine', id: 3 } }), ...wait(world, 400)]
  const reasons = ['NodeNotReady', 'EvictionsPaused', 'EvictionsResumed', 'NodeReady', 'TaintManagerEviction'] as const
  return [
    ...only(before, ...reasons).map(line(from)),
    `before b1 dies, a1 has ${tainted.join('; ')}`,
    ...only(after, ...reasons).map(line(from)),
    ...only(healed, ...reasons).map(line(from)),
  ]
}

/** A preStop hook that sleeps longer than the grace period: how long does it take, and what is lost? */
function hooks(): readonly string[] {
  return [0, 5, 29, 60].flatMap(preStopSeconds => {
    const world = running({
      machines: nodes(['b1', 'b2']),
      workloads: [{ replicas: 2, latencySloMs: 5_000, preStopSeconds }],
    })
    const from = world.tick
    const pod = world.pods[0]
    ask(world, { order: 'evict', pod: 0 })
    while (!pod?.gone) wait(world, 1)
    const lost = world.ledger.filter(({ loss }) => loss === 'PodStopping').reduce((sum, row) => sum + row.requests, 0)
    return [`preStop of ${preStopSeconds} s: gone after ${world.tick - 1 - from} s, ${lost} requests lost on the way`]
  })
}

/** A deadlocked process under a liveness probe with defaults: how long is it down? */
function deadlock(): readonly string[] {
  const world = running({ machines: nodes(['b1']), workloads: [{ livenessProbe: { periodSeconds: 10 } }] })
  wait(world, 5)
  const from = world.tick
  const told = [...ask(world, { order: 'hang', workload: 0 }), ...wait(world, 90)]
  const last = explain(world, { kind: 'pod', id: 0 }).filter(each => /^(Restart|Last State|Liveness)/.test(each))
  return [...told.map(line(from)), ...last]
}

function tunings(): readonly string[] {
  return ([undefined, 'Fast', 'Medium', 'Low'] as const).map(nodeTuning => {
    const world = running({ machines: nodes(['b1', 'b2', 'b3']), workloads: [{ replicas: 3 }], nodeTuning })
    const from = world.tick
    strike(world, ['b1'])
    const told = only(wait(world, 500), 'NodeNotReady', 'TaintManagerEviction')
    const [missed, given] = told.map(({ tick }) => tick - from)
    const updates = nodeUpdatesPerMinute(world) / world.nodes.length
    return `${nodeTuning ?? 'as it comes'}: missed after ${missed} s, given up after ${given} s, ${updates} updates a minute from each node`
  })
}

export const QUESTIONS_KUBELET: readonly Question[] = [
  {
    system: 'kubelet',
    asks: 'Three pods are asked for a quarter more than they can do. Does a liveness probe with a timeout of one second help them?',
    answer: tightLiveness,
  },
  {
    system: 'kubelet',
    asks: 'On a node of 4 GiB a Burstable pod leaks beside a Guaranteed and a BestEffort one. Who goes first, and who decides, at 60 MiB a minute and at 6,000?',
    answer: () => [...leaking(60), ...leaking(6_000)],
  },
  {
    system: 'kubelet',
    asks: 'A process deadlocks under a liveness probe with the defaults. How long is it until another one runs?',
    answer: deadlock,
  },
  {
    system: 'kubelet',
    asks: 'A preStop hook sleeps 0, 5, 29 or 60 seconds within a grace period of thirty. How long does the pod take, and what is lost?',
    answer: hooks,
  },
  {
    system: 'controllers',
    asks: 'All nodes of one zone die and are tainted; before their pods are evicted the only node of the other zone dies too. What becomes of the evictions?',
    answer: lastZone,
  },
  {
    system: 'controllers',
    asks: 'How soon is a dead node missed and given up with Kubespray’s tunings, and what does each node write for it?',
    answer: tunings,
  },
]
