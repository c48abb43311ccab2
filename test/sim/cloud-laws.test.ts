import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { World } from '../../src/model/world'
import { inventory } from '../../src/sim/cloud/nova'
import { usageOf } from '../../src/sim/cloud/projects'
import { type Order, obey, refusal } from '../../src/sim/orders/orders'
import { hashOf } from '../../src/sim/plain'
import { fork, step } from '../../src/sim/step'
import { unitAnswers } from '../../src/sim/traffic/backends'
import { aHypervisor, aMachine, aSpare, asks, aWorld } from '../given'
import { tries } from '../runs'
import { expectLawful } from './lawful'

const SEED = 20_170_514
const runs = (most: number) => tries(SEED, most)

const wish = fc.record({
  era: fc.constantFrom('now' as const, '2017' as const),
  seed: fc.nat({ max: 10_000 }),
  machines: fc.constantFrom(
    [
      aHypervisor('h1', { cores: 2, rack: 'r1' }),
      aHypervisor('h2', { cores: 2, rack: 'r2' }),
      aSpare('s1', { rack: 'r1' }),
    ],
    [
      ...['h1', 'h2', 'h3'].map(name => aHypervisor(name, { cores: 1, gpus: 1, rack: name })),
      aSpare('s1', { diskGiB: 1 }),
    ],
    [aHypervisor('h1', { cores: 4 }), aMachine({ name: 'b1', rack: 'r1' }), aSpare('s1'), aSpare('s2')],
  ),
  group: fc.constantFrom(undefined, 'anti-affinity' as const, 'affinity' as const, 'soft-anti-affinity' as const),
  gpus: fc.constantFrom(0, 0, 1),
})
type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never

const worldOf = ({ era, seed, machines, group, gpus }: Wish): World =>
  aWorld({
    era,
    seed,
    machines,
    park: {
      flavors: [
        { name: 'm1', vcpus: 1, ramMiB: 2_048 },
        { name: 'm2', vcpus: 2, ramMiB: 4_096 },
      ],
      quota: { instances: 6, cores: 8, ramMiB: 20_480 },
      projects: [{ name: 'blue', quota: { instances: 3, cores: 4, ramMiB: 8_192 } }],
      cleaning: 'metadata',
    },
    workloads: [
      { name: 'a', ...(group ? { serverGroup: group } : {}), requests: asks(500, 256, gpus) },
      { name: 'b', project: 'blue', data: { sizeMiB: 100, copies: 'one', disk: 'local', writes: 300_000 } as never },
    ],
  })

const wild = fc.record({
  what: fc.nat({ max: 19 }),
  a: fc.nat({ max: 60 }),
  b: fc.nat({ max: 60 }),
  wait: fc.nat({ max: 120 }),
})
type Wild = typeof wild extends fc.Arbitrary<infer Value> ? Value : never
const script = fc.array(wild, { minLength: 1, maxLength: 16 })

function orderFrom(world: World, { what, a, b }: Wild): Order | undefined {
  const server = world.servers.length > 0 ? b % world.servers.length : undefined
  const machine = b % world.machines.length
  const workload = a % 2
  const ofServer = (
    order:
      | 'stop-server'
      | 'start-server'
      | 'reboot-server'
      | 'confirm-resize'
      | 'revert-resize'
      | 'live-migrate'
      | 'evacuate',
  ) => (server === undefined ? undefined : ({ order, server } as const))
  const rack = a % 2 === 0 ? 'r1' : 'h2'
  const orders: readonly (Order | undefined)[] = [
    { order: 'boot', workload, servers: 1 + (b % 3), hypervisor: undefined },
    { order: 'boot', workload, servers: 1, hypervisor: undefined },
    ofServer('stop-server'),
    ofServer('start-server'),
    ofServer('reboot-server'),
    server === undefined ? undefined : { order: 'resize', server, flavor: a % 2 === 0 ? 'm2' : 'm1' },
    ofServer('confirm-resize'),
    ofServer('revert-resize'),
    ofServer('live-migrate'),
    ofServer('evacuate'),
    server === undefined ? undefined : { order: 'kernel-panic', host: { kind: 'server', id: server } },
    { order: 'kernel-panic', host: { kind: 'machine', id: machine } },
    { order: 'lose-power', circuit: { rack } },
    { order: 'regain-power', circuit: { rack } },
    { order: 'set-power', machine, target: a % 2 === 0 ? 'rebooting' : 'power off' },
    { order: 'burn', workload, burns: b % 2 === 0 },
    {
      order: 'create-stack',
      name: `s${a}`,
      template: { flavor: 'm1', servers: 1 + (b % 3), volumes: a % 2 === 0, serverGroup: 'anti-affinity' },
      rollback: b % 2 === 0,
    },
    world.stacks.length > 0 ? { order: 'delete-stack', stack: b % world.stacks.length } : undefined,
    a % 2 === 0 ? { order: 'deploy', machine } : { order: 'undeploy', machine },
    a % 2 === 0 ? { order: 'delete-servers', workload } : { order: 'provision', workload, machine: undefined },
  ]
  return orders[what]
}

function expectCloudLawful(world: World): void {
  for (const { id, quota } of world.projects) {
    const { cores, instances } = usageOf(world, id)
    expect([id, instances <= quota.instances, cores <= quota.cores]).toEqual([id, true, true])
  }
  for (const host of world.hypervisors) {
    const { vcpus, usedVcpus, ram, usedRam } = inventory(world, host)
    expect([host.name, usedVcpus <= vcpus, usedRam <= ram]).toEqual([host.name, true, true])
    expect(host.cpuShare).toBeGreaterThan(0)
    for (const id of host.servers) expect(world.servers[id]?.hypervisor).toBe(host.id)
  }
  for (const { id, policy } of world.serverGroups) {
    const hosts = world.servers.filter(each => each.group === id && each.hypervisor >= 0).map(each => each.hypervisor)
    if (policy === 'anti-affinity') expect(new Set(hosts).size).toBe(hosts.length)
    if (policy === 'affinity') expect(new Set(hosts).size).toBeLessThanOrEqual(1)
  }
  for (const unit of world.units) {
    const server = unit.on.kind === 'server' ? world.servers[unit.on.id] : undefined
    if (server && (server.hung || server.status === 'SHUTOFF')) expect(unitAnswers(world, unit)).toBe(false)
  }
  expectLawful(world)
}

function play(world: World, all: readonly Wild[], look: (world: World) => void = () => {}): void {
  all.forEach((each, id) => {
    const order = orderFrom(world, each)
    if (order) obey(world, order, { by: 'command', id })
    look(world)
    for (let i = 0; i < each.wait; i += 1) step(world)
    look(world)
  })
}

describe(`In any cloud, whatever is asked for when (seed ${SEED}),`, () => {
  it('quotas and hosts are never exceeded, groups keep apart or together, and what stands still answers nobody', () => {
    fc.assert(
      fc.property(wish, script, (given, all) => play(worldOf(given), all, expectCloudLawful)),
      runs(80),
    )
  })

  it('a fork plays on the same, and an order that is refused changes nothing', () => {
    fc.assert(
      fc.property(wish, script, script, (given, before, after) => {
        const world = worldOf(given)
        play(world, before)
        const other = fork(world)
        play(world, after)
        play(other, after)
        expect(hashOf(other)).toBe(hashOf(world))
        for (const each of after) {
          const order = orderFrom(world, each)
          if (!order || refusal(world, order) === undefined) continue
          const was = hashOf(world)
          obey(world, order, { by: 'command', id: 0 })
          expect(hashOf(world)).toBe(was)
        }
      }),
      runs(20),
    )
  })
})
