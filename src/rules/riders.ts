/**
 * Riders and the deck: who is announced, who is up, whose patience ends, and who has
 * landed.
 *
 * The level's timetable lies in the run's one wake queue from the start, so a fork
 * carries its future with it.
 */

import type { Arrival, Level } from '../level/level'
import type { Lane } from '../model/command'
import type { Happening, Reason } from '../model/happening'
import type { RunDue } from '../model/wake'
import type { Seen, Workload, World } from '../model/world'
import { obey } from '../sim/orders/orders'
import { byScenario, openTelling, type Telling } from '../sim/telling'
import { wakeAt } from '../sim/wake'
import { leaveOrder, servingIn } from './carriers'
import { firstSign } from './incident-log'
import { lostSoFar } from './meters'
import { NEVER, type Rider } from './play'
import { readyNow, servesNow } from './reader'
import type { Run } from './run'
import { strikesAt } from './signs'

export const ridersOf = (level: Level): Rider[] =>
  level.arrivals.map(arrival => ({
    entry: arrival.id,
    workload: level.workloads.findIndex(workload => workload.name === arrival.workload),
    state: 'coming',
    held: false,
    upAt: arrival.up,
    patienceEnds: arrival.up + arrival.patience,
    lane: undefined,
    from: undefined,
    routedAt: NEVER,
    servedFrom: NEVER,
    lostBefore: 0,
    readyAt: NEVER,
    landedAt: NEVER,
  }))

export function fileTimetable(world: World, level: Level): void {
  for (const { id: entry, announced, up, patience } of level.arrivals) {
    wakeAt(world.wake, announced, { what: 'announce', entry })
    wakeAt(world.wake, up, { what: 'arrive', entry })
    wakeAt(world.wake, up + patience, { what: 'patience', entry })
  }
  for (const { id: workload, spec } of world.workloads) {
    spec.ships?.forEach(({ at }, number) => {
      wakeAt(world.wake, at, { what: 'release', workload, number })
    })
  }
  level.incidents.forEach((incident, i) => {
    const [sign, at] = [firstSign(incident), strikesAt(world.seed, incident, i)]
    if (sign !== undefined) wakeAt(world.wake, sign, { what: 'sign', entry: incident.id })
    if (at !== undefined) wakeAt(world.wake, at, { what: 'incident', entry: incident.id })
  })
}

/** The rider that is up: the first in the deck that is not held, else the first held one. */
export function riderUp(run: Seen<Run>): Seen<Rider> | undefined {
  const deck = deckOf(run)
  return deck.find(rider => !rider.held) ?? deck[0]
}

export const deckOf = (run: Seen<Run>): readonly Seen<Rider>[] =>
  run.play.riders.filter(rider => rider.state === 'deck').sort((a, b) => a.upAt - b.upAt)

/** An entry of the timetable is due. */
export function callUp(run: Run, due: RunDue, tell: Telling): readonly Happening[] {
  const rider = 'entry' in due ? run.play.riders.find(each => each.entry === due.entry) : undefined
  if (!rider || run.play.stopped.includes(rider.entry)) return []
  if (due.what === 'announce') announce(run, rider, tell)
  if (due.what === 'arrive') arrive(run, rider, tell)
  return due.what === 'patience' ? giveUp(run, rider) : []
}

/** The chart calls a rider up before its time: its users come as long after it as they would have. */
export function startArrival(run: Run, arrival: Arrival, tell: Telling): void {
  const rider = run.play.riders.find(each => each.entry === arrival.id)
  if (!rider || !isToCome(rider)) return
  const { tick } = run.world
  const due = tick + arrival.due - arrival.up
  rider.upAt = tick
  rider.patienceEnds = tick + arrival.patience
  wakeAt(run.world.wake, rider.patienceEnds, { what: 'patience', entry: rider.entry })
  obey(run.world, { order: 'expect', workload: rider.workload, due, until: run.level.lasts }, byScenario(rider.entry))
  arrive(run, rider, tell)
}

