import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Lane, Target, Verb } from '../../src/model/command'
import type { Given } from '../../src/rules/play'
import type { Run } from '../../src/rules/run'
import { copied, hashOf } from '../../src/sim/plain'
import { anArrival, aPark, aRun, asks, at, aWorkload, bringDown, told, whyNot } from '../given'

const WORDS = JSON.parse(readFileSync(new URL('../../assets/words/en.json', import.meta.url), 'utf8')) as object

type Asked = readonly [Verb, Target, { lane?: Lane; plate?: Target }?]

/** The run as it is but for the record of the last command. */
const withoutLast = ({ world, play, lesson }: Run, given: readonly Given[]) =>
  hashOf(copied([world, { ...play, given }, lesson.value, lesson.since]))

/** Refused, and nothing has come of it. */
function refused(run: Run, [verb, target, more]: Asked): string | undefined {
  const before = withoutLast(run, run.play.given)
  const given = told(run, verb, target, more)
  expect(withoutLast(run, run.play.given.slice(0, -1))).toBe(before)
  expect(given).toMatchObject({ state: 'refused', doneAt: -1 })
  return whyNot(given)
}

const placed = (lane: Lane, after: number, over: Parameters<typeof aRun>[0] = {}) => {
  const run = aRun({ slo: 0, ...over })
  told(run, 'ROUTE', 'rider/web', { lane })
  return at(run, after)
}

const TWO = ['web', 'other'].map(name => aWorkload({ name }))

const riding = () => placed('bowl', 100)

describe('By the rules of the game it is refused to', () => {
  const cases: readonly [string, string, () => Run, Asked][] = [
    ['use a verb that the level has not', 'refused.notHere', () => aRun({ may: ['ROUTE'] }), ['HOLD', 'rider/web']],
    ['do anything but SCALE to a spare machine', 'refused.notHere', riding, ['SAVE', 'machine/s1']],
    ['do anything to nobody', 'refused.nobody', riding, ['ROUTE', 'rider/who', { lane: 'bowl' }]],
    [
      'do anything to a rider that is not up yet',
      'refused.nobody',
      () => aRun({ arrivals: [anArrival('web', { up: 50 })] }),
      ['ROUTE', 'rider/web', { lane: 'bowl' }],
    ],
    [
      'do anything to a rider that is gone',
      'refused.gone',
      () => at(aRun({ slo: 0, workloads: TWO, arrivals: [anArrival('web', { patience: 5 }), anArrival('other')] }), 9),
      ['ROUTE', 'rider/web', { lane: 'bowl' }],
    ],
    ['HOLD a rider that is in the air', 'refused.holdRiding', () => placed('boxes', 1), ['HOLD', 'rider/web']],
    ['LAND a rider that has no place', 'refused.notPlaced', () => aRun(), ['LAND', 'rider/web']],
    ['SCALE a rider that has no place', 'refused.notPlaced', () => aRun(), ['SCALE', 'rider/web']],
    ['SAVE what keeps nothing', 'refused.nothingToSave', riding, ['SAVE', 'rider/web']],
    ['ROUTE to no lane', 'refused.noLane', () => aRun(), ['ROUTE', 'rider/web']],
    ['ROUTE to the lane where it rides', 'refused.sameLane', riding, ['ROUTE', 'rider/web', { lane: 'bowl' }]],
    ['LAND in the bowl: the probe does', 'refused.bowlLands', riding, ['LAND', 'rider/web']],
    ['SAVE what keeps nothing on the slab', 'refused.nothingToSave', () => placed('slab', 5), ['SAVE', 'rider/web']],
    ['MOVE to a standby that is not there', 'refused.noStandby', () => placed('slab', 5), ['MOVE', 'rider/web']],
    ['MOVE all off a host where nothing stands', 'refused.nothingThere', riding, ['MOVE', 'hypervisor/h1']],
    [
      'SAVE what only a host that is down could save: nova would wait for it',
      'refused.hostDown',
      () => {
        const run = placed('boxes', 400)
        bringDown(run.world, 'machine', 'h1')
        return at(run, 410)
      },
      ['SAVE', 'rider/web'],
    ],
    [
      'switch off what is off: Ironic would do nothing',
      'refused.powerIsSo',
      () => {
        const run = riding()
        bringDown(run.world, 'machine', 'b1')
        return at(run, 200)
      },
      ['SAVE', 'node/b1'],
    ],
    ['SCALE a machine that is not there', 'refused.noPlate', riding, ['SCALE', 'machine/z9']],
    [
      'ROUTE a rider whose local disk nobody can read any more',
      'refused.dataStays',
      () => {
        const data = { sizeMiB: 10, copies: 'one', disk: 'local', writes: 1_000_000 } as const
        const run = placed('bowl', 100, { workloads: [aWorkload({ data })] })
        bringDown(run.world, 'machine', run.world.nodes[run.world.pods[0]?.node ?? -1]?.name ?? '')
        return at(run, 160)
      },
      ['ROUTE', 'rider/web', { lane: 'boxes' }],
    ],
    [
      'ROUTE a rider again while it changes lanes',
      'refused.changing',
      () => {
        const run = riding()
        told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
        return run
      },
      ['ROUTE', 'rider/web', { lane: 'slab' }],
    ],
    [
      'ROUTE a rider again whose ROUTE waits for a hand',
      'refused.asked',
      () => {
        const run = aRun({ slo: 0 })
        for (const machine of ['s1', 's2'] as const) told(run, 'SCALE', `machine/${machine}`)
        told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
        return run
      },
      ['ROUTE', 'rider/web', { lane: 'boxes' }],
    ],
  ]

  it.each(cases)('%s (%s)', (_, key, run, asked) => expect(refused(run(), asked)).toBe(key))

  it('(and each of these says why in words)', () => {
    for (const [, key] of cases) expect(WORDS).toHaveProperty([key])
  })
})

