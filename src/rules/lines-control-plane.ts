/**
 * The command lines for a control plane, as they would be typed on an operator's own
 * machine.
 */

import type { ControlPlane, Member } from '../model/control-plane'
import type { Seen, World } from '../model/world'
import { lives, membersOf } from '../sim/control-plane/etcd'
import { fileOf, newestSaved } from '../sim/control-plane/etcd-store'
import { reachable } from '../sim/explain/kubectl-words'
import { memberId, memberName } from '../sim/names'
import { inTurn } from './lines'

type Plane = Seen<ControlPlane>

/**
 * kubeadm of 2017 joins workers only: there etcd is told by hand. `member add` prints what
 * the new one needs to know (ETCD_INITIAL_CLUSTER_STATE="existing" among it), and on an old
 * data directory etcd would end at once, for that member is permanently removed.
 */
export function joinLine(world: Seen<World>, plane: Plane, name: string): string {
  if (world.era === '2017') {
    return inTurn(
      `ssh ${name} "sudo systemctl stop etcd; sudo rm -rf /var/lib/etcd/member"`,
      `${etcdctl(world)} member add ${name} --peer-urls=https://${name}:2380 | grep ^ETCD_ | ssh ${name} sudo tee -a /etc/default/etcd`,
      `ssh ${name} sudo systemctl start etcd kubelet`,
    )
  }
  const first = answering(world, plane)
  const wasMember = plane.members.some(member => memberName(world, member) === name)
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

/**
 * A static pod is started again when its manifest has been away for as long as the kubelet
 * takes to look. The admin's certificate is renewed with the others, on the member: kubectl
 * is turned away until it has been fetched.
 */
export function renewLine(world: Seen<World>, plane: Plane): string {
  const [first] = reached(world, plane).map(member => memberName(world, member))
  return inTurn(
    onEach(world, plane, () => `sudo kubeadm certs renew all && ${AWAY} && sleep 20 && ${BACK}`),
    `ssh ${first ?? plane.name} sudo cat /etc/kubernetes/admin.conf > ~/.kube/config`,
  )
}

const KEPT = '/etc/kubernetes/manifests.away'
const AWAY = `sudo mv /etc/kubernetes/manifests ${KEPT}`
const BACK = `sudo mv ${KEPT} /etc/kubernetes/manifests`

/** In 2017 etcd is a unit of its own; kubeadm's is a static pod, whose manifest had been taken away. */
export const startEtcdLine = (world: Seen<World>, member: Seen<Member>): string =>
  `ssh ${memberName(world, member)} sudo ${world.era === 'now' ? `mv ${KEPT}/etcd.yaml /etc/kubernetes/manifests/` : 'systemctl restart etcd'}`

/** Every API server and every member stops before the first is restored: old members and new ones are two clusters. */
export function restoreLine(world: Seen<World>, plane: Plane): string {
  const file = fileOf(plane, newestSaved(world, plane) ?? { id: 0 })
  const tool = world.era === 'now' ? 'etcdutl' : 'ETCDCTL_API=3 etcdctl'
  const names = reached(world, plane).map(member => memberName(world, member))
  const peer = (name: string) => `https://${name}:2380`
  const cluster = names.map(name => `${name}=${peer(name)}`).join(',')
  const byHand = (verb: string) => (world.era === 'now' ? '' : `sudo systemctl ${verb} etcd`)
  return inTurn(
    ...names.map(name => `scp ${file} ${name}:`),
    onEach(world, plane, () => inTurn(AWAY, byHand('stop'))),
    'sleep 20',
    onEach(world, plane, member => {
      const name = memberName(world, member)
      const to = `--data-dir /var/lib/etcd --name ${name} --initial-cluster ${cluster}`
      return `sudo rm -rf /var/lib/etcd && sudo ${tool} snapshot restore ${file} ${to} --initial-advertise-peer-urls ${peer(name)}`
    }),
    onEach(world, plane, () => inTurn(byHand('start'), BACK)),
  )
}

const REVISION = `$(etcdctl endpoint status -w json | grep -o '"revision":[0-9]*' | head -1 | grep -o '[0-9]*')`

/** etcdctl of 2017 goes to the endpoints that it is given, and speaks the old language unless told otherwise. */
export const defragmentLine = ({ era }: Seen<World>): string =>
  era === 'now'
    ? inTurn(`etcdctl compact ${REVISION}`, 'etcdctl defrag --cluster', 'etcdctl alarm disarm')
    : inTurn('export ETCDCTL_API=3', `etcdctl compact ${REVISION}`, 'etcdctl defrag', 'etcdctl alarm disarm')

/** Of those that ssh reaches; where it reaches nobody, of all: each of them will say so. */
function reached(world: Seen<World>, plane: Plane): readonly Seen<Member>[] {
  const all = membersOf(plane)
  const answering = all.filter(member => reachable(world, member))
  return answering.length > 0 ? answering : all
}

const onEach = (world: Seen<World>, plane: Plane, line: (member: Seen<Member>) => string): string =>
  inTurn(...reached(world, plane).map(member => `ssh ${memberName(world, member)} "${line(member)}"`))
