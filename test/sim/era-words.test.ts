/** What the tools of a year print, and what they cannot know. */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import { explain } from '../../src/sim/explain/explain'
import { aPark, aPlane, aWorld, bringDown, inBowl, inBoxes, pass } from '../given'

const ofPlane = (era: Era) =>
  explain(pass2(aWorld({ era, park: { ...aPark(), ...aPlane(3) } }), 30), { kind: 'control-plane', id: 0 } as never)

function pass2(world: ReturnType<typeof aWorld>, seconds: number) {
  pass(world, seconds)
  return world
}

it.each<[Era, boolean]>([
  ['2017', false],
  ['now', true],
])('etcd knows learners from 3.4 on: in %s %s', (era, knows) => {
  const status = ofPlane(era).filter(line => line.startsWith('https://m'))
  expect(status).toHaveLength(3)
  expect(status.every(line => line.includes('IS LEARNER') === knows)).toBe(true)
  const listed = ofPlane(era).find(line => line.includes('https://m1:2380'))
  expect(listed?.split(', ')).toHaveLength(knows ? 6 : 5)
})

it.each<[Era, string]>([
  ['2017', 'its pods are deleted after 300s (--pod-eviction-timeout)'],
  ['now', 'Taints: node.kubernetes.io/unreachable:NoExecute'],
])('a lost node is tainted only where taints for that are on: %s', (era, line) => {
  const world = aWorld({ era })
  inBowl(world, 0, 'b1')
  pass(world, 60)
  bringDown(world, 'machine', 'b1')
  pass(world, 120)
  expect(explain(world, { kind: 'node', id: 0 } as never)).toContain(line)
})

describe('A member of a pool whose host has died', () => {
  const dead = (seconds: number) => {
    const world = aWorld()
    inBoxes(world)
    pass(world, 200)
    bringDown(world, 'machine', world.hypervisors[world.servers[0]?.hypervisor ?? 0]?.name ?? '')
    pass(world, seconds)
    return explain(world, { kind: 'workload', id: 0 } as never)
  }

  it('is in ERROR once its health monitor has found out, and ONLINE until then', () => {
    expect(dead(5)).toContain('operating_status: ONLINE')
    expect(dead(30)).toContain('operating_status: ERROR')
  })

  it('says nothing of its unit: nobody can ask its systemd', () => {
    expect(dead(30).filter(line => line.startsWith('web.service'))).toEqual([])
  })
})
