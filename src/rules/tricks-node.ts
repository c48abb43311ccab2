/**
 * The tricks on a plate of the bowl: a Kubernetes node, ready or not.
 *
 * On a node that is not Ready MOVE cannot ask anybody: it vouches that the node is
 * dead, which is true or makes two writers, and until UNDO takes that back nothing is
 * placed there (today; 2017 had no such taint). UNDO starts the guest under one that is off.
 */

import type { Node, Pod } from '../model/kubernetes'
import type { Id } from '../model/refs'
import { NONE, type Seen } from '../model/world'
import { podName } from '../sim/names'
import type { Order } from '../sim/orders/orders'
import { isOutOfService, OUT_OF_SERVICE } from '../sim/scheduling/taints'
import { inTurn } from './lines'
import { oneMore } from './one-more'
import { guestLineLike, guestPlan } from './one-more-guest'
import { orders } from './plan'
import { wakes, withPower } from './power-care'
import type { Run } from './run'
import { isOff, startLine, startOrder } from './starting'
import type { Tricks } from './tricks'

export const NODE_TRICKS: Tricks<Seen<Node>> = {
  SCALE: {
    plan: (run, node) => {
      const guest = guestOf(run, node)
      return guest ? guestPlan(run.world, guest) : oneMore('kubelet').plan(run, node)
    },
    line: (run, node) => {
      const guest = guestOf(run, node)
      return guest ? guestLineLike(run.world, guest) : oneMore('kubelet').line(run, node)
    },
  },
  SAVE: withPower(machineOf, (_, { ready }) => (ready ? undefined : 'power off'), {
    plan: (_, { id }) => orders({ order: 'cordon', node: id }),
    line: (_, { name }) => `kubectl cordon ${name}`,
  }),
  UNDO: withPower(machineOf, wakes, {
    plan: (run, node) => {
      const off = guestOff(run, node)
      return off ? orders(startOrder(off)) : orders(...opening(node))
    },
    line: (run, node) => {
      const off = guestOff(run, node)
      return off ? startLine([off]) : inTurn(...opening(node).map(order => LINES[order.order](node)))
    },
  }),
  MOVE: {
    plan: (_, { id, ready }) => orders({ order: ready ? 'drain' : 'confirm-dead', node: id }),
    line: (run, node) => (node.ready ? drainLine(run, node) : confirmLine(run, node)),
  },
}

/** What keeps pods off it is taken back; where nothing does, kubectl says so. */
function opening(node: Seen<Node>): readonly Opening[] {
  const { key, effect } = OUT_OF_SERVICE
  const vouched: Opening[] = isOutOfService(node) ? [{ order: 'untaint', node: node.id, taint: { key, effect } }] : []
  const isCordoned = node.unschedulable || vouched.length === 0
  return [...vouched, ...(isCordoned ? [{ order: 'uncordon', node: node.id } as const] : [])]
}

type Opening = Extract<Order, { order: 'untaint' | 'uncordon' }>

const LINES: Readonly<Record<Opening['order'], (node: Seen<Node>) => string>> = {
  untaint: ({ name }) => `kubectl taint nodes ${name} ${OUT_OF_SERVICE.key}-`,
  uncordon: ({ name }) => `kubectl uncordon ${name}`,
}

/** Of one in a guest the machine is others' too: it is left alone. */
function machineOf({ on }: Seen<Node>): Id {
  return on.kind === 'machine' ? on.id : NONE
}

const guestOf = ({ world }: Seen<Run>, { on }: Seen<Node>) => (on.kind === 'server' ? world.servers[on.id] : undefined)

/** Its guest, if that is off: it was never started since its hypervisor had no power. */
function guestOff(run: Seen<Run>, node: Seen<Node>) {
  const guest = guestOf(run, node)
  return guest && isOff(guest) ? guest : undefined
}

/** The option had another name until 1.20. */
const drainLine = ({ world }: Seen<Run>, { name }: Seen<Node>) =>
  `kubectl drain ${name} --ignore-daemonsets --delete-${world.era === 'now' ? 'emptydir' : 'local'}-data`

function confirmLine({ world }: Seen<Run>, { name, pods }: Seen<Node>): string {
  if (world.era === 'now')
    return `kubectl taint nodes ${name} ${OUT_OF_SERVICE.key}=${OUT_OF_SERVICE.value}:${OUT_OF_SERVICE.effect}`
  const names = pods.map(id => podName(world, world.pods[id] as Seen<Pod>))
  return inTurn(...names.map(pod => `kubectl delete pod ${pod} --force --grace-period=0`))
}
