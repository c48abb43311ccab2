import { describe, expect, it } from 'vitest'
import { ASSUMPTIONS } from '../../src/model/assumptions'
import type { Loss } from '../../src/model/traffic'
import { LOSSES } from '../../src/model/traffic'
import { PPB } from '../../src/model/units'
import type { Volume } from '../../src/model/volume'
import type { WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { volumeFor } from '../../src/sim/storage/volumes'
import { loseWrites } from '../../src/sim/storage/writes'
import { byScenario, openTelling } from '../../src/sim/telling'
import { allLost } from '../../src/sim/traffic/ledger'
import {
  aHypervisor,
  aMachine,
  aPlane,
  asks,
  aWorld,
  bringDown,
  cutOver,
  inBowl,
  inBoxes,
  losses,
  onSlab,
  order,
  pass,
  reasons,
  stopPart,
  theTraffic,
  theUnit,
  theWorkload,
  when,
} from '../given'
import { exactly } from './oracles'

/** A workload in the bowl, serving; `load` is in hundredths of what its one pod can do. */
function serving(perSecond: number, spec: Partial<WorkloadSpec> = {}): World {
  const world = aWorld({ spec: { demand: [{ at: 0, perSecond }], ...spec }, machines: [aMachine()] })
  inBowl(world)
  pass(world, 20)
  return world
}

/** It serves, and what it needs of another workload has no place. */
function calling(spec: Partial<WorkloadSpec>, dns: boolean): World {
  const world = aWorld({ workloads: [spec, { name: 'other', dns, demand: [{ at: 0, perSecond: 0 }] }] })
  inBowl(world)
  pass(world, 20)
  return world
}

const aCall = (workload: string) => ({ workload, perRequest: 1, attempts: 1 })

/** Four workers of 50 ms: eighty requests a second are all they can do. */
const FULL = 80

/** A CronJob a second before its run of the first minute has to be done. */
function ticking(does: (world: World) => void, runSeconds = 5): World {
  const policies = { concurrencyPolicy: 'Allow', restartPolicy: 'Never' } as const
  const work = { completions: 1, parallelism: 1, backoffLimit: 6 }
  const batch = { schedule: '* * * * *', requests: 10, runSeconds, within: 50, ...work, ...policies } as const
  const world = aWorld({ park: aPlane(1), spec: { controller: 'CronJob', batch } })
  inBowl(world)
  does(world)
  pass(world, 109)
  return world
}

describe('A request is lost, under this one name, when', () => {
  const slow = { workers: 1, serviceMs: 50, latencySloMs: 200 }
  const cases: readonly [Loss, string, () => World][] = [
    ['NotRouted', 'its workload has no place', () => aWorld()],
    [
      'Unschedulable',
      'no node takes its pods',
      () => {
        const world = aWorld({ spec: { requests: asks(5_000, 64) } })
        inBowl(world)
        return world
      },
    ],
    [
      'NoValidHost',
      'no hypervisor takes its server',
      () => {
        const world = aWorld({ machines: [] })
        inBoxes(world)
        return world
      },
    ],
    [
      'PodStarting',
      'its pod still pulls and starts',
      () => {
        const world = aWorld({ park: { images: [{ name: 'web', sizeMiB: 4_000, cached: false }] } })
        inBowl(world)
        return world
      },
    ],
    [
      'ServerBuilding',
      'its server is not up',
      () => {
        const world = aWorld()
        inBoxes(world)
        return world
      },
    ],
    [
      'ServerOff',
      'its server was stopped',
      () => {
        const world = aWorld()
        inBoxes(world)
        when(world, 'UnitReady')
        cutOver(world)
        order(world, { order: 'stop-server', server: 0 })
        return world
      },
    ],
    [
      'MachineDeploying',
      'its machine is being deployed',
      () => {
        const world = aWorld()
        onSlab(world)
        return world
      },
    ],
    [
      'WarmingUp',
      'its process is not ready',
      () => {
        const world = aWorld({ spec: { warmup: 300 } })
        inBoxes(world)
        when(world, 'UnitStarting')
        return world
      },
    ],
    [
      'StaleEndpoint',
      'its pod is gone and no controller manager says so',
      () => {
        const world = aWorld({ park: aPlane(1) })
        inBowl(world)
        when(world, 'Ready')
        stopPart(world, 'kube-controller-manager')
        order(world, { order: 'evict', pod: 0 })
        return world
      },
    ],
    [
      'NotInService',
      'it is ready and nobody has cut over',
      () => {
        const world = aWorld()
        inBoxes(world)
        when(world, 'UnitReady')
        return world
      },
    ],
    [
      'ProcessRestarting',
      'its process has died, and is started again',
      () => {
        const world = aWorld({ spec: { warmup: 30 } })
        inBoxes(world)
        when(world, 'UnitReady')
        cutOver(world)
        order(world, { order: 'crash', workload: 0 })
        return world
      },
    ],
    [
      'CutOverEarly',
      'it was put in service before it is ready',
      () => {
        const world = aWorld({ spec: { warmup: 300 } })
        inBoxes(world)
        cutOver(world)
        when(world, 'UnitStarting')
        return world
      },
    ],
    [
      'HostDown',
      'its host is dead',
      () => {
        const world = serving(10)
        bringDown(world, 'machine', 'b1')
        return world
      },
    ],
    ['Overload', 'there are more than its workers and its queue can take', () => serving(2 * FULL)],
    ['TooSlow', 'it would have waited longer than its objective', () => serving(18, slow)],
    [
      'TimedOut',
      'its client no longer waits',
      () => serving(18, { ...slow, client: { timeoutMs: 100, attempts: 1, backoffMs: 0 } }),
    ],
    ['CallFailed', 'what it calls does not answer', () => calling({ calls: [aCall('other')] }, false)],
    [
      'NameResolution',
      'the DNS does not answer',
      () => calling({ resolves: { names: 'service', everyRequests: 1 } }, true),
    ],
    [
      'PolicyDenied',
      'a NetworkPolicy keeps its users out',
      () => serving(10, { networkPolicy: { from: [], users: false } }),
    ],
    [
      'PacketDropped',
      'it comes in at another node than its pod’s, and Neutron does not know the pods’ addresses',
      () => {
        const servers = ['w1', 'w2'].map(name => ({ name, flavor: 'm1', hypervisor: 'h1' }))
        const network = { plugin: 'calico', allowedAddressPairs: false } as const
        const world = aWorld({ machines: [aHypervisor('h1')], park: { servers, network } })
        inBowl(world)
        return world
      },
    ],
    [
      'Abandoned',
      'its users have given up',
      () => {
        const world = aWorld()
        order(world, { order: 'abandon', workload: 0 })
        return world
      },
    ],
    [
      'RunMissed',
      'its time has come and no controller manager acts',
      () => ticking(world => stopPart(world, 'kube-controller-manager')),
    ],
    ['RunFailed', 'it is not done in time', () => ticking(() => {}, 600)],
    [
      'Shed',
      'its gate is closed by a third',
      () => {
        const world = serving(30)
        order(world, { order: 'shed', workload: 0 })
        return world
      },
    ],
    [
      'PodStopping',
      'its pod was told to stop, and not everybody has heard of it',
      () => {
        const world = serving(30)
        order(world, { order: 'evict', pod: 0 })
        return world
      },
    ],
    [
      'NotReady',
      'its only pod is too busy for its readiness probe',
      () => serving(3 * FULL, { readinessProbe: { periodSeconds: 1, failureThreshold: 1 } }),
    ],
    [
      'ProcessHung',
      'its process is there and answers nothing',
      () => {
        const world = serving(30)
        order(world, { order: 'hang', workload: 0 })
        return world
      },
    ],
    [
      'WrongAnswer',
      'a second copy, whose disk is empty, answers',
      () => {
        const data = { sizeMiB: 10, copies: 'one', disk: 'network', writes: 0 } as const
        const world = aWorld({ spec: { controller: 'StatefulSet', replicas: 2, data } })
        inBowl(world)
        pass(world, 30)
        return world
      },
    ],
    [
      'WritesLost',
      'it was written, confirmed, and is gone',
      () => {
        const world = aWorld({ spec: { data: { sizeMiB: 10, copies: 'one', disk: 'local', writes: 0 } } })
        const volume = volumeFor(world, theWorkload(world), 'node', byScenario('test')) as Volume
        volume.written = 3
        loseWrites(world, volume, 1, openTelling(world), byScenario('test'))
        return world
      },
    ],
    ['NoQuorum', 'two of three copies of its data are down', () => replicated('quorum', [0, 1])],
    ['NoLeader', 'the copy that led is down', () => replicated('async', [0])],
    ['WritesBlocked', 'its synchronous standby is down', () => replicated('sync', [1])],
  ]

  /** Three copies, or a primary and a replica, that have served; then some of them go down with their nodes. */
  function replicated(copies: 'quorum' | 'async' | 'sync', gone: readonly number[]): World {
    const data = { sizeMiB: 10, copies, disk: 'local', writes: 500_000 } as const
    const requests = asks(3_000, 64)
    const world = aWorld({ spec: { controller: 'StatefulSet', replicas: copies === 'quorum' ? 3 : 2, data, requests } })
    inBowl(world)
    pass(world, 60)
    for (const ordinal of gone) {
      const pod = world.pods.find(each => each.ordinal === ordinal)
      order(world, { order: 'bring-down', host: { kind: 'node', id: pod?.node ?? -1 } })
    }
    return world
  }

  it.each(cases)('%s: %s', (loss, _, world) => expect(losses(after(world()))).toHaveProperty(loss))

  it('(these are all there are)', () => expect(cases.map(([loss]) => loss).sort()).toEqual([...LOSSES].sort()))

  const after = (world: World) => {
    pass(world, 15)
    const { lost, late, writesLost } = theTraffic(world)
    expect(allLost(world)).toBe(lost + late + writesLost * ASSUMPTIONS.lostWrite)
    return world
  }
})

describe('Users come', () => {
  it('when they are due, not before', () => {
    const world = aWorld({ due: 30 })
    pass(world, 30)
    expect(theTraffic(world).planned).toBe(0)
    pass(world, 1)
    expect(theTraffic(world).planned).toBe(10)
  })

  it('as many as were planned for the whole run, whatever became of them', () => {
    const demand = [
      { at: 0, perSecond: 3 },
      { at: 100, perSecond: 17 },
      { at: 150, perSecond: 1 },
    ]
    const world = aWorld({ lasts: 400, due: 37, spec: { demand } })
    inBowl(world)
    pass(world, 400)
    const { planned, served, lost, late } = theTraffic(world)
    expect(planned).toBe(theWorkload(world).plannedRequests)
    expect(served + lost + late).toBe(planned)
  })

  it('are shared equally by all that is in service', () => {
    const world = serving(100, { replicas: 2 }) // 100 of the 160 that two can do
    expect(theTraffic(world).utilisation).toBe(625_000_000)
    expect(reasons(pass(world, 100))).not.toContain('Overloaded')
  })

  it('give up for good: all that is still to come counts as lost at once, and nobody comes any more', () => {
    const world = aWorld({ lasts: 500 })
    pass(world, 100)
    const told = order(world, { order: 'abandon', workload: 0 })
    expect(told[0]?.note).toBe('nobody placed it in time: 4000 requests will not be made')
    expect(losses(world)).toEqual({ NotRouted: 1_000, Abandoned: 4_000 })
    pass(world, 400)
    expect(theTraffic(world)).toMatchObject({ planned: 5_000, served: 0, lost: 5_000 })
  })
})

describe('What is lost and late over 1,000 s is what the queue says of a single request, to the request:', () => {
  const tight = { workers: 1, serviceMs: 50, latencySloMs: 200 }
  const wide = { workers: 4, serviceMs: 50, latencySloMs: 1_000 }

  it.each([
    ['one worker half busy', 10, tight, 2],
    ['one worker with twice too much', 40, tight, 2],
    ['four workers nearly full', 76, wide, 56],
    ['four workers with a quarter too much', 100, wide, 56],
  ] as const)('%s', (_, perSecond, spec, room) => {
    const world = serving(perSecond, spec)
    const before = { ...theTraffic(world) }
    pass(world, 1_000)
    const { workers, serviceMs, latencySloMs: sloMs } = spec
    const oracle = exactly({ arrivalsPerSecond: perSecond, workers, serviceMs, sloMs, room })
    const requests = perSecond * 1_000
    expect(Math.abs(theTraffic(world).lost - before.lost - oracle.lost * requests)).toBeLessThan(1.1)
    expect(Math.abs(theTraffic(world).late - before.late - oracle.late * requests)).toBeLessThan(1.1)
  })
})

describe('The state of a workload', () => {
  const stateAt = (perSecond: number) => theTraffic(serving(perSecond)).state

  it.each([
    [75, 'serving'],
    [76, 'overloaded'],
    [200, 'overloaded'],
  ] as const)('with %i requests a second for workers who can do 80 is %s: it fails from 0.95', (perSecond, state) => {
    expect(stateAt(perSecond)).toBe(state)
  })

  it('is told when it changes, and only then', () => {
    const world = aWorld({ spec: { demand: [{ at: 0, perSecond: 10 }] }, machines: [aMachine()] })
    const told = [...pass(world, 30)]
    inBowl(world)
    told.push(...pass(world, 60))
    bringDown(world, 'machine', 'b1')
    told.push(...pass(world, 200))
    const changes = reasons(told).filter(reason => ['Failing', 'Serving', 'Overloaded'].includes(reason))
    expect(changes).toEqual(['Failing', 'Serving', 'Failing'])
  })

  it('overloaded is told as such, and pays for what is lost by it', () => {
    const demand = [
      { at: 0, perSecond: 10 },
      { at: 60, perSecond: 10 },
      { at: 61, perSecond: 100 },
    ]
    const world = aWorld({ spec: { demand }, machines: [aMachine()] })
    inBowl(world)
    const told = pass(world, 120)
    const overloaded = told.find(({ reason }) => reason === 'Overloaded')
    expect(overloaded?.note).toBe('more requests than web has workers for')
    const row = world.ledger.find(each => each.loss === 'Overload' && each.requests > 10)
    expect(row?.cause).toEqual({ by: 'happening', id: overloaded?.id })
  })

  it('is serving as soon as a part of it serves, though the rest was cut over too early', () => {
    const world = aWorld()
    inBoxes(world, 0, 2)
    pass(world, 1)
    cutOver(world)
    Object.assign(theUnit(world), { state: 'deleted' }) // only the first comes up at first
    pass(world, 150)
    expect(theTraffic(world).state).toBe('serving')
    const partly = aWorld({ seed: 5 })
    inBoxes(partly, 0, 2)
    cutOver(partly)
    when(partly, 'UnitReady')
    expect(partly.units.filter(unit => unit.ready)).toHaveLength(1)
    pass(partly, 1)
    expect(theTraffic(partly).served).toBeGreaterThan(0)
    expect(theTraffic(partly).state).toBe('serving')
  })
})

describe('What a pool loses through those of it that do not answer', () => {
  it('is their share, over any number of seconds: what does not divide is carried', () => {
    const world = aWorld({ spec: { demand: [{ at: 0, perSecond: 7 }] } })
    inBoxes(world)
    pass(world, 200)
    inBoxes(world)
    cutOver(world)
    const { served } = theTraffic(world)
    pass(world, 30)
    expect(losses(world).CutOverEarly).toBe(105)
    expect(theTraffic(world).served).toBe(served + 105)
  })

  it('loads the others no more: the balancer still sends the dead their part', () => {
    const world = aWorld({ machines: [aMachine(), aMachine({ name: 'b2' })], spec: { replicas: 2 } })
    inBowl(world)
    pass(world, 20)
    const { utilisation } = theTraffic(world)
    bringDown(world, 'machine', 'b1')
    pass(world, 2)
    expect(Math.abs(theTraffic(world).utilisation - utilisation)).toBeLessThanOrEqual(PPB / 1_000_000)
    pass(world, 60)
    expect(theTraffic(world).utilisation).toBe(2 * utilisation)
  })
})
