/** Each replica on the plate it runs on: what it is doing, in which shape, and in whose word. */

import { describe, expect, it } from 'vitest'
import type { Run } from '../../src/rules/run'
import { NO_MARKS } from '../../src/view/aim'
import { PIP_STATES, type PipState } from '../../src/view/incident-view'
import { LEGEND, PIP_LOOKS, pipBlinks } from '../../src/view/pips'
import { flat, keyOf } from '../../src/view/plate-tree'
import type { PlateView } from '../../src/view/plate-view'
import { seePark } from '../../src/view/see-park'
import { at } from '../given'
import { INCIDENTS, type Incident, machineOf, riding, strike } from '../incidents'

const platesOf = (run: Run): readonly PlateView[] => flat(seePark(run, NO_MARKS).lanes.flatMap(({ plates }) => plates))

/** `shop serving Running` */
const onPlate = (run: Run, plate: string) =>
  platesOf(run)
    .filter(each => keyOf(each) === plate)
    .flatMap(({ pips }) => pips.map(({ rider, state, word }) => `${rider.slice('rider/'.length)} ${state} ${word}`))

describe('A pip says of its replica', () => {
  const cases: readonly (readonly [Incident, string, string])[] = [
    ['riding', 'node/b1', 'shop serving Running'],
    ['riding', 'server/orders', 'orders serving active'],
    ['crashed', 'node/b3', 'wiki crashed Error'],
    ['crashLoop', 'node/b3', 'wiki crashed CrashLoopBackOff'],
    ['slam', 'node/b1', 'shop dead Running'],
    ['noticed', 'node/b1', 'shop dead Running'],
    ['lingering', 'node/b1', 'shop lingering Terminating'],
    ['cutOff', 'node/b1', 'shop serving Running'],
    ['unheard', 'node/b1', 'shop unheard Running'],
    ['splitPods', 'node/b3', 'orders stray Running'],
    ['splitVm', 'hypervisor/h1', 'orders stray active'],
    ['multiAttach', 'node/b1', 'orders waiting ContainerCreating'],
    ['slamInBoxes', 'server/orders', 'orders dead ACTIVE'],
    ['off', 'server/orders', 'orders off SHUTOFF'],
    ['migrating', 'server/orders', 'orders migrating MIGRATING'],
    ['migrating', 'server/orders→h2', 'orders arriving MIGRATING'],
    ['changing', 'server/wiki', 'wiki starting ACTIVE'],
  ]
  it.each(cases)('%s: on %s, %s', (incident, plate, pip) => {
    expect(onPlate(INCIDENTS[incident](), plate)).toContain(pip)
  })

  it('that it waits for LAND, once it could serve and is not in service', () => {
    const run = INCIDENTS.changing()
    while (onPlate(run, 'server/wiki')[0] !== 'wiki ready active') at(run, run.world.tick + 1)
    expect(run.world.tick).toBeLessThan(620)
  })

  it('Unknown, where 2017 printed that of a pod which was told to go', () => {
    const run = INCIDENTS.lingering()
    Object.assign(run.world, { era: '2017' })
    expect(onPlate(run, 'node/b1')).toContain('shop lingering Unknown')
  })

  it('its own key, which nobody else has and which it keeps', () => {
    const run = riding()
    const keys = () => platesOf(run).flatMap(({ pips }) => pips.map(({ key }) => key))
    const before = keys()
    expect(new Set(before).size).toBe(before.length)
    at(run, run.world.tick + 20)
    expect(keys()).toEqual(before)
  })

  it('nothing on any plate of what has no place: it hangs at the lip', () => {
    const { lanes } = seePark(INCIDENTS.pending(), NO_MARKS)
    expect(lanes[0]?.pending.map(({ rider, state }) => [rider, state])).toEqual(
      Array.from({ length: 4 }, () => ['rider/shop', 'waiting']),
    )
  })
})

describe('The shapes of pips', () => {
  const shadow = (name: string) => PIP_LOOKS[name]?.rows.join('').replace(/[^.]/g, '#') ?? ''

  it('are one for each state and each way of serving, so that none depends on its colour', () => {
    for (const one of LEGEND) {
      for (const other of LEGEND) if (one !== other) expect(differing(shadow(one), shadow(other))).toBeGreaterThan(2)
    }
  })

  it('are 5x5', () => {
    for (const { rows } of Object.values(PIP_LOOKS)) expect(rows.map(row => row.length)).toEqual([5, 5, 5, 5, 5])
  })

  it('are all in the legend', () => {
    const shown = new Set(LEGEND.map(name => name.replace('pip/', '').replace(/-.*/, '')))
    expect([...shown].sort()).toEqual([...PIP_STATES].sort())
  })

  const blinking: readonly (readonly [PipState, boolean, boolean])[] = [
    ['dead', true, true],
    ['lingering', true, true],
    ['lingering', false, false],
    ['stray', false, true],
    ['off', true, false],
    ['serving', false, false],
  ]
  it.each(blinking)('%s on a host that is down (%s) blinks: %s', (state, down, blinks) => {
    expect(pipBlinks({ state }, down)).toBe(blinks)
  })
})

const differing = (one: string, other: string) => [...one].filter((pixel, at) => pixel !== other[at]).length

describe('The two lamps of a plate', () => {
  const lamps = (run: Run, plate: string) => {
    const { state, believed, cutOff } = platesOf(run).find(each => keyOf(each) === plate) as PlateView
    return [state, believed, cutOff]
  }
  const cases: readonly (readonly [Incident, string, readonly unknown[]])[] = [
    ['riding', 'node/b1', ['up', 'up', false]],
    ['slam', 'node/b1', ['down', 'up', false]],
    ['noticed', 'node/b1', ['down', 'down', false]],
    ['cutOff', 'node/b1', ['up', 'up', true]],
    ['unheard', 'node/b1', ['up', 'down', true]],
    ['slamInBoxes', 'hypervisor/h1', ['down', 'up', false]],
    ['evacuable', 'hypervisor/h1', ['down', 'down', false]],
  ]
  it.each(cases)('%s: %s is, is believed, is cut off: %s', (incident, plate, seen) => {
    expect(lamps(INCIDENTS[incident](), plate)).toEqual(seen)
  })

  it('are none of a machine and of a server, which nobody watches for that', () => {
    const plates = platesOf(riding()).filter(({ kind }) => kind === 'machine' || kind === 'server')
    expect(plates.map(({ believed }) => believed).filter(Boolean)).toEqual([])
  })
})

describe('Healing that is paused', () => {
  const paused = (run: Run) => seePark(run, NO_MARKS).lanes.map(lane => lane.paused)

  it('is told of the bowl, with how many of how many are down, and only while it is', () => {
    const run = INCIDENTS.paused()
    expect(paused(run)).toEqual([{ down: 3, of: 3 }, undefined, undefined])
    strike(run, 'bring-up', 0, 5)
    expect(paused(run)).toEqual([undefined, undefined, undefined])
    expect(machineOf(run, 'orders')).toBe(3)
  })
})
