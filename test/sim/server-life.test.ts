import { describe, expect, it } from 'vitest'
import { BYTES_PER_MIB } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { inventory } from '../../src/sim/cloud/nova'
import { lookedOver } from '../../src/sim/cloud/nova-placement'
import { usageOf } from '../../src/sim/cloud/projects'
import { explain } from '../../src/sim/explain/explain'
import { aHypervisor, aWorld, bringDown, bringUp, inBoxes, order, pass, refusalOf, theServer, theUnit } from '../given'

const FLAVORS = [
  { name: 'm1', vcpus: 2, ramMiB: 4_096 },
  { name: 'm2', vcpus: 4, ramMiB: 8_192 },
  { name: 'huge', vcpus: 17, ramMiB: 8_192 },
]

function served(): World {
  const world = aWorld({ machines: [aHypervisor('h1'), aHypervisor('h2')], park: { flavors: FLAVORS } })
  inBoxes(world)
  pass(world, 140)
  return world
}

const stop = { order: 'stop-server', server: 0 } as const
const start = { order: 'start-server', server: 0 } as const
const reboot = { order: 'reboot-server', server: 0 } as const
const confirm = { order: 'confirm-resize', server: 0 } as const
const revert = { order: 'revert-resize', server: 0 } as const
const resize = (flavor = 'm2') => ({ order: 'resize', server: 0, flavor }) as const
const used = (world: World, host: number) =>
  inventory(lookedOver(world), world.hypervisors[host] as World['hypervisors'][0]).usedVcpus

describe('Each action is refused in nova’s words where its state does not allow it:', () => {
  it.each([
    ['start of one that runs', [], start, "Cannot 'start' instance web while it is in vm_state active"],
    ['stop of one that is off', [stop], stop, "Cannot 'stop' instance web while it is in vm_state stopped"],
    ['a second reboot', [reboot], reboot, "Cannot 'reboot' instance web while it is in task_state rebooting"],
    ['confirm of nothing', [], confirm, "Cannot 'confirmResize' instance web while it is in vm_state active"],
    [
      'stop before the resize is confirmed',
      [resize()],
      stop,
      "Cannot 'stop' instance web while it is in vm_state resized",
    ],
    ['a resize to the same', [], resize('m1'), 'When resizing, instances must change flavor!'],
    ['a resize to none', [], resize('m9'), 'Flavor m9 could not be found.'],
    [
      'a resize that fits nowhere',
      [],
      resize('huge'),
      'No valid host was found. There are not enough hosts available.',
    ],
  ] as const)('%s', (_, before, what, why) => {
    const world = served()
    for (const each of before) order(world, each)
    expect(refusalOf(world, what)).toBe(why)
  })
})

describe('A server that is stopped', () => {
  it('serves nobody, keeps its place and its quota, and comes back when it is started', () => {
    const world = served()
    order(world, stop)
    expect(theServer(world)).toMatchObject({ status: 'SHUTOFF', hypervisor: 0 })
    expect(theUnit(world).ready).toBe(false)
    expect(used(world, 0)).toBe(2)
    expect(usageOf(world, 0)).toEqual({ cores: 2, instances: 1, ram: 4_096 })
    order(world, start)
    pass(world, 100)
    expect(theUnit(world).ready).toBe(true)
  })
})

describe('A resize', () => {
  it('goes to another host and holds both until it is confirmed', () => {
    const world = served()
    order(world, resize())
    expect(theServer(world)).toMatchObject({ status: 'VERIFY_RESIZE', hypervisor: 1, vcpus: 4 })
    expect([used(world, 0), used(world, 1)]).toEqual([2, 4])
    pass(world, 100)
    expect(theUnit(world).ready).toBe(true)
    expect(explain(world, { kind: 'server', id: 0 })).toContain(
      'openstack server resize confirm, or revert: both hosts are held for it',
    )
    order(world, confirm)
    expect([used(world, 0), used(world, 1)]).toEqual([0, 4])
    expect(theServer(world).status).toBe('ACTIVE')
  })

  it('or is taken back, and all is as before', () => {
    const world = served()
    order(world, resize())
    pass(world, 100)
    order(world, revert)
    pass(world, 100)
    expect(theServer(world)).toMatchObject({ status: 'ACTIVE', hypervisor: 0, vcpus: 2, ram: 4_096 * BYTES_PER_MIB })
    expect([used(world, 0), used(world, 1)]).toEqual([2, 0])
    expect(theUnit(world).ready).toBe(true)
  })

  it('that its host went down under is still to be confirmed, and then rebooted', () => {
    const world = served()
    order(world, resize())
    pass(world, 100)
    bringDown(world, 'machine', 'h2')
    bringUp(world, 'h2')
    expect(theServer(world)).toMatchObject({ status: 'VERIFY_RESIZE', booted: false })
    order(world, confirm)
    order(world, reboot)
    pass(world, 100)
    expect(theUnit(world).ready).toBe(true)
  })

  it('counts what it adds in the quota', () => {
    const world = aWorld({
      machines: [aHypervisor('h1'), aHypervisor('h2')],
      park: { flavors: FLAVORS, quota: { instances: 10, cores: 3, ramMiB: 51_200 } },
    })
    inBoxes(world)
    pass(world, 140)
    expect(refusalOf(world, resize())).toBe('Quota exceeded for cores: Requested 2, but already used 2 of 3 cores')
  })
})

describe('A guest with a device of its host', () => {
  it('cannot be live-migrated', () => {
    const world = aWorld({
      machines: [aHypervisor('h1', { gpus: 1 }), aHypervisor('h2', { gpus: 1 })],
      spec: { requests: { cpu: 500, memory: 1, gpus: 1 } },
    })
    inBoxes(world)
    pass(world, 140)
    expect(refusalOf(world, { order: 'live-migrate', server: 0 })).toBe(
      'Migration pre-check error: This request does not explicitly request live-migratable devices.',
    )
  })
})
