/**
 * Bots that go by the level's own solution, and do one thing otherwise: they come four
 * seconds late, or send everybody into one lane.
 */

import type { Command, Lane } from '../model/command'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import { riderUp } from '../rules/riders'
import type { Run } from '../rules/run'
import { riderNamed } from '../rules/verbs'
import { ALL_MEANS, isRefused, landings, routeOf } from './autopilot'
import { type Hire, scripted } from './players'

/** Seconds of play between seeing what is right and doing it. */
export const LATE = 4

/**
 * The right answer, four seconds after it can be seen. A rider can be seen from when it
 * is announced, so it is routed in time if it was announced early enough; what the
 * solution does at a moment can be seen at that moment.
 */
export const late: Hire = (course, seed) => {
  const solves = scripted(course.level.solution)(course, seed)
  const by = LATE * course.level.timeScale
  let waiting: { readonly at: Tick; readonly command: Command }[] = []
  return run => {
    const now = run.world.tick
    for (const command of solves(run)) waiting.push({ at: seenAt(run, command) + by, command })
    const due = waiting.filter(({ at }) => at <= now)
    if (due.length > 0) waiting = waiting.filter(({ at }) => at > now)
    return due.map(({ command }) => command)
  }
}

function seenAt(run: Seen<Run>, { verb, target }: Command): Tick {
  const rider = riderNamed(run, target)
  const arrival = run.level.arrivals.find(({ id }) => id === rider?.entry)
  return verb === 'ROUTE' && arrival && rider?.lane === undefined ? arrival.announced : run.world.tick
}

/** Everybody into one lane; landings in time, and the solution's tricks where they can be done. */
export const allIn =
  (lane: Lane): Hire =>
  (course, seed) => {
    const solves = scripted(course.level.solution)(course, seed)
    return run => [...sent(run, lane), ...landings(run, ALL_MEANS), ...solves(run).filter(isTrick)]
  }

const isTrick = ({ verb }: Command) => verb !== 'ROUTE' && verb !== 'LAND'

function sent(run: Seen<Run>, lane: Lane): readonly Command[] {
  const rider = riderUp(run)
  if (!rider) return []
  const route = routeOf(run, rider, lane)
  return isRefused(run, route) ? [] : [route]
}
