import { describe, expect, it } from 'vitest'
import { diagnose, lineOf } from '../../src/level/diagnose'
import { aLevelText, aMachine, aPark } from '../given'
import { aTenant, FLAVORS, tenantsPark } from '../given-tenants'

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

describe('Of a tenant’s control plane in a level', () => {
  const textOf = (tenant: Parameters<typeof aTenant>, over: object = {}, operators: object = {}) => {
    const tenants = tenantsPark(aTenant(...tenant))
    const park = { ...aPark(), ...tenants, flavors: [...aPark().flavors, ...FLAVORS], ...operators }
    return aLevelText({ ...over, park: park as never })
  }
  const THREE = ['acme', ['h1', 'h2', 'h1'], ['h1']] as const
  const goal = (of: object) => ({
    goals: [{ id: 'a', must: true, that: { is: 'metric', metric: 'etcd.members', gte: 3, ...of } }],
  })
  const strikes = (target: string) => ({ incidents: [{ id: 'it', at: 100, what: 'etcd-member-down', target }] })

  it('what is left out is as the operator’s', () => {
    const [tenant] = diagnose(textOf([...THREE, { growthKiBPerSecond: 8 }])).level?.park.tenants ?? []
    expect(tenant?.controlPlane).toEqual({ databaseMiB: 100, liveMiB: 100, growthKiBPerSecond: 8 })
  })

  const cases: readonly [string, string, readonly string[]][] = [
    ['nothing amiss', textOf([...THREE, { certificatesEnd: 300 }], strikes('server/acme-cp2')), []],
    ['nor of all of it', textOf([...THREE], strikes('control-plane/k-acme')), []],
    [
      'one without members',
      textOf(['acme', [], ['h1'], {}]),
      ['KOD-S010 None of its servers runs control-plane, so there is none of which this could be said'],
    ],
    [
      'more in use than there is',
      textOf([...THREE, { liveMiB: 200 }]),
      ['KOD-S016 What is in use (200 MiB) cannot be more than the whole database ("databaseMiB", 100 MiB)'],
    ],
    [
      'the name of the operator’s',
      textOf([...THREE], {}, { controlPlane: { name: 'k-acme', members: ['b1'] } }),
      ['KOD-S011 "k-acme" is taken already; each needs a name of its own'],
    ],
    ['a condition on it', textOf([...THREE], goal({ of: 'k-acme' })), []],
    [
      'a condition that does not say on which',
      textOf([...THREE], goal({})),
      ['KOD-S013 "etcd.members" needs "of": which control plane (k-acme)'],
    ],
    [
      'a condition on another',
      textOf([...THREE], goal({ of: 'k-beta' })),
      ['KOD-S010 "k-beta" is not a control plane of this park (k-acme)'],
    ],
    [
      'a part of a guest that is a worker',
      textOf([...THREE], strikes('server/acme-w1')),
      [
        'KOD-S010 "server/acme-w1" is not a control plane of this park, or machine or server of it (control-plane/k-acme, server/acme-cp1, server/acme-cp2, server/acme-cp3); did you mean "server/acme-cp1"?',
      ],
    ],
  ]
  it.each(cases)('%s', (_, text, lines) => expect(said(text)).toEqual(lines))
})
