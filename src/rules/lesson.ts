/**
 * Between the run and the level's chart: what the chart hears, and what it wants done.
 *
 * The chart may only say, hint, and start or stop entries of the timetable by id. Its
 * delays go into the run's own wake queue.
 */

import type { Incident } from '../level/level'
import { check, type Effect, tell } from '../level/machine'
import type { Happening } from '../model/happening'
import type { RunDue } from '../model/wake'
import { openTelling } from '../sim/telling'
import { wakeAt } from '../sim/wake'
import { mayLand, settle } from './ending'
import { signSeen } from './incident-log'
import { breakIt } from './incidents'
import { incidentNamed } from './lab-log'
import { struck } from './lab-targets'
import { readerOf } from './reader'
import { startArrival, stopArrival } from './riders'
import type { Run } from './run'

/** Tells the chart what happened, in order, and does what it then wants. */
export function hear(run: Run, events: readonly string[]): void {
  for (const event of events) obeyChart(run, tell(run.course.chart, run.lesson, event, readerOf(run)))
}

/** Once a tick: the chart's conditions. */
export const look = (run: Run): void => obeyChart(run, check(run.course.chart, run.lesson, readerOf(run)))

export function obeyChart(run: Run, effects: readonly Effect[]): void {
  for (const effect of effects) obeyOne(run, effect)
}

/** A delay of the chart is due, unless it was cancelled or set anew meanwhile. */
export function delayDue(run: Run, due: Extract<RunDue, { what: 'chart' }>): readonly Happening[] {
  if (run.play.delays[due.delay] === due.number) hear(run, [due.event])
  return []
}

/** An entry of the timetable breaks something, by name. */
export function strike(run: Run, entry: string): readonly Happening[] {
  const incident = incidentNamed(run, entry) as Incident | undefined
  if (!incident || run.play.stopped.includes(entry)) return []
  if (run.level.duel && !struck(run, incident.what).includes(incident.target)) return [] // it is out of reach by now
  return breakIt(run, incident)
}

/** The first sign of an entry is seen. */
export function seen(run: Run, entry: string): readonly Happening[] {
  const incident = run.level.incidents.find(each => each.id === entry)
  if (incident) signSeen(run, incident)
  return []
}

function obeyOne(run: Run, effect: Effect): void {
  switch (effect.type) {
    case 'say':
      run.play.says = effect.params.text
      run.play.hint = '' // the newest word counts
      return
    case 'hint':
      run.play.hint = effect.params.hint
      return
    case 'start':
      return startEntry(run, effect.params.entry)
    case 'stop':
      run.play.stopped.push(effect.params.entry)
      return stopArrival(run, effect.params.entry)
    case 'delay':
      return setDelay(run, effect)
    case 'cancel':
      run.play.delays[effect.id] = (run.play.delays[effect.id] ?? 0) + 1
      return
    case 'done':
      settle(run, effect.outcome === 'landed' && mayLand(run) ? 'landed' : 'wipedOut')
  }
}

function setDelay(run: Run, { id, ticks, event }: Extract<Effect, { type: 'delay' }>): void {
  const number = (run.play.delays[id] ?? 0) + 1
  run.play.delays[id] = number
  wakeAt(run.world.wake, run.world.tick + ticks, { what: 'chart', delay: id, event, number })
}

function startEntry(run: Run, entry: string): void {
  const arrival = run.level.arrivals.find(each => each.id === entry)
  const tell = openTelling(run.world)
  if (arrival) startArrival(run, arrival, tell)
  run.play.told.push(...tell.happenings, ...(arrival ? [] : strike(run, entry)))
}
