/** Tenants' own clusters beside the operator's: what they share (hosts, a cloud) and what they do not. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constantsOf } from '../../src/model/constants'
import type { Pod } from '../../src/model/kubernetes'
import { OPERATOR, type Tenant } from '../../src/model/tenant'
import type { World } from '../../src/model/world'
import { limitsOf, usageOf } from '../../src/sim/cloud/projects'
import { clusterOf, planeOf } from '../../src/sim/control-plane/working'
import { explain } from '../../src/sim/explain/explain'
import { openColumn } from '../../src/sim/scheduling/placement-column'
import { place } from '../../src/sim/scheduling/scheduler'
import { fork } from '../../src/sim/step'
import {
  aHypervisor,
  aMachine,
  aPlane,
  aSpec,
  asks,
  aWorld,
  bringDown,
  bringUp,
  order,
  pass,
  reasons,
  refusalOf,
  theWorkload,
  when,
} from '../given'
import { aTenant, HOSTS, serverNamed, tenantsPark } from '../given-tenants'

const [OPS, ACME, BETA] = [OPERATOR, 1, 2]

/** Workload 0 is the operator's, 1 is of acme, 2 of beta; acme's members stand two and one. */
function rail(acmesMembers: readonly string[] = ['h1', 'h1', 'h2']): World {
  const world = aWorld({
    machines: [aMachine({ name: 'b1' }), aMachine({ name: 'b2' }), ...HOSTS.map(name => aHypervisor(name))],
    park: {
      ...tenantsPark(aTenant('acme', acmesMembers, HOSTS), aTenant('beta', HOSTS, HOSTS)),
    },
    workloads: ['web', 'shop', 'blog'].map(name => aSpec({ name, replicas: 3 })),
  })
  for (const workload of [OPS, ACME, BETA])
    order(world, { order: 'create', workload, node: undefined, cluster: workload })
  pass(world, 60)
  return world
}

const podsOf = (world: World, workload: number): readonly Pod[] =>
  world.pods.filter(pod => pod.workload === workload && !pod.gone)
const readyIn = (world: World, of: number) => world.nodes.filter(node => node.cluster === of && node.ready).length
const tenant = (world: World, of: number) => world.tenants[of - 1] as Tenant
const zones = (world: World, of: number) => world.work.zones.filter(zone => zone.cluster === of).map(zone => zone.state)

describe('A tenant’s cluster beside the operator’s', () => {
  it('counts its members and its nodes against its own quota: 6 of 10 instances and 18 of 20 cores', () => {
    const world = rail()
    for (const project of [1, 2]) {
      expect(usageOf(world, project)).toMatchObject({ instances: 6, cores: 18 })
      expect(limitsOf(world, project)).toMatchObject({ instances: 10, cores: 20 })
    }
    expect(usageOf(world, 0)).toMatchObject({ instances: 0, cores: 0 })
    expect(refusalOf(world, { order: 'boot-node', name: 'w4', flavor: 'm1.large', cluster: ACME })).toBe(
      'Quota exceeded for cores: Requested 4, but already used 18 of 20 cores',
    )
    expect(refusalOf(world, { order: 'boot-node', name: 'w4', flavor: 'm1.large' })).toBeUndefined()
  })

  it('takes in a guest that boots as a node of its own', () => {
    const world = rail()
    order(world, { order: 'boot-node', name: 'acme-w4', flavor: 'm1.medium', cluster: ACME })
    when(world, 'RegisteredNode')
    expect(world.nodes.at(-1)).toMatchObject({ name: 'acme-w4', cluster: ACME })
    expect(usageOf(world, 1)).toMatchObject({ instances: 7, cores: 20 })
  })

  it('has its pods on its own nodes alone', () => {
    const world = rail()
    for (const pod of world.pods) expect(world.nodes[pod.node]?.cluster).toBe(clusterOf(world, pod.workload))
    expect(world.pods.filter(({ ready }) => ready)).toHaveLength(9)
  })

  it.each([
    [OPS, 2],
    [ACME, 3],
  ])('its scheduler sees no other nodes: of cluster %i there are %i', (of, nodes) => {
    const world = rail()
    for (const node of world.nodes) if (node.cluster === of) order(world, { order: 'cordon', node: node.id })
    order(world, { order: 'scale', workload: of, replicas: 4 })
    pass(world, 10)
    expect(podsOf(world, of).at(-1)?.message).toMatch(
      new RegExp(
        `^0/${nodes} nodes are available: ${nodes} node\\(s\\) were unschedulable\\. preemption: 0/${nodes} nodes`,
      ),
    )
  })

  it('says whose it is', () => {
    const world = rail()
    const acmes = world.nodes.findIndex(({ name }) => name === 'acme-w1')
    expect(explain(world, { kind: 'node', id: acmes })).toContain('Cluster: k-acme')
    expect(explain(world, { kind: 'control-plane', id: ACME })).toEqual(
      expect.arrayContaining([
        'etcd: 3 of 3 members live, 2 are a majority; 1 more may fail',
        'Project: acme, 6 of 10 instances, 18 of 20 cores',
      ]),
    )
    expect(refusalOf(world, { order: 'create', workload: 0, node: undefined, cluster: 9 })).toBe(
      'error: context "9" does not exist',
    )
  })

  it('has a DaemonSet’s pod on each of its own nodes', () => {
    const world = aWorld({
      machines: [aMachine({ name: 'b1' }), ...HOSTS.map(name => aHypervisor(name))],
      park: {
        ...tenantsPark(aTenant('acme', [], ['h1', 'h2'])),
      },
      workloads: [aSpec({ name: 'agent', controller: 'DaemonSet' })],
    })
    order(world, { order: 'create', workload: 0, node: undefined, cluster: ACME })
    pass(world, 30)
    expect(podsOf(world, 0).map(({ node }) => world.nodes[node]?.name)).toEqual(['acme-w1', 'acme-w2'])
  })
})

