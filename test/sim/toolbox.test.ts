/** Heat, Juju, kubeadm and Kargo: what each can make, how long it takes, how it upgrades, and how it fails. */

import { describe, expect, it } from 'vitest'
import { TOOLS, type Tool } from '../../src/model/toolbox'
import { BYTES_PER_MIB, type Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { playbookTakes, traitsOf } from '../../src/sim/toolbox/toolbox'
import {
  aHypervisor,
  aMachine,
  aPlane,
  aSpare,
  aSpec,
  aWorld,
  bringDown,
  inBowl,
  livePods,
  order,
  pass,
  reasons,
  refusalOf,
  thePlane,
  when,
} from '../given'

describe('Kargo takes as long as was measured', () => {
  it.each([
    [1, 1_131],
    [10, 1_299],
    [50, 2_049],
    [100, 2_985],
    [150, 3_922],
    [250, 8_493],
    [350, 13_065],
    [400, 15_350],
  ])('for %i hosts: %i s', (hosts, seconds) => {
    expect(playbookTakes('now', hosts)).toBe(seconds)
    expect(playbookTakes('2017', hosts)).toBe(seconds)
  })
})

describe('What each tool can do', () => {
  const can = (tool: Tool, era: Era) => {
    const { makesHosts, members, upgrades } = traitsOf(tool, era)
    return [makesHosts, members, upgrades]
  }
  it.each([
    ['heat', '2017', [true, 'one', 'never']],
    ['heat', 'now', [true, 'one', 'never']],
    ['juju', '2017', [true, 'several', 'in place']],
    ['juju', 'now', [true, 'several', 'in place']],
    ['kubeadm', '2017', [false, 'one', 'never']],
    ['kubeadm', 'now', [false, 'several', 'drained']],
    ['kargo', '2017', [false, 'several', 'drained']],
    ['kargo', 'now', [false, 'several', 'drained']],
  ] as const)('%s, %s', (tool, era, traits) => expect(can(tool, era)).toEqual(traits))
})

const machinesBy = (tool: Tool | undefined, spares: number) =>
  aWorld({
    machines: [aMachine({ name: 'b1' }), ...Array.from({ length: spares }, (_, i) => aSpare(`s${i + 1}`))],
    park: { tool },
  })

const deploy = (world: World, name: string) =>
  order(world, {
    order: 'deploy',
    machine: world.machines.findIndex(machine => machine.name === name),
    becomes: 'kubelet',
  })

/** From when the machine was active until its node has joined. */
function joinsAfter(world: World): number {
  const active = when(world, 'MachineActive')
  return world.nodes.length > 1 ? 0 : when(world, 'RegisteredNode') - active
}

describe('A machine that is active', () => {
  it.each([
    ['where nobody says how the cluster was made', undefined, 0],
    ['by Heat', 'heat', 30],
    ['by Juju', 'juju', 30],
    ['by kubeadm', 'kubeadm', 30],
    ['by Kargo, whose playbook goes through everything', 'kargo', 1_131],
  ] as const)('is a node %s', (_, tool, seconds) => {
    const world = machinesBy(tool, 1)
    deploy(world, 's1')
    expect(joinsAfter(world)).toBe(seconds)
  })
})

describe("Kargo's playbook", () => {
  it('brings in all hosts that were ready when it started together; who comes later waits for the next', () => {
    const world = machinesBy('kargo', 3)
    deploy(world, 's1')
    when(world, 'PlaybookStarted')
    deploy(world, 's2')
    deploy(world, 's3')
    const ended = when(world, 'PlaybookEnded')
    expect(world.nodes.map(({ name }) => name)).toEqual(['b1', 's1'])
    when(world, 'PlaybookEnded')
    expect([world.tick - 1 - ended, world.nodes.length]).toEqual([playbookTakes('now', 2), 4])
  })

  it('leaves out a host that does not answer, and brings in the others', () => {
    const world = machinesBy('kargo', 3)
    deploy(world, 's1')
    when(world, 'PlaybookStarted')
    deploy(world, 's2')
    deploy(world, 's3')
    when(world, 'PlaybookEnded')
    const s3 = world.machines.findIndex(({ name }) => name === 's3')
    expect(explain(world, { kind: 'machine', id: s3 }).at(-1)).toBe('ansible-playbook scale.yml: 1148 s left')
    bringDown(world, 'machine', 's3')
    const told = pass(world, 2_000)
    expect(told.find(({ reason }) => reason === 'HostUnreachable')?.note).toMatch(/^fatal: \[s3\]: UNREACHABLE!/)
    expect(told.find(({ reason }) => reason === 'PlaybookEnded')?.note).toBe('PLAY RECAP: ok=1 unreachable=1')
    expect(world.nodes.map(({ name }) => name)).toEqual(['b1', 's1', 's2'])
  })
})

const ten = (tool: Tool, era: Era = 'now', minAvailable?: number) => {
  const world = aWorld({
    era,
    machines: Array.from({ length: 10 }, (_, i) => aMachine({ name: `b${i + 1}` })),
    park: { tool },
    workloads: [
      aSpec({ name: 'web', replicas: 10, minAvailable, requests: { cpu: 200, memory: 64 * BYTES_PER_MIB, gpus: 0 } }),
    ],
  })
  inBowl(world)
  pass(world, 60)
  return world
}

const drainedAtOnce = (world: World) => world.nodes.filter(({ unschedulable }) => unschedulable).length

describe('An upgrade', () => {
  it.each([
    ['kargo', 2],
    ['kubeadm', 1],
  ] as const)('by %s empties %i of ten nodes at a time, and ends with all of them in use', (tool, most) => {
    const world = ten(tool)
    order(world, { order: 'upgrade-cluster' })
    const seen: number[] = []
    for (let i = 0; i < 3_000; i += 1) {
      pass(world, 1)
      seen.push(drainedAtOnce(world))
    }
    expect(Math.max(...seen)).toBe(most)
    expect([seen.at(-1), livePods(world).filter(pod => pod.ready).length]).toEqual([0, 10])
  })

  it('by Juju is done in place: no pod is restarted, no node is emptied', () => {
    const world = ten('juju')
    const before = livePods(world).map(({ id }) => id)
    expect(reasons(order(world, { order: 'upgrade-cluster' }))).toEqual(['UpgradeStarted', 'UpgradeDone'])
    pass(world, 600)
    expect(livePods(world).map(({ id }) => id)).toEqual(before)
  })

  it('is held up by a budget for as long as it cannot be met', () => {
    const world = ten('kargo', 'now', 10)
    order(world, { order: 'upgrade-cluster' })
    expect(reasons(pass(world, 3_000))).not.toContain('UpgradeDone')
    expect(drainedAtOnce(world)).toBe(2)
  })

  it('passes over a node that has died', () => {
    const world = ten('kargo', 'now', 10)
    order(world, { order: 'upgrade-cluster' })
    for (const name of ['b1', 'b2']) bringDown(world, 'node', name)
    expect(reasons(pass(world, 300)).filter(reason => reason === 'NodeNotSchedulable')).toHaveLength(2)
  })

  it('by kubeadm renews the certificates', () => {
    const world = aWorld({ park: { tool: 'kubeadm', ...aPlane(1, 0, { certificatesEnd: 600 }) } })
    order(world, { order: 'upgrade-cluster' })
    expect(reasons(pass(world, 900))).toContain('CertificatesRenewed')
    expect(thePlane(world).working.api).toBe(true)
  })

  it.each([
    ['heat', '2017', /Parameter \(kubernetes_version\) was not defined/],
    ['heat', 'now', /Parameter \(kubernetes_version\) was not defined/],
    ['kubeadm', '2017', /unknown command "upgrade"/],
  ] as const)('by %s (%s) is not to be had', (tool, era, why) => {
    expect(refusalOf(ten(tool, era), { order: 'upgrade-cluster' })).toMatch(why)
  })

  it('does not begin while one is under way', () => {
    const world = ten('kargo')
    order(world, { order: 'upgrade-cluster' })
    expect(refusalOf(world, { order: 'upgrade-cluster' })).toMatch(/under way/)
  })
})

describe('A further member of the control plane', () => {
  it.each(TOOLS.flatMap(tool => (['2017', 'now'] as const).map(era => [tool, era] as const)))(
    'with %s, %s',
    (tool, era) => {
      const world = aWorld({ era, park: { tool, ...aPlane(1, 1) } })
      const why = refusalOf(world, { order: 'join-member', machine: world.machines.length - 1 })
      expect(why === undefined).toBe(traitsOf(tool, era).members === 'several')
    },
  )
})

describe('A cluster of guests', () => {
  it('is grown by Heat as far as the quota goes', () => {
    const world = aWorld({
      machines: [aHypervisor('h1'), aHypervisor('h2')],
      park: {
        tool: 'heat',
        flavors: [{ name: 'm1.small', vcpus: 1, ramMiB: 2_048 }],
        quota: { instances: 3, cores: 20, ramMiB: 51_200 },
      },
    })
    for (let i = 0; i < 3; i += 1) order(world, { order: 'boot-node', name: `w${i}`, flavor: 'm1.small' })
    expect(refusalOf(world, { order: 'boot-node', name: 'w3', flavor: 'm1.small' })).toMatch(/^Quota exceeded/)
    pass(world, 200)
    expect(world.nodes).toHaveLength(3)
  })
})
