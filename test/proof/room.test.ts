/**
 * Room for who is big, and plates that are opened again.
 *
 * `web` has a replica on each of three nodes of four cores; `big` wants nearly a whole
 * one, and is up at 500.
 */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import { NONE } from '../../src/model/world'
import { ALL_MEANS, lacksPlace, roomiest } from '../../src/proof/autopilot'
import { movesFor, waysFor } from '../../src/proof/candidates'
import type { Concern } from '../../src/proof/concerns'
import { openings, roomMoves } from '../../src/proof/room'
import type { Run } from '../../src/rules/run'
import { anArrival, aPark, aRun, at, aWorkload, told } from '../given'

const FAN = {
  id: 'fan',
  what: 'host-down',
  at: 300,
  target: 'machine/b1',
  lasts: 60,
  warning: { kind: 'plan', sign: 'power', before: 150 },
} as const

function coming(cpuMillicores = 3_600, over: object = {}): Run {
  const run = aRun({
    slo: 0,
    lasts: 900,
    workloads: [
      aWorkload({ replicas: 3 }),
      aWorkload({ name: 'big', requests: { cpuMillicores, memoryMiB: 256 }, flavor: 'huge' }),
    ],
    park: { ...parkOf(), ...over } as never,
    arrivals: [anArrival('web'), anArrival('big', { announced: 10, up: 500, due: 560 })],
    incidents: [FAN],
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return at(run, 100)
}

/** No host has room for a server of it. */
const parkOf = () => ({ ...aPark(), flavors: [...aPark().flavors, { name: 'huge', vcpus: 2, ramMiB: 40_000 }] })

const big = (run: Run) => run.play.riders[1] as Run['play']['riders'][number]
const targets = (commands: readonly { readonly target: Target }[]) => commands.map(({ target }) => target)
const opened = (run: Run) => targets(openings(run, ALL_MEANS))

describe('Room', () => {
  it('is made by emptying a plate, where it would fit on an empty one alone', () => {
    const run = coming()
    expect(lacksPlace(run, big(run), 'bowl')).toBe(true)
    expect(targets(roomMoves(run, big(run), ALL_MEANS))).toEqual(['node/b1', 'node/b2'])
  })
  it('is not made on a plate that is threatened', () => {
    const run = at(coming(), 200)
    expect(targets(roomMoves(run, big(run), ALL_MEANS))).toEqual(['node/b2', 'node/b3'])
  })
  it('is not made for who fits as it is', () => {
    const run = coming(2_000)
    expect(roomMoves(run, big(run), ALL_MEANS)).toEqual([])
  })
  it('is not made for who would fit nowhere', () => {
    const run = coming(50_000)
    expect(roomMoves(run, big(run), ALL_MEANS)).toEqual([])
  })
})

describe('Who is up', () => {
  it('is sent first where there is room, and into no box that no host has', () => {
    const run = at(coming(), 501)
    expect(roomiest(run, big(run), ALL_MEANS)[0]).toBe('slab')
    expect(waysFor(run, ALL_MEANS).map(({ lane }) => lane)).toEqual(['slab', 'bowl'])
  })
})

describe('A plate of which a sign is seen', () => {
  const moves = (run: Run, about: Concern['about'], plate: Target | '' = '') => {
    const concern = { about, machine: plate ? NONE : 0, plate, workload: NONE, entry: 'fan' }
    return movesFor(run, [concern], ALL_MEANS).map(({ verb, target }) => `${verb} ${target}`)
  }

  it('is emptied, or one more is ordered for who stands there', () =>
    expect(moves(at(coming(), 200), 'sign').slice(0, 2)).toEqual(['MOVE node/b1', 'SCALE node/b1']))
  it('is thought of again when another has joined', () => {
    expect(moves(at(coming(), 200), 'known', 'node/b3')).toContain('MOVE node/b1')
    const wrong = at(coming(), 200)
    for (const each of wrong.play.incidents) each.closedAt = 199
    expect(moves(wrong, 'known', 'node/b3')).not.toContain('MOVE node/b1')
    expect(moves(at(coming(), 480), 'known', 'node/b3')).not.toContain('MOVE node/b1')
  })
})

describe('A plate that is shut', () => {
  it('for no reason is opened', () => {
    const run = coming(2_000)
    told(run, 'SAVE', 'node/b1')
    told(run, 'SAVE', 'hypervisor/h1')
    expect(opened(run)).toEqual(['node/b1', 'hypervisor/h1'])
  })
  it('because it is threatened is opened once that is over', () => {
    const run = at(coming(2_000), 200)
    told(run, 'MOVE', 'node/b1')
    expect(opened(at(run, 280))).toEqual([])
    expect(opened(at(run, 480))).toEqual(['node/b1'])
  })
  it('to be empty for somebody is opened when that one is nearly up', () => {
    const run = coming()
    told(run, 'MOVE', 'node/b2')
    expect(opened(at(run, 101))).toEqual([])
    expect(opened(at(run, 450))).toEqual([])
    expect(opened(at(run, 460))).toEqual(['node/b2'])
  })
})
