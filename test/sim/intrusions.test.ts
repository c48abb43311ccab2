/** Requests from inside: who keeps them out, and what they take from the users. */

import { describe, expect, it } from 'vitest'
import type { CniPlugin } from '../../src/model/network'
import type { WorkloadSpec } from '../../src/model/workload'
import type { World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import { aHypervisor, aMachine, aWorld, inBowl, inBoxes, losses, onSlab, order, pass, reasons } from '../given'
import { expectLawful } from './lawful'

const PAY = 1
const POLICY = { from: ['shop'], users: true }

/** `blog` in the bowl asks `pay`, which can do 80 a second and has 20 users a second, 400 times a second. */
function town(place: (world: World) => void, network?: CniPlugin, pay: Partial<WorkloadSpec> = {}, from = 'blog') {
  const users = [{ at: 0, perSecond: 20 }]
  const serves = { workers: 4, serviceMs: 50, warmup: 1 }
  const world = aWorld({
    due: 1_000,
    machines: [aMachine({ name: 'b1' }), aHypervisor('h1'), aMachine({ name: 's1', runs: 'spare' })],
    park: network ? { network: { plugin: network, allowedAddressPairs: false } } : {},
    workloads: [
      { name: from, demand: users, ...serves },
      { name: 'pay', demand: users, networkPolicy: POLICY, ...serves, ...pay },
    ],
  })
  inBowl(world, 0)
  place(world)
  pass(world, 1_005)
  order(world, { order: 'intrude', from: 0, to: PAY, perSecond: 400 })
  const told = pass(world, 60)
  expectLawful(world)
  return { world, told: reasons(told), happenings: told }
}

const bowl = (world: World) => inBowl(world, PAY)
const overload = ({ world }: ReturnType<typeof town>) => (losses(world).Overload ?? 0) > 0

describe('Somebody in a pod of the bowl asks pay, whose policy does not name it, and is let through', () => {
  it.each<[string, boolean, ReturnType<typeof town>]>([
    ['by flannel, which enforces nothing', true, town(bowl, 'flannel')],
    ['not by Calico', false, town(bowl, 'calico')],
    ['not by Weave', false, town(bowl, 'weave')],
    ['by Calico as well, if nobody wrote a policy', true, town(bowl, 'calico', { networkPolicy: undefined })],
    ['by Calico as well, if the policy names it', true, town(bowl, 'calico', {}, 'shop')],
    [
      'not by a server’s security group, whatever the pods’ network',
      false,
      town(world => inBoxes(world, PAY), 'flannel'),
    ],
    ['by a whole machine, which has none', true, town(world => onSlab(world, PAY), 'flannel')],
  ])('%s', (_, passes, it) => {
    expect(it.told.includes('ConnectionSucceeded')).toBe(passes)
    expect(it.told.includes('ConnectionTimedOut')).toBe(!passes)
    expect(overload(it)).toBe(passes)
  })
})

describe('What is let through', () => {
  it('is blamed for the users that it crowds out', () => {
    const { world, happenings } = town(bowl, 'flannel')
    const passed = happenings.find(({ reason }) => reason === 'ConnectionSucceeded')
    const crowded = happenings.find(({ reason }) => reason === 'Overloaded')
    expect(crowded?.cause).toEqual({ by: 'happening', id: passed?.id })
    expect(explain(world, { kind: 'workload', id: PAY })).toContain(
      'blog asks it 400 times a second from inside: let through',
    )
  })

  it('ends with the network that let it through, or when it is over', () => {
    const { world } = town(bowl, 'flannel')
    order(world, { order: 'change-network', plugin: 'calico' })
    expect(reasons(pass(world, 60))).toContain('ConnectionTimedOut')
    order(world, { order: 'intrude', from: 0, to: PAY, perSecond: 0 })
    expect(world.intrusions).toEqual([])
  })
})
