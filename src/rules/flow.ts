/**
 * FLOW, and what it is spent on: a runbook that was done twice by hand may be automated,
 * and then the cluster does it by the clock and no hand is needed for it any more.
 *
 * It comes from calm time (every second in which everybody is served) and from useful
 * moves (an incident that hands were laid on and that is over). The third time, SAVE on
 * the same target is the automation itself, if there is enough FLOW: a control plane's
 * snapshots and renewals, or the backups of a backpack.
 *
 * Reads the run, changes nothing. Nothing is kept but what the commands say.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { Command } from '../model/command'
import type { Seconds } from '../model/units'
import type { Seen } from '../model/world'
import { membersOf } from '../sim/control-plane/etcd'
import { memberName } from '../sim/names'
import { type Order, refusal } from '../sim/orders/orders'
import { backupOf } from '../sim/storage/backup-plan'
import { inTurn } from './lines'
import { NEVER } from './play'
import type { Run } from './run'
import { aimsAt } from './touching'
import { partsOf } from './tricks'

/** Seconds of calm, and what useful moves are worth, less what was spent. */
export function flowOf(run: Seen<Run>): Seconds {
  const { play, world } = run
  let calm = 0
  for (const { from, until } of play.greens) calm += (until === NEVER ? world.tick : until) - from
  const useful = play.incidents.filter(
    each =>
      each.closedAt !== NEVER &&
      play.given.some(
        ({ state, doneAt, command }) =>
          state === 'done' && doneAt >= each.signAt && doneAt <= each.closedAt && aimsAt(run, each, command.target),
      ),
  ).length
  return calm + useful * ASSUMPTIONS.usefulMove - play.automations * ASSUMPTIONS.automationFlow
}

/** So often by hand, and it is known well enough. */
const BY_HAND = 2

/** What this command comes to now, if it is to automate what it did before; undefined where that is done by hand yet. */
export function automation(run: Seen<Run>, command: Command): Order | undefined {
  if (command.verb !== 'SAVE' || timesDone(run, command) < BY_HAND) return undefined
  const order = automates(run, command)
  if (!order || flowOf(run) < ASSUMPTIONS.automationFlow) return undefined
  return refusal(run.world, order) === undefined ? order : undefined // what is broken is mended by hand first
}

const timesDone = ({ play }: Seen<Run>, { verb, target }: Command): number =>
  play.given.filter(({ state, command }) => state === 'done' && command.verb === verb && command.target === target)
    .length

function automates({ world }: Seen<Run>, { target }: Command): Order | undefined {
  const [kind, name] = partsOf(target)
  const plane = world.controlPlanes.find(each => each?.name === name)
  if (kind === 'control-plane')
    return plane && !plane.automated ? { order: 'automate-plane', cluster: plane.cluster } : undefined
  const workload = kind === 'volume' ? world.workloads.find(({ spec }) => spec.name === name) : undefined
  const single = workload?.spec.data?.copies === 'one' && !backupOf(workload)
  return workload && single ? { order: 'automate-backups', workload: workload.id } : undefined
}

/** The manifests are written already, and so are the timers' units. */
export function automationLine(run: Seen<Run>, order: Order): string {
  if (order.order === 'automate-backups') {
    const workload = run.world.workloads[order.workload]
    const rider = run.play.riders.find(each => each.workload === order.workload)
    const name = workload?.spec.name ?? ''
    return rider?.lane === 'bowl'
      ? `kubectl create -f ${name}-backup.cronjob.yaml`
      : `ssh ${name} sudo systemctl enable --now ${name}-backup.timer`
  }
  if (order.order !== 'automate-plane') return ''
  const plane = run.world.controlPlanes[order.cluster]
  if (!plane) return ''
  const timers = membersOf(plane).map(
    member => `ssh ${memberName(run.world, member)} sudo systemctl enable --now kubeadm-certs-renew.timer`,
  )
  return inTurn(`kubectl create -f ${plane.name}-snapshot.cronjob.yaml`, ...(run.world.era === 'now' ? timers : []))
}
