/**
 * What stands behind a workload's name: the pods of its Service and the units in its
 * balancer's pool, how many of them answer, and of those that do not, why not.
 *
 * All is read off the rows each time; how many pods answer, which is asked of every
 * workload in every second, is kept until something about it changes (`answering.ts`).
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { Machine } from '../../model/baremetal'
import type { Node, Pod } from '../../model/kubernetes'
import type { Server } from '../../model/openstack'
import type { PodTemplate } from '../../model/rollout'
import type { Unit } from '../../model/systemd'
import type { AnsweringPods, Loss } from '../../model/traffic'
import type { WorkloadSpec } from '../../model/workload'
import type { Seen, Workload, World } from '../../model/world'
import { ALWAYS, NONE } from '../../model/world'
import { clusterOf, planeOf } from '../control-plane/working'
import { podsOwned, templateOf } from '../controllers/templates'
import { servesOn } from '../kubelet/pod-end'
import type { Blame } from './ledger'

/** Pods that get requests; a pod on a dead node still does until the control plane knows. */
export const endpointsOf = (world: Seen<World>, workload: Seen<Workload>): readonly Seen<Pod>[] =>
  workload.endpoints.map(id => world.pods[id] as Seen<Pod>)

/** Units of this workload that have not been taken away. */
export const unitsOf = (world: Seen<World>, workload: Seen<Workload>): readonly Seen<Unit>[] =>
  workload.units.map(id => world.units[id] as Seen<Unit>).filter(unit => unit.state !== 'deleted')

export const podsOf = (world: Seen<World>, workload: Seen<Workload>): readonly Seen<Pod>[] => {
  const deployment = world.deployments[workload.deployment]
  if (!deployment || deployment.deleted) return []
  return podsOwned(world, deployment)
}

/** Ready says only what was probed: a process without a probe gets requests before it has warmed up. */
export const podAnswers = (world: Seen<World>, pod: Seen<Pod>): boolean =>
  pod.ready &&
  pod.hungAt === NONE &&
  (pod.stopsAt === NONE || world.tick < pod.servesUntil) &&
  nodeOf(world, pod)?.up === true &&
  world.tick >= pod.warmAt

/** A unit's process answers once it is ready, and as long as what it stands on does. */
export const unitAnswers = (world: Seen<World>, unit: Seen<Unit>): boolean => unit.ready && unitStands(world, unit)

export function unitStands(world: Seen<World>, unit: Seen<Unit>): boolean {
  if (unit.on.kind === 'machine') return (world.machines[unit.on.id] as Seen<Machine>).up
  const server = world.servers[unit.on.id] as Seen<Server>
  return server.hypervisor !== NONE && world.hypervisors[server.hypervisor]?.up === true
}

export const nodeOf = (world: Seen<World>, pod: Seen<Pod>): Seen<Node> | undefined => world.nodes[pod.node]

/** Backends that are sent requests. */
export interface Pool {
  readonly answering: number
  readonly silent: number
  /** Of those that answer. */
  readonly pods: number
  /** Of those that answer: they have none of the data that they are asked for. */
  readonly empty: number
}

export const poolOf = (world: Seen<World>, workload: Seen<Workload>): Pool =>
  poolWith(world, workload, countPods(world, workload))

/** The pool, where it is known how many of the endpoints answer. */
export function poolWith(world: Seen<World>, workload: Seen<Workload>, counted: Seen<AnsweringPods>): Pool {
  const { endpoints, stopping, units } = workload
  let { pods, empty } = counted
  let sent = endpoints.length + stopping.length
  for (const id of stopping) if (servesOn(world, workload, world.pods[id] as Seen<Pod>)) pods += 1
  let answering = pods
  for (const id of units) {
    const unit = world.units[id] as Seen<Unit>
    if (!unit.inService || takenOut(world, unit)) continue
    sent += 1
    if (!unitAnswers(world, unit)) continue
    answering += 1
    if (errs(unit.template)) empty += 1
  }
  return { answering, silent: sent - answering, pods, empty }
}

export function countPods(world: Seen<World>, { spec, endpoints }: Seen<Workload>): AnsweringPods {
  let pods = 0
  let empty = 0
  let until = ALWAYS
  for (const id of endpoints) {
    const pod = world.pods[id] as Seen<Pod>
    if (pod.warmAt > world.tick) until = Math.min(until, pod.warmAt)
    if (pod.stopsAt !== NONE && pod.servesUntil > world.tick) until = Math.min(until, pod.servesUntil)
    if (!podAnswers(world, pod)) continue
    pods += 1
    if (isEmpty(spec, pod) || errs(templateOf(world, pod))) empty += 1
  }
  return { pods, empty, until }
}

/** Of a release that answers wrongly: no probe notices. */
const errs = ({ defect }: Seen<PodTemplate>): boolean => defect === 'wrong-answers'

/** A second pod of a StatefulSet whose engine keeps one copy: nobody copies the first one's data to it. */
const isEmpty = ({ controller, data }: Seen<WorkloadSpec>, { ordinal }: Seen<Pod>): boolean =>
  ordinal > 0 && controller === 'StatefulSet' && data?.copies === 'one'

/** Why some answers are wrong. Call it only when there is an empty one that answers. */
export function whyAnswersAreWrong(world: Seen<World>, workload: Seen<Workload>): Blame {
  const pod = endpointsOf(world, workload).find(
    each => podAnswers(world, each) && (isEmpty(workload.spec, each) || errs(templateOf(world, each))),
  )
  return { loss: 'WrongAnswer', cause: (pod as Seen<Pod>).cause }
}

/** Its balancer's health monitor has found it dead for long enough. */
export const takenOut = (world: Seen<World>, { failedAt }: Seen<Unit>): boolean =>
  failedAt !== NONE && world.tick >= failedAt + ASSUMPTIONS.healthMonitor

