/** The same order is typed as the tools of its year had it. */

import { describe, expect, it } from 'vitest'
import type { Lane, Target, Verb } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import { aRun, at, aWorkload, told, whyNot } from '../given'

const ONE = { sizeMiB: 4_096, copies: 'one', disk: 'network', writes: 50_000 } as const

function riding(era: Era, lane: Lane) {
  const run = aRun({ era, slo: 0, lasts: 1_800, workloads: [aWorkload()] })
  told(run, 'ROUTE', 'rider/web', { lane })
  return at(run, 300)
}

describe('What is typed in 2017 and now:', () => {
  const cases: readonly [string, Lane, Verb, Target, string, string][] = [
    [
      'MOVE on a node',
      'bowl',
      'MOVE',
      'node/b1',
      'kubectl drain b1 --ignore-daemonsets --delete-local-data',
      'kubectl drain b1 --ignore-daemonsets --delete-emptydir-data',
    ],
    [
      'MOVE of a server',
      'boxes',
      'MOVE',
      'rider/web',
      'nova live-migration web',
      'openstack server migrate --live-migration web',
    ],
  ]
  it.each(cases)('%s', (_, lane, verb, target, then, now) => {
    expect(told(riding('2017', lane), verb, target)).toMatchObject({ state: 'done', line: then })
    expect(told(riding('now', lane), verb, target)).toMatchObject({ state: 'done', line: now })
  })
})

it.each<[Era, string]>([
  ['2017', 'deployment "web" skipped rollback (DeploymentRollbackRevisionNotFound: Unable to find last revision.)'],
  ['now', 'error: no rollout history found for deployment "web"'],
])('UNDO of a first revision comes to nothing in %s, and takes no hand', (era, why) => {
  const run = riding(era, 'bowl')
  const before = run.play.handTime
  expect(whyNot(told(run, 'UNDO', 'rider/web'))).toBe(why)
  expect(run.play.handTime).toBe(before)
})

describe('In 2017 balancers are neutron’s: the one client speaks with them from Pike on', () => {
  const riding = () => {
    const run = aRun({ slo: 0, era: '2017', lasts: 1_800, workloads: [aWorkload()] })
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    return at(run, 100)
  }
  const JOINED = 'neutron lbaas-member-create --subnet private-subnet --address 192.0.2.10 --protocol-port 443 web'

  it('a server joins a pool', () => {
    expect(told(riding(), 'LAND', 'rider/web').line).toBe(JOINED)
  })

  it('and the health check says so', () => {
    expect(at(riding(), 600).play.told.map(({ note }) => note)).toContain(`${JOINED}  # by the health check`)
  })

  it('a gate is closed, and opened', () => {
    const run = riding()
    told(run, 'LAND', 'rider/web')
    expect(told(run, 'HOLD', 'rider/web').line).toMatch(/^neutron lbaas-listener-update --connection-limit \d+ web$/)
    expect(told(at(run, 130), 'HOLD', 'rider/web').line).toBe('neutron lbaas-listener-update --connection-limit -1 web')
  })
})

describe('A database in the boxes', () => {
  const fresh = () => aRun({ slo: 0, lasts: 1_800, workloads: [aWorkload({ data: ONE })] })

  it('has its disk made before its server, and attached after it, by the name that it then has', () => {
    const run = fresh()
    expect(told(run, 'ROUTE', 'rider/web', { lane: 'boxes' }).line).toBe(
      'openstack volume create --size 4 --type ceph-rbd web-data && openstack server create --flavor m1 --image web --wait web && openstack server add volume web web-data',
    )
    at(run, 100)
    expect(run.world.volumes).toMatchObject([{ name: 'web-data', state: 'in-use' }])
    expect(run.play.told.find(({ reason }) => reason === 'SuccessfulAttachVolume')?.note).toBe(
      'volume "web-data" is in-use, attached to server "web" as /dev/vdb',
    )
  })

  it('on a machine too', () => {
    const { line } = told(fresh(), 'ROUTE', 'rider/web', { lane: 'slab' })
    expect(line).toMatch(
      /^openstack volume create --size 4 --type ceph-rbd web-data && openstack baremetal node set s1 /,
    )
    expect(line).toMatch(
      / --wait && ssh s1 sudo cinder local-attach web-data && ssh s1 sudo systemctl enable --now web$/,
    )
  })

  it('joins its pool at its own port', () => {
    const run = fresh()
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    expect(told(at(run, 100), 'LAND', 'rider/web').line).toBe(
      'openstack loadbalancer member create --address 192.0.2.10 --protocol-port 5432 web',
    )
  })

  it('is told of by Kubernetes where it is a pod', () => {
    const run = fresh()
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 100)
    expect(run.play.told.find(({ reason }) => reason === 'SuccessfulAttachVolume')?.note).toMatch(
      /^AttachVolume.Attach succeeded for volume "web-data"$/,
    )
  })
})
