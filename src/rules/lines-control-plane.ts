/**
 * The command lines for the control plane, as they would be typed on an operator's own
 * machine.
 */

import type { ControlPlane, Member } from '../model/control-plane'
import type { Machine, Seen, World } from '../model/world'
import { lives, membersOf } from '../sim/etcd'
import { fileOf, newestSaved } from '../sim/etcd-store'
import { reachable } from '../sim/kubectl-words'
import { memberId, memberName } from '../sim/names'
import { inTurn } from './lines'

type Plane = Seen<ControlPlane>

/** kubeadm of 2017 joins workers only: there etcd is told by hand. */
export function joinLine(world: Seen<World>, plane: Plane, { id, name }: Seen<Machine>): string {
  if (world.era === '2017') {
    return inTurn(
      `${etcdctl(world)} member add ${name} --peer-urls=https://${name}:2380`,
      `ssh ${name} sudo systemctl start etcd kubelet`,
    )
  }
  const first = answering(world, plane)
  const wasMember = plane.members.some(({ machine }) => machine === id)
  return inTurn(
    wasMember ? `ssh ${name} sudo kubeadm reset -f` : '',
    `KEY=$(ssh ${first} sudo kubeadm init phase upload-certs --upload-certs | tail -1)`,
    `ssh ${name} sudo $(ssh ${first} sudo kubeadm token create --print-join-command --certificate-key $KEY)`,
  )
}

/** A member that can be asked; where there is none, the first all the same. */
function answering(world: Seen<World>, plane: Plane): string {
  const members = membersOf(plane)
  const member = members.find(each => lives(world, each)) ?? members[0]
  return member ? memberName(world, member) : plane.name
}

export const removeLine = (world: Seen<World>, member: Seen<Member>): string =>
  inTurn(
    `${etcdctl(world)} member remove ${memberId(world, member)}`,
    `kubectl delete node ${memberName(world, member)}`,
  )

const etcdctl = ({ era }: Seen<World>) => (era === 'now' ? 'etcdctl' : 'ETCDCTL_API=3 etcdctl')

export const backUpLine = (world: Seen<World>, plane: Plane): string =>
  `${etcdctl(world)} snapshot save ${fileOf(plane, { id: plane.etcd.snapshots.length })}`

/** A static pod is started again when its manifest has been away for as long as the kubelet takes to look. */
export const renewLine = (world: Seen<World>, plane: Plane): string =>
  onEach(world, plane, () => `sudo kubeadm certs renew all && ${AWAY} && sleep 20 && ${BACK}`)

const AWAY = 'sudo mv /etc/kubernetes/manifests /root'
const BACK = 'sudo mv /root/manifests /etc/kubernetes'

export function restoreLine(world: Seen<World>, plane: Plane): string {
  const saved = newestSaved(world, plane)
  const file = fileOf(plane, saved ?? { id: 0 })
  const tool = world.era === 'now' ? 'etcdutl' : 'ETCDCTL_API=3 etcdctl'
  const cluster = reached(world, plane).map(peer).join(',')
  return onEach(world, plane, member => {
    const name = memberName(world, member)
    const to = `--data-dir /var/lib/etcd --name ${name} --initial-cluster ${cluster}`
    const restore = `sudo ${tool} snapshot restore ${file} ${to} --initial-advertise-peer-urls https://${name}:2380`
    return `${AWAY} && sudo rm -rf /var/lib/etcd && ${restore} && ${BACK}`
  })

  function peer(member: Seen<Member>) {
    return `${memberName(world, member)}=https://${memberName(world, member)}:2380`
  }
}

const REVISION = `$(etcdctl endpoint status -w json | grep -o '"revision":[0-9]*' | head -1 | grep -o '[0-9]*')`

/** etcdctl of 2017 goes to the endpoints that it is given, and speaks the old language unless told otherwise. */
export const defragmentLine = ({ era }: Seen<World>): string =>
  era === 'now'
    ? inTurn(`etcdctl compact ${REVISION}`, 'etcdctl defrag --cluster', 'etcdctl alarm disarm')
    : inTurn('export ETCDCTL_API=3', `etcdctl compact ${REVISION}`, 'etcdctl defrag', 'etcdctl alarm disarm')

const reached = (world: Seen<World>, plane: Plane) => membersOf(plane).filter(member => reachable(world, member))

const onEach = (world: Seen<World>, plane: Plane, line: (member: Seen<Member>) => string): string =>
  inTurn(...reached(world, plane).map(member => `ssh ${memberName(world, member)} "${line(member)}"`))
