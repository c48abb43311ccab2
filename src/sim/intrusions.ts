/**
 * Requests from inside: a process that was taken over asks a neighbour who has no
 * business with it.
 *
 * Between pods of one cluster a NetworkPolicy keeps them out, if its network's plugin
 * has somebody who enforces it; a packet that is dropped is told as netcat would. A pod
 * that asks a server is kept out by its port's security group, which Neutron enforces
 * whatever carries the pods' packets; that opens to the balancer alone. A whole machine has
 * no such group: only its own firewall, which nobody wrote. Who has no policy is
 * open to all. What arrives is work like any other, and crowds out the users.
 *
 * Simpler than the real thing: from outside the cluster its pods can be asked by the
 * front door only, which counts what one address asks for and lets no flood in; servers
 * say who may ask by the same policy; and nothing is stolen but time.
 */

import type { Cause } from '../model/happening'
import type { Intrusion } from '../model/intrusion'
import type { Pod } from '../model/kubernetes'
import type { Id } from '../model/refs'
import type { Unit } from '../model/systemd'
import type { Seen, Workload, World } from '../model/world'
import { clusterOf } from './control-plane/working'
import type { Telling } from './telling'
import { podAnswers, unitAnswers } from './traffic/backends'
import { enforces } from './traffic/network'

export interface IntrudeOrder {
  readonly order: 'intrude'
  readonly from: Id
  readonly to: Id
  /** None: it is over. */
  readonly perSecond: number
}

/** One at a time from a workload to another. */
export function intrude(world: World, { from, to, perSecond }: IntrudeOrder, _: Telling, cause: Cause): void {
  const others = world.intrusions.filter(each => each.from !== from || each.to !== to)
  if (perSecond > 0) others.push({ from, to, perSecond, passes: undefined, cause })
  world.intrusions.splice(0, world.intrusions.length, ...others)
}

/** Each second, before the users are served. */
export function pressIn(world: World, tell: Telling): void {
  for (const intrusion of world.intrusions) {
    const passes = arrives(world, intrusion)
    if (passes !== intrusion.passes) tellOf(world, intrusion, passes, tell)
    if (passes) workloadOf(world, intrusion.to).traffic.called += intrusion.perSecond * 1_000
  }
}

function tellOf(world: World, intrusion: Intrusion, passes: boolean | undefined, tell: Telling): void {
  const { from, to } = intrusion
  const [by, at] = [workloadOf(world, from).spec.name, workloadOf(world, to).spec.name]
  intrusion.passes = passes
  if (passes === undefined) return
  intrusion.cause = passes
    ? tell.warning(
        'ConnectionSucceeded',
        'workload',
        to,
        `${by}: Connection to ${at} 443 port [tcp/https] succeeded!`,
        intrusion.cause,
      )
    : tell.normal(
        'ConnectionTimedOut',
        'workload',
        to,
        `${by}: nc: connect to ${at} port 443 (tcp) timed out`,
        intrusion.cause,
      )
}

function arrives(world: Seen<World>, { from, to }: Seen<Intrusion>): boolean | undefined {
  const [source, target] = [whereIs(world, from), whereIs(world, to)]
  if (!source || !target) return undefined
  if (target === 'pods')
    return source === 'pods' && sameCluster(world, from, to) && !(isBarred(world, from, to) && enforces(world))
  return !isBarred(world, from, to) || target === 'machine'
}

type Where = 'pods' | 'server' | 'machine'

/** Where something of it runs that sends or answers: who changes lanes is where it served until it is cut over. */
function whereIs(world: Seen<World>, id: Id): Where | undefined {
  const { endpoints, units } = workloadOf(world, id)
  if (endpoints.some(each => podAnswers(world, world.pods[each] as Seen<Pod>))) return 'pods'
  const unit = units
    .map(each => world.units[each] as Seen<Unit>)
    .find(each => each.inService && unitAnswers(world, each))
  if (!unit) return undefined
  return unit.on.kind === 'server' ? 'server' : 'machine'
}

const sameCluster = (world: Seen<World>, from: Id, to: Id) => clusterOf(world, from) === clusterOf(world, to)

/** Its policy names who may ask, and this one is not among them. */
function isBarred(world: Seen<World>, from: Id, to: Id): boolean {
  const policy = workloadOf(world, to).spec.networkPolicy
  return policy !== undefined && !policy.from.includes(workloadOf(world, from).spec.name)
}

/** Why there is more to do than its users ask for. */
export const whoCrowds = ({ intrusions }: Seen<World>, id: Id): Cause | undefined =>
  intrusions.find(({ to, passes }) => to === id && passes === true)?.cause

export const intrusionLines = (world: Seen<World>, id: Id): readonly string[] =>
  world.intrusions
    .filter(({ to, passes }) => to === id && passes !== undefined)
    .map(
      ({ from, perSecond, passes }) =>
        `${workloadOf(world, from).spec.name} asks it ${perSecond} times a second from inside: ${passes ? 'let through' : 'dropped'}`,
    )

const workloadOf = <Known extends Seen<World>>(world: Known, id: Id) =>
  world.workloads[id] as Known extends World ? Workload : Seen<Workload>
