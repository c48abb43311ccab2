/** A node whose server is destroyed, beside one whose server is only lost (cluster-facts 1.2). Seconds count from the blow. */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { Controller } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { aHypervisor, aPark, aWorld, inBowl, order, pass, refusalOf, theWorkload, when } from '../given'

/** Two nodes that are guests of the cloud, on a hypervisor each; a pod on one of them. */
function guests(era: Era, controller: Controller): World {
  const park = aPark({ machines: ['h1', 'h2'].map(name => aHypervisor(name)) })
  const world = aWorld({ era, park, spec: { controller } })
  for (const name of ['w1', 'w2']) order(world, { order: 'boot-node', name, flavor: 'm1' })
  while (world.nodes.length < 2) pass(world, 1)
  inBowl(world)
  when(world, 'Ready')
  return world
}

const serverOfPod = (world: World) => world.nodes[world.pods[0]?.node ?? -1]?.on.id ?? -1

describe('A server that is destroyed', () => {
  const eras: readonly [Era, number, number][] = [
    ['now', 50, 40],
    ['2017', 40, 0],
  ]
  describe.each(eras)('(%s)', (era, grace, quarantine) => {
    it('is a Node no more five seconds after it is missed', () => {
      const world = guests(era, 'Deployment')
      const from = world.tick
      order(world, { order: 'delete-server', server: serverOfPod(world) })
      const missed = when(world, 'NodeNotReady')
      expect(missed - from).toBeGreaterThan(grace - 10) // it is counted from the last heartbeat
      expect(missed - from).toBeLessThanOrEqual(grace)
      expect(when(world, 'DeletingNode') - missed).toBe(5)
    })

    it.each(['Deployment', 'StatefulSet'] as const)(
      'and the pod of a %s is replaced long before five minutes are over',
      controller => {
        const world = guests(era, controller)
        order(world, { order: 'delete-server', server: serverOfPod(world) })
        const deleted = when(world, 'DeletingNode')
        const collected = when(world, 'ForceDeleted') - deleted
        expect(collected).toBeGreaterThan(quarantine)
        expect(collected).toBeLessThanOrEqual(quarantine + 20)
        pass(world, 60) // the image is pulled there
        expect(theWorkload(world).endpoints).toHaveLength(1)
      },
    )
  })

  it('and then there is no such Node for anybody who asks', () => {
    const world = guests('now', 'Deployment')
    const server = serverOfPod(world)
    order(world, { order: 'delete-server', server })
    when(world, 'DeletingNode')
    const node = world.nodes.findIndex(({ removed }) => removed)
    const missing = `Error from server (NotFound): nodes "${world.nodes[node]?.name}" not found`
    for (const verb of ['cordon', 'drain', 'confirm-dead'] as const) {
      expect(refusalOf(world, { order: verb, node })).toBe(missing)
    }
    expect(explain(world, { kind: 'node', id: node })).toEqual([missing])
  })

  it('cannot be destroyed twice', () => {
    const world = guests('now', 'Deployment')
    const what = { order: 'delete-server', server: serverOfPod(world) } as const
    order(world, what)
    expect(refusalOf(world, what)).toBe(
      "No server with a name or ID of 'w1' exists.".replace('w1', world.servers[what.server]?.name ?? ''),
    )
  })
})

describe('A server that is only lost with its host', () => {
  it('stays a Node, and its StatefulSet’s pod is never replaced', () => {
    const world = guests('now', 'StatefulSet')
    const host = world.servers[serverOfPod(world)]?.hypervisor ?? -1
    order(world, { order: 'bring-down', host: { kind: 'hypervisor', id: host } })
    const told = pass(world, 1_200).map(({ reason }) => reason)
    expect(told).not.toContain('DeletingNode')
    expect(world.pods).toHaveLength(1)
  })
})
