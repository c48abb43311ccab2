/** Named lines of releases, quorums and backups: what each asks for, and what does not earn it. */

import { describe, expect, it } from 'vitest'
import type { Verb } from '../../src/model/command'
import type { Impact } from '../../src/rules/impact'
import { LINES, linesDone } from '../../src/rules/named-lines'
import type { Run } from '../../src/rules/run'
import { anArrival, aPark, aPlane, aRun, at, aWorkload, bringDown, order, told } from '../given'
import rail from '../levels/rail.json'
import { WORDS } from '../words'

/** As if the last such command had saved the whole budget. */
function credited(run: Run, verb: Verb): readonly Impact[] {
  const given = run.play.given.filter(({ command }) => command.verb === verb).at(-1)?.id ?? -1
  const credits = [{ given, requests: Math.max(1, run.play.budget) }]
  return [{ entry: 'it', struckAt: 0, closedAt: 1, cost: 0, untouched: 1, credits }]
}

function released(defect: 'none' | 'hangs'): Run {
  const run = aRun({
    slo: 500_000,
    lasts: 900,
    park: aPark({ images: ['web', 'web2'].map(name => ({ name, sizeMiB: 240, cached: true })) }) as never,
    workloads: [
      aWorkload({
        replicas: 4,
        readinessProbe: { periodSeconds: 1, initialDelaySeconds: 10 },
        releases: [{ at: 100, image: 'web2', defect }],
      }),
    ],
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return at(run, 106)
}

const tell = (run: Run, verb: Verb, seconds: number) => {
  told(run, verb, 'rider/web')
  return at(run, run.world.tick + seconds)
}

describe('A release', () => {
  it.each([
    ['bad, paused and undone', 'hangs', ['SAVE', 'UNDO'], ['canary', 'rollingFakie']],
    ['bad and undone', 'hangs', ['UNDO'], ['rollingFakie']],
    ['bad and paused', 'hangs', ['SAVE'], []],
    ['good, paused and undone', 'none', ['SAVE', 'UNDO'], []],
  ] as const)('%s', (_, defect, verbs, lines) => {
    const run = released(defect)
    for (const verb of verbs) tell(run, verb, 70)
    expect(linesDone(at(run, 400), [])).toEqual(lines)
  })
})

describe('QUORUM HOLD', () => {
  const lost = (whole: boolean) => {
    const run = aRun({ slo: 0, lasts: 3_000, park: { ...aPark(), ...aPlane(3, 1) } as never })
    at(run, 10)
    bringDown(run.world, 'machine', 'm2')
    at(run, 30)
    told(run, 'MOVE', 'control-plane/k1')
    at(run, 100)
    if (!whole) bringDown(run.world, 'machine', 'm1')
    return at(run, 130)
  }

  it.each([
    ['is done when the dead member was replaced, and it was needed', true, ['quorumHold']],
    ['is not while another is dead', false, []],
  ])('%s', (_, whole, lines) => {
    const run = lost(whole)
    expect(linesDone(run, credited(run, 'MOVE'))).toEqual(lines)
    expect(linesDone(run, [])).toEqual([])
  })
})

describe('RESTORE DRILL', () => {
  const restored = (drill: boolean) => {
    const data = { sizeMiB: 100, copies: 'one', disk: 'network', backup: { everySeconds: 120 } } as const
    const run = aRun({
      slo: 0,
      lasts: 1_500,
      workloads: [aWorkload({ data })],
      arrivals: [anArrival('web', { due: 120 })],
    })
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    at(run, 500)
    if (drill) told(run, 'SAVE', 'volume/web')
    at(run, 530)
    order(run.world, { order: 'lose-disk', workload: 0 })
    at(run, 540)
    told(run, 'UNDO', 'volume/web')
    return at(run, 700)
  }

  it.each([
    ['is done by a backup that was proven before it was needed', true, ['restoreDrill']],
    ['is not by one that nobody had tried', false, []],
  ])('%s', (_, drill, lines) => {
    const run = restored(drill)
    expect(linesDone(run, credited(run, 'UNDO'))).toEqual(lines)
  })
})

it('Each has a name and a sentence', () => {
  for (const line of LINES)
    for (const key of [`line.${line}`, `line.${line}.about`]) expect(WORDS).toHaveProperty([key])
})

describe('50-50 GRIND', () => {
  const demand = [
    { at: 0, perSecond: 10 },
    { at: 300, perSecond: 10 },
    { at: 450, perSecond: 15 },
  ]
  const ground = (scaledAt: number | undefined, lane: 'rail' | 'bowl' = 'rail') => {
    const shop = { ...rail.workloads.find(({ name }) => name === 'shop'), demand }
    const run = aRun({
      slo: 500_000,
      lasts: 1_200,
      park: rail.park as never,
      workloads: [shop as never],
      arrivals: [anArrival('shop')],
    })
    told(run, 'ROUTE', 'rider/shop', { lane })
    if (scaledAt !== undefined) told(at(run, scaledAt), 'SCALE', 'rider/shop')
    return at(run, 700)
  }

  it.each([
    ['is done where more was ordered before the load had risen', 200, 'rail', ['grind']],
    ['is not where nobody ordered anything', undefined, 'rail', []],
    ['is not where it was ordered when it had risen', 600, 'rail', []],
    ['is not in the bowl', 200, 'bowl', []],
  ] as const)('%s', (_, scaledAt, lane, lines) => expect(linesDone(ground(scaledAt, lane), [])).toEqual(lines))
})

it('SWITCH 50-50 is a move that kept a service of the cloud up', () => {
  const services = (names: readonly string[]) => {
    const run = aRun({ slo: 0, park: { ...aPark(), cloudServices: names } as never })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    told(at(run, 200), 'SCALE', 'rider/web')
    return at(run, 300)
  }
  expect(linesDone(services(['web']), credited(services(['web']), 'SCALE'))).toEqual(['switched'])
  expect(linesDone(services([]), credited(services([]), 'SCALE'))).toEqual([])
})
