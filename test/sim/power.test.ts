import { describe, expect, it } from 'vitest'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { aHypervisor, aMachine, aPark, aRun, aSpare, at, aWorld, order, pass, reasons, refusalOf } from '../given'

const park = () => [
  aMachine({ name: 'b1', rack: 'r1', powerFeed: 'a' }),
  aMachine({ name: 'b2', rack: 'r2', powerFeed: 'a' }),
  aHypervisor('h1', { rack: 'r1', powerFeed: 'b' }),
  aSpare('s1'),
]
const up = (world: World) => world.machines.filter(machine => machine.up).map(({ name }) => name)

describe('What hangs together fails together:', () => {
  it.each([
    ['a rack', { rack: 'r1' }, ['b2', 's1']],
    ['a feed', { feed: 'a' }, ['h1', 's1']],
    ['one that nobody is on', { rack: 'r9' }, ['b1', 'b2', 'h1', 's1']],
  ] as const)('%s', (_, circuit, left) => {
    const world = aWorld({ machines: park() })
    order(world, { order: 'lose-power', circuit })
    expect(up(world)).toEqual(left)
    order(world, { order: 'regain-power', circuit })
    expect(up(world)).toHaveLength(4)
  })

  it('and each is down through the same cause', () => {
    const world = aWorld({ machines: park() })
    const told = order(world, { order: 'lose-power', circuit: { rack: 'r1' } })
    expect(told[0]).toMatchObject({ reason: 'PowerLost', note: 'rack r1 is without power: 2 machines' })
    const downs = told.filter(({ reason }) => reason === 'HostDown')
    expect(downs.map(({ cause }) => cause)).toEqual(downs.map(() => ({ by: 'happening', id: told[0]?.id })))
  })

  it.each([
    ['the rack first', [{ rack: 'r1' }, { feed: 'a' }]],
    ['the feed first', [{ feed: 'a' }, { rack: 'r1' }]],
  ] as const)('and what lacks both waits for both: %s', (_, [first, second]) => {
    const world = aWorld({ machines: park() })
    for (const circuit of [{ rack: 'r1' }, { feed: 'a' }]) order(world, { order: 'lose-power', circuit })
    expect(up(world)).toEqual(['s1'])
    order(world, { order: 'regain-power', circuit: first })
    expect(up(world)).toEqual(['rack' in first ? 'h1' : 'b2', 's1'].sort())
    const lacks = `no power: ${'rack' in second ? 'rack r1' : 'feed a'}`
    expect(explain(world, { kind: 'machine', id: 0 })).toContain(lacks)
    expect(refusalOf(world, { order: 'set-power', machine: 0, target: 'power on' })).toMatch(/^IPMI call failed/)
    order(world, { order: 'regain-power', circuit: second })
    expect(up(world)).toHaveLength(4)
  })

  it('and what is repaired while its rack is dark starts with its rack', () => {
    const world = aWorld({ machines: park() })
    const host = { kind: 'machine', id: 0 } as const
    order(world, { order: 'bring-down', host })
    order(world, { order: 'lose-power', circuit: { rack: 'r1' } })
    order(world, { order: 'bring-up', host })
    expect(up(world)).toEqual(['b2', 's1'])
    order(world, { order: 'regain-power', circuit: { rack: 'r1' } })
    expect(up(world)).toHaveLength(4)
  })

  it('as a level has it, by its timetable', () => {
    const run = aRun({
      slo: 0,
      park: { ...aPark(), machines: park() } as never,
      incidents: [{ id: 'dark', what: 'power-lost', at: 100, target: 'rack/r1', lasts: 60 }],
    })
    at(run, 110)
    expect(up(run.world)).toEqual(['b2', 's1'])
    at(run, 170)
    expect(up(run.world)).toHaveLength(4)
  })
})

describe('Ironic over a machine’s own controller', () => {
  const power = (target: 'power on' | 'power off' | 'rebooting') =>
    ({ order: 'set-power', machine: 0, target }) as const
  const shown = (world: World) =>
    explain(world, { kind: 'machine', id: 0 }).find(line => line.startsWith('power_state'))

  it('switches off at once, and on again in the time of a boot', () => {
    const world = aWorld({ machines: park() })
    order(world, power('power off'))
    expect(shown(world)).toBe('power_state: power off')
    order(world, power('power on'))
    expect(shown(world)).toBe('power_state: rebooting')
    expect(refusalOf(world, power('power off'))).toMatch(/^Node b1 is locked by host/)
    expect(reasons(pass(world, 571))).toContain('HostUp')
  })

  it('cannot do anything where its rack has no power, and what was booting waits for that', () => {
    const world = aWorld({ machines: park() })
    const circuit = { rack: 'r1' }
    order(world, { order: 'set-power', machine: 0, target: 'rebooting' })
    pass(world, 5)
    order(world, { order: 'lose-power', circuit })
    expect(refusalOf(world, { order: 'set-power', machine: 2, target: 'power on' })).toBe(
      'IPMI call failed: power status.',
    )
    pass(world, 600)
    expect(up(world)).toEqual(['b2', 's1'])
    order(world, { order: 'regain-power', circuit })
    expect(up(world)).toHaveLength(4)
    expect(refusalOf(world, { order: 'set-power', machine: 0, target: 'power off' })).toBeUndefined()
  })

  it('refuses what is so already', () => {
    expect(refusalOf(aWorld({ machines: park() }), power('power on'))).toMatch(/: power on already$/)
  })
})
