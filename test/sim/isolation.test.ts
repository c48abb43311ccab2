import { describe, expect, it } from 'vitest'
import type { HostRef } from '../../src/model/refs'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { podAnswers, unitAnswers } from '../../src/sim/traffic/backends'
import { aHypervisor, aMachine, aSpare, aWorld, inBowl, inBoxes, losses, onSlab, order, pass, reasons } from '../given'

/**
 * A node and a hypervisor with two tenants each, a machine with one of its own, and a
 * node in a guest on a hypervisor that has another guest.
 */
function tenants(): World {
  const world = aWorld({
    machines: [aMachine({ name: 'b1' }), aHypervisor('h1'), aSpare('s1')],
    workloads: ['pod-a', 'pod-b', 'vm-a', 'vm-b', 'metal', 'rail'].map(name => ({ name })),
  })
  inBowl(world, 0, 'b1')
  inBowl(world, 1, 'b1')
  inBoxes(world, 2)
  inBoxes(world, 3)
  onSlab(world, 4)
  order(world, { order: 'boot-node', name: 'w1', flavor: 'm1' })
  pass(world, 700)
  inBowl(world, 5, world.nodes[1]?.name)
  pass(world, 30)
  return world
}

const serving = (world: World) =>
  world.workloads
    .filter(
      ({ id }) =>
        world.pods.some(pod => pod.workload === id && !pod.gone && podAnswers(world, pod)) ||
        world.units.some(unit => unit.workload === id && unitAnswers(world, unit)),
    )
    .map(({ spec }) => spec.name)

const panic = (world: World, host: HostRef) => order(world, { order: 'kernel-panic', host })
const EVERYBODY = ['pod-a', 'pod-b', 'vm-a', 'vm-b', 'metal', 'rail']

describe('What a kernel panic takes with it:', () => {
  it.each([
    ['under containers: every pod of the node', { kind: 'node', id: 0 }, ['pod-a', 'pod-b']],
    ['in a VM: that guest alone', { kind: 'server', id: 0 }, ['vm-a']],
    ['in a node that is a VM: its pods, and no neighbour', { kind: 'node', id: 1 }, ['rail']],
    ['of a hypervisor: every guest, and what is in them', { kind: 'hypervisor', id: 0 }, ['vm-a', 'vm-b', 'rail']],
    ['of a machine of its own: that workload', { kind: 'machine', id: 2 }, ['metal']],
  ] as const)('%s', (_, host, taken) => {
    const world = tenants()
    expect(serving(world)).toEqual(EVERYBODY)
    const told = panic(world, host)
    expect(reasons(told)[0]).toBe('KernelPanic')
    expect(told[0]?.note).toMatch(/: Kernel panic - not syncing: Fatal exception in interrupt$/)
    expect(serving(world)).toEqual(EVERYBODY.filter(name => !(taken as readonly string[]).includes(name)))
  })
})

describe('Where a kubelet runs, a kernel that panics resets itself', () => {
  const isBack = (world: World, name: string) => serving(world).includes(name)

  it.each([
    ['a machine', 'pod-a', 297, 585],
    ['a guest', 'rail', 54, 115],
  ] as const)('after 10 s, and %s has booted', (_, name, least, most) => {
    const world = tenants()
    panic(world, { kind: 'node', id: name === 'rail' ? 1 : 0 })
    pass(world, least - 1)
    expect(isBack(world, name)).toBe(false)
    pass(world, most - least)
    expect(isBack(world, name)).toBe(true)
  })

  it('unless somebody has switched it off meanwhile', () => {
    const world = tenants()
    panic(world, { kind: 'node', id: 0 })
    pass(world, 60)
    order(world, { order: 'set-power', machine: 0, target: 'power off' })
    pass(world, 600)
    expect(isBack(world, 'pod-a')).toBe(false)
  })
})

describe('Nobody who only asks nova or Ironic sees it', () => {
  it('a guest stays ACTIVE, and stands still until it is reset', () => {
    const world = tenants()
    panic(world, { kind: 'server', id: 0 })
    pass(world, 600)
    expect(explain(world, { kind: 'server', id: 0 })).toEqual([
      'name: vm-a',
      'status: ACTIVE',
      'OS-EXT-SRV-ATTR:host: h1',
      'openstack console log show: Kernel panic - not syncing: Fatal exception in interrupt',
    ])
    order(world, { order: 'reboot-server', server: 0 })
    pass(world, 140)
    expect(serving(world)).toContain('vm-a')
  })

  it('what its users lose is blamed on its host, not on its process', () => {
    const world = aWorld({ machines: [aHypervisor('h1')], workloads: [{ name: 'vm', replicas: 2 }] })
    inBoxes(world, 0, 2)
    pass(world, 200)
    panic(world, { kind: 'server', id: 0 })
    pass(world, 5)
    expect([losses(world).HostDown, losses(world).ProcessRestarting]).toEqual([expect.any(Number), undefined])
  })

  it('a machine has power, until its controller resets it: 287 to 570 s', () => {
    const world = tenants()
    panic(world, { kind: 'machine', id: 2 })
    pass(world, 100)
    expect(explain(world, { kind: 'machine', id: 2 })).toContain('power_state: power on')
    const from = world.tick
    order(world, { order: 'set-power', machine: 2, target: 'rebooting' })
    let ticks = 0
    while (!serving(world).includes('metal') && ticks < 1_000) {
      pass(world, 1)
      ticks += 1
    }
    expect(world.tick - from).toBeGreaterThanOrEqual(287)
    expect(world.tick - from).toBeLessThanOrEqual(575)
  })
})
