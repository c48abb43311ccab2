/** What only takes back a player's own move, and what does not. */

import { describe, expect, it } from 'vitest'
import type { Lane, Target, Verb } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { opposite, sameMeaning, takingsBack } from '../../src/rules/taking-back'
import { aRun, at, aWorkload, order, told } from '../given'

type Given = readonly [Verb, Target, Lane?]

/** Five minutes apart; by the place of each command: what it takes back. */
function taken(given: readonly Given[], before: (run: Run) => unknown = () => {}) {
  const run = aRun({ slo: 0, lasts: 3_600, workloads: [aWorkload({ replicas: 2 })] })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  at(run, 60)
  before(run)
  for (const [verb, target, lane] of given) {
    told(run, verb, target, lane && { lane })
    at(run, run.world.tick + 300)
  }
  expect(run.play.given.slice(1).map(({ state }) => state)).toEqual(given.map(() => 'done'))
  return takingsBack(run).map(back => [back.given.id, back.of.map(({ id }) => id)])
}

describe('Taken back is', () => {
  it.each<readonly [string, readonly Given[], unknown]>([
    [
      'a cordon',
      [
        ['SAVE', 'node/b1'],
        ['UNDO', 'node/b1'],
      ],
      [[2, [1]]],
    ],
    [
      'a cordon and a drain, together',
      [
        ['SAVE', 'node/b1'],
        ['MOVE', 'node/b1'],
        ['UNDO', 'node/b1'],
      ],
      [[3, [1, 2]]],
    ],
    [
      'a host that was disabled',
      [
        ['SAVE', 'hypervisor/h1'],
        ['UNDO', 'hypervisor/h1'],
      ],
      [[2, [1]]],
    ],
    [
      'a gate, each time',
      [1, 2, 3, 4, 5].map(() => ['HOLD', 'rider/web'] as const),
      [
        [2, [1]],
        [4, [3]],
      ],
    ],
    [
      'a change of lanes',
      [
        ['ROUTE', 'rider/web', 'boxes'],
        ['ROUTE', 'rider/web', 'bowl'],
      ],
      [[2, [1]]],
    ],
    [
      'not another plate',
      [
        ['SAVE', 'node/b1'],
        ['SAVE', 'node/b2'],
        ['UNDO', 'node/b2'],
      ],
      [[3, [2]]],
    ],
    [
      'not a lane that leads on',
      [
        ['ROUTE', 'rider/web', 'boxes'],
        ['ROUTE', 'rider/web', 'slab'],
      ],
      [],
    ],
  ])('%s', (_, given, expected) => expect(taken(given)).toEqual(expected))

  it('not what somebody else did', () => {
    const shut = (run: Run) => order(run.world, { order: 'cordon', node: 0 })
    expect(taken([['UNDO', 'node/b1']], shut)).toEqual([])
  })
})

describe('Two lines', () => {
  const [close, open] = [
    'openstack loadbalancer listener set --connection-limit 13 web',
    'openstack loadbalancer listener set --connection-limit -1 web',
  ]
  it.each([
    ['kubectl drain b1 --ignore-daemonsets', 'kubectl drain b1 --ignore-daemonsets', true, false],
    ['kubectl drain b1 --ignore-daemonsets', 'kubectl delete node b1', false, false],
    ['kubectl rollout pause deployment/web', 'kubectl rollout resume deployment/web', false, true],
    ['openstack loadbalancer listener set --connection-limit 21 web', close, true, false],
    [close, open, false, true],
    [open, close, false, true],
    [
      'neutron lbaas-listener-update --connection-limit 13 web',
      'neutron lbaas-listener-update --connection-limit -1 web',
      false,
      true,
    ],
    ['', '', true, false],
  ])('%s | %s: the same: %s, opposite: %s', (line, other, same, back) => {
    expect(sameMeaning(line, other)).toBe(same)
    expect(opposite(line, other)).toBe(back)
  })
})
