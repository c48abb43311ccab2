/**
 * What processes really use of memory, and what the kernel does about it.
 *
 * A workload that says nothing of it uses what it asks for. Else: so much from the start,
 * so much more each minute that is never given back, and so much for each request a
 * second. A container beyond its limit is killed by the kernel, it alone (`OOMKilled`,
 * exit code 137), and the kubelet starts it again. Where all pods of a node together use
 * more than it has, the kernel kills the one with the most points (`qos.ts`).
 *
 * Simpler than the real thing: the kernel kills only while a kubelet is there to see it, requests are spread evenly over the endpoints, page cache
 * and the system itself use nothing, and memory that follows the load is looked at every
 * ten seconds.
 */

import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { Node, Pod } from '../../model/kubernetes'
import { BYTES_PER_MIB, type Bytes, type Seconds } from '../../model/units'
import type { ClusterDue } from '../../model/wake'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { podName } from '../names'
import type { Telling } from '../telling'
import { cutPodShort } from '../traffic/cut-short'
import { wakeAt } from '../wake'
import { KUBELET } from './kubelet-words'
import { oomPoints } from './qos'
import { exited, KILLED } from './restarts'

/** The working set of its container. */
export function workingSet(world: Seen<World>, pod: Seen<Pod>): Bytes {
  if (pod.status !== 'Running') return 0
  const { spec, traffic, endpoints } = world.workloads[pod.workload] as Seen<Workload>
  const { memory } = spec
  if (!memory) return spec.requests.memory
  const leaked = Math.floor((memory.leakMiBPerMinute * BYTES_PER_MIB * (world.tick - pod.startedAt)) / 60)
  const each = pod.ready && endpoints.length > 0 ? Math.ceil(traffic.perSecond / endpoints.length) : 0
  return (memory.baseMiB + memory.perRequestMiB * each) * BYTES_PER_MIB + leaked
}

export const usedOn = (world: Seen<World>, node: Seen<Node>): Bytes =>
  node.pods.reduce((sum, id) => sum + workingSet(world, world.pods[id] as Seen<Pod>), 0)

/** Of the machine, or of the guest, that it is. */
export const capacityOf = (world: Seen<World>, { on }: Seen<Node>): Bytes =>
  on.kind === 'machine' ? (world.machines[on.id] as Seen<Machine>).capacity.memory : (world.servers[on.id]?.ram ?? 0)

/** Its container has started: if its memory is not what it asks for, it has to be looked at. */
export function watchMemory(world: World, pod: Pod): void {
  const { spec } = world.workloads[pod.workload] as Workload
  if (!spec.memory) return
  const node = world.nodes[pod.node] as Node
  if (node.memoryCheck === NONE) {
    node.memoryCheck = world.tick + constantsOf(world.era).evictionCheck.every
    wakeAt(world.wake, node.memoryCheck, { what: 'memoryCheck', node: node.id })
  }
  lookAgain(world, pod, { what: 'memory', pod: pod.id, since: pod.startedAt })
}

type MemoryDue = Extract<ClusterDue, { what: 'memory' }>

function lookAgain(world: World, pod: Pod, due: MemoryDue): void {
  const { every } = constantsOf(world.era).evictionCheck
  wakeAt(world.wake, world.tick + Math.min(every, untilLimit(world, pod)), due)
}

/** When what it leaks will have brought it beyond its limit, or its node beyond what it has, if nothing else changes. */
function untilLimit(world: World, pod: Pod): Seconds {
  const { memory, limits } = (world.workloads[pod.workload] as Workload).spec
  const leaks = (memory?.leakMiBPerMinute ?? 0) * BYTES_PER_MIB
  if (leaks === 0) return Number.MAX_SAFE_INTEGER
  const node = world.nodes[pod.node] as Node
  const left = capacityOf(world, node) - usedOn(world, node)
  const room = limits?.memory === undefined ? left : Math.min(left, limits.memory - workingSet(world, pod))
  return Math.max(1, Math.floor((room * 60) / leaks) + 1)
}

export function lookAtMemory(world: World, due: MemoryDue, tell: Telling): void {
  const pod = world.pods[due.pod] as Pod
  const node = world.nodes[pod.node]
  if (pod.gone || !node?.up || pod.startedAt !== due.since || pod.status !== 'Running') return
  if (!node.kubelet) return lookAgain(world, pod, due)
  const { spec } = world.workloads[pod.workload] as Workload
  const limit = spec.limits?.memory ?? Number.MAX_SAFE_INTEGER
  if (workingSet(world, pod) > limit) return oomKill(world, pod, tell, pod.cause)
  while (usedOn(world, node) > capacityOf(world, node)) systemOom(world, node, tell)
  if (pod.startedAt === due.since && pod.status === 'Running') lookAgain(world, pod, due)
}

function oomKill(world: World, pod: Pod, tell: Telling, cause: Pod['cause']): void {
  const { spec } = world.workloads[pod.workload] as Workload
  const note = `Container ${spec.name} in pod ${podName(world, pod)} terminated: OOMKilled (exit code ${KILLED})`
  const told = tell.warning('OOMKilled', 'pod', pod.id, note, cause)
  cutPodShort(world, pod, 'ProcessRestarting', told)
  exited(world, pod, { reason: 'OOMKilled', code: KILLED }, tell, told)
}

function systemOom(world: World, node: Node, tell: Telling): void {
  const victim = worstOf(world, node)
  if (!victim) return
  const { spec } = world.workloads[victim.workload] as Workload
  oomKill(
    world,
    victim,
    tell,
    tell.warning('SystemOOM', 'node', node.id, KUBELET[world.era].systemOom(spec.name), victim.cause),
  )
}

/** Of those that run, the one with the most points; the first of equals. */
export function worstOf(world: Seen<World>, node: Seen<Node>): Pod | undefined {
  const capacity = capacityOf(world, node)
  const points = (pod: Seen<Pod>) =>
    oomPoints((world.workloads[pod.workload] as Seen<Workload>).spec, workingSet(world, pod), capacity, world.era)
  const pods = node.pods.map(id => world.pods[id] as Pod).filter(({ status }) => status === 'Running')
  return pods.reduce<Pod | undefined>((worst, pod) => (worst && points(worst) >= points(pod) ? worst : pod), undefined)
}
