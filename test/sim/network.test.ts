/** The pod network: what is dropped between nodes, what a packet has left, whose policy is obeyed. */

import { describe, expect, it } from 'vitest'
import type { NetworkSpec } from '../../src/model/network'
import type { WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { podMtu } from '../../src/sim/traffic/network'
import { aHypervisor, aMachine, aWorld, inBowl, losses, pass, theTraffic } from '../given'
import { expectLawful } from './lawful'

const IDLE = [{ at: 0, perSecond: 0 }]

/** Nodes that are guests of the cloud, or machines; `workloads` serve, each with one pod to a node. */
function cluster(
  network: Partial<NetworkSpec>,
  nodes: 'guests' | 'machines',
  workloads: readonly Partial<WorkloadSpec>[],
) {
  const names = ['w1', 'w2', 'w3', 'w4']
  const world = aWorld({
    due: 30,
    machines: nodes === 'guests' ? [aHypervisor('h1')] : names.map(name => aMachine({ name })),
    park: {
      servers: nodes === 'guests' ? names.map(name => ({ name, flavor: 'm1', hypervisor: 'h1' })) : undefined,
      network: { plugin: 'calico', allowedAddressPairs: false, ...network },
    },
    workloads: workloads.map(each => ({ replicas: 4, ...each })),
  })
  for (const { id } of world.workloads) inBowl(world, id)
  pass(world, 130)
  expectLawful(world)
  return world
}

/** In thousandths of the requests that came. */
const lostShare = (world: World, loss: string) =>
  Math.round((1_000 * (losses(world)[loss] ?? 0)) / theTraffic(world).planned)

describe('Between nodes that are VMs, Neutron drops', () => {
  it.each<[string, Partial<NetworkSpec>, number]>([
    ['what Calico routes: three of four requests come in at another node than their pod’s', { plugin: 'calico' }, 750],
    ['what flannel routes with host-gw', { plugin: 'flannel', backend: 'host-gw' }, 750],
    ['nothing once allowed_address_pairs has the pods’ network', { plugin: 'calico', allowedAddressPairs: true }, 0],
    ['nothing that Calico wraps', { plugin: 'calico', backend: 'ipip' }, 0],
    ['nothing that flannel wraps', { plugin: 'flannel' }, 0],
    ['nothing that Weave wraps', { plugin: 'weave' }, 0],
  ])('%s', (_, network, share) => expect(lostShare(cluster(network, 'guests', [{}]), 'PacketDropped')).toBe(share))

  it('and nothing at all between machines', () =>
    expect(lostShare(cluster({}, 'machines', [{}]), 'PacketDropped')).toBe(0))

  it('calls from pod to pod likewise, but for those that stay on their node', () => {
    const caller = { name: 'web', calls: [{ workload: 'db', perRequest: 1, attempts: 1 }] }
    const world = cluster({}, 'guests', [caller, { name: 'db', demand: IDLE }])
    expect(lostShare(world, 'PacketDropped')).toBe(1_000 - Math.round(1_000 / 16)) // in at its node, and on to a db there
  })

  it('and says nothing: the nodes are Ready, and so are the pods', () => {
    const world = cluster({}, 'guests', [{}])
    expect(world.nodes.every(({ ready }) => ready)).toBe(true)
    expect(explain(world, { kind: 'node', id: 0 })).toEqual(
      expect.arrayContaining([
        'CNI: calico (bgp), MTU 1450',
        "Neutron port security drops packets with pods' addresses: no allowed_address_pairs",
      ]),
    )
  })
})

describe('Of a packet of 1,500 bytes a pod may fill', () => {
  it.each([
    ['machines', 'flannel', undefined, 1_450],
    ['guests', 'flannel', undefined, 1_400], // VXLAN in VXLAN
    ['machines', 'flannel', 'host-gw', 1_500],
    ['machines', 'calico', undefined, 1_500],
    ['guests', 'calico', 'ipip', 1_430],
    ['guests', 'weave', undefined, 1_376],
  ] as const)('on %s with %s %s: %i', (nodes, plugin, backend, mtu) =>
    expect(podMtu(cluster({ plugin, ...(backend ? { backend } : {}) }, nodes, [{}]), 0)).toBe(mtu),
  )
})

describe('A NetworkPolicy that lets only web ask db', () => {
  const calls = [{ workload: 'db', perRequest: 1, attempts: 1 }]
  const workloads = [
    { name: 'batch', calls },
    { name: 'web', calls },
    { name: 'db', networkPolicy: { from: ['web'], users: false } },
  ]
  const deniedOf = (world: World) =>
    world.workloads.map(({ id, traffic }) =>
      Math.round(
        world.ledger
          .filter(({ workload, loss }) => workload === id && loss === 'PolicyDenied')
          .reduce((sum, { requests }) => sum + requests, 0) / traffic.planned,
      ),
    )

  it.each(['calico', 'weave'] as const)('is obeyed by %s: others are kept out, and users', plugin =>
    expect(deniedOf(cluster({ plugin }, 'machines', workloads))).toEqual([1, 0, 1]),
  )

  it('is taken by flannel’s cluster as well, and obeyed by nobody', () => {
    const world = cluster({ plugin: 'flannel' }, 'machines', workloads)
    expect(deniedOf(world)).toEqual([0, 0, 0])
    expect(explain(world, { kind: 'workload', id: 2 })).toEqual(
      expect.arrayContaining([
        'NetworkPolicy db: Allowing ingress from web',
        '(created, and enforced by nobody: flannel has no policy controller)',
      ]),
    )
  })
})
