/**
 * What the field's tools print when the control plane does not answer them: kubectl,
 * etcdctl, kubeadm and ssh.
 *
 * Addresses are from the range that is set aside for documentation (RFC 5737), names
 * from .example (RFC 2606).
 *
 * Simpler than the real thing: an API server that etcd does not answer is in reality
 * started again by its liveness probe after a minute or two, and refuses connections
 * from then on; here it goes on timing out.
 */

import type { ControlPlane, Member } from '../../model/control-plane'
import type { Id } from '../../model/refs'
import type { Seen, World } from '../../model/world'
import { expired, x509 } from '../control-plane/certificates'
import { hasQuorum, lives, membersOf, votersOf } from '../control-plane/etcd'
import { timesOut } from '../control-plane/etcd-lateness'
import { isHeard } from '../control-plane/member-host'
import { planeOf } from '../control-plane/working'
import { memberName } from '../names'

/** Why kubectl cannot have it done; a delete is let through when etcd is full. */
export function refusesRequest(world: Seen<World>, cluster: Id, deletes = false): string | undefined {
  const plane = planeOf(world, cluster)
  if (!plane) return undefined
  if (!plane.working.api) return refusesAnything(world, plane)
  if (timesOut(world, plane)) return TIMED_OUT
  return plane.etcd.alarm && !deletes ? 'Error from server: etcdserver: mvcc: database space exceeded' : undefined
}

const TIMED_OUT = 'Error from server: etcdserver: request timed out'

function refusesAnything(world: Seen<World>, plane: Seen<ControlPlane>): string {
  const reached = membersOf(plane).filter(member => reachable(world, member))
  if (reached.length === 0) return 'Unable to connect to the server: dial tcp 192.0.2.10:6443: i/o timeout'
  if (expired(world, plane)) return `Unable to connect to the server: ${x509(world, plane)}`
  const served = reached.some(({ stopped, blocked }) => !stopped.includes('kube-apiserver') && !blocked)
  if (served && !restoring(plane) && !hasQuorum(world, plane)) {
    return TIMED_OUT
  }
  return `The connection to the server ${plane.name}.example:6443 was refused - did you specify the right host or port?`
}

const restoring = ({ etcd }: Seen<ControlPlane>) => etcd.restoredAt >= 0

/** Its machine runs and is in the network. */
export const reachable = (world: Seen<World>, member: Seen<Member>): boolean => isHeard(world, member)

/** Why etcdctl gets no answer that a majority stands behind. */
export function refusesEtcdctl(world: Seen<World>, plane: Seen<ControlPlane>): string | undefined {
  const answered = hasQuorum(world, plane) && !timesOut(world, plane)
  return refusesHandshake(world, plane) ?? (answered ? undefined : 'Error: context deadline exceeded')
}

/** Why no single member answers: that much is enough for a snapshot. */
export function refusesOneEtcd(world: Seen<World>, plane: Seen<ControlPlane>): string | undefined {
  const some = membersOf(plane).some(member => lives(world, member) && !member.blocked)
  return refusesHandshake(world, plane) ?? (some ? undefined : 'Error: context deadline exceeded')
}

const refusesHandshake = (world: Seen<World>, plane: Seen<ControlPlane>) =>
  expired(world, plane) ? `transport: authentication handshake failed: ${x509(world, plane)}` : undefined

/** Why kubeadm does not let a machine join; in 2017 it is done with etcdctl. */
export function refusesJoin(world: Seen<World>, plane: Seen<ControlPlane>): string | undefined {
  if (world.era === '2017') return refusesEtcdctl(world, plane)
  if (!plane.working.api || timesOut(world, plane)) {
    return "error execution phase preflight: couldn't validate the identity of the API Server: failed to request the cluster-info ConfigMap"
  }
  const dead = votersOf(plane).find(member => !lives(world, member))
  if (!dead) return undefined
  const endpoint = `https://${memberName(world, dead)}:2379`
  return `error execution phase check-etcd: etcd cluster is not healthy: failed to dial endpoint ${endpoint} with maintenance client: context deadline exceeded`
}

export const noRoute = (machine: string) => `ssh: connect to host ${machine} port 22: No route to host`
