/** New members of a tenant's control plane are asked for in a server group that keeps them apart. */

import { expect, it } from 'vitest'
import { aHypervisor, aWorld, order, pass } from '../given'
import { aTenant, tenantsPark } from '../given-tenants'

/** Of three hosts one has the most memory by far, and is nova's choice for two guests in a row. */
function asked(becomes: 'control-plane' | 'kubelet') {
  const machines = [24_576, 49_152, 65_536].map((memoryMiB, i) => aHypervisor(`h${i + 1}`, { memoryMiB }))
  const park = { ...tenantsPark(aTenant('acme', ['h1'], ['h1'])), machines }
  const world = aWorld({ era: '2017', park })
  for (const name of ['x1', 'x2']) {
    order(world, { order: 'boot-node', name, becomes, flavor: 'm1.medium', cluster: 1 })
    pass(world, 120)
  }
  const hosts = world.servers.filter(({ name }) => name.startsWith('x')).map(({ hypervisor }) => hypervisor)
  return { hosts, groups: world.serverGroups }
}

it('two of them stand on two hosts', () =>
  expect(asked('control-plane')).toMatchObject({
    hosts: [2, 1],
    groups: [{ name: 'k-acme-control-plane', policy: 'soft-anti-affinity' }],
  }))

it('workers are in no group, and share one', () =>
  expect(asked('kubelet')).toMatchObject({ hosts: [2, 2], groups: [] }))
