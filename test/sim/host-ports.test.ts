/** NodePorts: no two pods that take the same port of their node stand on one. */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { ask, aWorkload, aWorld, only, wait } from '../../src/proof/inquiry'
import { explain } from '../../src/sim/explain/explain'

const machines = ['b1', 'b2'].map(name => ({ name, cores: 16, memoryMiB: 65_536, gpus: 0, runs: 'kubelet' }))

function placed(era: Era, ...specs: readonly object[]): World {
  const workloads = specs.map((over, i) => aWorkload({ name: `w${i}`, ...over }))
  const world = aWorld({ era, park: { machines }, workloads })
  for (const { id } of world.workloads) ask(world, { order: 'create', workload: id, node: undefined })
  wait(world, 30)
  return world
}

const where = (world: World, workload: number) =>
  world.pods.filter(pod => !pod.gone && pod.workload === workload).map(({ node }) => world.nodes[node]?.name ?? '')

describe('A pod with host ports', () => {
  it.each<readonly [Era, string]>([
    [
      'now',
      "0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.",
    ],
    ['2017', 'No nodes are available that match all of the following predicates:: PodFitsHostPorts (2).'],
  ])('finds no node in %s where all have one like it', (era, message) => {
    const world = placed(era, { replicas: 3, hostPorts: [80, 443] })
    expect(where(world, 0).sort()).toEqual(['', 'b1', 'b2'])
    expect(world.pods.find(({ node }) => node < 0)?.message).toBe(message)
  })

  it('goes where another port is taken', () => {
    const world = placed('now', { replicas: 2, hostPorts: [80] }, { replicas: 2, hostPorts: [8_080] })
    expect([...where(world, 0), ...where(world, 1)].sort()).toEqual(['b1', 'b1', 'b2', 'b2'])
    expect(explain(world, { kind: 'pod', id: 0 })).toContain('Host Ports: 80/TCP')
  })

  it('has its place when the other has gone, and is told so', () => {
    const world = placed('now', { replicas: 2, hostPorts: [80] }, { replicas: 1, hostPorts: [80] })
    expect(where(world, 1)).toEqual([''])
    ask(world, { order: 'scale', workload: 0, replicas: 1 })
    wait(world, 60)
    expect(where(world, 1)).toHaveLength(1)
    expect(where(world, 1)).not.toEqual(where(world, 0))
    expect(world.nodes.map(({ hostPorts }) => hostPorts)).toEqual([[80], [80]])
  })

  it('makes a pod that matters less go for it', () => {
    const workloads = [
      aWorkload({ name: 'w0', replicas: 2, hostPorts: [80] }),
      aWorkload({ name: 'w1', priority: 1_000, hostPorts: [80] }),
    ]
    const world = aWorld({ park: { machines }, workloads })
    ask(world, { order: 'create', workload: 0, node: undefined })
    wait(world, 30)
    ask(world, { order: 'create', workload: 1, node: undefined })
    expect(only(wait(world, 60), 'Preempted')).toHaveLength(1)
    expect(where(world, 1)).not.toContain('')
  })

  it('rolls out by surge only where a node is free of it', () => {
    const world = placed('now', { replicas: 2, hostPorts: [80], rollout: { maxSurge: 1, maxUnavailable: 0 } })
    ask(world, {
      order: 'set-template',
      workload: 0,
      template: { image: 'app', defect: 'none', requests: { cpu: 300, memory: 268_435_456, gpus: 0 } },
    })
    wait(world, 700)
    expect(explain(world, { kind: 'deployment', id: 0 }).at(-1)).toBe(
      'error: deployment "w0" exceeded its progress deadline',
    )
  })
})
