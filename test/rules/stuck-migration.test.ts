/** MOVE on a server whose host died while it was being migrated live. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import { isEvacuation } from '../../src/view/line-captions'
import { aHypervisor, aPark, aRun, at, aWorkload, bringDown, refusalOf, told, whyNot } from '../given'

/** At 2.95 and later it would be left SHUTOFF (nova/api/openstack/compute/evacuate.py). */
const EVACUATED = 'openstack --os-compute-api-version 2.94 server evacuate web'

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
  ['now', EVACUATED],
  ['2017', 'openstack server set --state active web && nova evacuate web'],
])('In %s', (era, line) => {
  it.each<Target>(['rider/web', 'hypervisor/h1'])(
    '%s is built anew elsewhere once nova knows that the host is down',
    target => {
      const run = stuck(era, 300)
      expect(run.world.servers[0]).toMatchObject({ task: 'migrating', hypervisor: 0 })
      expect(told(run, 'MOVE', target)).toMatchObject({ state: 'done', line })
      expect(isEvacuation(line), 'and is called so').toBe(true)
      at(run, 600)
      expect(run.world.servers[0]).toMatchObject({ task: 'none', status: 'ACTIVE', hypervisor: 1, booted: true })
    },
  )

  it('nothing is reset before that', () => {
    const why = whyNot(told(stuck(era, 180), 'MOVE', 'rider/web'))
    expect(why).toMatch(era === 'now' ? /Compute service of h1 is still in use/ : /while it is in task_state migrating/)
  })
})

describe('A server whose host died while it was being built', () => {
  const building = (until: number) => {
    const machines = ['h1', 'h2'].map(name => aHypervisor(name))
    const park = aPark({ machines, flavors: FLAVORS }) as never
    const run = aRun({ slo: 0, lasts: 6_000, park, workloads: [aWorkload({ name: 'web' })] })
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes', plate: 'hypervisor/h1' })
    at(run, 2)
    bringDown(run.world, 'machine', 'h1')
    return at(run, until)
  }

  it('is in BUILD for good, which nova does not evacuate: its state is set by hand first', () => {
    const run = building(200)
    expect(run.world.servers[0]).toMatchObject({ status: 'BUILD', hypervisor: 0 })
    expect(refusalOf(run.world, { order: 'evacuate', server: 0 })).toBe(
      "Cannot 'evacuate' instance web while it is in vm_state building",
    )
    const line = `openstack server set --state active web && ${EVACUATED}`
    expect(told(run, 'MOVE', 'rider/web')).toMatchObject({ state: 'done', line })
    at(run, 400)
    expect(run.world.servers[0]).toMatchObject({ status: 'ACTIVE', hypervisor: 1, booted: true })
  })

  it('is not touched before nova knows', () => {
    expect(whyNot(told(building(20), 'MOVE', 'rider/web'))).toMatch(/vm_state building/)
  })
})
