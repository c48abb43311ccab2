/**
 * What goes on and what stops without each part of the control plane, and without a
 * node's kubelet (cluster-facts 1.10): a row for each part, a column for each thing
 * that somebody would notice.
 */

import { describe, expect, it } from 'vitest'
import { PARTS, type Part } from '../../src/model/control-plane'
import { NONE, type World } from '../../src/model/world'
import { explain } from '../../src/sim/explain/explain'
import {
  aPlane,
  aWorld,
  bringDown,
  inBowl,
  livePods,
  order,
  pass,
  reasons,
  refusalOf,
  startPart,
  stopPart,
  thePlane,
  theTraffic,
  theWorkload,
  when,
} from '../given'

type Without = Part | 'kubelet'
const ROWS: readonly Without[] = [...PARTS, 'kubelet']

/** Two pods that serve; the kubelet that stops is that of the first one's node. */
function serving(): World {
  const world = aWorld({ park: aPlane(1), spec: { replicas: 2 }, due: 40 })
  inBowl(world)
  pass(world, 60)
  return world
}
const firstNode = (world: World) => world.pods[theWorkload(world).endpoints[0] ?? -1]?.node ?? -1
const otherNode = (world: World) =>
  world.nodes[world.pods[theWorkload(world).endpoints[1] ?? -1]?.node ?? -1]?.name ?? ''
function stop(world: World, what: Without): World {
  if (what === 'kubelet') order(world, { order: 'stop-kubelet', node: firstNode(world) })
  else stopPart(world, what)
  return world
}
const SCALE = { order: 'scale', workload: 0, replicas: 4 } as const
const scale = (world: World) => (refusalOf(world, SCALE) === undefined ? order(world, SCALE) : undefined)

/** Each is asked of a world of its own. */
const COLUMNS = {
  'what runs is served': (world: World) => {
    pass(world, 600)
    return theTraffic(world).lost === 0
  },
  'a container that died is started again': (world: World) => {
    order(world, { order: 'crash', workload: 0 })
    return reasons(pass(world, 40)).includes('Started')
  },
  'kubectl is answered': (world: World) => thePlane(world).working.api,
  'a change is taken': (world: World) => refusalOf(world, SCALE) === undefined,
  'pods are made': (world: World) => {
    scale(world)
    pass(world, 100)
    return world.pods.length === 4
  },
  'pods find a node': (world: World) => {
    scale(world)
    pass(world, 100)
    return livePods(world).length === 4 && livePods(world).every(({ node }) => node >= 0)
  },
  'a new pod gets users': (world: World) => {
    scale(world)
    pass(world, 100)
    return theWorkload(world).endpoints.some(id => id > 1)
  },
  'a dead node is NotReady': (world: World) => {
    bringDown(world, 'node', otherNode(world))
    return reasons(pass(world, 60)).includes('NodeNotReady')
  },
  'what it carried is replaced': (world: World) => {
    bringDown(world, 'node', otherNode(world))
    pass(world, 600)
    return livePods(world).filter(({ ready, node }) => ready && world.nodes[node]?.up).length === 2
  },
} as const satisfies Record<string, (world: World) => boolean>

const ALL = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]
const GOES_ON: Readonly<Record<Without, readonly (keyof typeof COLUMNS)[]>> = {
  'kube-apiserver': ['what runs is served', 'a container that died is started again'],
  etcd: ['what runs is served', 'a container that died is started again'],
  'kube-scheduler': [
    'what runs is served',
    'a container that died is started again',
    'kubectl is answered',
    'a change is taken',
    'pods are made',
    'a dead node is NotReady',
  ],
  'kube-controller-manager': [
    'what runs is served',
    'a container that died is started again',
    'kubectl is answered',
    'a change is taken',
  ],
  kubelet: ALL.filter(column => column !== 'a container that died is started again'),
}

describe.each(ROWS)('Without %s', what => {
  it.each(ALL)(`%s, or not: as it is known`, column => {
    expect([column, COLUMNS[column](stop(serving(), what))]).toEqual([column, GOES_ON[what].includes(column)])
  })
})

describe('With all of them', () => {
  it.each(ALL)('%s', column => expect(COLUMNS[column](serving())).toBe(true))
})

