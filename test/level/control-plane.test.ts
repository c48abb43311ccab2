import { describe, expect, it } from 'vitest'
import { diagnose, lineOf } from '../../src/level/diagnose'
import { aLevelText, aMachine, aPark } from '../given'

const textWith = (controlPlane: object, over: Parameters<typeof aLevelText>[0] = {}) => {
  const machines = [...aPark().machines, aMachine({ name: 'm1', runs: 'control-plane' })]
  return aLevelText({ ...over, park: { ...aPark(), machines, controlPlane } as never })
}
const said = (text: string) =>
  diagnose(text).diagnostics.map(diagnostic => lineOf(diagnostic).replace(/^.*?(KOD-\w+ )/, '$1'))

const PLANE = { name: 'k1', members: ['m1'] }
const asks = (metric: string) =>
  ({ goals: [{ id: 'a', must: true, that: { is: 'metric', metric, eq: 1 } }] }) as Parameters<typeof aLevelText>[0]

describe('Of a control plane in a level', () => {
  it('nothing is said that is as it should be', () => {
    expect(said(textWith(PLANE))).toEqual([])
    expect(said(textWith({ ...PLANE, members: ['m1', 'b1'] }))).toEqual([])
    expect(said(textWith(PLANE, asks('etcd.healthy')))).toEqual([])
  })

  it('what is left out is filled in', () => {
    expect(diagnose(textWith(PLANE)).level?.park.controlPlane).toEqual({
      name: 'k1',
      members: ['m1'],
      databaseMiB: 100,
      liveMiB: 100,
      growthKiBPerSecond: 0,
    })
  })

  const cases: readonly [string, string, readonly string[]][] = [
    [
      'a member on a machine that is not there',
      textWith({ ...PLANE, members: ['m2'] }),
      ['KOD-S010 "m2" is not a machine that runs kubelet or control-plane (b1, b2, b3, m1); did you mean "m1"?'],
    ],
    [
      'a member on a hypervisor',
      textWith({ ...PLANE, members: ['h1'] }),
      ['KOD-S010 "h1" is not a machine that runs kubelet or control-plane (b1, b2, b3, m1); did you mean "b1"?'],
    ],
    [
      'two members on one machine',
      textWith({ ...PLANE, members: ['m1', 'm1'] }),
      ['KOD-S011 "m1" is taken already; each needs a name of its own'],
    ],
    [
      'more in use than there is',
      textWith({ ...PLANE, databaseMiB: 50 }),
      ['KOD-S016 What is in use (100 MiB) cannot be more than the whole database ("databaseMiB", 50 MiB)'],
    ],
    [
      'a condition on one that is not named',
      aLevelText(asks('etcd.healthy')),
      ['KOD-S010 "etcd.healthy" is of a control plane, and "park" names none'],
    ],
    [
      'a trick on one of another name',
      textWith(PLANE, { solution: [{ when: 1, command: { verb: 'SAVE', target: 'control-plane/k2' } }] }),
      [
        'KOD-S010 "control-plane/k2" is not a control plane of this park (control-plane/k1); did you mean "control-plane/k1"?',
      ],
    ],
  ]
  it.each(cases)('%s', (_, text, lines) => expect(said(text)).toEqual(lines))
})
