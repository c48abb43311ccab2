import { describe, expect, it } from 'vitest'
import type { Cause } from '../../src/model/happening'
import { PPB } from '../../src/model/units'
import { allLost, writeOff, writeOffShare } from '../../src/sim/traffic/ledger'
import { aWorld, bringDown, inBowl, order, pass, theTraffic } from '../given'

const wave: Cause = { by: 'scenario', id: 'wave' }
const overload = { loss: 'Overload', cause: wave } as const

describe('The ledger', () => {
  it('has one row for one workload, one reason and one cause', () => {
    const world = aWorld()
    writeOff(world, 0, overload, 5)
    writeOff(world, 0, overload, 7)
    writeOff(world, 0, { ...overload, loss: 'TooSlow' }, 1)
    writeOff(world, 0, { ...overload, cause: { by: 'scenario', id: 'other' } }, 1)
    writeOff(world, 1, overload, 1)
    expect(world.ledger.map(({ requests }) => requests)).toEqual([12, 1, 1, 1])
    expect(allLost(world)).toBe(15)
  })

  it('knows a command from a happening of the same number', () => {
    const world = aWorld()
    writeOff(world, 0, { loss: 'HostDown', cause: { by: 'command', id: 3 } }, 1)
    writeOff(world, 0, { loss: 'HostDown', cause: { by: 'happening', id: 3 } }, 1)
    expect(world.ledger).toHaveLength(2)
  })

  it('says from when to when', () => {
    const world = aWorld()
    pass(world, 10)
    writeOff(world, 0, overload, 1)
    pass(world, 20)
    writeOff(world, 0, overload, 1)
    pass(world, 5)
    expect(world.ledger.find(({ loss }) => loss === 'Overload')).toMatchObject({ from: 10, to: 30, requests: 2 })
  })

  it('writes no row for nothing', () => {
    const world = aWorld()
    expect(writeOff(world, 0, overload, 0)).toBe(0)
    expect(writeOffShare(world, 0, overload, 10, 0)).toBe(0)
    expect(writeOffShare(world, 0, overload, 0, PPB)).toBe(0)
    expect(world.ledger).toEqual([])
  })

  it('carries what is not a whole request: a tenth of one each second is one in ten seconds', () => {
    const world = aWorld()
    const lost = Array.from({ length: 20 }, () => writeOffShare(world, 0, overload, 1, PPB / 10))
    expect(lost.map((n, i) => (n === 1 ? i + 1 : 0)).filter(Boolean)).toEqual([10, 20])
  })

  it('never writes off more than there is', () => {
    const world = aWorld()
    for (let i = 0; i < 5; i += 1) expect(writeOffShare(world, 0, overload, 3, PPB)).toBe(3)
  })
})

describe('Whatever happens to them, the rows add up to what users have lost:', () => {
  it('through a bad start, a dead host and giving up', () => {
    const world = aWorld({ workloads: [{ name: 'web', replicas: 2 }, { name: 'nobody' }] })
    pass(world, 30)
    inBowl(world)
    pass(world, 60)
    bringDown(world, 'machine', 'b1')
    bringDown(world, 'machine', 'b2')
    pass(world, 100)
    order(world, { order: 'abandon', workload: 1 })
    pass(world, 10)
    for (const { id } of world.workloads) {
      const rows = world.ledger.filter(row => row.workload === id).reduce((sum, row) => sum + row.requests, 0)
      expect(rows).toBe(theTraffic(world, id).lost + theTraffic(world, id).late)
    }
    expect(new Set(world.ledger.map(({ loss }) => loss))).toEqual(
      new Set(['NotRouted', 'PodStarting', 'HostDown', 'Abandoned']),
    )
  })
})