/** Why those in the pool that do not answer do not. Call it only when there are some. */
export function whySomeAreSilent(world: Seen<World>, workload: Seen<Workload>): Blame {
  const pod = endpointsOf(world, workload).find(each => !podAnswers(world, each))
  const node = pod && nodeOf(world, pod)
  const stale = staleBlame(world, workload)
  if (stale) return stale
  if (node) return node.up ? { loss: silentLoss(pod), cause: pod.cause } : { loss: 'HostDown', cause: node.cause }
  const stopping = stoppingBlame(world, workload)
  if (stopping) return stopping
  const unit = unitsOf(world, workload).find(each => each.inService && !unitAnswers(world, each))
  if (!unit) return whyNothingAnswers(world, workload)
  const stands = unitStands(world, unit) && !hangs(world, unit)
  return stands ? processBlame(unit) : { loss: 'HostDown', cause: unit.cause }
}

/** The kernel of its guest stands still. */
const hangs = (world: Seen<World>, { on }: Seen<Unit>): boolean =>
  on.kind === 'server' && world.servers[on.id]?.hung === true

/**
 * Why nothing behind this workload answers. Call it only when nothing does. Who changes
 * lanes has two places; the one that served is looked at first.
 */
export function whyNothingAnswers(world: Seen<World>, workload: Seen<Workload>): Blame {
  const units = unitsOf(world, workload)
  const serving = units.find(unit => unit.inService)
  if (serving) return unitBlame(world, serving)
  const told = staleBlame(world, workload) ?? stoppingBlame(world, workload)
  if (told) return told
  const blame = podBlame(world, workload) ?? (units[0] && unitBlame(world, units[0]))
  return blame ?? replacing(world, workload) ?? { loss: 'NotRouted', cause: { by: 'scenario', id: workload.spec.name } }
}

/** Its old pods are on their way out, and no new one is made before they are gone (Recreate). */
function replacing({ deployments }: Seen<World>, { deployment: id }: Seen<Workload>): Blame | undefined {
  const deployment = deployments[id]
  return deployment && !deployment.deleted ? { loss: 'PodStarting', cause: deployment.cause } : undefined
}

/** Only while no controller manager acts is somebody sent to a pod that is not ready. */
function staleBlame(world: Seen<World>, workload: Seen<Workload>): Blame | undefined {
  const plane = planeOf(world, clusterOf(world, workload.id))
  if (!plane) return undefined
  const stale = endpointsOf(world, workload).some(pod => !pod.ready && nodeOf(world, pod)?.up)
  return stale ? { loss: 'StaleEndpoint', cause: plane.cause } : undefined
}

function stoppingBlame(world: Seen<World>, { stopping }: Seen<Workload>): Blame | undefined {
  const pod = world.pods[stopping[0] ?? NONE]
  return pod && { loss: 'PodStopping', cause: pod.cause }
}

function unitBlame(world: Seen<World>, unit: Seen<Unit>): Blame {
  const { cause } = unit
  if (unit.on.kind === 'server') return serverUnitBlame(world, unit, world.servers[unit.on.id] as Seen<Server>)
  const machine = world.machines[unit.on.id] as Seen<Machine>
  if (!machine.up) return { loss: 'HostDown', cause: machine.cause }
  if (machine.state !== 'active') return { loss: 'MachineDeploying', cause }
  return processBlame(unit)
}

function serverUnitBlame(world: Seen<World>, unit: Seen<Unit>, server: Seen<Server>): Blame {
  if (server.status === 'ERROR') return { loss: 'NoValidHost', cause: server.cause }
  if (!unitStands(world, unit)) return { loss: 'HostDown', cause: unit.cause }
  if (server.hung) return { loss: 'HostDown', cause: server.cause }
  if (server.status === 'SHUTOFF') return { loss: 'ServerOff', cause: server.cause }
  if (!server.booted) return { loss: 'ServerBuilding', cause: unit.cause }
  return processBlame(unit)
}

function processBlame(unit: Seen<Unit>): Blame {
  if (unit.ready) return { loss: 'NotInService', cause: unit.cause }
  if (unit.inService && unit.failedAt !== NONE) return { loss: 'ProcessRestarting', cause: unit.cause }
  return { loss: unit.inService ? 'CutOverEarly' : 'WarmingUp', cause: unit.cause }
}

function podBlame(world: Seen<World>, workload: Seen<Workload>): Blame | undefined {
  const pods = podsOf(world, workload)
  const dead = pods.find(pod => nodeOf(world, pod)?.up === false)
  if (dead) return { loss: 'HostDown', cause: (nodeOf(world, dead) as Seen<Node>).cause }
  const starting = pods.find(pod => pod.node !== NONE)
  if (starting) return { loss: startingLoss(world, starting), cause: starting.cause }
  const [waiting] = pods
  return waiting && { loss: waiting.attempts > 0 ? 'Unschedulable' : 'PodStarting', cause: waiting.cause }
}

/** It is Ready and does not answer. */
function silentLoss({ hungAt, stopsAt }: Seen<Pod>): Loss {
  if (hungAt !== NONE) return 'ProcessHung'
  return stopsAt === NONE ? 'WarmingUp' : 'ProcessRestarting'
}

function startingLoss(world: Seen<World>, pod: Seen<Pod>): Loss {
  if (pod.ready) return silentLoss(pod)
  const runs = pod.status === 'Running' && pod.hasServed && world.tick >= pod.warmAt
  if (runs) return pod.hungAt === NONE ? 'NotReady' : 'ProcessHung'
  return pod.restarts > 0 ? 'ProcessRestarting' : 'PodStarting'
}
