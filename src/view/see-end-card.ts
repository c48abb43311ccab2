/**
 * What the picture after a run shows. Landed: who came last, and its medal. Wiped out:
 * whose users lost the most, thrown as that throws, under the face of what the loss goes
 * back to; where no fault is behind it, of what it was lost by.
 */

import type { Incident } from '../level/level'
import type { Cause } from '../model/happening'
import type { Loss, LossRow } from '../model/traffic'
import type { Seen, Workload } from '../model/world'
import { medalOf } from '../rules/medals'
import type { Rider } from '../rules/play'
import type { Run } from '../rules/run'
import { FACE_OF, type Face } from './faces'
import type { Bail } from './incident-view'
import type { FigureView, Postcard } from './postcard'
import { stickersIn } from './see-riders'
import { share } from './share'

export function seeEndCard(run: Seen<Run>): Postcard {
  const { levelId, late } = { levelId: run.level.id, late: share(run.play.endedAt, run.level.lasts) }
  const came = [...run.play.riders].filter(({ state }) => state !== 'coming').sort((a, b) => b.upAt - a.upAt)
  if (run.play.outcome === 'landed') {
    const riders = came.filter(({ state }) => state === 'placed').map(rider => figure(run, rider))
    return { of: 'landed', levelId, late, riders, metal: medalOf(run) }
  }
  const worst = worstRow(run)
  const riders = [
    ...came.filter(({ workload }) => workload === worst?.workload),
    ...came.filter(({ workload }) => workload !== worst?.workload),
  ].map(rider => figure(run, rider))
  return { of: 'wipedOut', levelId, late, riders, face: faceOf(run, worst), bail: worst ? BAILS[worst.loss] : 'crash' }
}

const figure = (run: Seen<Run>, { workload }: Seen<Rider>): FigureView => {
  const row = run.world.workloads[workload] as Seen<Workload>
  return { name: row.spec.name, stickers: stickersIn(run, row) }
}

const worstRow = ({ world }: Seen<Run>): Seen<LossRow> | undefined =>
  world.ledger.reduce<Seen<LossRow> | undefined>(
    (most, row) => (row.requests > (most?.requests ?? 0) ? row : most),
    undefined,
  )

function faceOf(run: Seen<Run>, worst: Seen<LossRow> | undefined): Face {
  const fault = worst && faultBehind(run, worst.cause)
  return fault ? FACE_OF[fault.what] : worst ? FACES[worst.loss] : 'time'
}

/** Walked back; a decision and an arrival have no face. */
function faultBehind(run: Seen<Run>, cause: Seen<Cause>): Seen<Incident> | undefined {
  if (cause.by === 'command') return undefined
  if (cause.by === 'scenario') return run.level.incidents.find(({ id }) => id === cause.id)
  const happening = run.play.told.find(({ id }) => id === cause.id)
  return happening && faultBehind(run, happening.cause)
}

const FACES: Readonly<Record<Loss, Face>> = {
  NotRouted: 'time',
  Unschedulable: 'host',
  NoValidHost: 'host',
  PodStarting: 'time',
  PodStopping: 'time',
  NotReady: 'snail',
  ProcessHung: 'snail',
  ServerBuilding: 'time',
  ServerOff: 'host',
  MachineDeploying: 'time',
  WarmingUp: 'time',
  NotInService: 'time',
  CutOverEarly: 'time',
  ProcessRestarting: 'bomb',
  HostDown: 'host',
  Overload: 'loud',
  TooSlow: 'snail',
  TimedOut: 'snail',
  CallFailed: 'crab',
  PacketDropped: 'crab',
  PolicyDenied: 'crab',
  NameResolution: 'crab',
  Abandoned: 'time',
  RunMissed: 'time',
  RunFailed: 'bomb',
  WritesLost: 'disk',
  NoQuorum: 'disk',
  NoLeader: 'disk',
  WritesBlocked: 'disk',
  WrongAnswer: 'disk',
  Shed: 'loud',
  StaleEndpoint: 'crown',
}

const BAILS: Readonly<Record<Loss, Bail>> = {
  NotRouted: 'crash',
  Unschedulable: 'crash',
  NoValidHost: 'crash',
  PodStarting: 'crash',
  PodStopping: 'crash',
  NotReady: 'crash',
  ProcessHung: 'crash',
  ServerBuilding: 'crash',
  ServerOff: 'host',
  MachineDeploying: 'crash',
  WarmingUp: 'crash',
  NotInService: 'crash',
  CutOverEarly: 'crash',
  ProcessRestarting: 'crash',
  HostDown: 'host',
  Overload: 'host',
  TooSlow: 'host',
  TimedOut: 'host',
  CallFailed: 'host',
  PacketDropped: 'host',
  PolicyDenied: 'host',
  NameResolution: 'host',
  Abandoned: 'crash',
  RunMissed: 'crash',
  RunFailed: 'crash',
  WritesLost: 'disk',
  NoQuorum: 'disk',
  NoLeader: 'disk',
  WritesBlocked: 'disk',
  WrongAnswer: 'split',
  Shed: 'crash',
  StaleEndpoint: 'host',
}