describe('A kubelet that is stopped', () => {
  it('leaves its node NotReady, out of Services, and its pods evicted; they run on meanwhile', () => {
    const world = stop(serving(), 'kubelet')
    const node = firstNode(world)
    expect(when(world, 'NodeNotReady')).toBe((world.nodes[node]?.heardAt ?? NONE) + 50)
    expect(explain(world, { kind: 'node', id: node })).toContain(
      'NodeStatusUnknown: Kubelet stopped posting node status.',
    )
    const told = reasons(pass(world, 400))
    expect(told).toContain('TaintManagerEviction')
    expect(theTraffic(world).lost).toBe(0)
  })

  it('and started again finds its containers running, and starts the one that has died', () => {
    const world = stop(serving(), 'kubelet')
    const node = firstNode(world)
    const started = () => livePods(world).map(({ ready, startedAt }) => [ready, startedAt])
    const before = started()
    pass(world, 100)
    order(world, { order: 'start-kubelet', node })
    pass(world, 5)
    expect(started()).toEqual(before)
    const next = firstNode(world)
    order(world, { order: 'stop-kubelet', node: next })
    order(world, { order: 'crash', workload: 0 })
    expect(reasons(pass(world, 30))).not.toContain('Started')
    order(world, { order: 'start-kubelet', node: next })
    pass(world, 60)
    expect(livePods(world).map(({ ready }) => ready)).toEqual([true, true])
  })
})

describe('An API server that is back after a minute', () => {
  it('finds every node stale, and evicts nothing on purpose: no pod is lost', () => {
    const world = serving()
    for (const { on } of world.nodes) order(world, { order: 'cut-off', host: on })
    stopPart(world, 'kube-apiserver')
    pass(world, 60)
    startPart(world, 'kube-apiserver')
    const told = reasons(pass(world, 600))
    expect(told.filter(reason => reason === 'NodeNotReady')).toHaveLength(3)
    expect(told).toContain('EvictionsPaused')
    expect(told).not.toContain('TaintManagerEviction')
    for (const { on } of world.nodes) order(world, { order: 'reconnect', host: on })
    expect(reasons(pass(world, 600))).not.toContain('TaintManagerEviction')
    expect([livePods(world).map(({ id }) => id), world.nodes.every(({ ready }) => ready)]).toEqual([[0, 1], true])
  })

  it('hears nodes that never went away within their grace, and nobody is NotReady', () => {
    const world = stop(serving(), 'kube-apiserver')
    pass(world, 300)
    startPart(world, 'kube-apiserver')
    expect(reasons(pass(world, 300))).not.toContain('NodeNotReady')
  })
})

describe('A converged node: a member of etcd beside a database on the same disk', () => {
  const CONVERGED = {
    controlPlane: { name: 'k1', members: ['b1', 'b2', 'b3'], databaseMiB: 100, liveMiB: 100, growthKiBPerSecond: 0 },
  }
  /** It writes with so many of two hundred workers at a time, on the disk of the machine that leads. */
  const beside = (perSecond: number, disk: 'local' | 'network', node: string) => {
    const world = aWorld({
      park: CONVERGED,
      due: 60,
      spec: {
        workers: 200,
        serviceMs: 200,
        controller: 'StatefulSet',
        data: { sizeMiB: 100, copies: 'one', disk, writes: 1_000_000 },
        demand: [{ at: 0, perSecond }],
      },
    })
    inBowl(world, 0, node)
    const told = pass(world, 300)
    return { world, told: reasons(told) }
  }

  it.each([
    [10, 'local', 'b1', []],
    [200, 'local', 'b1', ['EtcdHeartbeatLate']],
    [900, 'local', 'b1', ['EtcdHeartbeatLate', 'EtcdLeaderLost', 'EtcdLeaderElected']],
    [900, 'local', 'b2', []],
    [250, 'network', 'b1', []],
  ] as const)('that has %i requests a second, %s disk, on %s', (perSecond, disk, node, expected) => {
    const { world, told } = beside(perSecond, disk, node)
    expect(told.filter(reason => reason.startsWith('Etcd'))).toEqual(expected)
    expect(thePlane(world).working.writes).toBe(true)
  })

  it('keeps the place that it lost from it, and is late for as long as its neighbour is busy', () => {
    const { world } = beside(900, 'local', 'b1')
    const { members, etcd } = thePlane(world)
    expect([members[0]?.noiseMs, etcd.leader > 0]).toEqual([1_800, true])
    expect(explain(world, { kind: 'control-plane', id: 0 }).join('\n')).toContain('wal fsync 1810 ms')
    order(world, { order: 'abandon', workload: 0 })
    theWorkload(world).traffic.utilisation = 0
    pass(world, 2)
    expect(members[0]?.noiseMs).toBe(0)
  })
})
