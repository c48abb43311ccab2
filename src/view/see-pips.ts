/**
 * Replicas as they are seen, each on the plate it runs on: what it is doing, and the
 * word that its system has for that.
 *
 * What *is* goes before what is known: on a dead host a pod is dead, whatever the API
 * says of it; only one that was told to go and cannot hear it is shown as lingering.
 * `kubectl get pods` prints STATUS; nova and systemd print their own.
 *
 * Simpler than the real thing: after its first death a container is started again so
 * soon that `Error` is hardly seen; here it stands until the container runs.
 */

import { constantsOf } from '../model/constants'
import type { Node, Pod } from '../model/kubernetes'
import type { Hypervisor, Server } from '../model/openstack'
import type { Unit } from '../model/systemd'
import { NONE, type Seen } from '../model/world'
import type { Run } from '../rules/run'
import { isUp } from '../sim/hosts/ground'
import type { PipState, PipView } from './incident-view'
import type { Tone } from './tone'

export const pipsOfNode = (run: Seen<Run>, node: Seen<Node>): readonly PipView[] => [
  ...node.pods.map(id => podPip(run, run.world.pods[id] as Seen<Pod>)),
  ...node.orphans.map(id => strayPod(run, run.world.pods[id] as Seen<Pod>)),
]

/** The API has forgotten it; it runs. */
const strayPod = (run: Seen<Run>, pod: Seen<Pod>): PipView => ({
  key: `pod/${pod.id}`,
  ...ofWorkload(run, pod.workload, 'stray'),
  state: 'stray',
  word: 'Running',
})

/** What was evacuated from a host that lives on, and runs there until nova hears of it again. */
export const straysOf = (run: Seen<Run>, host: Seen<Hypervisor>): readonly PipView[] =>
  host.evacuated.flatMap(id => {
    const server = run.world.servers[id]
    const unit = run.world.units[server?.unit ?? NONE]
    return server && unit && host.up
      ? [
          {
            key: `stray/${unit.id}`,
            ...ofWorkload(run, unit.workload, 'stray'),
            state: 'stray' as const,
            word: 'active',
          },
        ]
      : []
  })

export function podPip(run: Seen<Run>, pod: Seen<Pod>): PipView {
  const state = podState(run, pod)
  return { key: `pod/${pod.id}`, ...ofWorkload(run, pod.workload, state), state, word: podWord(run, pod) }
}

/** The first that is true says it. */
function podState({ world }: Seen<Run>, pod: Seen<Pod>): PipState {
  const node = world.nodes[pod.node]
  if (pod.deletedAt !== NONE) return 'lingering'
  if (!node) return 'waiting'
  if (!node.up) return 'dead'
  if (!node.ready) return 'unheard'
  if (isCrashed(pod)) return 'crashed'
  if (pod.mountMessage !== '') return 'waiting'
  return pod.ready && world.tick >= pod.warmAt ? 'serving' : 'starting'
}

/** Its container ran, died, and has not been started again. */
export const isCrashed = ({ restarts, status, startedAt, startsAt }: Seen<Pod>) =>
  restarts > 0 && (status === 'CrashLoopBackOff' || status === 'ContainerCreating') && startsAt > startedAt

function podWord({ world }: Seen<Run>, pod: Seen<Pod>): string {
  if (pod.deletedAt !== NONE) return world.era === '2017' ? 'Unknown' : 'Terminating'
  if (!isCrashed(pod)) return pod.status
  return pod.startsAt - world.tick > constantsOf(world.era).podStart.most ? 'CrashLoopBackOff' : 'Error'
}

export function unitPip(run: Seen<Run>, unit: Seen<Unit>): PipView {
  const server = unit.on.kind === 'server' ? run.world.servers[unit.on.id] : undefined
  const state = server ? serverState(run, unit, server) : machineState(run, unit)
  return { key: `unit/${unit.id}`, ...ofWorkload(run, unit.workload, state), state, word: unitWord(run, unit) }
}

function serverState(run: Seen<Run>, unit: Seen<Unit>, server: Seen<Server>): PipState {
  const host = run.world.hypervisors[server.hypervisor]
  if (!host) return 'waiting'
  if (!host.up) return 'dead'
  if (server.status === 'SHUTOFF') return 'off'
  if (host.reportedDown) return 'unheard'
  if (server.task === 'migrating') return 'migrating'
  return processState(unit, server.booted)
}

function machineState(run: Seen<Run>, unit: Seen<Unit>): PipState {
  const machine = run.world.machines[unit.on.id]
  return machine?.up ? processState(unit, machine.state === 'active') : 'dead'
}

/** A process that waits on a host which is up waits for its disk. */
function processState(unit: Seen<Unit>, hostBooted: boolean): PipState {
  if (hostBooted && unit.failedAt !== NONE && !unit.ready) return unit.state === 'waiting' ? 'waiting' : 'crashed'
  if (unit.state === 'waiting') return hostBooted ? 'waiting' : 'starting'
  if (!unit.ready) return 'starting'
  return unit.inService ? 'serving' : 'ready'
}

/** Of who died with the host nobody can ask systemd: nova and Ironic say what they said before. */
export function unitWord({ world }: Seen<Run>, unit: Seen<Unit>): string {
  const server = unit.on.kind === 'server' ? world.servers[unit.on.id] : undefined
  if (unit.state === 'failed' && !isUp(world, unit.on)) return server?.status ?? world.machines[unit.on.id]?.state ?? ''
  if (server?.task === 'migrating') return 'MIGRATING'
  if (server && server.status !== 'ACTIVE') return server.status
  return unit.state === 'waiting' && server?.booted === false ? server.status : unit.state
}

function ofWorkload(run: Seen<Run>, id: number, state: PipState): Pick<PipView, 'rider' | 'tone'> {
  const workload = run.world.workloads[id]
  return {
    rider: `rider/${workload?.spec.name ?? ''}`,
    tone: TONES[state] ?? busyTone(workload?.traffic.utilisation ?? 0),
  }
}

/** Of a replica that serves: how busy it is. */
const TONES: Readonly<Record<PipState, Tone | undefined>> = {
  serving: undefined,
  migrating: undefined,
  unheard: 'waiting',
  ready: 'waiting',
  starting: 'waiting',
  waiting: 'waiting',
  arriving: 'waiting',
  off: 'idle',
  lingering: 'idle',
  crashed: 'failing',
  stray: 'failing',
  dead: 'down',
}

/** Slow from three quarters, failing from nineteen twentieths of what the workers can do. */
export function busyTone(utilisationPpb: number): Tone {
  if (utilisationPpb >= 950_000_000) return 'failing'
  return utilisationPpb >= 750_000_000 ? 'strained' : 'well'
}
