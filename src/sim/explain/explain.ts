/**
 * Why is this as it is? In the words of `kubectl describe`, `openstack server show` and
 * `openstack baremetal node show`.
 *
 * Reads only. It is the debug tool and the teaching tool at once.
 */

import type { Machine } from '../../model/baremetal'
import type { Deployment, Node } from '../../model/kubernetes'
import type { Ref } from '../../model/refs'
import type { Resources } from '../../model/resources'
import type { Unit } from '../../model/systemd'
import { PERMILLE } from '../../model/units'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { rootLines } from '../cloud/root-disk'
import { explainStack } from '../cloud/stack-events'
import { shareIn, stealPercent } from '../cloud/steal'
import { clusterLines } from '../control-plane/tenants'
import { drainLines } from '../controllers/drain'
import { healthLines } from '../controllers/node-timers'
import { podsOwned } from '../controllers/templates'
import { isUp } from '../hosts/ground'
import { intrusionLines } from '../intrusions'
import { readyLines, unansweredLines } from '../kubelet/node-conditions'
import { graceOf } from '../kubelet/pod-end'
import { runtimeLine } from '../kubelet/runtimes'
import { gpuLines } from '../metal/gpus'
import { darkOf, powerState } from '../metal/power'
import { nameOf, written } from '../names'
import { bytesQuantity, cpuQuantity } from '../scheduling/quantity'
import { isStandby } from '../storage/standby'
import { toolLines } from '../toolbox/toolbox'
import { takenOut } from '../traffic/backends'
import { networkLines, policyLines } from '../traffic/network'
import { autoscalerLines } from './autoscaling'
import { batchLines } from './batch'
import { explainControlPlane } from './control-plane'
import { diskLines } from './disk'
import { containerLines, memoryLines, waitingLine } from './kubelet'
import { nodeGroupLines } from './node-groups'
import { placingLines, taintWords } from './placing'
import { explainDeployment, rolloutLines } from './rollout'
import { explainStore } from './store'
import { explainTraffic } from './traffic'
import { copyWords, explainVolume } from './volume'

/** Lines of text; the first names the thing, the last says what it waits for. */
export function explain(world: Seen<World>, ref: Ref): readonly string[] {
  switch (ref.kind) {
    case 'pod':
      return explainPod(world, ref, placingOf(world, ref))
    case 'node':
      return explainNode(world, ref)
    case 'server':
      return explainServer(world, ref)
    case 'machine':
      return explainMachine(world, ref)
    case 'volume':
      return explainVolume(world, ref)
    case 'control-plane':
      return [...explainControlPlane(world, ref.id), ...(ref.id === 0 ? nodeGroupLines(world) : [])]
    case 'deployment':
      return explainDeployment(world, world.deployments[ref.id] as Seen<Deployment>)
    case 'stack': {
      const stack = world.stacks[ref.id]
      return stack ? explainStack(world, stack) : [`ERROR: The Stack (${ref.id}) could not be found.`]
    }
    case 'workload':
      return explainWorkload(world, ref)
    default:
      return [written(world, ref)]
  }
}

function explainPod(world: Seen<World>, ref: Ref, placing: readonly string[] = []): readonly string[] {
  const pod = world.pods[ref.id]
  if (!pod) return [`Error from server (NotFound): pods "${nameOf(world, ref)}" not found`]
  const node = world.nodes[pod.node]
  const lines = [
    `Name: ${nameOf(world, ref)}`,
    `Node: ${node?.name ?? '<none>'}`,
    `Status: ${pod.phase}`,
    ...containerLines(world, pod),
    ...placing,
  ]
  if (pod.message !== '') {
    const { gpus } = (world.workloads[pod.workload] as Seen<Workload>).spec.requests
    return [...lines, `Warning  FailedScheduling  ${pod.message}`, ...gpuLines(world, gpus)]
  }
  if (node && !node.up) return [...lines, `Node ${node.name} does not answer`]
  if (pod.deletedAt !== NONE) {
    return [
      ...lines,
      `Terminating (lasts ${world.tick - pod.deletedAt}s)`,
      `Termination Grace Period: ${graceOf(world, world.workloads[pod.workload] as Seen<Workload>)}s`,
    ]
  }
  if (pod.status === 'Pulling') return [...lines, 'Normal  Pulling  the image is not on the node yet']
  if (pod.status === 'Init:0/1')
    return [...lines, 'Init Containers: the disk is being copied', ...standbyLines(world, pod.workload)]
  if (pod.status === 'ContainerCreating') return [...lines, 'Waiting: ContainerCreating']
  return [...lines, waitingLine(world, pod)]
}

