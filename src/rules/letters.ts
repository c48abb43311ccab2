/**
 * S-T-A-T-E: a letter for each stateful workload whose machine failed while it stood
 * there, or shortly after it had left, with no acknowledged write lost, and which
 * serves again when that is over.
 */

import type { Id } from '../model/refs'
import type { Seconds } from '../model/units'
import { NONE, type Seen, type Workload, type World } from '../model/world'
import { machineUnder } from '../sim/hosts/hosts'
import { podsOf, unitsOf } from '../sim/traffic/backends'
import { NEVER, type Stay } from './play'
import { servesNow } from './reader'
import type { Run } from './run'

export const LETTERS = ['S', 'T', 'A', 'T', 'E'] as const

/** A machine that fails so soon after it was left still counts (game.md, section 5). */
const SOON: Seconds = 300

/** The workloads that have earned a letter, by id. */
export const lettersOf = (run: Seen<Run>): readonly Id[] =>
  run.world.workloads
    .filter(workload => workload.spec.data && workload.traffic.writesLost === 0)
    .filter(({ id }) => failedUnder(run, id) && servesAgain(run, id))
    .map(({ id }) => id)

function failedUnder({ play }: Seen<Run>, workload: Id): boolean {
  const stays = play.stays.filter(stay => stay.workload === workload)
  const failures = play.incidents.filter(
    ({ struckAt, closedAt, machine }) =>
      struckAt !== NEVER && machine !== NONE && (closedAt !== NEVER || play.outcome !== 'running'),
  )
  return failures.some(({ machine, struckAt }) =>
    stays.some(
      stay =>
        stay.machine === machine && stay.from <= struckAt && (stay.until === NEVER || struckAt <= stay.until + SOON),
    ),
  )
}

function servesAgain(run: Seen<Run>, workload: Id): boolean {
  const rider = run.play.riders.find(each => each.workload === workload)
  return rider !== undefined && servesNow(run, rider) > 0
}

/** After a tick in which something occurred: where each workload with data stands now. */
export function followStays({ world, play }: Run, somethingTold: boolean): void {
  if (!somethingTold) return
  for (const workload of world.workloads) if (workload.spec.data) follow(world, play.stays, workload)
}

function follow(world: World, stays: Stay[], workload: Workload): void {
  const machine = servedFrom(world, workload)
  const last = stays.find(stay => stay.workload === workload.id && stay.until === NEVER)
  if (last?.machine === machine) return
  if (last) last.until = world.tick
  if (machine !== NONE) stays.push({ workload: workload.id, machine, from: world.tick, until: NEVER })
}

/** The machine under whatever serves it first, or NONE. */
function servedFrom(world: World, workload: Workload): Id {
  const pod = podsOf(world, workload).find(each => each.node !== NONE && each.status === 'Running')
  if (pod) return machineUnder(world, { kind: 'node', id: pod.node })
  const unit = unitsOf(world, workload).find(each => each.state === 'active' || each.state === 'failed')
  return unit ? machineUnder(world, unit.on) : NONE
}
