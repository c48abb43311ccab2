/** What people who work on the kubelet and the node lifecycle controller would ask of a node's conditions. */

import type { Part } from '../model/control-plane'
import type { World } from '../model/world'
import { explain } from '../sim/explain/explain'
import { ask, aWorkload, aWorld, lines, wait } from './inquiry'
import type { Question } from './question'

const machine = (name: string, runs: string) => ({ name, cores: 4, memoryMiB: 8_192, gpus: 0, runs })

function cluster(): World {
  const world = aWorld({
    park: {
      machines: [machine('b1', 'kubelet'), machine('b2', 'kubelet'), machine('m1', 'control-plane')],
      controlPlane: { name: 'k1', members: ['m1'] },
    },
    workloads: [aWorkload({ replicas: 2 })],
  })
  ask(world, { order: 'create', workload: 0, node: undefined })
  wait(world, 400)
  return world
}

const DESCRIBED = /^(Ready|KubeletReady|NodeStatusUnknown|LastHeartbeatTime|RenewTime|The connection|Error from)/
const TOLD = /^(Node|Evictions|TaintManager)/

function described(world: World, node: number): string {
  const all = explain(world, { kind: 'node', id: node }).filter(line => DESCRIBED.test(line))
  return `  describe node ${world.nodes[node]?.name}: ${all.join('; ')}`
}

const nodesOf = (world: World) => [described(world, 0), described(world, 1)]

/** Something takes the writers away, b1 dies, and ten minutes later they are back. */
function lostUnseen(what: string, away: (world: World) => void, back: (world: World) => void): readonly string[] {
  const world = cluster()
  away(world)
  wait(world, 5)
  ask(world, { order: 'bring-down', host: { kind: 'machine', id: 0 } })
  const meanwhile = lines(wait(world, 600), TOLD)
  const last = nodesOf(world)
  const from = world.tick
  back(world)
  const after = lines(wait(world, 120), TOLD)
  return [
    `${what}; b1 dies 5 s later. After ten minutes:`,
    ...(meanwhile.length > 0 ? meanwhile : ['  nothing was told of any node']),
    ...last,
    `it is back at ${from} s:`,
    ...after,
    ...nodesOf(world),
  ]
}

const withoutPart = (part: Part) =>
  lostUnseen(
    `${part} is stopped`,
    world => ask(world, { order: 'stop-part', part }),
    world => ask(world, { order: 'start-part', part }),
  )

const full = () =>
  lostUnseen(
    'etcd is at its quota (NOSPACE)',
    world => ask(world, { order: 'fill-etcd' }),
    world => ask(world, { order: 'defragment-etcd' }),
  )

export const QUESTIONS_CONDITIONS: readonly Question[] = [
  {
    system: 'controllers',
    asks: 'A node dies while etcd is full, while no controller manager runs, or while no API server answers. What does its condition Ready say ten minutes later, and when is it Unknown at last?',
    answer: () => [full(), withoutPart('kube-controller-manager'), withoutPart('kube-apiserver')].flat(),
  },
]
