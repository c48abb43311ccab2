/** MOVE on a server whose host died while it was being migrated live. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import { aHypervisor, aPark, aRun, at, aWorkload, bringDown, told, whyNot } from '../given'

const FLAVORS = [{ name: 'm1', vcpus: 2, ramMiB: 16_384 }]

function stuck(era: Era, until: number) {
  const machines = ['h1', 'h2'].map(name => aHypervisor(name))
  const park = aPark({ machines, flavors: FLAVORS }) as never
  const run = aRun({ era, slo: 0, lasts: 6_000, park, workloads: [aWorkload({ name: 'web', dirtyMiBPerSecond: 500 })] })
  told(run, 'ROUTE', 'rider/web', { lane: 'boxes', plate: 'hypervisor/h1' })
  told(at(run, 140), 'MOVE', 'rider/web')
  at(run, 150)
  bringDown(run.world, 'machine', 'h1')
  return at(run, until)
}

describe.each<[Era, string]>([
  ['now', 'openstack server evacuate web'],
  ['2017', 'openstack server set --state active web && nova evacuate web'],
])('In %s', (era, line) => {
  it.each<Target>(['rider/web', 'hypervisor/h1'])(
    '%s is built anew elsewhere once nova knows that the host is down',
    target => {
      const run = stuck(era, 300)
      expect(run.world.servers[0]).toMatchObject({ task: 'migrating', hypervisor: 0 })
      expect(told(run, 'MOVE', target)).toMatchObject({ state: 'done', line })
      at(run, 600)
      expect(run.world.servers[0]).toMatchObject({ task: 'none', status: 'ACTIVE', hypervisor: 1, booted: true })
    },
  )

  it('nothing is reset before that', () => {
    const why = whyNot(told(stuck(era, 180), 'MOVE', 'rider/web'))
    expect(why).toMatch(era === 'now' ? /Compute service of h1 is still in use/ : /while it is in task_state migrating/)
  })
})