/** The chart calls a rider off before it has come: no users of it come either. */
export function stopArrival(run: Run, entry: string): void {
  const rider = run.play.riders.find(each => each.entry === entry)
  if (!rider || !isToCome(rider)) return
  rider.state = 'gone'
  obey(run.world, { order: 'call-off', workload: rider.workload }, byScenario(entry))
}

const isToCome = ({ state }: Rider) => state === 'coming' || state === 'announced'

function announce(run: Run, rider: Rider, tell: Telling): void {
  if (rider.state !== 'coming') return
  rider.state = 'announced'
  tell.normal('RiderAnnounced', 'workload', rider.workload, `${nameOf(run, rider)} is coming`, byScenario(rider.entry))
}

function arrive(run: Run, rider: Rider, tell: Telling): void {
  if (!isToCome(rider)) return
  rider.state = 'deck'
  tell.normal('RiderUp', 'workload', rider.workload, `${nameOf(run, rider)} is up`, byScenario(rider.entry))
}

/** Nobody placed it in time: its users are gone for the rest of the run. */
function giveUp(run: Run, rider: Rider): readonly Happening[] {
  const waits = rider.state === 'deck' || rider.state === 'asked'
  if (!waits || run.world.tick < rider.patienceEnds) return []
  rider.state = 'gone'
  const obeyed = obey(run.world, { order: 'abandon', workload: rider.workload }, byScenario(rider.entry))
  return obeyed.kind === 'done' ? obeyed.happenings : []
}

/** What can make a rider ready, land it, or complete its change of lanes. */
const STIRS: ReadonlySet<Reason> = new Set(['Ready', 'SuccessfulCreate', 'UnitReady', 'CutOver', 'EndpointsSynced'])

/** After a tick: notes what has become ready and what has landed, and ends lane changes that are complete. */
export function followRiders(run: Run, told: readonly Happening[]): readonly Happening[] {
  if (!told.some(({ reason }) => STIRS.has(reason))) return []
  const tell = openTelling(run.world)
  const ended = run.play.riders.flatMap(rider => follow(run, rider, tell))
  return [...tell.happenings, ...ended]
}

function follow(run: Run, rider: Rider, tell: Telling): readonly Happening[] {
  if (rider.state !== 'placed' || !rider.lane) return []
  if (rider.readyAt === NEVER && readyNow(run, rider) > 0) rider.readyAt = run.world.tick
  if (rider.landedAt === NEVER && servesNow(run, rider) > 0) land(run, rider, tell)
  return rider.from ? endChange(run, rider, rider.from, rider.lane) : []
}

function land(run: Run, rider: Rider, tell: Telling): void {
  rider.landedAt = run.world.tick
  if (rider.servedFrom === NEVER) rider.servedFrom = run.world.tick
  tell.normal('RiderLanded', 'workload', rider.workload, `${nameOf(run, rider)} has landed`, {
    by: 'scenario',
    id: rider.entry,
  })
}

/** Once the new place serves, the old one is taken away: pods do it by themselves, the rest by LAND or the health check. */
function endChange(run: Run, rider: Rider, from: Lane, to: Lane): readonly Happening[] {
  const workload = run.world.workloads[rider.workload] as Workload
  if (servingIn(run.world, workload, to) === 0) return []
  rider.from = undefined
  noteChange(run, rider, from, to)
  const obeyed = obey(run.world, leaveOrder(workload.id, from), byScenario(rider.entry))
  return obeyed.kind === 'done' ? obeyed.happenings : []
}

/** For the named lines: a change of lanes is complete, and what it cost. */
export function noteChange(run: Run, { workload, routedAt, lostBefore }: Rider, from: Lane, to: Lane): void {
  const lost = lostSoFar(run, workload) - lostBefore
  run.play.laneChanges.push({ workload, from, to, askedAt: routedAt, doneAt: run.world.tick, lost })
}

const nameOf = (run: Run, rider: Rider) => run.world.workloads[rider.workload]?.spec.name ?? ''
