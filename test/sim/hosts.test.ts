import { describe, expect, it } from 'vitest'
import type { Machine } from '../../src/model/baremetal'
import type { Node } from '../../src/model/kubernetes'
import type { Server } from '../../src/model/openstack'
import { HOSTNAME } from '../../src/model/placement'
import type { HostKind, Kind } from '../../src/model/refs'
import type { World } from '../../src/model/world'
import { NONE } from '../../src/model/world'
import { guestsOf } from '../../src/sim/hosts/hosts'
import { podAnswers, unitAnswers } from '../../src/sim/traffic/backends'
import { aHypervisor, aMachine, aSpare, asks, aWorld, inBowl, inBoxes, onSlab, order, pass, theUnit } from '../given'

/** Stands in for what no lesson makes yet: a kubelet in a server, as a tenant's own cluster has it. */
function kubeletIn(world: World, server: Server): Node {
  const node: Node = {
    ...(world.nodes[0] as Node),
    id: world.nodes.length,
    name: `in-${server.name}`,
    labels: { [HOSTNAME]: `in-${server.name}` },
    on: { kind: 'server', id: server.id },
    requested: asks(0, 0),
    scored: asks(0, 0),
    pods: [],
    orphans: [],
  }
  world.nodes.push(node)
  server.node = node.id
  return node
}

/**
 * The whole tree at once, each branch twice so that there is always one that must not fall:
 * machine → node → pod, machine → hypervisor → server → unit, machine → hypervisor → server
 * → node → pod, machine → unit.
 */
function grown(): World {
  const world = aWorld({
    machines: [
      ...['b1', 'b2'].map(name => aMachine({ name })),
      ...['h1', 'h2'].map(name => aHypervisor(name)),
      ...['s1', 's2'].map(name => aSpare(name)),
    ],
    workloads: ['pods', 'vms', 'nodes', 'metal', 'rail'].map(name => ({ name, replicas: 2 })),
  })
  inBowl(world, 0)
  pass(world, 10)
  inBoxes(world, 1, 2)
  inBoxes(world, 2, 2)
  onSlab(world, 3)
  onSlab(world, 3)
  pass(world, 700)
  order(world, { order: 'delete-deployment', workload: 2 })
  const inside = world.servers.slice(2).map(server => kubeletIn(world, server))
  for (const node of inside) order(world, { order: 'create', workload: node.id === 2 ? 2 : 4, node: node.name })
  pass(world, 30)
  return world
}

/** Everything that answers in it, by name: `pod 0`, `unit 3`. */
const answering = (world: World) => [
  ...world.pods.filter(pod => !pod.gone && podAnswers(world, pod)).map(({ id }) => `pod ${id}`),
  ...world.units.filter(unit => unitAnswers(world, unit)).map(({ id }) => `unit ${id}`),
]

/** All that stands on a host, by walking up from each thing to the ground. */
function standsOn(world: World, host: { kind: HostKind; id: number }, kind: Kind, id: number): boolean {
  const under = (): { kind: HostKind; id: number } | undefined => {
    if (kind === 'pod') return { kind: 'node', id: world.pods[id]?.node ?? NONE }
    if (kind === 'unit') return world.units[id]?.on
    if (kind === 'node') return world.nodes[id]?.on
    if (kind === 'server') return { kind: 'hypervisor', id: world.servers[id]?.hypervisor ?? NONE }
    if (kind === 'hypervisor') return { kind: 'machine', id: world.hypervisors[id]?.machine ?? NONE }
    return undefined
  }
  if (kind === host.kind && id === host.id) return true
  const below = under()
  return below !== undefined && below.id !== NONE && standsOn(world, host, below.kind, below.id)
}

const named = (world: World, kind: HostKind, id: number) => {
  const tables = { machine: world.machines, hypervisor: world.hypervisors, server: world.servers, node: world.nodes }
  return tables[kind][id]?.name
}

