import { describe, expect, it } from 'vitest'
import type { Machine } from '../../src/model/baremetal'
import type { MachineSpec, ParkSpec } from '../../src/model/park'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { slowedBy } from '../../src/sim/metal/ironic'
import { hourly } from '../../src/sim/money'
import { aSpare, asks, aWorld, bringDown, bringUp, onSlab, order, pass, refusalOf, when } from '../given'

const theFirst = (world: World) => world.machines[0] as Machine
const deploy = { order: 'deploy', machine: 0 } as const
const undeploy = { order: 'undeploy', machine: 0 } as const
const manage = { order: 'manage', machine: 0 } as const
const provide = { order: 'provide', machine: 0 } as const
const unsetMaintenance = { order: 'unset-maintenance', machine: 0 } as const

const metal = (over: Partial<MachineSpec> = {}, park: Partial<ParkSpec> = {}, era: Era = 'now') =>
  aWorld({ era, machines: [aSpare('s1', over)], park: { ...park, machines: [aSpare('s1', over)] } })

/** Its states from now on, and how long each lasted; the last one goes on. */
function states(world: World, seconds: number): readonly (readonly [string, number])[] {
  const seen: [string, number][] = []
  for (let i = 0; i < seconds; i += 1) {
    const { state } = theFirst(world)
    if (seen.at(-1)?.[0] === state) (seen.at(-1) as [string, number])[1] += 1
    else seen.push([state, 1])
    pass(world, 1)
  }
  return seen
}
const names = (seen: readonly (readonly [string, number])[]) => seen.map(([state]) => state)

describe('Machines that are deployed at once slow each other as was measured:', () => {
  it.each([
    [1, 0],
    [20, 38],
    [40, 72],
    [80, 124],
    [160, 152],
    [195, 154],
  ])('%i of them, each by %i s', (together, by) => expect(slowedBy({ era: 'now' }, together)).toBe(by))

  it('twenty are active within what was measured for twenty, less what the first were ahead', () => {
    const machines = Array.from({ length: 20 }, (_, i) => aSpare(`s${i + 1}`))
    const world = aWorld({ machines })
    for (const { id } of [...world.machines]) order(world, { order: 'deploy', machine: id })
    const last = Math.max(...world.machines.map(({ activeAt }) => activeAt))
    expect(last).toBeGreaterThanOrEqual(660)
    expect(last).toBeLessThanOrEqual(697)
  })

  it('of twenty none is lost; of two hundred a few, which Ironic gives up after half an hour', () => {
    const failed = (count: number) => {
      const world = aWorld({ machines: Array.from({ length: count }, (_, i) => aSpare(`s${i + 1}`)) })
      for (const { id } of [...world.machines]) order(world, { order: 'deploy', machine: id })
      const muted = world.machines.filter(({ mute }) => mute).length
      return { world, muted }
    }
    expect(failed(20).muted).toBe(0)
    const { world, muted } = failed(200)
    expect(muted).toBeGreaterThan(0)
    expect(muted).toBeLessThan(10)
    pass(world, 1_900)
    const down = world.machines.filter(({ state }) => state === 'deploy failed')
    expect(down).toHaveLength(muted)
    expect(down[0]?.lastError).toMatch(/^Timeout reached while waiting for callback for node s\d+$/)
  })
})

describe('A machine that loses its power while its ramdisk is awaited', () => {
  it('fails to deploy after 1,800 s, and can be deployed again', () => {
    const world = metal()
    order(world, deploy)
    const waits = when(world, 'MachineWaitCallBack')
    bringDown(world, 'machine', 's1')
    expect(when(world, 'MachineDeployFailed') - waits).toBe(1_800)
    expect(explain(world, { kind: 'machine', id: 0 })).toContain(
      'last_error: Timeout reached while waiting for callback for node s1',
    )
    bringUp(world, 's1')
    expect(refusalOf(world, deploy)).toBeUndefined()
    order(world, deploy)
    when(world, 'MachineActive')
  })
})

