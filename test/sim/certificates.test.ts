import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import { explain } from '../../src/sim/explain/explain'
import {
  aPlane,
  aWorld,
  bringDown,
  inBowl,
  order,
  pass,
  reasons,
  refusalOf,
  thePlane,
  theTraffic,
  when,
} from '../given'

const AT = 100
const yearIsOver = (era: Era = 'now') => {
  const world = aWorld({ era, park: aPlane(3, 0, { certificatesEnd: AT }), due: 40 })
  inBowl(world)
  pass(world, AT)
  return world
}
const RENEW = { order: 'renew-certificates' } as const
const SCALE = { order: 'scale', workload: 0, replicas: 2 } as const

describe('When the certificates of a year have run out', () => {
  it('it is told in the second in which they do', () => {
    expect(when(aWorld({ park: aPlane(1, 0, { certificatesEnd: AT }) }), 'CertificatesExpired')).toBe(AT)
  })

  it.each([
    ['2017' as const, 'Unable to connect to the server: x509: certificate has expired or is not yet valid'],
    [
      'now' as const,
      'Unable to connect to the server: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2027-05-10T09:01:05Z is after 2027-05-10T08:59:59Z',
    ],
  ])('kubectl is turned away (%s)', (era, words) => {
    const world = yearIsOver(era)
    pass(world, 65)
    expect(refusalOf(world, SCALE)).toBe(words)
  })

  const EXPIRED = 'x509: certificate has expired or is not yet valid'
  const AFTER = 'current time 2027-05-10T09:00:00Z is after 2027-05-10T08:59:59Z'

  it.each([
    ['2017' as const, EXPIRED],
    ['now' as const, `tls: failed to verify certificate: ${EXPIRED}: ${AFTER}`],
  ])('the API server answers still, and is refused by who asks: nothing says that it is silent (%s)', (era, why) => {
    const world = aWorld({ era, park: aPlane(3, 0, { certificatesEnd: AT }) })
    const notes = pass(world, AT + 1).map(({ reason, note }) => [reason, note])
    expect(notes).toContainEqual(['CertificatesExpired', why])
    expect(notes).toContainEqual(['ApiServerDown', `Unable to connect to the server: ${why}`])
    expect(explain(world, { kind: 'control-plane', id: 0 })[1]).toMatch(
      /6443 is refused by its clients: (tls: .*)?x509: certificate has expired/,
    )
    for (const name of ['m1', 'm2', 'm3']) bringDown(world, 'machine', name)
    expect(explain(world, { kind: 'control-plane', id: 0 })[1]).toMatch(/6443 does not answer$/)
  })

  it('nothing acts any more, and what runs serves on', () => {
    const world = yearIsOver()
    pass(world, 1)
    expect(Object.values(thePlane(world).working)).toEqual([false, false, false, false])
    pass(world, 600)
    expect(theTraffic(world).lost).toBe(0)
  })

  it('the next node that dies stays dead: nobody notices', () => {
    const world = yearIsOver()
    order(world, { order: 'bring-down', host: { kind: 'node', id: world.pods[0]?.node ?? -1 } })
    expect(reasons(pass(world, 900))).not.toContain('NodeNotReady')
  })

  it('etcdctl is turned away as well', () => {
    const world = yearIsOver()
    pass(world, 1)
    expect(refusalOf(world, { order: 'save-etcd' })).toMatch(
      /^transport: authentication handshake failed: tls: failed to verify certificate: x509/,
    )
  })
})

describe('kubeadm certs renew all', () => {
  it('helps when the static pods have been started again, and the leases taken', () => {
    const world = yearIsOver()
    pass(world, 50)
    order(world, RENEW)
    expect(when(world, 'ApiServerUp')).toBe(AT + 50 + 20)
    expect(refusalOf(world, SCALE)).toBe(undefined)
    pass(world, 5)
    expect(thePlane(world).working['kube-controller-manager']).toBe(true)
  })

  it('in time, nothing happens on the day', () => {
    const world = aWorld({ park: aPlane(1, 0, { certificatesEnd: AT }) })
    order(world, RENEW)
    const told = reasons(pass(world, 300))
    expect(told).toContain('CertificatesRenewed')
    expect(told).not.toContain('CertificatesExpired')
  })

  it('is no command of 2017', () => {
    expect(refusalOf(yearIsOver('2017'), RENEW)).toBe('Error: unknown command "certs" for "kubeadm"')
  })

  it('needs a machine that answers', () => {
    const world = aWorld({ park: aPlane(1) })
    order(world, { order: 'bring-down', host: { kind: 'machine', id: world.machines.length - 1 } })
    expect(refusalOf(world, RENEW)).toBe('ssh: connect to host m1 port 22: No route to host')
  })
})

describe('By the calendar', () => {
  const UPGRADE = { order: 'upgrade-cluster' } as const
  const withTool = (era: Era) => aWorld({ era, park: { tool: 'kubeadm', ...aPlane(1, 0, { certificatesEnd: AT }) } })

  it.each([
    ['never', 'now' as const, false, true],
    ['a minute before the day', 'now' as const, true, false],
    ['in 2017, when it could not', '2017' as const, true, true],
  ])('upgraded %s (%s): they run out on day 365: %s', (_, era, upgrades, runOut) => {
    const world = withTool(era)
    pass(world, AT - 60)
    if (upgrades && refusalOf(world, UPGRADE) === undefined) order(world, UPGRADE)
    expect(reasons(pass(world, 200)).includes('CertificatesExpired')).toBe(runOut)
    expect(thePlane(world).working.api).toBe(!runOut)
  })

  it('2017 has no way back: neither an upgrade nor a renewal', () => {
    const world = withTool('2017')
    pass(world, AT - 10)
    expect([refusalOf(world, UPGRADE), refusalOf(world, RENEW)]).toEqual([
      'Error: unknown command "upgrade" for "kubeadm"',
      'Error: unknown command "certs" for "kubeadm"',
    ])
  })

  it('kubelets renew theirs by themselves: once the API server is believed again every node is heard, none was NotReady', () => {
    const world = yearIsOver()
    pass(world, 600)
    order(world, RENEW)
    const told = reasons(pass(world, 300))
    expect(told).toContain('CertificatesRenewed')
    expect(told).not.toContain('NodeNotReady')
    expect(world.nodes.every(({ ready }) => ready)).toBe(true)
  })
})
