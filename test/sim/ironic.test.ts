import { describe, expect, it } from 'vitest'
import type { Machine } from '../../src/model/baremetal'
import { NOTHING } from '../../src/model/resources'
import type { World } from '../../src/model/world'
import { bestMachine } from '../../src/sim/metal/ironic'
import {
  aMachine,
  aSpare,
  asks,
  aWorld,
  bringDown,
  losses,
  onSlab,
  order,
  pass,
  refusalOf,
  theTraffic,
  theUnit,
  when,
} from '../given'

const SEEDS = Array.from({ length: 80 }, (_, i) => i + 1)
const idOf = (world: World, name: string) => world.machines.findIndex(machine => machine.name === name)
const deploy = (world: World, name: string) => order(world, { order: 'deploy', machine: idOf(world, name) })
const refusesDeploy = (world: World, name: string) => refusalOf(world, { order: 'deploy', machine: idOf(world, name) })

describe('A machine that is ordered', () => {
  const takes = SEEDS.map(seed => {
    const world = aWorld({ seed })
    deploy(world, 's1')
    return (world.machines[idOf(world, 's1')] as Machine).activeAt
  })

  it('takes 633 to 655 s, drawn by the seed', () => {
    expect(Math.min(...takes)).toBe(633)
    expect(Math.max(...takes)).toBe(655)
  })

  it('is active exactly when it was said it would be', () => {
    const world = aWorld({ seed: 9 })
    deploy(world, 's1')
    const { activeAt } = world.machines[idOf(world, 's1')] as Machine
    expect(when(world, 'MachineActive')).toBe(activeAt)
  })

  it("goes through Ironic's states in order, by the shares that are ours: 5 % and 45 % of the time", () => {
    const world = aWorld()
    const machine = world.machines[idOf(world, 's1')] as Machine
    const seen: [string, number][] = []
    deploy(world, 's1')
    while (world.tick < 700) {
      if (seen.at(-1)?.[0] !== machine.state) seen.push([machine.state, world.tick])
      pass(world, 1)
    }
    const after = (percent: number) => Math.floor((machine.activeAt * percent) / 100) + 1
    expect(seen).toEqual([
      ['deploying', 0],
      ['wait call-back', after(5)],
      ['deploying', after(45)],
      ['active', machine.activeAt + 1],
    ])
  })

  it('has new luck with each deploy, and another has its own', () => {
    const world = aWorld({ seed: 3 })
    deploy(world, 's1')
    deploy(world, 's2')
    const [one, other] = world.machines.slice(-2) as [Machine, Machine]
    Object.assign(one, { state: 'available' })
    const before = one.activeAt
    deploy(world, 's1')
    expect(new Set([before, one.activeAt, other.activeAt]).size).toBeGreaterThan(1)
  })

  it('does not come up once it is dead', () => {
    const world = aWorld()
    deploy(world, 's1')
    pass(world, 100)
    bringDown(world, 'machine', 's1')
    pass(world, 700)
    expect((world.machines[idOf(world, 's1')] as Machine).state).not.toBe('active')
  })
})

describe('Ironic deploys only what is available, and says so of one that is', () => {
  const refusal = (state: string, name = 's1') =>
    `The requested action "active" can not be performed on node "${name}" while it is in state "${state}".`

  it('deploying', () => {
    const world = aWorld()
    deploy(world, 's1')
    expect(refusesDeploy(world, 's1')).toBe(refusal('deploying'))
  })

  it('waiting for its call-back', () => {
    const world = aWorld()
    deploy(world, 's1')
    when(world, 'MachineWaitCallBack')
    expect(refusesDeploy(world, 's1')).toBe(refusal('wait call-back'))
  })

  it('active, as the hosts of nodes and hypervisors are', () => {
    const world = aWorld()
    expect(refusesDeploy(world, 'b1')).toBe(refusal('active', 'b1'))
    expect(refusesDeploy(world, 'h1')).toBe(refusal('active', 'h1'))
  })

  it('dead, whatever its state', () => {
    const world = aWorld()
    bringDown(world, 'machine', 's1')
    expect(refusesDeploy(world, 's1')).toBe('Failed to set node power state to power on.')
  })
})