describe('A machine that is given back', () => {
  const used = (over: Partial<MachineSpec> = {}, park: Partial<ParkSpec> = {}, era: Era = 'now') => {
    const world = metal(over, park, era)
    order(world, deploy)
    when(world, 'MachineActive')
    order(world, undeploy)
    return world
  }

  it('is cleaned before anybody has it: its whole disks, by default', () => {
    const world = used({ diskGiB: 1_000 })
    expect(refusalOf(world, deploy)).toMatch(/while it is in state "cleaning"\.$/)
    const seen = states(world, 7_600)
    expect(names(seen)).toEqual(['cleaning', 'clean wait', 'available'])
    const [, wait] = seen
    const erase = Math.ceil((1_000 * 1_024) / 150)
    expect(wait?.[1]).toBeGreaterThanOrEqual(erase + 284)
    expect(wait?.[1]).toBeLessThanOrEqual(erase + 296)
    expect(refusalOf(world, deploy)).toBeUndefined()
  })

  it.each([
    ['their metadata alone: minutes', 'metadata', 284 + 10, 295 + 121],
    ['nothing: at once', 'off', 0, 0],
  ] as const)('%s', (_, cleaning, least, most) => {
    const world = used({ diskGiB: 1_000 }, { cleaning })
    const from = world.tick
    while (theFirst(world).state !== 'available' && world.tick < from + 1_000) pass(world, 1)
    expect(world.tick - from).toBeGreaterThanOrEqual(least)
    expect(world.tick - from).toBeLessThanOrEqual(most)
  })

  it('is paid until it is clean', () => {
    const world = used({ diskGiB: 100 })
    pass(world, 10)
    expect(hourly(world)).toBe(16_000_000)
    when(world, 'MachineAvailable')
    expect(hourly(world)).toBe(0)
  })

  it('without power it is `clean failed`, and stays so until somebody manages and provides it', () => {
    const world = used({ diskGiB: 10_000 })
    pass(world, 400)
    bringDown(world, 'machine', 's1')
    pass(world, 1_801)
    expect(theFirst(world)).toMatchObject({ state: 'clean failed' })
    expect(theFirst(world).lastError).toMatch(/^Timeout reached while cleaning the node\./)
    bringUp(world, 's1')
    expect(refusalOf(world, deploy)).toMatch(/in state "clean failed"/)
    order(world, manage)
    expect(theFirst(world).state).toBe('manageable')
    expect(refusalOf(world, provide)).toBe(
      "The providing operation can't be performed on node s1 because it's in maintenance mode.",
    )
    order(world, unsetMaintenance)
    order(world, provide)
    expect(names(states(world, 3))).toEqual(['cleaning', 'clean wait'])
  })

  it('without power before its ramdisk was heard it is not in maintenance', () => {
    const world = used({ diskGiB: 10_000 })
    pass(world, 10)
    bringDown(world, 'machine', 's1')
    pass(world, 1_801)
    expect(theFirst(world)).toMatchObject({ state: 'clean failed', maintenance: false })
  })

  it('in 2017 it is, and is awaited in vain again if that is not unset', () => {
    const world = used({ diskGiB: 100 }, {}, '2017')
    pass(world, 10)
    bringDown(world, 'machine', 's1')
    pass(world, 1_801)
    bringUp(world, 's1')
    order(world, manage)
    order(world, provide)
    expect(names(states(world, 2_000))).toEqual(['cleaning', 'clean wait', 'clean failed'])
    order(world, manage)
    order(world, unsetMaintenance)
    order(world, provide)
    expect(names(states(world, 2_000))).toEqual(['cleaning', 'clean wait', 'available'])
  })

  it('one that carries a node or a hypervisor is not given back', () => {
    const world = aWorld()
    expect(refusalOf(world, { order: 'undeploy', machine: 0 })).toBe('b1 carries a host')
  })
})

describe('A machine that was only enrolled', () => {
  it('is managed, provided, cleaned, and then available', () => {
    const world = metal({ provisionState: 'enroll' })
    expect(refusalOf(world, deploy)).toMatch(/in state "enroll"/)
    expect(refusalOf(world, provide)).toMatch(/The requested action "provide" can not be performed/)
    order(world, manage)
    order(world, provide)
    expect(names(states(world, 500))).toEqual(['cleaning', 'clean wait', 'available'])
  })
})

describe('A machine is had whole', () => {
  it('cores that are not asked for are paid, and devices that are not are stranded', () => {
    const world = aWorld({ machines: [aSpare('s1', { gpus: 8 })], spec: { requests: asks(2_000, 64, 3) } })
    onSlab(world)
    when(world, 'MachineActive')
    expect(explain(world, { kind: 'machine', id: 0 })).toEqual([
      'name: s1',
      'provision_state: active',
      'cores: 2 of 16 asked for, all are paid',
      'gpus: 5 of 8 stranded',
    ])
    expect(hourly(world)).toBe(16_000_000)
  })
})
