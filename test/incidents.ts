/**
 * Runs in trouble, one for each thing that can be seen of it: for the tests of what is
 * seen, and for looking at it. A park of three nodes and two hypervisors carries `shop`
 * (three stateless pods, of which two must stay), `wiki` (one pod), `orders` (one VM, a
 * network disk) and `cron` (one VM). Then something is done to it.
 */

import type { Run } from '../src/rules/run'
import { obey } from '../src/sim/orders/orders'
import { aHypervisor, aMachine, aPark, aRun, aSpare, at, aWorkload, told } from './given'

interface Wish {
  readonly orders?: 'bowl' | 'boxes'
  readonly controller?: 'Deployment'
  readonly minAvailable?: number
}

const workloads = ({ controller, minAvailable = 2 }: Wish) => [
  aWorkload({ name: 'shop', replicas: 3, minAvailable, demand: [{ at: 0, perSecond: 60 }] }),
  aWorkload({ name: 'wiki', warmup: 20, demand: [{ at: 0, perSecond: 5 }] }),
  aWorkload({
    name: 'orders',
    requests: { cpuMillicores: 2_000, memoryMiB: 2_048 },
    data: { sizeMiB: 20_480, copies: 'one', disk: 'network', writes: 100_000 },
    warmup: 5,
    ...(controller ? { controller } : {}),
  }),
  aWorkload({ name: 'cron', kernel: 'own', warmup: 5 }),
]

/** Everybody rides. */
export function riding(wish: Wish = {}): Run {
  const machines = [
    ...['b1', 'b2', 'b3'].map(name => aMachine({ name })),
    ...['h1', 'h2'].map(name => aHypervisor(name)),
    aSpare('s1'),
  ]
  const run = aRun({ slo: 0, lasts: 6_000, park: aPark({ machines }) as never, workloads: workloads(wish) })
  told(run, 'ROUTE', 'rider/shop', { lane: 'bowl' })
  told(run, 'ROUTE', 'rider/orders', { lane: wish.orders ?? 'boxes' })
  at(run, 130)
  told(run, 'ROUTE', 'rider/wiki', { lane: 'bowl' })
  told(run, 'ROUTE', 'rider/cron', { lane: 'boxes' })
  return at(run, 480)
}

const BY_SCENARIO = { by: 'scenario', id: 'test' } as const

/** The machine under what carries a rider first. */
export function machineOf(run: Run, name: string): number {
  const workload = run.world.workloads.find(({ spec }) => spec.name === name)
  const pod = run.world.pods.find(each => each.workload === workload?.id && !each.gone && each.node >= 0)
  if (pod) return run.world.nodes[pod.node]?.on.id ?? -1
  const server = run.world.servers[run.world.units[workload?.units[0] ?? -1]?.on.id ?? -1]
  return run.world.hypervisors[server?.hypervisor ?? -1]?.machine ?? -1
}

type Blow = 'bring-down' | 'cut-off' | 'bring-up' | 'reconnect'

export function strike(run: Run, order: Blow, machine: number, later = 1): Run {
  const answer = obey(run.world, { order, host: { kind: 'machine', id: machine } }, BY_SCENARIO)
  if (answer.kind === 'done') run.play.told.push(...answer.happenings)
  return at(run, run.world.tick + later)
}

export function crash(run: Run, name: string, later = 1): Run {
  const workload = run.world.workloads.findIndex(({ spec }) => spec.name === name)
  const answer = obey(run.world, { order: 'crash', workload }, BY_SCENARIO)
  if (answer.kind === 'done') run.play.told.push(...answer.happenings)
  return at(run, run.world.tick + later)
}

const after = (run: Run, seconds: number) => at(run, run.world.tick + seconds)

/** By what is to be seen. */
export const INCIDENTS = {
  riding: () => riding(),
  crashed: () => crash(riding(), 'wiki'),
  crashLoop: () => {
    const run = crash(riding(), 'wiki', 60)
    crash(run, 'wiki', 80)
    return crash(run, 'wiki', 2)
  },
  slam: () => strike(riding(), 'bring-down', 0, 20),
  slamInBoxes: () => strike(riding(), 'bring-down', machineOf(riding(), 'orders'), 20),
  noticed: () => strike(riding(), 'bring-down', 0, 70),
  evacuable: () => strike(riding(), 'bring-down', machineOf(riding(), 'orders'), 100),
  lingering: () => strike(riding(), 'bring-down', 0, 380),
  cutOff: () => strike(riding(), 'cut-off', 0, 20),
  unheard: () => strike(riding(), 'cut-off', 0, 80),
  paused: () => {
    const run = strike(riding(), 'bring-down', 0, 10)
    strike(run, 'bring-down', 1, 2)
    return strike(run, 'bring-down', 2, 80)
  },
  off: () => {
    const run = riding()
    const machine = machineOf(run, 'orders')
    strike(run, 'bring-down', machine, 30)
    return strike(run, 'bring-up', machine, 30)
  },
  migrating: () => {
    const run = riding()
    told(run, 'MOVE', 'rider/orders')
    return after(run, 8)
  },
  copying: () => {
    const run = riding()
    told(run, 'MOVE', 'volume/orders')
    return after(run, 90)
  },
  draining: () => {
    const run = riding()
    told(run, 'MOVE', 'node/b1')
    return after(run, 2)
  },
  noComply: () => {
    const run = riding({ minAvailable: 3 })
    told(run, 'MOVE', 'rider/shop')
    return after(run, 2)
  },
  heldDrain: () => {
    const run = riding({ minAvailable: 2 })
    strike(run, 'bring-down', 0, 60)
    told(run, 'MOVE', 'node/b3')
    return after(run, 2)
  },
  splitVm: () => {
    const run = riding()
    strike(run, 'cut-off', machineOf(run, 'orders'), 100)
    told(run, 'MOVE', 'rider/orders')
    return after(run, 120)
  },
  splitPods: () => {
    const run = riding({ orders: 'bowl' })
    const machine = machineOf(run, 'orders')
    strike(run, 'cut-off', machine, 80)
    told(run, 'MOVE', `node/${run.world.machines[machine]?.name ?? ''}`)
    return after(run, 60)
  },
  multiAttach: () => {
    const run = riding({ orders: 'bowl', controller: 'Deployment' })
    return strike(run, 'bring-down', machineOf(run, 'orders'), 400)
  },
  /** There is room for twenty-odd. */
  pending: () => {
    const run = riding()
    for (let i = 0; i < 24; i += 1) {
      told(run, 'SCALE', 'rider/shop')
      after(run, 60)
    }
    return run
  },
  hung: () => {
    const run = riding()
    told(run, 'ROUTE', 'rider/cron', { lane: 'bowl' })
    return after(run, 2)
  },
  changing: () => {
    const run = riding()
    told(run, 'ROUTE', 'rider/wiki', { lane: 'boxes' })
    return after(run, 30)
  },
  busyHands: () => {
    const run = riding()
    told(run, 'MOVE', 'node/b1')
    told(run, 'MOVE', 'rider/orders')
    told(run, 'SCALE', 'rider/wiki')
    told(run, 'SAVE', 'volume/orders')
    return after(run, 5)
  },
} as const satisfies Record<string, () => Run>

export type Incident = keyof typeof INCIDENTS
