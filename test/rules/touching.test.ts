import { describe, expect, it } from 'vitest'
import type { Lane, Target } from '../../src/model/command'
import { NONE } from '../../src/model/world'
import { type Incidence, NEVER } from '../../src/rules/play'
import { aimsAt, touching } from '../../src/rules/touching'
import { aHypervisor, aPark, aPatch, aPlane, aRun, at, told } from '../given'

const anIncidence = (over: Partial<Incidence>): Incidence => ({
  entry: 'crash',
  signAt: 90,
  struckAt: 90,
  closedAt: NEVER,
  machine: NONE,
  disk: NONE,
  workloads: [0],
  hit: [0],
  lossAt: 90,
  ...over,
})

const touches = (lane: Lane, over: Partial<Incidence>, target: Target): boolean => {
  const run = at(aRun({ park: { ...aPark(), ...aPlane(1) } as never }), 10)
  told(run, 'ROUTE', 'rider/web', { lane })
  return aimsAt(at(run, 80), anIncidence(over), target)
}

describe('What is done to a control plane touches', () => {
  it.each([
    ['the crash of one that rides in its cluster', 'bowl', {}, true],
    ['not that of a VM', 'boxes', {}, false],
    ['what a machine takes with it of its cluster', 'bowl', { machine: 0 }, true],
    ['not a machine that takes none of that', 'boxes', { machine: 0 }, false],
    ['and what has no riders: certificates, its own members', 'boxes', { workloads: [], hit: [] }, true],
  ] as readonly [string, Lane, Partial<Incidence>, boolean][])('%s', (_, lane, over, is) => {
    expect(touches(lane, over, 'control-plane/k1')).toBe(is)
  })
})

describe('A move that answered one incident', () => {
  const HOSTS = aPark({ machines: ['h1', 'h2'].map(name => aHypervisor(name)) }) as never
  /** The host of web is patched; the process of web crashes later. */
  const twice = (verb: 'MOVE' | 'SCALE', at2: number) => {
    const run = aRun({
      slo: 0,
      lasts: 3_000,
      park: HOSTS,
      incidents: [aPatch(), { id: 'crash', what: 'process-crash', at: 900, target: 'rider/web' }] as never,
    })
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes', plate: 'hypervisor/h1' })
    told(at(run, at2), verb, 'rider/web')
    at(run, 1_500)
    const touched = (entry: string) => {
      const incidence = run.play.incidents.find(each => each.entry === entry)
      return incidence ? touching(run, incidence).map(({ command }) => command.verb) : undefined
    }
    return { patch: touched('patch'), crash: touched('crash') }
  }

  it('is not one of the next at the same rider', () => {
    expect(twice('MOVE', 250)).toEqual({ patch: ['ROUTE', 'MOVE'], crash: ['ROUTE'] })
  })

  it.each([
    ['what is made ahead may serve both', 'SCALE', 250, ['ROUTE', 'SCALE']],
    ['and what answers none may serve the next', 'MOVE', 150, ['ROUTE', 'MOVE']],
  ] as const)('but %s', (_, verb, tick, moves) => expect(twice(verb, tick).crash).toEqual(moves))
})
