/**
 * The tricks on a plate of the bowl: a Kubernetes node, ready or not.
 *
 * On a node that is not Ready MOVE cannot ask anybody: it vouches that the node is
 * dead, which is true or makes two writers. UNDO starts the guest under one that is off.
 */

import type { Node, Pod } from '../model/kubernetes'
import type { Id } from '../model/refs'
import { NONE, type Seen } from '../model/world'
import { podName } from '../sim/names'
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
      return orders(off ? startOrder(off) : { order: 'uncordon', node: node.id })
    },
    line: (run, node) => {
      const off = guestOff(run, node)
      return off ? startLine([off]) : `kubectl uncordon ${node.name}`
    },
  }),
  MOVE: {
    plan: (_, { id, ready }) => orders({ order: ready ? 'drain' : 'confirm-dead', node: id }),
    line: (run, node) => (node.ready ? drainLine(run, node) : confirmLine(run, node)),
  },
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
  if (world.era === 'now') return `kubectl taint nodes ${name} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`
  const names = pods.map(id => podName(world, world.pods[id] as Seen<Pod>))
  return inTurn(...names.map(pod => `kubectl delete pod ${pod} --force --grace-period=0`))
}