const placingOf = (world: Seen<World>, { id }: Pick<Ref, 'id'>) => {
  const pod = world.pods[id]
  return pod ? placingLines(world, pod) : []
}

function explainServer(world: Seen<World>, ref: Ref): readonly string[] {
  const server = world.servers[ref.id]
  if (!server) return [`No server with a name or ID of '${nameOf(world, ref)}' exists.`]
  const host = world.hypervisors[server.hypervisor]
  const lines = [
    `name: ${server.name}`,
    `status: ${server.task === 'migrating' ? 'MIGRATING' : server.status}`,
    `OS-EXT-SRV-ATTR:host: ${host?.name ?? 'None'}`,
  ]
  lines.push(...rootLines(world, server))
  if (server.task !== 'none') lines.push(`OS-EXT-STS:task_state: ${server.task}`)
  if (server.status === 'ERROR')
    return [...lines, `fault: ${server.fault}`, ...server.log.map(line => `nova-scheduler: ${line}`)]
  if (host && !host.up) return [...lines, `host ${host.name} does not answer`]
  if (server.hung)
    return [...lines, 'openstack console log show: Kernel panic - not syncing: Fatal exception in interrupt']
  if (server.resizedFrom) lines.push('openstack server resize confirm, or revert: both hosts are held for it')
  const share = shareIn(world, server)
  if (share < PERMILLE) lines.push(`top: ${stealPercent(share)} st`)
  if (server.status === 'ACTIVE' && !server.booted) return [...lines, 'the guest system is still booting']
  return [...lines, ...toolLines(world, { kind: 'server', id: server.id })]
}

function explainMachine(world: Seen<World>, ref: Ref): readonly string[] {
  const machine = world.machines[ref.id]
  if (!machine) return [`Node ${nameOf(world, ref)} could not be found.`]
  const failed = machine.lastError === '' ? [] : [`last_error: ${machine.lastError}`]
  const kept = machine.maintenance ? ['maintenance: True', 'fault: clean failure'] : []
  const lines = [`name: ${machine.name}`, `provision_state: ${machine.state}`, ...failed, ...kept]
  if (machine.hung)
    return [...lines, 'power_state: power on', 'console: Kernel panic - not syncing: Fatal exception in interrupt']
  if (machine.dark.length > 0) lines.push(`no power: ${darkOf(machine).join(', ')}`)
  if (!machine.up) return [...lines, `power_state: ${powerState(machine)}`]
  if (machine.unit !== NONE) lines.push(...wholeLines(world, machine))
  const target = TARGETS[machine.state]
  if (target === undefined) return [...lines, ...toolLines(world, { kind: 'machine', id: machine.id })]
  return [...lines, `target_provision_state: ${target}`, `provision_updated_at: ${updatedAt(world, machine)}`]
}

/** Where it is going. */
const TARGETS: Readonly<Partial<Record<Machine['state'], string>>> = {
  deploying: 'active',
  'wait call-back': 'active',
  'deploy failed': 'active',
  deleting: 'available',
  cleaning: 'available',
  'clean wait': 'available',
  'clean failed': 'available',
}

/** A machine is had whole: what its process does not use is paid all the same, and nobody else's. */
function wholeLines(world: Seen<World>, { unit, capacity }: Seen<Machine>): readonly string[] {
  const { requests, replicas } = (world.workloads[world.units[unit]?.workload ?? NONE] as Seen<Workload>).spec
  const used = (each: number, has: number) => Math.min(has, each * replicas)
  const idle = capacity.gpus - used(requests.gpus, capacity.gpus)
  return [
    `cores: ${used(requests.cpu, capacity.cpu) / 1_000} of ${capacity.cpu / 1_000} asked for, all are paid`,
    ...(idle > 0 ? [`gpus: ${idle} of ${capacity.gpus} stranded`] : []),
  ]
}

/** The game has no calendar: it is the time of the run's own clock. */
const updatedAt = (world: Seen<World>, machine: Seen<Machine>) =>
  `${clock(machine.updatedAt)} (cluster time, now ${clock(world.tick)})`

const clock = (tick: number) =>
  [Math.floor(tick / 3_600), Math.floor(tick / 60) % 60, tick % 60].map(part => String(part).padStart(2, '0')).join(':')

