/** What the bots think about when a sign is seen: two riders in boxes, on h1 and h2, both on one rack. */

import { describe, expect, it } from 'vitest'
import { concernsOf, knownOf } from '../../src/proof/concerns'
import type { Run } from '../../src/rules/run'
import { aHypervisor, anArrival, aPark, aRun, at, aWorkload, told } from '../given'

const SIGN_AT = 150

function warned(incident: object): Run {
  const run = aRun({
    slo: 0,
    lasts: 600,
    workloads: ['old', 'older'].map(name => aWorkload({ name, kernel: 'own' })),
    park: { ...aPark(), machines: ['h1', 'h2'].map(name => aHypervisor(name, { rack: 'r1' })) } as never,
    arrivals: ['old', 'older'].map((name, i) => anArrival(name, { up: 1 + i * 10 })),
    incidents: [{ id: 'dark', at: 300, warning: { kind: 'plan', sign: 'power', before: 150 }, ...incident } as never],
  })
  at(run, 2)
  told(run, 'ROUTE', 'rider/old', { lane: 'boxes', plate: 'hypervisor/h1' })
  at(run, 12)
  told(run, 'ROUTE', 'rider/older', { lane: 'boxes', plate: 'hypervisor/h2' })
  return at(run, SIGN_AT)
}

function signs(run: Run) {
  const before = knownOf(run)
  at(run, SIGN_AT + 1)
  return concernsOf(run, [], before).filter(({ about }) => about === 'sign')
}

describe('A sign', () => {
  it.each([
    ['of a machine is about that machine', { what: 'host-down', target: 'machine/h1' }, [[0, -1]]],
    [
      'of lost power is about everybody who stands there',
      { what: 'power-lost', target: 'rack/r1' },
      [
        [-1, 0],
        [-1, 1],
      ],
    ],
    ['of a crash is about one rider', { what: 'process-crash', target: 'rider/older' }, [[-1, 1]]],
  ] as const)('%s', (_, incident, whom) => {
    expect(signs(warned(incident)).map(({ machine, workload }) => [machine, workload])).toEqual(whom)
  })
})
