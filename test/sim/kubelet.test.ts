import { describe, expect, it } from 'vitest'
import type { Reason } from '../../src/model/happening'
import type { WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { duration } from '../../src/sim/kubelet/kubelet-words'
import { aMachine, asks, aWorld, inBowl, losses, pass, theTraffic, theWorkload, when } from '../given'

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1)
const ONE_NODE = [aMachine()]

const registry = (sizeMiB: number, cached = false) => ({
  machines: ONE_NODE,
  images: [
    { name: 'web', sizeMiB, cached },
    { name: 'other', sizeMiB: 80, cached: false },
  ],
})

const ONE_PULL = registry(240)

/** A world in which something was put in the bowl at tick 0. */
function started(spec: Partial<WorkloadSpec>, park = registry(240, true), seed = 1): World {
  const world = aWorld({ park, spec, seed })
  inBowl(world)
  return world
}

const spread = (numbers: readonly number[]) => [Math.min(...numbers), Math.max(...numbers)]

describe('From bound to running a container takes', () => {
  it('one to five seconds when the node has the image', () => {
    const seconds = SEEDS.map(seed => when(started({}, registry(240, true), seed), 'Started'))
    expect(spread(seconds)).toEqual([1, 5])
  })

  it('the pull besides, when it has not: 240 MiB at 40 MiB a second are six', () => {
    const seconds = SEEDS.map(seed => when(started({}, registry(240), seed), 'Started'))
    expect(spread(seconds)).toEqual([7, 11])
  })

  it.each([
    [1, 1],
    [40, 1],
    [41, 2],
    [250, 7],
    [4_200, 105],
  ])('%i MiB are pulled in %i s', (sizeMiB, seconds) => {
    expect(when(started({}, registry(sizeMiB)), 'Pulled')).toBe(seconds)
  })
})

describe('One node pulls', () => {
  const pulls = (workloads: readonly Partial<WorkloadSpec>[]) => {
    const world = aWorld({ park: registry(400), workloads })
    workloads.forEach((_, i) => {
      inBowl(world, i)
    })
    return pass(world, 60).filter(({ reason }) => reason === 'Pulled')
  }

  it('one image after the other', () => {
    const done = pulls([{ name: 'web' }, { name: 'other', image: 'other' }])
    expect(done.map(({ tick }) => tick)).toEqual([10, 12])
  })

  it('an image it has pulled not a second time', () => {
    const world = started({}, registry(400))
    when(world, 'Started')
    world.work.deployments.push(0)
    Object.assign(world.deployments[0] as object, { replicas: 2 })
    expect(pass(world, 10).map(({ reason }) => reason)).not.toContain('Pulling')
  })

  it('an image for two Pods at once only once: the second finds it there', () => {
    expect(pulls([{ replicas: 2 }]).every(({ tick }) => tick === 10)).toBe(true)
  })
})

describe('The kubelet says', () => {
  const said = (world: World, ...of: readonly Reason[]) =>
    pass(world, 60)
      .filter(({ reason }) => of.includes(reason))
      .map(({ note }) => note)
  const STEPS = ['Pulling', 'Pulled', 'Created', 'Started'] as const

  it('of a pull how long it took, with its turn and without, and how big the image is', () => {
    expect(said(started({}, registry(240)), ...STEPS)).toEqual([
      'Pulling image "web"',
      'Successfully pulled image "web" in 6s (6s including waiting). Image size: 251658240 bytes.',
      'Container created',
      'Container started',
    ])
  })

  it('that waiting for another pull is waiting: the second image and the second Pod', () => {
    const world = aWorld({
      park: registry(400),
      workloads: [
        { name: 'web', replicas: 2 },
        { name: 'other', image: 'other' },
      ],
    })
    inBowl(world, 0)
    inBowl(world, 1)
    expect(said(world, 'Pulled')).toEqual([
      'Successfully pulled image "web" in 10s (10s including waiting). Image size: 419430400 bytes.',
      'Successfully pulled image "web" in 0s (10s including waiting). Image size: 419430400 bytes.',
      'Successfully pulled image "other" in 2s (12s including waiting). Image size: 83886080 bytes.',
    ])
  })

  it('that the image is there, where it is', () => {
    expect(said(started({}), ...STEPS)).toEqual([
      'Container image "web" already present on machine and can be accessed by the pod',
      'Container created',
      'Container started',
    ])
  })

  it('in 2017 without times, and with the container’s id', () => {
    const then = (park: typeof ONE_PULL) => {
      const world = aWorld({ era: '2017', park })
      inBowl(world)
      return said(world, ...STEPS)
    }
    const id = /^(Created|Started) container with id [0-9a-f]{64}$/
    expect(then(ONE_PULL)).toEqual([
      'pulling image "web"',
      'Successfully pulled image "web"',
      expect.stringMatching(id),
      expect.stringMatching(id),
    ])
    expect(then(registry(240, true))[0]).toBe('Container image "web" already present on machine')
  })

  it.each([
    [0, '0s'],
    [59, '59s'],
    [60, '1m0s'],
    [105, '1m45s'],
    [3_605, '1h0m5s'],
  ])('%i s as Go writes them: %s', (seconds, text) => expect(duration(seconds)).toBe(text))
})