describe('A host that dies under several tenants', () => {
  it('takes a worker of each, and the quorum of whoever had two members on it', () => {
    const world = rail()
    const told = [...bringDown(world, 'machine', 'h1'), ...pass(world, 80)]
    expect(reasons(told).filter(reason => reason === 'NodeNotReady')).toHaveLength(1) // acme's controllers notice nothing
    expect([OPS, ACME, BETA].map(of => readyIn(world, of))).toEqual([2, 3, 2])
    expect([ACME, BETA].map(of => planeOf(world, of)?.working.api)).toEqual([false, true])
    expect(refusalOf(world, { order: 'scale', workload: 1, replicas: 5 })).toBe(
      'Error from server: etcdserver: request timed out',
    )
    for (const workload of [0, 2]) expect(refusalOf(world, { order: 'scale', workload, replicas: 5 })).toBeUndefined()
  })

  it('is noticed by the tenant’s controllers when they are back, a grace period later', () => {
    const world = rail()
    bringDown(world, 'machine', 'h1')
    pass(world, 60)
    bringUp(world, 'h1')
    pass(world, 30)
    order(world, { order: 'start-server', server: serverNamed(world, 'acme-cp1') })
    when(world, 'ApiServerUp')
    const back = world.tick
    expect(readyIn(world, ACME)).toBe(3)
    when(world, 'NodeNotReady')
    const { retried } = constantsOf(world.era).leaseDuration
    expect(world.tick - back - world.nodeTimers.grace).toBeGreaterThanOrEqual(1) // another one takes the lease first
    expect(world.tick - back - world.nodeTimers.grace).toBeLessThanOrEqual(1 + retried)
    expect(readyIn(world, ACME)).toBe(2)
    expect(refusalOf(world, { order: 'scale', workload: 1, replicas: 5 })).toBeUndefined()
  })

  it('leaves the other zones as they were when a tenant has lost all its nodes', () => {
    const world = rail(['h1', 'h2', 'h3'])
    for (const node of ['acme-w1', 'acme-w2', 'acme-w3']) bringDown(world, 'node', node)
    pass(world, 120)
    expect(zones(world, ACME)).toEqual(['FullDisruption'])
    expect([...zones(world, OPS), ...zones(world, BETA)]).not.toContain('FullDisruption')
    expect([tenant(world, ACME), tenant(world, BETA), world.work].map(each => each.evictionsPaused)).toEqual([
      true,
      false,
      false,
    ])
    bringDown(world, 'machine', 'b1')
    pass(world, 360)
    expect(podsOf(world, 0).filter(({ ready }) => ready)).toHaveLength(3) // the operator's go on being evicted
  })

  it('leaves a tenant its controllers when the operator’s nodes are all gone', () => {
    const world = rail(['h1', 'h2', 'h3'])
    for (const name of ['b1', 'b2', 'h3']) bringDown(world, 'machine', name)
    pass(world, 400)
    expect(world.work.evictionsPaused).toBe(true)
    expect([1, 2].map(of => podsOf(world, of).filter(({ ready }) => ready).length)).toEqual([3, 3])
  })
})

