/** MOVE on a hypervisor where not everything can go. */

import { describe, expect, it } from 'vitest'
import type { Server } from '../../src/model/openstack'
import { aHypervisor, anArrival, aPark, aRun, at, aWorkload, told } from '../given'

const FLAVORS = [{ name: 'm1', vcpus: 2, ramMiB: 4_096 }]

/** `till` and `shop` stand on h1. */
function riding() {
  const machines = ['h1', 'h2'].map(name => aHypervisor(name))
  const run = aRun({
    slo: 0,
    lasts: 6_000,
    park: aPark({ machines, flavors: FLAVORS }) as never,
    workloads: ['till', 'shop'].map(name => aWorkload({ name })),
    arrivals: ['till', 'shop'].map(name => anArrival(name, { due: 1_000, patience: 1_000 })),
  })
  for (const name of ['till', 'shop']) told(run, 'ROUTE', `rider/${name}`, { lane: 'boxes', plate: 'hypervisor/h1' })
  return at(run, 300)
}

describe('MOVE on a hypervisor', () => {
  const till = 'openstack server migrate --live-migration till'

  it('takes all guests along', () => {
    expect(told(riding(), 'MOVE', 'hypervisor/h1').line).toBe(
      `${till} && openstack server migrate --live-migration shop`,
    )
  })

  it('takes those that can go, and names who stays and why', () => {
    const run = riding()
    const shop = run.world.servers.find(({ name }) => name === 'shop') as Server
    shop.status = 'SHUTOFF'
    const { state, line } = told(run, 'MOVE', 'hypervisor/h1')
    expect(state).toBe('done')
    expect(line).toBe(`${till} # shop stays: Cannot 'os-migrateLive' instance shop while it is in vm_state stopped`)
  })
})
