import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import { servesNow } from '../../src/rules/reader'
import type { Run } from '../../src/rules/run'
import { aPark, aRun, at, aWorkload, livePods, losses, reasons, theTraffic, theWorkload, told, whyNot } from '../given'

const route = (run: Run, lane: Lane, plate?: `machine/${string}` | `node/${string}` | `hypervisor/${string}`) =>
  told(run, 'ROUTE', 'rider/web', plate ? { lane, plate } : { lane })

const rider = (run: Run) => run.play.riders[0] as Run['play']['riders'][number]
const liveUnits = ({ world }: Run) => world.units.filter(unit => unit.state !== 'deleted')

/** Routed at once, and nobody held to account. */
function placed(lane: Lane, moment: number, over: Parameters<typeof aRun>[0] = {}): Run {
  const run = aRun({ slo: 0, lasts: 1_800, ...over })
  route(run, lane)
  return at(run, moment)
}

const workload = (over: Parameters<typeof aWorkload>[0]) => ({ workloads: [aWorkload(over)] })
const HUNGRY = workload({ requests: { cpuMillicores: 5_000, memoryMiB: 64 } })

describe('ROUTE', () => {
  it('to the bowl makes a Deployment: pods, Ready by their probe, and nobody presses', () => {
    const run = placed('bowl', 30, workload({ replicas: 2, readinessProbe: { periodSeconds: 2 }, warmup: 3 }))
    expect(livePods(run.world)).toHaveLength(2)
    expect(rider(run)).toMatchObject({ state: 'placed', lane: 'bowl', routedAt: 1 })
    expect(rider(run).landedAt).toBe(rider(run).readyAt)
    expect(reasons(run.play.told)).toContain('RiderLanded')
  })

  it('to the boxes boots a server for each replica', () => {
    const run = placed('boxes', 2, workload({ replicas: 3 }))
    expect(run.world.servers.map(({ name }) => name)).toEqual(['web-1', 'web-2', 'web-3'])
  })

  it('to the slab takes one machine for all of it', () => {
    const run = placed('slab', 2, workload({ replicas: 3 }))
    expect(run.world.machines.filter(machine => machine.state === 'deploying').map(({ name }) => name)).toEqual(['s1'])
    expect(run.play.machinesOrdered).toBe(1)
  })

  it('to the slab when a machine was ordered ahead orders none', () => {
    const run = aRun({ slo: 0, lasts: 1_800 })
    told(run, 'SCALE', 'machine/s2')
    route(at(run, 200), 'slab')
    expect(run.play.machinesOrdered).toBe(1)
    expect(liveUnits(run)[0]?.on).toEqual({ kind: 'machine', id: 6 })
  })

  const plates = [
    ['bowl', 'node/b3', (run: Run) => livePods(run.world).map(pod => run.world.nodes[pod.node]?.name), ['b3', 'b3']],
    [
      'boxes',
      'hypervisor/h2',
      ({ world }: Run) => world.servers.map(each => world.hypervisors[each.hypervisor]?.name),
      ['h2', 'h2'],
    ],
    ['slab', 'machine/s2', (run: Run) => liveUnits(run).map(({ on }) => run.world.machines[on.id]?.name), ['s2']],
  ] as const

  it.each(plates)('to the %s with the plate %s marked takes that one and no other', (lane, plate, found, expected) => {
    const run = aRun({ slo: 0, ...workload({ replicas: 2 }) })
    expect(route(run, lane, plate).state).toBe('done')
    expect(found(at(run, 5))).toEqual(expected)
  })

  it('with a plate that is full hangs there, though others are free', () => {
    const run = aRun({ slo: 0, ...workload({ requests: { cpuMillicores: 3_000, memoryMiB: 64 }, replicas: 2 }) })
    route(run, 'bowl', 'node/b1')
    expect(livePods(at(run, 10).world).map(pod => pod.node)).toEqual([0, -1])
  })
})

describe('ROUTE of a rider that hangs', () => {
  it('gives its place up at once: no pod of it stays Pending', () => {
    const run = placed('bowl', 100, HUNGRY)
    expect(livePods(run.world)).toHaveLength(1)
    expect(route(run, 'boxes').state).toBe('done')
    expect(livePods(run.world)).toEqual([])
    expect(rider(run)).toMatchObject({ lane: 'boxes', from: undefined })
  })

  it('may be to the same lane again, to another plate of it', () => {
    const run = aRun({ slo: 0, ...workload({ requests: { cpuMillicores: 3_000, memoryMiB: 64 } }) })
    Object.assign(run.world.nodes[0] as object, { unschedulable: true })
    route(run, 'bowl', 'node/b1')
    at(run, 100)
    expect(whyNot(route(run, 'bowl', 'node/b2'))).toBeUndefined()
    expect(livePods(at(run, 110).world).map(pod => pod.node)).toEqual([1])
  })

  it('from a server in ERROR to another: the one that failed frees its quota first', () => {
    const run = aRun({ slo: 0, park: { ...aPark(), quota: { instances: 1, cores: 20, ramMiB: 51_200 } } as never })
    Object.assign(run.world.hypervisors[0] as object, { disabled: true })
    route(run, 'boxes', 'hypervisor/h1')
    expect(run.world.servers[0]?.status).toBe('ERROR')
    at(run, 130)
    expect(whyNot(route(run, 'boxes'))).toBeUndefined()
    expect(run.world.servers.map(({ status }) => status)).toEqual(['DELETED', 'BUILD'])
  })

  it('that only starts still gives its place up too: it serves nobody yet', () => {
    const run = placed('boxes', 30)
    route(run, 'bowl')
    expect(run.world.servers[0]?.status).toBe('DELETED')
    expect(rider(at(run, 60))).toMatchObject({ lane: 'bowl', from: undefined })
  })
})