function explainNode(world: Seen<World>, ref: Ref): readonly string[] {
  const node = world.nodes[ref.id]
  if (!node || node.removed) return [`Error from server (NotFound): nodes "${nameOf(world, ref)}" not found`]
  return [
    `Name: ${node.name}`,
    ...unansweredLines(world, node),
    ...clusterLines(world, node),
    `Labels: ${labels(node.labels)}`,
    ...(node.taints.length === 0 ? [] : [`Taints: ${node.taints.map(taintWords).join(', ')}`]),
    `Unschedulable: ${node.unschedulable}`,
    ...drainLines(world, node),
    ...readyLines(world, node),
    ...capacityLines(world, node),
    `Allocatable: ${amounts(node.allocatable)}`,
    `Allocated resources: ${amounts(node.requested)}`,
    `Non-terminated Pods: ${node.pods.length}`,
    ...memoryLines(world, node),
    ...diskLines(world, node),
    runtimeLine(node),
    ...networkLines(world, node.id),
    ...healthLines(world, node),
  ]
}

const labels = (all: Seen<Record<string, string>>) =>
  Object.entries(all)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')

/** The machine's, or the flavor's of the guest. */
function capacityLines(world: Seen<World>, { on }: Seen<Node>): readonly string[] {
  const server = on.kind === 'server' ? world.servers[on.id] : undefined
  if (server) return [`Capacity: ${amounts({ cpu: server.vcpus * 1_000, memory: server.ram, gpus: server.gpus })}`]
  const machine = world.machines[on.id]
  return machine ? [`Capacity: ${amounts(machine.capacity)}`] : []
}

const amounts = ({ cpu, memory, gpus }: Resources) =>
  `cpu ${cpuQuantity(cpu)}, memory ${bytesQuantity(memory)}${gpus > 0 ? `, nvidia.com/gpu ${gpus}` : ''}`

function explainWorkload(world: Seen<World>, ref: Ref): readonly string[] {
  const workload = world.workloads[ref.id]
  if (!workload) return [`services "${nameOf(world, ref)}" not found`]
  const deployment = world.deployments[workload.deployment]
  const pods = deployment ? podsOwned(world, deployment).map(({ id }) => id) : []
  const waiting = pods.find(id => world.pods[id]?.message !== '') // its table will do for all
  const units = workload.units.filter(id => world.units[id]?.state !== 'deleted')
  const parts = [
    ...pods.flatMap(id => explainPod(world, { kind: 'pod', id }, id === waiting ? placingOf(world, { id }) : [])),
    ...units.flatMap(id => explainUnit(world, id)),
  ]
  const ready = pods.length > 0 ? [`Ready: ${workload.endpoints.length}/${pods.length}`] : []
  return [
    `Name: ${workload.spec.name}`,
    ...autoscalerLines(world, workload),
    ...batchLines(world, workload),
    ...ready,
    ...policyLines(world, workload),
    ...intrusionLines(world, workload.id),
    ...rolloutLines(world, workload),
    ...explainTraffic(world, workload),
    ...explainStore(world, workload),
    ...parts,
  ]
}

function explainUnit(world: Seen<World>, id: number): readonly string[] {
  const unit = world.units[id]
  if (!unit) return []
  const host = explain(world, { kind: unit.on.kind, id: unit.on.id })
  const workload = world.workloads[unit.workload] as Seen<Workload>
  const status = workload.spec.batch ? [] : [memberStatus(world, unit)] // nobody asks a job for anything
  const follows = isStandby(world, workload, unit.on.kind)
  const copying = follows ? standbyLines(world, unit.workload) : []
  const said = unit.state === 'failed' && !isUp(world, unit.on) // of a dead host nobody can ask systemd
  const state = said ? [] : [`${nameOf(world, { kind: 'unit', id })}: ${unit.state}`]
  return [...host, ...state, ...copying, ...status]
}

const memberStatus = (world: Seen<World>, unit: Seen<Unit>): string =>
  unit.inService ? `operating_status: ${isFailing(world, unit) ? 'ERROR' : 'ONLINE'}` : 'not a member of the pool yet'

/** As the health monitor has found it; OFFLINE is who was disabled by an administrator. */
const isFailing = (world: Seen<World>, unit: Seen<Unit>): boolean =>
  !unit.ready && (unit.failedAt === NONE || takenOut(world, unit))

function standbyLines(world: Seen<World>, workload: number): readonly string[] {
  const copy = world.volumes[world.workloads[workload]?.standby ?? NONE]
  return copy ? [`volume ${copy.name}: ${copyWords(world, copy).join(', ')}`] : []
}
