/**
 * Steal: what a guest's processors wait for the cores that they share with others.
 *
 * Placement promises more vCPUs than there are cores, and nobody notices until enough of
 * them are wanted at once. Then each guest is given its fair share, min(1, cores / all
 * that is asked for), and `top` in it shows the rest as `st`. Whoever works in it takes
 * as much longer: workers for their requests, a kubelet for its heartbeats, an etcd for
 * those it sends as leader. A heartbeat that is so late that the other side gives up is a
 * node that is NotReady and an election.
 *
 * That law is ours; the sources have measurements of single clouds only. Simpler than the
 * real thing: shares are even (no cpu_shares, no pinning), a guest asks for what its
 * requests need and no more, kernels and the host itself take nothing, and a kubelet whose
 * heartbeats come too late is as if it sent none.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import { constantsOf } from '../../model/constants'
import type { Hypervisor, Server } from '../../model/openstack'
import type { HostRef } from '../../model/refs'
import { type Millicores, type Milliseconds, PERMILLE, type Permille } from '../../model/units'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import { fallSilent, nodeBack } from '../controllers/node-lifecycle'
import type { Telling } from '../telling'
import { poolOf } from '../traffic/backends'

/** Each second: how much of what its guests ask for each hypervisor can give. */
export function shareCores(world: World, tell: Telling): void {
  let steals = false
  for (const host of world.hypervisors) {
    const share = host.servers.length === 0 ? PERMILLE : shareOf(world, host)
    if (share !== host.cpuShare) changeShare(host, share, tell)
    if (share < PERMILLE) steals = true
  }
  if (steals || world.steals) for (const host of world.hypervisors) hearKubelets(world, host, tell)
  world.steals = steals
}

/** Where no more vCPUs are promised than there are cores, none can be missed. */
export function shareOf(world: Seen<World>, host: Seen<Hypervisor>): Permille {
  const cores = coresOf(world, host)
  let promised = 0
  for (const id of host.servers) promised += (world.servers[id] as Seen<Server>).vcpus * 1_000
  if (promised <= cores) return PERMILLE
  let asked = 0
  for (const id of host.servers) asked += askedBy(world, world.servers[id] as Seen<Server>)
  return fairShare(cores, asked)
}

/** Of all that is asked for. */
export const fairShare = (cores: Millicores, asked: Millicores): Permille =>
  asked <= cores ? PERMILLE : Math.max(1, Math.floor((cores * PERMILLE) / asked))

/** How long it takes where only a share of the time is given. */
export const longer = <Time extends number>(time: Time, share: Permille): number =>
  Math.floor((time * PERMILLE) / share)

/** For a backend there. */
export const stretched = (world: Seen<World>, on: HostRef, ms: Milliseconds): Milliseconds =>
  on.kind === 'server' ? longer(ms, shareIn(world, world.servers[on.id])) : ms

export const shareIn = (world: Seen<World>, server: Seen<Server> | undefined): Permille =>
  world.hypervisors[server?.hypervisor ?? NONE]?.cpuShare ?? PERMILLE

/** What an etcd in a guest with such a share makes of its heartbeats, and whether the others wait for that. */
export function etcdUnder(
  era: Seen<World>['era'],
  share: Permille,
): { readonly every: Milliseconds; readonly late: boolean } {
  const { etcdHeartbeat, etcdElection } = constantsOf(era)
  const every = longer(etcdHeartbeat, share)
  return { every, late: every >= etcdElection.least }
}

const coresOf = ({ machines }: Seen<World>, { machine }: Seen<Hypervisor>): Millicores =>
  machines[machine]?.capacity.cpu ?? 0

/** A kernel that has panicked halts its other processors and goes round and round on one. */
const PANIC_LOOP: Millicores = 1_000

/** Millicores that a guest would use if it could. */
export function askedBy(world: Seen<World>, server: Seen<Server>): Millicores {
  const most = server.vcpus * 1_000
  if (server.hung) return PANIC_LOOP
  if (server.burns && server.status === 'ACTIVE') return most
  if (!server.booted) return 0
  const unit = world.units[server.unit]
  const own = unit?.inService && unit.ready ? workPerBackend(world, world.workloads[unit.workload], unit.workers) : 0
  return Math.min(most, own + askedByPods(world, server))
}

function askedByPods(world: Seen<World>, { node }: Seen<Server>): Millicores {
  return (world.nodes[node]?.pods ?? []).reduce((sum, id) => {
    const pod = world.pods[id]
    const workload = world.workloads[pod?.workload ?? NONE]
    return pod?.ready ? sum + workPerBackend(world, workload, workload?.spec.workers ?? 0) : sum
  }, 0)
}

/** A request a second that takes a millisecond of a core is a millicore. */
function workPerBackend(world: Seen<World>, workload: Seen<Workload> | undefined, workers: number): Millicores {
  if (!workload) return 0
  const { answering } = poolOf(world, workload)
  const { perSecond, againNow } = workload.traffic
  const asked = answering === 0 ? 0 : Math.floor(((perSecond + againNow) * workload.spec.serviceMs) / answering)
  return Math.min(asked, workers * 1_000)
}

function changeShare(host: Hypervisor, share: Permille, tell: Telling): void {
  const told = PERMILLE - ASSUMPTIONS.stealTold
  const [before, name] = [host.cpuShare, host.name]
  host.cpuShare = share
  if (before > told && share <= told) {
    const note = `CPU steal (st) is ${stealPercent(share)} % in the guests of ${name}: they ask for more than its cores`
    host.cause = tell.warning('CpuSteal', 'hypervisor', host.id, note, host.cause)
  }
  if (before <= told && share > told) {
    host.cause = tell.normal(
      'CpuStealOver',
      'hypervisor',
      host.id,
      `CPU steal (st) is ${stealPercent(share)} % in the guests of ${name}`,
      host.cause,
    )
  }
}

/** In per cent, as the last column of `top` has it. */
export const stealPercent = (share: Permille): string => {
  const steal = PERMILLE - share
  return `${Math.floor(steal / 10)}.${steal % 10}`
}

/** A heartbeat that takes longer than the control plane waits is none. */
function hearKubelets(world: World, host: Hypervisor, tell: Telling): void {
  const { heartbeat, grace } = world.nodeTimers
  const late = longer(heartbeat, host.cpuShare) > grace
  for (const id of host.servers) {
    const node = world.nodes[(world.servers[id] as Server).node]
    if (!node?.up) continue
    if (late) fallSilent(world, node, host.cause)
    else if (host.up && !world.machines[host.machine]?.cutOff) nodeBack(world, node, false, tell, host.cause)
  }
}