describe('ROUTE of a rider that rides', () => {
  const lostAfter = (run: Run, moment: number) => {
    const before = theTraffic(run.world).lost
    at(run, moment)
    return theTraffic(run.world).lost - before
  }

  it('starts a second one: the first serves on until the cut-over', () => {
    const run = placed('bowl', 300)
    route(run, 'boxes')
    expect(rider(run)).toMatchObject({ lane: 'boxes', from: 'bowl' })
    expect(livePods(run.world)).toHaveLength(1)
    expect(lostAfter(run, 380)).toBe(0)
  })

  it('LAND puts the new one in service and takes the old one away: nobody is lost', () => {
    const run = placed('bowl', 300)
    route(run, 'boxes')
    at(run, 400)
    expect(told(run, 'LAND', 'rider/web').state).toBe('done')
    expect(livePods(run.world).map(({ status }) => status)).toEqual(['Terminating'])
    expect(rider(run).from).toBeUndefined()
    expect(lostAfter(run, 500)).toBe(0)
    expect(livePods(run.world)).toEqual([])
  })

  it('LAND before the new one is ready takes the old one away all the same, and users pay for it', () => {
    const run = placed('bowl', 300)
    route(run, 'boxes')
    at(run, 310)
    told(run, 'LAND', 'rider/web')
    expect(lostAfter(run, 330)).toBe(200)
    expect(livePods(run.world)).toEqual([])
  })

  it('is cut over by the health check if nobody does it', () => {
    const run = placed('bowl', 300)
    route(run, 'boxes')
    expect(lostAfter(run, 450)).toBe(0)
    expect(livePods(run.world)).toEqual([])
    expect(rider(run).from).toBeUndefined()
  })

  it('into the bowl is cut over by its probe: the server goes as soon as a pod is Ready', () => {
    const run = placed('boxes', 300)
    route(run, 'bowl')
    expect(lostAfter(run, 330)).toBe(0)
    expect(run.world.servers[0]?.status).toBe('DELETED')
    expect(servesNow(run, rider(run))).toBe(1)
  })

  it('keeps when it first landed', () => {
    const run = placed('bowl', 300)
    const { landedAt } = rider(run)
    route(run, 'boxes')
    expect(rider(at(run, 500)).landedAt).toBe(landedAt)
  })
})

describe('LAND', () => {
  it('puts a server in service the moment it is ready', () => {
    const run = placed('boxes', 1)
    while (rider(run).readyAt < 0) at(run, run.world.tick + 1)
    expect(told(run, 'LAND', 'rider/web').state).toBe('done')
    expect(rider(run).landedAt).toBe(rider(run).readyAt)
    at(run, run.world.tick + 10)
    expect(losses(run.world).NotInService).toBe(10) // of the second in which it became ready
  })

  it('too early fails what comes, as CutOverEarly', () => {
    const run = placed('boxes', 65)
    told(run, 'LAND', 'rider/web')
    at(run, 70)
    expect(theWorkload(run.world).units).toEqual([0])
    expect(run.world.units[0]).toMatchObject({ inService: true })
    expect(Object.keys(losses(run.world)).sort()).not.toContain('NotInService')
  })

  it('left out, a health check does it thirty seconds after ready', () => {
    const run = placed('boxes', 400)
    expect(rider(run).landedAt - rider(run).readyAt).toBe(30)
    expect(losses(run.world).NotInService).toBeGreaterThan(0)
  })
})

describe('SCALE', () => {
  it('of a rider in the bowl makes one pod more', () => {
    const run = placed('bowl', 100)
    told(run, 'SCALE', 'rider/web')
    expect(livePods(at(run, 110).world)).toHaveLength(2)
  })

  it('of a rider in the boxes boots one server more, whatever its replicas', () => {
    const run = placed('boxes', 300, workload({ replicas: 2 }))
    told(run, 'SCALE', 'rider/web')
    expect(run.world.servers).toHaveLength(3)
  })

  it('of a rider on the slab takes one machine more', () => {
    const run = placed('slab', 300)
    told(run, 'SCALE', 'rider/web')
    expect(run.play.machinesOrdered).toBe(2)
    expect(liveUnits(run)).toHaveLength(2)
  })

  it('of a spare machine orders it, for whoever comes', () => {
    const run = aRun({ slo: 0, lasts: 1_800 })
    told(run, 'SCALE', 'machine/s2')
    expect(run.world.machines[6]).toMatchObject({ name: 's2', state: 'deploying', unit: -1 })
    expect(run.play.machinesOrdered).toBe(1)
  })
})

describe('MOVE', () => {
  it('of a rider in the bowl evicts a pod, and its owner makes another', () => {
    const run = placed('bowl', 100, workload({ replicas: 2 }))
    told(run, 'MOVE', 'rider/web')
    at(run, 110)
    expect(run.world.pods.map(({ gone }) => gone)).toEqual([true, false, false])
    expect(theWorkload(run.world).endpoints).toEqual([1, 2])
  })
})