describe('A workload for the slab gets', () => {
  const parked = () => aWorld({ machines: ['s1', 's2', 's3'].map(name => aSpare(name)) })
  const set = (world: World, name: string, over: Partial<Machine>) =>
    Object.assign(world.machines[idOf(world, name)] as Machine, over)
  const best = (world: World, gpus = 0, only?: string) => bestMachine(world, { ...NOTHING, gpus }, only)?.name

  it('an active machine that is free, before all others', () => {
    const world = parked()
    set(world, 's2', { state: 'deploying', activeAt: 1 })
    set(world, 's3', { state: 'active' })
    expect(best(world)).toBe('s3')
  })

  it("else the deploy that ends first and is nobody's yet", () => {
    const world = parked()
    set(world, 's2', { state: 'wait call-back', activeAt: 640 })
    set(world, 's3', { state: 'deploying', activeAt: 635 })
    expect(best(world)).toBe('s3')
    set(world, 's3', { unit: 0 })
    expect(best(world)).toBe('s2')
  })

  it('else one that would have to be deployed, the first by name of the list', () => expect(best(parked())).toBe('s1'))

  it('none that is somebody’s, dead, or short of GPUs', () => {
    const world = parked()
    set(world, 's1', { unit: 0 })
    set(world, 's2', { up: false })
    expect(best(world)).toBe('s3')
    expect(best(world, 5)).toBeUndefined()
  })

  it('none that carries a node or a hypervisor', () => {
    expect(best(aWorld({ machines: [aMachine({ gpus: 8 })] }))).toBeUndefined()
  })

  it('only the one that was named, where one was', () => {
    expect(best(parked(), 0, 's2')).toBe('s2')
    expect(best(parked(), 0, 'b1')).toBeUndefined()
  })

  it('nothing, in the words of an allocation, when there is none', () => {
    const why = 'no available nodes match the resource class baremetal'
    expect(refusalOf(aWorld({ machines: [] }), { order: 'provision', workload: 0, machine: undefined })).toBe(why)
  })
})

describe('ROUTE to the slab', () => {
  it('orders a machine where none is ready, and its users are lost as MachineDeploying', () => {
    const world = aWorld({ spec: { requests: asks(8_000, 1_024, 2) } })
    onSlab(world)
    expect(theUnit(world).state).toBe('waiting')
    pass(world, 30)
    expect(losses(world)).toEqual({ MachineDeploying: 300 })
  })

  it('takes one that was ordered ahead: only its warm-up is left', () => {
    const world = aWorld({ spec: { warmup: 6 } })
    deploy(world, 's1')
    pass(world, 700)
    const asked = world.tick
    onSlab(world)
    expect(world.machines.filter(machine => machine.deploys > 0)).toHaveLength(1)
    expect(when(world, 'UnitReady')).toBe(asked + 6)
  })

  it('claims one that is on its way: it starts when the machine is active', () => {
    const world = aWorld({ spec: { warmup: 6 } })
    deploy(world, 's1')
    pass(world, 300)
    onSlab(world)
    const { activeAt } = world.machines[idOf(world, 's1')] as Machine
    expect(when(world, 'UnitReady')).toBe(activeAt + 6)
  })

  it('gives it the whole machine: as many workers as all replicas would have', () => {
    const world = aWorld({ spec: { workers: 4, replicas: 3 } })
    onSlab(world)
    expect(theUnit(world).workers).toBe(12)
  })

  it('leaves the machine active and free when it goes', () => {
    const world = aWorld()
    onSlab(world)
    pass(world, 700)
    order(world, { order: 'leave-machines', workload: 0 })
    expect(bestMachine(world, NOTHING, undefined)).toMatchObject({ name: 's1', state: 'active', unit: -1 })
    expect(theTraffic(world).served).toBeGreaterThan(0)
  })
})
