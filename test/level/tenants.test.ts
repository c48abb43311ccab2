import { expect, it } from 'vitest'
import { diagnose } from '../../src/level/diagnose'
import { aLevelText, aPark } from '../given'

type Park = NonNullable<NonNullable<Parameters<typeof aLevelText>[0]>['park']>

const QUOTA = { instances: 10, cores: 20, ramMiB: 51_200 }
const server = { name: 'acme-w1', flavor: 'm1', hypervisor: 'h1' }

const said = (tenant: object) => {
  const projects = [{ name: 'acme', quota: QUOTA }]
  const park = { ...aPark(), projects, tenants: [{ name: 'k-acme', project: 'acme', servers: [server], ...tenant }] }
  return diagnose(aLevelText({ park: park as unknown as Park })).diagnostics.map(
    ({ code, message }) => `${code} ${message}`,
  )
}

it.each([
  ['a project that is not there', { project: 'beta' }, /KOD-S010 .*project of this park/],
  ['a flavor that is not there', { servers: [{ ...server, flavor: 'm9' }] }, /KOD-S010 .*flavor of this park/],
  ['a host that is none', { servers: [{ ...server, hypervisor: 'b1' }] }, /KOD-S010 .*hypervisor of this park/],
  ['a name that a machine has', { servers: [{ ...server, name: 'b1' }] }, /KOD-S011 "b1" is taken already/],
])('%s is told of a tenant’s cluster', (_, over, why) => expect(said(over).join('\n')).toMatch(why))

it('a level with a tenant’s cluster is a level', () => expect(said({})).toEqual([]))