describe('A readiness probe, asked when the container starts and every period after,', () => {
  const cases = [
    [0, 10, 0],
    [1, 2, 2],
    [6, 2, 6],
    [7, 2, 8],
    [10, 10, 10],
    [11, 10, 20],
    [60, 10, 60],
  ] as const

  it.each(cases)('finds a warm-up of %i s over, at a period of %i s, after %i s', (warmup, periodSeconds, seconds) => {
    const world = started({ warmup, readinessProbe: { periodSeconds } })
    const begun = when(world, 'Started')
    if (seconds > 0) expect(when(world, 'Ready')).toBe(begun + seconds)
    else expect(theWorkload(world).endpoints).toEqual([0])
  })

  it('keeps a Pod out of its Service until then', () => {
    const world = started({ warmup: 20, readinessProbe: { periodSeconds: 10 } })
    when(world, 'Started')
    expect(theWorkload(world).endpoints).toEqual([])
    when(world, 'Ready')
    expect(theWorkload(world).endpoints).toEqual([0])
  })
})

describe('Without a readiness probe', () => {
  it('a container counts as Ready as soon as it runs', () => {
    const world = started({ warmup: 30 })
    const told = pass(world, 6).filter(({ reason }) => reason === 'Started' || reason === 'Ready')
    expect(told.map(({ reason }) => reason)).toEqual(['Started', 'Ready'])
    expect(told[0]?.tick).toBe(told[1]?.tick)
  })

  it('users are sent to a process that is still warming up, and their requests are lost', () => {
    const world = started({ warmup: 30 })
    when(world, 'Ready')
    const served = theTraffic(world).served
    pass(world, 20)
    expect(theTraffic(world).served).toBe(served)
    expect(losses(world)).toHaveProperty('WarmingUp')
  })
})

describe('While a Pod starts', () => {
  it('its users are lost, as PodStarting', () => {
    const world = started({}, registry(400))
    pass(world, 10)
    expect(losses(world)).toEqual({ PodStarting: 100 })
  })

  it('its status says where it is', () => {
    const world = started({}, registry(400))
    const statuses = new Set<string>()
    for (let i = 0; i < 20; i += 1) {
      pass(world, 1)
      statuses.add(world.pods[0]?.status as string)
    }
    expect([...statuses]).toEqual(['Pulling', 'ContainerCreating', 'Running'])
  })
})

describe('A kubelet whose node is dead', () => {
  it('starts nothing, and reports nothing, for what is bound to it before anybody knows', () => {
    const world = aWorld({ park: registry(400), spec: { requests: asks(100, 64) } })
    Object.assign(world.nodes[0] as object, { up: false })
    inBowl(world)
    const told = pass(world, 40).map(({ reason }) => reason)
    expect(told).toContain('Scheduled')
    expect(told).not.toContain('Pulling')
    expect(told).not.toContain('Started')
  })
})
