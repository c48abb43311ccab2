/** Guests that are off since their hypervisor had no power: UNDO on its plate, or on a node in one of them, starts them. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import { commandLine } from '../../src/rules/runbook'
import { aPark, aRun, at, aWorkload, bringDown, bringUp, told, whyNot } from '../given'

const FLAVORS = [{ name: 'm1', vcpus: 2, ramMiB: 4_096 }]
const guest = (name: string, hypervisor: string) => ({ name, flavor: 'm1', hypervisor, runs: 'kubelet' as const })

/** A node and a rider's server on h1, one minute after its power is back; and a service of the cloud, if one is asked for. */
function powerBack(service?: 'in service' | 'nowhere') {
  const park = aPark({
    flavors: FLAVORS.map(each => each),
    servers: [guest('w1', 'h1'), guest('w2', 'h2')],
    ...(service && { cloudServices: ['nova-api'] }),
  })
  const workloads = [aWorkload(), ...(service ? [aWorkload({ name: 'nova-api' })] : [])]
  const arrivals = workloads.map(({ name }) => ({
    id: name,
    workload: name,
    announced: 0,
    up: 0,
    due: 200,
    patience: 900,
  }))
  const run = aRun({ slo: 0, lasts: 2_400, park: park as never, workloads, arrivals })
  told(run, 'ROUTE', 'rider/web', { lane: 'boxes', plate: 'hypervisor/h1' })
  if (service === 'in service') told(at(run, 2), 'ROUTE', 'rider/nova-api', { lane: 'bowl' })
  at(run, 240)
  bringDown(run.world, 'machine', 'h1')
  at(run, 300)
  bringUp(run.world, 'h1')
  return at(run, 360)
}

const statuses = (run: ReturnType<typeof powerBack>) =>
  run.world.servers.filter(({ hypervisor }) => run.world.hypervisors[hypervisor]?.name === 'h1').map(s => s.status)

describe('When its power is back', () => {
  it('a hypervisor has its guests off, and UNDO on it starts all of them', () => {
    const run = powerBack()
    expect(statuses(run)).toEqual(['SHUTOFF', 'SHUTOFF'])
    const command = { verb: 'UNDO', target: 'hypervisor/h1' as Target, by: 'player' } as const
    expect(commandLine(run, command)).toBe('openstack server start w1 web')
    expect(told(run, 'UNDO', 'hypervisor/h1').state).toBe('done')
    at(run, 480)
    expect(statuses(run)).toEqual(['ACTIVE', 'ACTIVE'])
    expect(run.world.nodes.find(({ name }) => name === 'w1')?.ready).toBe(true)
  })

  it('UNDO on the node starts that one alone', () => {
    const run = powerBack()
    expect(told(run, 'UNDO', 'node/w1').state).toBe('done')
    at(run, 480)
    expect(statuses(run)).toEqual(['ACTIVE', 'SHUTOFF'])
  })

  it('one that was closed is opened as well', () => {
    const run = powerBack()
    told(run, 'SAVE', 'hypervisor/h1')
    at(run, 500)
    const { line, state } = told(run, 'UNDO', 'hypervisor/h1')
    expect([state, line]).toEqual([
      'done',
      'openstack compute service set --enable h1 nova-compute && openstack server start w1 web',
    ])
  })

  it.each([
    ['in service', undefined],
    [
      'nowhere',
      'Unable to establish connection to http://nova-api.openstack.svc.cluster.local: [Errno 111] Connection refused',
    ],
  ] as const)('with a service of the cloud %s it answers %s', (service, why) => {
    expect(whyNot(told(powerBack(service), 'UNDO', 'hypervisor/h1'))).toBe(why)
  })

  it('with nothing off, a hypervisor that is open is not opened', () => {
    const run = at(aRun({ slo: 0, lasts: 2_400 }), 10)
    expect(whyNot(told(run, 'UNDO', 'hypervisor/h1'))).toBe('the service is enabled already')
  })
})
