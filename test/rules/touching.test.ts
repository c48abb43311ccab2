import { describe, expect, it } from 'vitest'
import type { Lane, Target } from '../../src/model/command'
import { NONE } from '../../src/model/world'
import { type Incidence, NEVER } from '../../src/rules/play'
import { aimsAt } from '../../src/rules/touching'
import { aPark, aPlane, aRun, at, told } from '../given'

const anIncidence = (over: Partial<Incidence>): Incidence => ({
  entry: 'crash',
  signAt: 90,
  struckAt: 90,
  closedAt: NEVER,
  machine: NONE,
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
    ['whatever a machine takes with it', 'boxes', { machine: 0 }, true],
    ['and what has no riders: certificates, its own members', 'boxes', { workloads: [], hit: [] }, true],
  ] as readonly [string, Lane, Partial<Incidence>, boolean][])('%s', (_, lane, over, is) => {
    expect(touches(lane, over, 'control-plane/k1')).toBe(is)
  })
})