describe('By the systems it is refused, in their own words, to', () => {
  const NO_MACHINE = 'no available nodes match the resource class baremetal'
  const quota = { instances: 1, cores: 20, ramMiB: 51_200 }
  const cases: readonly [string, string, () => Run, Asked][] = [
    [
      'SCALE a machine that is not available',
      'The requested action "active" can not be performed on node "b1" while it is in state "active".',
      () => aRun(),
      ['SCALE', 'machine/b1'],
    ],
    ['ROUTE to the slab when no machine is left', NO_MACHINE, noMachines, ['ROUTE', 'rider/web', { lane: 'slab' }]],
    [
      'ROUTE to the slab when no machine has the GPUs',
      NO_MACHINE,
      () => aRun({ workloads: [aWorkload({ requests: { cpuMillicores: 1, memoryMiB: 1, gpus: 5 } })] }),
      ['ROUTE', 'rider/web', { lane: 'slab' }],
    ],
    [
      'ROUTE to a machine that carries something else',
      NO_MACHINE,
      () => aRun(),
      ['ROUTE', 'rider/web', { lane: 'slab', plate: 'machine/b1' }],
    ],
    [
      'ROUTE more servers than the quota allows',
      'Quota exceeded for instances: Requested 3, but already used 0 of 1 instances',
      () => aRun({ park: { ...aPark(), quota } as never, workloads: [aWorkload({ replicas: 3 })] }),
      ['ROUTE', 'rider/web', { lane: 'boxes' }],
    ],
    [
      'SCALE beyond the quota',
      'Quota exceeded for instances: Requested 1, but already used 1 of 1 instances',
      () => placed('boxes', 200, { park: { ...aPark(), quota } as never }),
      ['SCALE', 'rider/web'],
    ],
    ['LAND what is in service', 'web is in service already', () => placed('boxes', 200), ['LAND', 'rider/web']],
  ]

  it.each(cases)('%s', (_, words, run, asked) => expect(refused(run(), asked)).toBe(words))

  function noMachines() {
    const run = aRun()
    for (const machine of run.world.machines) Object.assign(machine, { up: machine.node >= 0 })
    return run
  }
})

describe('A refused command', () => {
  it('stands in the record with its reason, like every other', () => {
    const run = aRun()
    told(run, 'LAND', 'rider/web')
    expect(run.play.given).toHaveLength(1)
    expect(run.play.given[0]).toMatchObject({
      id: 0,
      tick: 1,
      command: { verb: 'LAND', target: 'rider/web', by: 'player' },
      refusal: { by: 'rules', key: 'refused.notPlaced' },
    })
  })

  it('does not keep a rider from being routed right after', () => {
    const run = aRun({ workloads: [aWorkload({ requests: { cpuMillicores: 1, memoryMiB: 1, gpus: 5 } })] })
    told(run, 'ROUTE', 'rider/web', { lane: 'slab' })
    expect(told(run, 'ROUTE', 'rider/web', { lane: 'bowl' }).state).toBe('done')
    expect(asks(1, 1, 5)).toEqual(run.world.workloads[0]?.spec.requests)
  })
})
