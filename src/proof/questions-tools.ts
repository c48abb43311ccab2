/** What somebody who deploys clusters would ask. */

import type { Era } from '../model/units'
import type { World } from '../model/world'
import { explain } from '../sim/explain/explain'
import { refusal } from '../sim/orders/orders'
import { ask, aWorld, lines, until, type Written, wait } from './inquiry'
import type { Question } from './question'

export const QUESTIONS_TOOLS: readonly Question[] = [
  {
    system: 'deployment tools',
    asks: 'Kargo adds a node, and two more machines are ready while its playbook runs; one of them dies before the second playbook ends. Which nodes are there, and when?',
    answer: () => {
      const world = aPark({ tool: 'kargo' })
      const told = [...deploy(world, 1), ...until(world, 'PlaybookStarted'), ...deploy(world, 2), ...deploy(world, 3)]
      told.push(...until(world, 'PlaybookEnded'))
      told.push(...ask(world, { order: 'bring-down', host: { kind: 'machine', id: 3 } }))
      told.push(...until(world, 'PlaybookEnded'))
      const nodes = world.nodes.map(({ name }) => name).join(', ')
      return [...lines(told, /Playbook|Unreachable|Registered/), `nodes: ${nodes}`]
    },
  },
  {
    system: 'deployment tools',
    asks: 'Is there a second control-plane member to be had from kubeadm in 2017, and today?',
    answer: () => (['2017', 'now'] as const).map(era => `${era}: ${join(era)}`),
  },
  {
    system: 'deployment tools',
    asks: 'A server that was booted to be a node has been ACTIVE for ten seconds. Why is there no node?',
    answer: () => {
      const world = aPark({ tool: 'kubeadm' })
      const told = [...ask(world, { order: 'boot-node', name: 'w1', flavor: 'm1.medium' })]
      told.push(...until(world, 'ServerActive'))
      told.push(...wait(world, 10))
      const now = explain(world, { kind: 'server', id: 0 })
      return [...now, ...lines([...told, ...until(world, 'RegisteredNode')], /Server|Registered/)]
    },
  },
]

const machine = (name: string, runs: string) => ({
  name,
  cores: 8,
  memoryMiB: 32_768,
  gpus: 0,
  runs,
})

const aPark = (over: Written, era: Era = 'now'): World =>
  aWorld({
    era,
    park: {
      machines: [
        machine('b1', 'kubelet'),
        ...['s1', 's2', 's3'].map(name => machine(name, 'spare')),
        machine('h1', 'nova-compute'),
        machine('c1', 'control-plane'),
        machine('c2', 'control-plane'),
      ],
      ...over,
    },
  })

function join(era: Era): string {
  const world = aPark(
    {
      tool: 'kubeadm',
      controlPlane: { name: 'k1', members: ['c1'] },
    },
    era,
  )
  return refusal(world, { order: 'join-member', machine: 6 }) ?? 'it joins'
}

const deploy = (world: World, id: number) => ask(world, { order: 'deploy', machine: id, becomes: 'kubelet' })
