/**
 * A run: one level played once. The cluster (`world`), what is the player's (`play`)
 * and where we are in the lesson (`lesson`), forked and hashed whole.
 *
 * One tick, in this order and only here: the cluster moves on and hands back what was
 * filed for the run; riders and hands follow; the meters are read; the level's chart
 * hears what happened and looks at its conditions; its wishes are obeyed; the run may
 * end.
 */

import type { Level } from '../level/level'
import { forkLesson, type Lesson, openLesson } from '../level/machine'
import { workloadsOf } from '../level/specs'
import { ASSUMPTIONS } from '../model/assumptions'
import type { Command, LogEntry, LoggedCommand } from '../model/command'
import type { Happening } from '../model/happening'
import { isLabCommand, type LabCommand } from '../model/lab'
import type { Seed } from '../model/units'
import type { RunDue } from '../model/wake'
import type { Seen, World } from '../model/world'
import { buildWorld } from '../sim/build'
import { copied, hashOf } from '../sim/plain'
import { fork as forkWorld, step } from '../sim/step'
import { openTelling } from '../sim/telling'
import { type Answer, give as giveCommand, handFree } from './commands'
import type { Course } from './course'
import { followGreen } from './green'
import { followIncidents } from './incident-log'
import { heal } from './incidents'
import { giveLab, type LabAnswer } from './lab'
import { withLab } from './lab-log'
import { delayDue, hear, look, obeyChart, seen, strike } from './lesson'
import { followStays } from './letters'
import { budgetFor } from './meters'
import { end, readMeters } from './outcome'
import { type Given, NEVER, type Play } from './play'
import { readerOf } from './reader'
import { callUp, fileTimetable, followRiders, ridersOf } from './riders'
import { ship } from './shipping'

/** Raised when a recorded run comes to another end than it did. */
export const ENGINE = 6

export interface Run {
  readonly level: Level
  readonly course: Course
  readonly world: World
  readonly play: Play
  readonly lesson: Lesson
}

export function openRun(course: Course, seed: Seed = course.level.seed): Run {
  const { level } = course
  const world = buildWorld({
    era: level.era,
    seed,
    lasts: level.lasts,
    park: level.park,
    workloads: dueWorkloads(level),
  })
  fileTimetable(world, level)
  const half = { level, course, world, play: openPlay(level, budgetFor(world, level.slo)) }
  const { lesson, effects } = openLesson(course.chart, readerOf(half as unknown as Seen<Run>))
  const run: Run = { ...half, lesson }
  obeyChart(run, effects)
  return run
}

/**
 * One cluster second. Does nothing once the run has ended. What was filed for a second
 * (an arrival, a delay of the chart) is acted on when that second is over.
 */
export function tick(run: Run): readonly Happening[] {
  if (run.play.outcome !== 'running') return []
  const waited = run.play.waiting.slice()
  const { happenings, handedBack } = step(run.world)
  const told = happenings.slice()
  for (const due of handedBack) for (const each of takeBack(run, due)) told.push(each)
  if (told.length > 0) for (const each of followRiders(run, told)) told.push(each)
  for (const each of readMeters(run)) told.push(each)
  for (const each of told) run.play.told.push(each)
  for (const each of followIncidents(run, told.length > 0)) {
    told.push(each)
    run.play.told.push(each)
  }
  followStays(run, told.length > 0)
  followGreen(run)
  if (told.length > 0 || waited.length > 0) hear(run, [...reasonsOf(told), ...didOf(run, waited)])
  look(run)
  end(run)
  return told
}

/** A command at the tick where the run stands; what it brings about at once is told like everything else. */
export function give(run: Run, command: Command): Answer | undefined
export function give(run: Run, command: Command | LabCommand): Answer | LabAnswer | undefined
export function give(run: Run, command: Command | LabCommand): Answer | LabAnswer | undefined {
  if (run.play.outcome !== 'running') return undefined
  if (isLabCommand(command)) return giveInLab(run, command)
  const answer = giveCommand(run, command)
  const told = [...answer.happenings, ...followRiders(run, answer.happenings)]
  run.play.told.push(...told)
  hear(run, [...reasonsOf(told), ...didOf(run, [answer.given.id])])
  return answer
}

const reasonsOf = (told: readonly Happening[]) => told.map(({ reason }) => reason)

/** What the chart hears of those of these commands that are done. */
const didOf = ({ play }: Run, ids: readonly number[]): readonly string[] =>
  ids.flatMap(id => (play.given[id]?.state === 'done' ? [`did.${play.given[id].command.verb}`] : []))

/** The same for what only the Lab can be asked. */
function giveInLab(run: Run, command: LabCommand): LabAnswer {
  const answer = giveLab(run, command)
  run.play.told.push(...answer.happenings, ...followRiders(run, answer.happenings))
  run.play.told.push(...followIncidents(run, answer.happenings.length > 0))
  return answer
}

/** A copy that can be played on without touching the first. What is told is never changed, so it is shared. */
export function fork(run: Run): Run {
  const { told, ...rest } = run.play
  const play = { ...run.play, ...copied(rest), told: told.slice() } // keys in their order, which the hash sees
  return { level: run.level, course: run.course, world: forkWorld(run.world), play, lesson: forkLesson(run.lesson) }
}

export const hash = (run: Run): string => hashOf([run.world, run.play, run.lesson.value, run.lesson.since])

/** What the player gave, in the order of the log. */
export const byPlayer = ({ play }: Seen<Run>): readonly Seen<Given>[] =>
  play.given.filter(({ command }) => command.by === 'player')

/** What the player did: with the level and the seed, the whole run. */
export const logOf = (run: Seen<Run>): readonly LoggedCommand[] =>
  byPlayer(run).map(given => ({ tick: given.tick, command: given.command }))

/** All that it has to be told to come out the same: in the Lab, what was fired and turned as well. */
export const wholeLogOf = (run: Seen<Run>): readonly LogEntry[] =>
  run.play.lab ? withLab(run, byPlayer(run)) : logOf(run)

function takeBack(run: Run, due: RunDue): readonly Happening[] {
  if (due.what === 'handFree') return handFree(run)
  if (due.what === 'sign') return seen(run, due.entry)
  if (due.what === 'incident') return strike(run, due.entry)
  if (due.what === 'heal') return heal(run, due)
  if (due.what === 'release') return ship(run, due)
  if (due.what === 'chart') return delayDue(run, due)
  const tell = openTelling(run.world)
  const told = callUp(run, due, tell)
  return [...tell.happenings, ...told]
}

const dueWorkloads = (level: Level) => {
  const specs = workloadsOf(level)
  return specs.map(spec => ({
    spec,
    due: level.arrivals.find(arrival => arrival.workload === spec.name)?.due ?? level.lasts,
  }))
}

const openPlay = (level: Level, budget: number): Play => ({
  outcome: 'running',
  endedAt: NEVER,
  budget,
  riders: ridersOf(level),
  hands: Array.from({ length: ASSUMPTIONS.hands }, () => ({ command: NEVER, busyFrom: 0, busyUntil: 0 })),
  waiting: [],
  given: [],
  told: [],
  incidents: [],
  stood: level.park.machines.map(() => []),
  greens: [],
  laneChanges: [],
  stays: [],
  handTime: 0,
  automations: 0,
  machinesOrdered: 0,
  says: '',
  hint: '',
  stopped: [],
  since: {},
  delays: {},
  warned: 'none',
})