describe('When a host goes down, all that stands on it goes with it, and nothing else:', () => {
  const cases: readonly [string, HostKind, number, readonly string[]][] = [
    ['machine → node → pods', 'machine', 0, ['pod']],
    ['node → pods', 'node', 1, ['pod']],
    ['machine → hypervisor → servers → units, and → nodes → pods', 'machine', 2, ['unit', 'unit', 'pod']],
    ['hypervisor → servers → units, and → nodes → pods', 'hypervisor', 1, ['unit', 'unit', 'pod']],
    ['server → unit', 'server', 0, ['unit']],
    ['server → unit and node → pods', 'server', 2, ['unit', 'pod']],
    ['a node in a server → pods, and not the server', 'node', 2, ['pod']],
    ['machine → unit', 'machine', 4, ['unit']],
  ]

  it('(everything answers before)', () => {
    const world = grown()
    expect(answering(world)).toHaveLength(2 + 2 + 2 + 2 + 4)
    expect(world.servers.map(({ id, hypervisor }) => [id, hypervisor])).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
      [3, 1],
    ])
  })

  it.each(cases)('%s', (_, kind, id, fallen) => {
    const world = grown()
    const before = answering(world)
    const doomed = before.filter(name => {
      const [what, number] = name.split(' ') as [Kind, string]
      return standsOn(world, { kind, id }, what, Number(number))
    })
    order(world, { order: 'bring-down', host: { kind, id } })
    const after = answering(world)
    expect(before.filter(name => !after.includes(name))).toEqual(doomed)
    expect(new Set(doomed.map(name => name.split(' ')[0]))).toEqual(new Set(fallen))
    pass(world, 300) // then lost pods are replaced elsewhere
    expect(answering(world)).toEqual(after)
  })
})

describe('A host that goes down', () => {
  it('says so once, for itself: what stands on it has no event of its own', () => {
    const world = grown()
    const told = order(world, { order: 'bring-down', host: { kind: 'machine', id: 2 } })
    expect(told.map(({ reason, note, type }) => [reason, note, type])).toEqual([
      ['HostDown', 'machine h1 went down', 'Warning'],
    ])
  })

  it('is the cause of what its users lose, whichever host of the tree it was', () => {
    for (const [kind, id, workload] of [
      ['machine', 2, 1],
      ['hypervisor', 0, 1],
      ['machine', 4, 3],
      ['machine', 0, 0],
      ['node', 0, 0],
    ] as const) {
      const world = grown()
      const [down] = order(world, { order: 'bring-down', host: { kind, id } })
      pass(world, 5)
      const row = world.ledger.find(each => each.workload === workload && each.loss === 'HostDown')
      expect([named(world, kind, id), row?.cause]).toEqual([named(world, kind, id), { by: 'happening', id: down?.id }])
    }
  })

  it('is still the cause where nothing is left that answers', () => {
    for (const [kind, id] of [
      ['machine', 0],
      ['hypervisor', 0],
    ] as const) {
      const world = aWorld({ machines: [aHypervisor('h1')], spec: { replicas: 1 } })
      inBoxes(world)
      pass(world, 200)
      const [down] = order(world, { order: 'bring-down', host: { kind, id } })
      pass(world, 5)
      const row = world.ledger.find(each => each.loss === 'HostDown')
      expect([kind, row?.cause]).toEqual([kind, { by: 'happening', id: down?.id }])
    }
  })

  it('keeps its guests listed: they are down, not gone', () => {
    const world = grown()
    const before = guestsOf(world, { kind: 'hypervisor', id: 0 })
    order(world, { order: 'bring-down', host: { kind: 'machine', id: 2 } })
    expect(guestsOf(world, { kind: 'hypervisor', id: 0 })).toEqual(before)
  })

  it('stops a process that was warming up on it for good', () => {
    const world = aWorld({ spec: { warmup: 30 } })
    Object.assign(world.machines.at(-1) as Machine, { state: 'active' })
    onSlab(world)
    pass(world, 10)
    order(world, { order: 'bring-down', host: theUnit(world).on })
    pass(world, 100)
    expect(theUnit(world)).toMatchObject({ state: 'failed', ready: false })
  })
})

describe('The tree lists the guests of', () => {
  const world = grown()
  const guests = (kind: HostKind, id: number) =>
    guestsOf(world, { kind, id }).map(guest => `${guest.kind} ${named(world, guest.kind, guest.id)}`)

  it.each([
    ['machine', 0, ['node b1']],
    ['machine', 2, ['hypervisor h1']],
    ['machine', 4, []],
    ['hypervisor', 0, ['server vms-1', 'server nodes-1']],
    ['server', 0, []],
    ['server', 2, ['node in-nodes-1']],
    ['node', 0, []],
  ] as const)('%s %i', (kind, id, expected) => expect(guests(kind, id)).toEqual(expected))
})
