/** What people who run clusters of thousands of nodes would ask. */

import type { Pod } from '../model/kubernetes'
import type { World } from '../model/world'
import { NONE } from '../model/world'
import { roll } from '../sim/chance'
import { reconcile } from '../sim/controllers/controllers'
import { explain } from '../sim/explain/explain'
import { place, schedulePending } from '../sim/scheduling/scheduler'
import { zoneOf } from '../sim/scheduling/spread'
import { wishOf } from '../sim/scheduling/wish-of'
import { fork } from '../sim/step'
import { openTelling } from '../sim/telling'
import { ask, aWorkload, aWorld, lines, wait } from './inquiry'
import type { Question } from './question'

export const QUESTIONS_SIZE: readonly Question[] = [
  {
    system: 'controllers',
    asks: 'Three nodes lose their power in the same second. Are they NotReady in the same second, and what decides when?',
    answer: missedOneByOne,
  },
  {
    system: 'kube-scheduler',
    asks: 'You do not look at every node for every pod. Three hundred pods of three shapes come at once to sixty nodes, some of them cordoned or nearly full: how many go to another node than a scan of all would have chosen?',
    answer: () => asTheScan(nodes(60)),
  },
  {
    system: 'kube-scheduler',
    asks: 'The same sixty nodes, now in three zones of which one has half of them: the default spread over zones normalises over all that fit. Does your index still choose as a scan would, and how many pods has each zone in the end?',
    answer: () => asTheScan(nodes(60, ['a', 'a', 'b', 'c'])),
  },
]

function missedOneByOne(): readonly string[] {
  const world = aWorld({ park: { machines: nodes(8) } })
  wait(world, 95)
  const names = [1, 2, 3]
  const heard = names.map(id => `${world.nodes[id]?.name}  ${renewed(world, id)}`)
  for (const id of names) ask(world, { order: 'bring-down', host: { kind: 'machine', id } })
  return [`at ${world.tick} s`, ...heard, ...lines(wait(world, 60), /NodeNotReady/)]
}

const renewed = (world: World, id: number) =>
  explain(world, { kind: 'node', id }).find(line => line.startsWith('RenewTime')) ?? ''

function asTheScan(machines: readonly Machine[]): readonly string[] {
  const shapes = [
    [100, 500],
    [500, 256],
    [250, 1_024],
  ]
  const workloads = shapes.map(([cpuMillicores, memoryMiB], i) =>
    aWorkload({ name: `web-${i}`, replicas: 100, requests: { cpuMillicores, memoryMiB } }),
  )
  const world = aWorld({ park: { machines }, workloads })
  for (let node = 0; node < 60; node += 7) ask(world, { order: 'cordon', node })
  for (const { id } of world.workloads) ask(world, { order: 'create', workload: id, node: undefined })
  reconcile(world, openTelling(world))
  const atOnce = fork(world)
  schedulePending(atOnce, openTelling(atOnce))
  return [compared(world, atOnce), ...perZone(atOnce), ...bestFor(atOnce, atOnce.pods.length - 1)]
}

/** Each pod is scanned for just before it is placed; in the other world all were placed in one go. */
function compared(world: World, atOnce: World): string {
  const waiting = world.work.pending
  let [other, tied] = [0, 0]
  for (const id of waiting) {
    const pod = world.pods[id] as Pod
    const key = { owner: pod.workload, ordinal: pod.ordinal }
    const decision = place(wishOf(world, pod), world, sides => {
      tied += 1
      return roll(world.seed, 'tie', key, pod.attempts, sides)
    })
    world.work.pending = [id]
    schedulePending(world, openTelling(world))
    if ((decision.kind === 'bind' ? decision.node : NONE) !== atOnce.pods[id]?.node) other += 1
  }
  return `${other} of ${waiting.length}; for ${tied} of them several nodes were equal, and one was drawn`
}

/** Where nodes have any. */
function perZone(world: World): readonly string[] {
  const zones = new Map<string, readonly [nodes: number, pods: number]>()
  for (const { labels, pods } of world.nodes) {
    const zone = zoneOf(labels, world.era)
    if (zone === undefined) continue
    const [all, placed] = zones.get(zone) ?? [0, 0]
    zones.set(zone, [all + 1, placed + pods.length])
  }
  return [...zones].map(([zone, [all, placed]]) => `zone ${zone}: ${placed} pods on ${all} nodes`)
}

/** The last of them, and the nodes that are worth most to it. */
function bestFor(world: World, pod: number): readonly string[] {
  const said = explain(world, { kind: 'pod', id: pod })
  const name = world.nodes[world.pods[pod]?.node ?? NONE]?.name
  const sum = said.find(line => line.trim().startsWith(`${name}: `))?.split(' = ')[1]
  return said.filter(line => line.startsWith('Name') || line.startsWith('Node') || line.endsWith(` = ${sum}`))
}

type Machine = ReturnType<typeof nodes>[number]

const nodes = (count: number, zones: readonly string[] = []) =>
  Array.from({ length: count }, (_, i) => ({
    name: `n${i}`,
    cores: i % 3 === 0 ? 2 : 8,
    memoryMiB: i % 2 === 0 ? 8_192 : 16_384,
    gpus: 0,
    runs: 'kubelet',
    ...(zones.length > 0 && { zone: zones[i % zones.length] }),
  }))
