/**
 * The control plane of a cluster that is made anew.
 *
 * Heat and Juju ask the cloud for the hosts of its members, one and three, in the quota
 * of the operator's project. kubeadm and Kargo need hosts that are there: machines that
 * are ready for it. Where the old members have a majority those two leave them as they are;
 * where it is lost, the cluster is made anew on others: of 2017's kubeadm that is all that
 * can be done without a snapshot.
 *
 * Simpler than the real thing: what the cluster is to run is applied again from files
 * without a break, its nodes join the new members in the second in which these are there,
 * and hosts that were given up are not given back.
 */

import type { ControlPlane } from '../model/control-plane'
import type { Cause } from '../model/happening'
import { OPERATOR } from '../model/tenant'
import type { Tool } from '../model/toolbox'
import { NONE, type Seen, type World } from '../model/world'
import { bootServer } from './cloud/nova'
import type { ServerWish } from './cloud/nova-placement'
import { overQuota } from './cloud/projects'
import { settle } from './control-plane/control-plane'
import { hasQuorum, membersOf } from './control-plane/etcd'
import { isHeard, type Place } from './control-plane/member-host'
import { planeOf } from './control-plane/working'
import { noRoute } from './explain/kubectl-words'
import { memberName } from './names'
import { guestJoins, joinable } from './orders/control-plane'
import type { Telling } from './telling'
import { traitsOf } from './toolbox/toolbox'

/** As many as can lose one. */
const SEVERAL = 3

const membersBy = ({ era }: Seen<World>, tool: Tool): number => (traitsOf(tool, era).members === 'one' ? 1 : SEVERAL)

/** Nobody is left to be asked what there was. */
export const isLost = (world: Seen<World>): boolean => {
  const plane = planeOf(world)
  return plane !== undefined && !hasQuorum(world, plane)
}

/** In the cloud's words, or in those of ssh. */
export function refusesMaking(world: Seen<World>, tool: Tool): string | undefined {
  const plane = planeOf(world)
  if (!plane) return undefined
  if (traitsOf(tool, world.era).makesHosts) return overQuota(world, masterWish(world), membersBy(world, tool))
  const [first] = membersOf(plane)
  return isLost(world) && machines(world).length === 0 && first ? noRoute(memberName(world, first)) : undefined
}

/** Whose luck they have: no workload's. */
const MASTERS = -4

/** Heat and Juju begin with the hosts. */
export function askForHosts(world: World, tool: Tool, tell: Telling, cause: Cause): void {
  const plane = planeOf(world)
  if (!plane || !traitsOf(tool, world.era).makesHosts) return
  const before = world.servers.filter(({ becomes }) => becomes === 'control-plane').length
  for (let i = 1; i <= membersBy(world, tool); i += 1) {
    const ordinal = before + i
    bootServer(world, `${plane.name}-master-${ordinal}`, masterWish(world), { owner: MASTERS, ordinal }, tell, cause)
  }
}

/** The first size with two vCPUs, or the first there is. */
function masterWish({ flavors }: Seen<World>): ServerWish {
  const { vcpus, ram } = flavors.find(flavor => flavor.vcpus >= 2) ?? flavors[0] ?? { vcpus: 1, ram: 0 }
  return { vcpus, ram, gpus: 0, becomes: 'control-plane', zone: undefined, cluster: OPERATOR, project: 0 }
}

/** It is made: its members take over from the old ones. */
export function takeOver(world: World, tool: Tool, tell: Telling, cause: Cause): void {
  const plane = planeOf(world)
  const { makesHosts } = traitsOf(tool, world.era)
  if (!plane || !(makesHosts || isLost(world))) return
  const on = makesHosts
    ? guests(world)
    : machines(world).slice(0, oddOf(machines(world).length, membersBy(world, tool)))
  if (on.length === 0) return
  for (const member of membersOf(plane)) Object.assign(member, { role: 'removed', connectedSince: NONE })
  for (const place of on) found(world, plane, place)
  Object.assign(plane.etcd, { leader: NONE, electionAt: NONE, leaderlessSince: world.tick, vain: 0, late: false })
  Object.assign(plane.etcd, { stallsAt: NONE, term: 1, alarm: false, restoredAt: NONE })
  plane.certificatesEnd = NONE
  plane.cause = cause
  settle(world, plane, tell)
}

/** Two lose what one loses: one or three. */
const oddOf = (there: number, wanted: number) => (there >= wanted ? wanted : 1)

function machines(world: Seen<World>): readonly Place[] {
  const ready = world.machines.filter(machine => joinable(world, machine))
  return ready.map(({ id }) => ({ machine: id, server: NONE })).filter(place => isHeard(world, place))
}

const guests = (world: Seen<World>): readonly Place[] =>
  world.servers
    .filter(server => server.cluster === OPERATOR && guestJoins(world, server))
    .map(({ id }) => ({ machine: NONE, server: id }))
    .filter(place => isHeard(world, place))

/** It has been there since this second. */
function found({ tick }: World, { cluster, members, etcd }: ControlPlane, { machine, server }: Place): void {
  const still = { stopped: [], blocked: false, diskMs: 0, noiseMs: 0, revision: etcd.revision }
  const since = { startsAt: tick, connectedSince: tick, runsSince: tick, started: true }
  members.push({ id: members.length, cluster, machine, server, role: 'voter', ...since, ...still })
}
