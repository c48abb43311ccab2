/**
 * A control plane in the words of `etcdctl member list`, `etcdctl endpoint status`
 * and `kubeadm certs check-expiration`.
 */

import { constantsOf } from '../../model/constants'
import { type ControlPlane, LEADING_PARTS, type Member } from '../../model/control-plane'
import type { Id } from '../../model/refs'
import { OPERATOR } from '../../model/tenant'
import { BYTES_PER_MIB } from '../../model/units'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { automationLines } from '../automation'
import { daysLeft, expired, x509 } from '../control-plane/certificates'
import { stoppedOf } from '../control-plane/control-plane'
import { lives, membersOf, quorumOf, votersOf } from '../control-plane/etcd'
import { lateness } from '../control-plane/etcd-lateness'
import { quota, sizeOf } from '../control-plane/etcd-store'
import { quotaLines } from '../control-plane/tenants'
import { planeOf } from '../control-plane/working'
import { memberId, memberName } from '../names'
import { humanBytes } from '../scheduling/quantity'
import { madeLines } from '../toolbox/choices'

export function explainControlPlane(world: Seen<World>, cluster: Id = OPERATOR): readonly string[] {
  const plane = planeOf(world, cluster)
  const tenant = world.tenants[cluster - 1]
  const whose = tenant ? quotaLines(world, tenant) : []
  if (!plane && tenant) return [`Name: ${tenant.name}`, ...whose]
  if (!plane) return ['error: no configuration has been provided']
  return [
    `Name: ${plane.name}`,
    `API server: https://${plane.name}.example:6443 ${apiWords(world, plane)}`,
    quorumLine(world, plane),
    `etcd leader: ${leaderName(world, plane)}, DB size ${inMiB(sizeOf(world, plane.etcd))} of ${inMiB(quota(world))}`,
    ...(plane.etcd.alarm ? ['alarm:NOSPACE'] : []),
    ...membersOf(plane).map(member => memberLine(world, member)),
    ...membersOf(plane)
      .filter(member => lives(world, member))
      .map(member => statusLine(world, plane, member)),
    ...LEADING_PARTS.map(part => `${part}: ${plane.working[part] ? holderOf(world, plane, part) : 'nobody leads'}`),
    ...certificateLines(world, plane),
    ...whose,
    ...automationLines(world, plane),
    ...(cluster === OPERATOR ? madeLines(world) : []),
  ]
}

/** It answers with a certificate that nobody believes any more: the clients hang up, kubectl and the kubelets alike. */
function apiWords(world: Seen<World>, plane: Seen<ControlPlane>): string {
  const some = membersOf(plane).some(member => lives(world, member))
  if (some && expired(world, plane)) return `is refused by its clients: ${x509(world, plane)}`
  return plane.working.api ? 'answers' : 'does not answer'
}

function quorumLine(world: Seen<World>, plane: Seen<ControlPlane>): string {
  const voters = votersOf(plane)
  const living = voters.filter(member => lives(world, member)).length
  const spare = living - quorumOf(voters.length)
  const rest = spare < 0 ? 'that is no majority' : spare === 0 ? 'none more may fail' : `${spare} more may fail`
  return `etcd: ${living} of ${voters.length} members live, ${quorumOf(voters.length)} are a majority; ${rest}`
}

const leaderName = (world: Seen<World>, { members, etcd }: Seen<ControlPlane>) => {
  const leader = members[etcd.leader]
  return leader ? memberName(world, leader) : 'none'
}

const holderOf = (
  world: Seen<World>,
  { members, leases }: Seen<ControlPlane>,
  part: (typeof LEADING_PARTS)[number],
) => {
  const holder = members[leases[part].holder]
  return holder ? `${memberName(world, holder)} leads` : 'nobody leads'
}

/** As `etcdctl member list` prints it (learners are of 3.4, two years after 2017); then what of it does not run. */
function memberLine(world: Seen<World>, member: Seen<Member>): string {
  const name = memberName(world, member)
  const listed = [
    memberId(world, member),
    member.started ? 'started' : 'unstarted',
    member.started ? name : '',
    `https://${name}:2380`,
    member.started ? `https://${name}:2379` : '',
    ...(world.era === 'now' ? [member.role === 'learner'] : []),
  ].join(', ')
  const silent = member.started && !lives(world, member) ? ' (is not heard)' : ''
  const stopped = stoppedOf(member)
  return `${listed}${silent}${stopped.length > 0 ? ` (stopped: ${stopped.join(', ')})` : ''}`
}

/** As `etcdctl endpoint status --write-out=table` has it but for the RAFT INDEX (most writes of a cluster are not told here), and how long its disk takes where that is too long. */
function statusLine(world: Seen<World>, plane: Seen<ControlPlane>, member: Seen<Member>): string {
  const { etcd } = plane
  const now = world.era === 'now'
  const status = [
    `ID ${memberId(world, member)}`,
    `DB SIZE ${humanBytes(sizeOf(world, etcd))}`,
    `IS LEADER ${member.id === etcd.leader}`,
    ...(now ? [`IS LEARNER ${member.role === 'learner'}`] : []),
    `RAFT TERM ${etcd.term}`,
    ...(now && etcd.alarm ? ['ERRORS alarm:NOSPACE'] : []),
    ...(lateness(member) > 0 ? [`wal fsync ${constantsOf(world.era).etcdFsync + lateness(member)} ms`] : []),
  ]
  return `https://${memberName(world, member)}:2379: ${status.join(', ')}`
}

function certificateLines(world: Seen<World>, plane: Seen<ControlPlane>): readonly string[] {
  if (plane.certificatesEnd === NONE)
    return world.day > 0 ? [`certificates: ${daysLeft(world, plane)}d left of a year`] : []
  if (expired(world, plane)) return ['certificates: expired']
  return [`certificates: ${Math.ceil((plane.certificatesEnd - world.tick) / 60)} min left of a year`]
}

const inMiB = (bytes: number) => `${Math.round(bytes / BYTES_PER_MIB)} MiB`