describe('The operator’s control plane that is gone', () => {
  const gone = () => {
    const world = aWorld({
      park: {
        ...aPlane(1),
        machines: [...(aPlane(1).machines ?? []), aHypervisor('h3')],
        ...tenantsPark(aTenant('acme', HOSTS, HOSTS)),
      },
      workloads: [
        ...['web', 'shop'].map(name => aSpec({ name, replicas: 3 })),
        aSpec({
          name: 'pg',
          controller: 'StatefulSet',
          replicas: 2,
          data: { sizeMiB: 100, copies: 'async', disk: 'network', writes: 500_000 },
        }),
      ],
    })
    bringDown(world, 'machine', 'm1')
    pass(world, 120)
    return world
  }

  it('leaves a tenant its own: pods are made, placed and served, and go where the node goes that is lost', () => {
    const world = gone()
    expect(refusalOf(world, { order: 'create', workload: 0, node: undefined })).toMatch(/^Unable to connect/)
    order(world, { order: 'create', workload: 1, node: undefined, cluster: ACME })
    pass(world, 30)
    expect(theWorkload(world, 1).endpoints).toHaveLength(3)
    const died = world.tick
    order(world, {
      order: 'bring-down',
      host: { kind: 'machine', id: world.machines.findIndex(({ name }) => name === 'h1') },
    })
    when(world, 'NodeNotReady')
    const { grace, heartbeat } = world.nodeTimers
    expect(world.tick - died).toBeGreaterThanOrEqual(grace - heartbeat)
    pass(world, 400)
    expect([readyIn(world, ACME), theWorkload(world, 1).endpoints.length]).toEqual([2, 3])
  })

  it('leaves a tenant’s database the key that its primary renews', () => {
    const world = gone()
    order(world, { order: 'create', workload: 2, node: undefined, cluster: ACME })
    const told = reasons(pass(world, 300))
    expect(told).not.toContain('PrimaryDemoted')
    expect(world.stores[0]).toMatchObject({ leader: 0, unrenewedSince: -1 })
  })
})

describe('A node VM that is migrated live', () => {
  it('takes its pods along, unrestarted, to where the next host’s death does not reach it', () => {
    const world = rail()
    const server = serverNamed(world, 'beta-w1')
    const pods = () => world.nodes[world.servers[server]?.node ?? -1]?.pods.map(id => [id, world.pods[id]?.restarts])
    const before = pods()
    order(world, { order: 'live-migrate', server })
    when(world, 'LiveMigrationDone')
    bringDown(world, 'machine', 'h1')
    pass(world, 120)
    expect(before).not.toHaveLength(0)
    expect(pods()).toEqual(before)
    expect(readyIn(world, BETA)).toBe(3)
  })
})

describe('Whatever the other clusters are', () => {
  const kept = fc.record({
    cluster: fc.constantFrom(0, 1),
    zone: fc.constantFrom('a', 'b'),
    cores: fc.integer({ min: 1, max: 6 }),
    alike: fc.integer({ min: 0, max: 3 }),
    has: fc.boolean(),
  })
  const key = 'topology.kubernetes.io/zone'

  it.each(['2017', 'now'] as const)('in %s a pod is placed as if they were not there (seed 11)', era => {
    fc.assert(
      fc.property(fc.array(kept, { minLength: 2, maxLength: 10 }), fc.boolean(), (nodes, minds) => {
        const world = aWorld({
          era,
          machines: nodes.map(({ cores, zone }, i) => aMachine({ name: `n${i}`, cores, zone })),
          park: { images: [{ name: 'web', sizeMiB: 900, cached: false }] },
        })
        const all = world.nodes.map((node, i) => ({
          ...node,
          cluster: nodes[i]?.cluster ?? 0,
          images: nodes[i]?.has ? ['web'] : [],
        }))
        const counts = nodes.map(({ alike }) => alike)
        const term = { topologyKey: key, here: counts, own: 1 }
        const wish = {
          cluster: 1,
          requests: asks(1_000, 256),
          kernel: 'shared' as const,
          machine: -1,
          nodeSelector: [],
          image: 'web',
          alike: counts,
          kin: counts,
          ...(minds && {
            topologySpread: [
              { topologyKey: key, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' as const },
              { topologyKey: key, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' as const },
            ],
            company: {
              near: undefined,
              likesItsOwn: false,
              apart: [],
              resented: [{ ...term, here: counts.map(count => (count > 2 ? 1 : 0)) }],
              leanings: [term],
            },
          }),
        }
        const among = (rows: typeof all) => {
          const { verdicts: _, ...decision } = place(wish, { ...world, nodes: rows }, () => 0)
          return decision
        }
        expect(among(all)).toEqual(among(all.filter(({ cluster: of }) => of === 1)))
        const image = (rows: typeof all) => openColumn(wish, { ...world, nodes: rows }, 0).image
        expect(image(all)).toBe(image(all.filter(({ cluster: of }) => of === 1)))
      }),
      { seed: 11, numRuns: 60 },
    )
  })

  it('plays on the same when it is played again from a fork', () => {
    const world = rail()
    const other = fork(world)
    for (const each of [world, other]) {
      bringDown(each, 'machine', 'h1')
      pass(each, 100)
    }
    expect(other).toEqual(world)
  })
})
