/**
 * Named lines: runbooks that were carried out, and needed. Each counts once in a run.
 *
 * A line is more than its moves: what it is for has to come, and the moves have to be
 * credited with a saving. So no line can be farmed by making trouble first.
 */

import type { Verb } from '../model/command'
import { NONE, type Seen } from '../model/world'
import { type Credit, counts, type Impact, isCredited } from './impact'
import { hasPods } from './lanes'
import { type Given, type LaneChange, NEVER } from './play'
import { quorumHold } from './quorum-lines'
import { canary, rollingFakie } from './release-lines'
import type { Run } from './run'
import { grind, switched } from './stack-lines'
import { partsOf } from './tricks'

export const LINES = [
  'hostEvac',
  'blueGreen',
  'liftAndShift',
  'replatform',
  'repatriation',
  'restoreDrill',
  'acidDrop',
  'shedAndHold',
  'canary',
  'rollingFakie',
  'quorumHold',
  'grind',
  'switched',
] as const
export type Line = (typeof LINES)[number]

export const linesDone = (run: Seen<Run>, impacts: readonly Impact[]): readonly Line[] =>
  LINES.filter(line => DONE[line](run, impacts))

type Done = (run: Seen<Run>, impacts: readonly Impact[]) => boolean

const DONE: Readonly<Record<Line, Done>> = {
  hostEvac,
  /** From one lane to another, and nobody noticed. */
  blueGreen: changed(({ lost }) => lost === 0),
  liftAndShift: changed(({ from, to }) => from === 'slab' && to === 'boxes'),
  replatform: changed(({ from, to }) => hasPods(to) && !hasPods(from)),
  repatriation: changed(({ to }) => to === 'slab'),
  restoreDrill,
  acidDrop,
  /** A closed gate that helped, and was opened again. */
  shedAndHold: (run, impacts) =>
    credited(run, impacts, 'HOLD').some(({ command }) => !isShedding(run, partsOf(command.target)[1])),
  canary,
  rollingFakie,
  quorumHold: (run, impacts) => quorumHold(run, allCredited(run, impacts)),
  grind,
  switched: (run, impacts) => switched(run, allCredited(run, impacts)),
}

/** Everything had left the host when it failed, by moves that were needed. */
function hostEvac(run: Seen<Run>, impacts: readonly Impact[]): boolean {
  const evacuated = run.play.incidents.filter(
    ({ machine, struckAt, hit }) =>
      machine !== NONE && struckAt !== NEVER && (run.play.stood[machine] ?? []).length > 0 && hit.length === 0,
  )
  const moved = ({ given, requests }: Credit) => counts(run, requests) && run.play.given[given]?.command.verb === 'MOVE'
  return impacts.some(({ entry, credits }) => evacuated.some(each => each.entry === entry) && credits.some(moved))
}

const allCredited = (run: Seen<Run>, impacts: readonly Impact[]): readonly Seen<Given>[] =>
  run.play.given.filter(({ id }) => isCredited(run, impacts, id))

const credited = (run: Seen<Run>, impacts: readonly Impact[], verb: Verb): readonly Seen<Given>[] =>
  allCredited(run, impacts).filter(({ command }) => command.verb === verb)

/** A change of lanes of some kind that cost next to nothing, and was credited. */
function changed(like: (change: Seen<LaneChange>) => boolean): Done {
  return (run, impacts) => {
    const routes = credited(run, impacts, 'ROUTE')
    return run.play.laneChanges.some(
      change => like(change) && !counts(run, change.lost + 1) && routes.some(route => made(run, route, change)),
    )
  }
}

const made = ({ world }: Seen<Run>, { doneAt, command }: Seen<Given>, { askedAt, workload }: Seen<LaneChange>) =>
  doneAt === askedAt && partsOf(command.target)[1] === world.workloads[workload]?.spec.name

/** A restore proven while nothing was wrong, and then one that was needed. */
function restoreDrill(run: Seen<Run>, impacts: readonly Impact[]): boolean {
  const drills = run.play.given.filter(each => each.state === 'done' && isRestore(each))
  return credited(run, impacts, 'UNDO').some(needed => {
    const name = partsOf(needed.command.target)[1]
    if (isRestore(needed) && provenInCalm(run, name, needed.doneAt)) return true
    const same = drills.filter(({ command }) => partsOf(command.target)[1] === name)
    const before = same.filter(({ doneAt }) => doneAt < needed.doneAt)
    return isRestore(needed) && before.some(({ doneAt }) => isCalm(run, name, doneAt))
  })
}

/** A backup of it was restored beside the work before that, and was good. */
const provenInCalm = (run: Seen<Run>, name: string, before: number): boolean =>
  run.play.told.some(({ reason, type, tick, regarding }) => {
    if (reason !== 'RestoreDrilled' || type !== 'Normal' || tick >= before || !isCalm(run, name, tick)) return false
    const volume = run.world.volumes[regarding.id]
    return run.world.workloads[volume?.workload ?? NONE]?.spec.name === name
  })

/** Of a rider or its backpack; a plate's UNDO opens it again. */
const isRestore = ({ command: { verb, target } }: Seen<Given>) =>
  verb === 'UNDO' && ['rider', 'volume'].includes(partsOf(target)[0])

/** No incident of this workload had struck, and not ended, at that tick. */
const isCalm = ({ play, world }: Seen<Run>, name: string, tick: number): boolean =>
  !play.incidents.some(
    ({ workloads, struckAt, closedAt }) =>
      workloads.some(id => world.workloads[id]?.spec.name === name) &&
      struckAt !== NEVER &&
      struckAt <= tick &&
      (closedAt === NEVER || tick <= closedAt),
  )

/** Metal that served by the second in which its users came. */
function acidDrop({ play, world }: Seen<Run>): boolean {
  return play.riders.some(({ lane, landedAt, workload }) => {
    const due = world.workloads[workload]?.due ?? 0
    return lane === 'slab' && landedAt !== NEVER && landedAt <= due
  })
}

const isShedding = ({ world }: Seen<Run>, name: string) =>
  world.workloads.some(({ spec, shedBy }) => spec.name === name && shedBy !== NONE)
