/** What somebody who works on kube-scheduler would ask. */

import type { Happening } from '../model/happening'
import type { MachineSpec, ParkSpec } from '../model/park'
import { BYTES_PER_MIB } from '../model/units'
import type { WorkloadSpec } from '../model/workload'
import type { World } from '../model/world'
import { explain } from '../sim/explain/explain'
import { podName } from '../sim/names'
import { aSpec, ask, aWorld, lines, wait } from './inquiry'
import type { Question } from './question'

const ZONE = 'topology.kubernetes.io/zone'

export const QUESTIONS_SCHEDULER: readonly Question[] = [
  {
    system: 'kube-scheduler',
    asks: 'Two nodes could be emptied for a pod of high priority. One holds a single pod of priority 500, the other three of priority 100, one of which a PodDisruptionBudget keeps. Who goes, when does the preemptor run, and does anybody take its room meanwhile?',
    answer: whoGoes,
  },
  {
    system: 'kube-scheduler',
    asks: 'A pod is nominated to a node whose victims take twenty seconds to finish, and after three seconds another node is uncordoned. Does it wait for the node that was promised to it?',
    answer: promised,
  },
  {
    system: 'kube-scheduler',
    asks: 'Three zones, one of them nearly full; six replicas with maxSkew 1, DoNotSchedule. Where do they stand, what does the last one say, and is it helped when another pod of its workload is deleted?',
    answer: skewed,
  },
  {
    system: 'kube-scheduler',
    asks: 'A big image is on one node of four, and that node is half full. Does the pod go to its image or to the empty nodes, and where does the next one go?',
    answer: toTheImage,
  },
  {
    system: 'kube-scheduler',
    asks: 'Two nodes are tainted and too small, and one of them is cordoned besides. Which of these does FailedScheduling tell, and what did 1.6 tell of it?',
    answer: () => (['now', '2017'] as const).flatMap(era => allAtOnce(era)),
  },
]

function whoGoes(): readonly string[] {
  const world = aCluster(
    [node('b1', 4), node('b2', 4)],
    [
      aPod('medium', 4_000, { priority: 500 }),
      aPod('small', 1_000, { priority: 100, replicas: 2 }),
      aPod('kept', 2_000, { priority: 100, minAvailable: 1 }),
      aPod('urgent', 3_000, { priority: 1_000 }),
      aPod('late', 1_500, { priority: 100 }),
    ],
  )
  place(world, 0, 'b1')
  for (const workload of [1, 2]) place(world, workload, 'b2')
  wait(world, 30)
  const told = [...place(world, 3), ...wait(world, 1), ...place(world, 4), ...wait(world, 8)]
  return [...about(world, told, /FailedScheduling|Preempted|Scheduled/), ...whereAll(world)]
}

function promised(): readonly string[] {
  const world = aCluster(
    [node('b1', 4), node('b2', 4)],
    [aPod('slow', 2_000, { replicas: 2, latencySloMs: 20_000 }), aPod('urgent', 4_000, { priority: 1_000 })],
  )
  ask(world, { order: 'cordon', node: 1 })
  place(world, 0)
  wait(world, 30)
  const told = [...place(world, 1), ...wait(world, 3)]
  const meanwhile = explain(world, { kind: 'pod', id: 2 }).filter(line => line.startsWith('Nominated'))
  told.push(...ask(world, { order: 'uncordon', node: 1 }), ...wait(world, 25))
  return [...meanwhile, ...about(world, told, /FailedScheduling|Preempted|Scheduled|NodeSchedulable/)]
}

function skewed(): readonly string[] {
  const spread = { topologyKey: ZONE, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' } as const
  const machines = [node('b1', 8, { zone: 'a' }), node('b2', 8, { zone: 'b' }), node('b3', 1, { zone: 'c' })]
  const world = aCluster(machines, [aPod('web', 600, { replicas: 6, topologySpread: [spread] })])
  place(world, 0)
  const told = [...wait(world, 20)]
  const table = explain(world, { kind: 'pod', id: 5 }).filter(line => line.startsWith('  '))
  const [there] = world.nodes[2]?.pods ?? []
  if (there !== undefined) told.push(...ask(world, { order: 'evict', pod: there }))
  told.push(...wait(world, 20))
  return [...table, ...about(world, told, /FailedScheduling|Evicted/), ...whereAll(world)]
}

function toTheImage(): readonly string[] {
  const machines = ['b1', 'b2', 'b3', 'b4'].map(name => node(name, 4))
  const world = aCluster(machines, [
    aPod('tenant', 2_000, {}),
    aPod('model', 500, { image: 'model', replicas: 1 }),
    aPod('again', 500, { image: 'model', replicas: 1 }),
  ])
  world.nodes[0]?.images.push('model')
  place(world, 0, 'b1')
  wait(world, 10)
  place(world, 1)
  wait(world, 60)
  place(world, 2)
  wait(world, 1)
  return [1, 2].flatMap(id => explain(world, { kind: 'pod', id }).filter(line => line.startsWith('  ')))
}

function allAtOnce(era: World['era']): readonly string[] {
  const taints = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' as const }]
  const world = aCluster([node('b1', 1, { taints }), node('b2', 1, { taints })], [aPod('web', 2_000, {})], era)
  ask(world, { order: 'cordon', node: 0 })
  const told = [...place(world, 0), ...wait(world, 1)]
  return lines(told, /FailedScheduling/).map(line => `${era}: ${line}`)
}

/** The pod's name before what is told of it. */
const about = (world: World, told: readonly Happening[], of: RegExp): readonly string[] =>
  told
    .filter(({ reason }) => of.test(reason))
    .map(({ tick, reason, note, regarding: { kind, id } }) => {
      const pod = kind === 'pod' ? world.pods[id] : undefined
      const name = pod ? podName(world, pod) : (world.nodes[id]?.name ?? '')
      return `${tick} s  ${name}  ${reason}  ${note}`
    })

const whereAll = (world: World): readonly string[] =>
  world.nodes.map(({ name, pods }) => {
    const names = pods.map(id => world.pods[id]).map(pod => (pod ? podName(world, pod) : ''))
    return `at ${world.tick} s on ${name}: ${names.join(', ') || 'nobody'}`
  })

const place = (world: World, workload: number, on?: string): readonly Happening[] =>
  ask(world, { order: 'create', workload, node: on })

const node = (name: string, cores: number, over: Partial<MachineSpec> = {}): MachineSpec => ({
  name,
  cores,
  memoryMiB: 16_384,
  gpus: 0,
  runs: 'kubelet',
  ...over,
})

const aPod = (name: string, cpu: number, over: Partial<WorkloadSpec>): WorkloadSpec =>
  aSpec({ name, requests: { cpu, memory: 256 * BYTES_PER_MIB, gpus: 0 }, image: 'web', warmup: 0, ...over })

const IMAGES = [
  { name: 'web', sizeMiB: 10, cached: true },
  { name: 'model', sizeMiB: 4_000, cached: false },
]

const aCluster = (machines: ParkSpec['machines'], workloads: readonly WorkloadSpec[], era: World['era'] = 'now') =>
  aWorld({ era, park: { machines, images: IMAGES }, workloads })
