/**
 * Players that are not people: the author's own script and simple bots.
 *
 * A player is asked before every tick what to do. It sees the run and nothing else,
 * and its chance is keyed by the seed, so the same player plays the same run again.
 */

import { type Bound, bind, holds, keepTime, type Since, timersIn } from '../level/holds'
import type { Read } from '../level/metrics'
import type { WitnessLine } from '../level/witness'
import { type Command, type Lane, type Target, VERBS, type Verb } from '../model/command'
import { largestHost } from '../model/park'
import type { Seed, Tick } from '../model/units'
import { type Sticker, stickersOf } from '../model/workload'
import type { Seen } from '../model/world'
import type { Course } from '../rules/course'
import { lanesOf } from '../rules/lanes'
import { readerOf } from '../rules/reader'
import { riderUp } from '../rules/riders'
import type { Run } from '../rules/run'
import { roll } from '../sim/chance'

export type Player = (run: Seen<Run>) => readonly Command[]

/** A player for one run: it may remember what it has done. */
export type Hire = (course: Course, seed: Seed) => Player

export const idle: Hire = () => () => []

/** Does each line once, as soon as its moment has come. */
export const scripted =
  (lines: readonly WitnessLine[]): Hire =>
  course => {
    const since: Since = {}
    const waiting = lines.map((line, i) => ({ line, when: momentOf(course, line, i), done: false }))
    return run => {
      const read = readerOf(run)
      return waiting
        .filter(each => !each.done && each.when(run.world.tick, read, since))
        .map(each => {
          each.done = true
          return commandOf(each.line)
        })
    }
  }

type Moment = (tick: Tick, read: Read, since: Since) => boolean

function momentOf({ roll: names }: Course, { when }: WitnessLine, i: number): Moment {
  if (typeof when === 'number') return tick => tick >= when
  const condition: Bound = bind(when, names, `line.${i}`)
  const timers = timersIn(condition)
  return (_, read, since) => {
    keepTime(timers, read, since)
    return holds(condition, read, since)
  }
}

const commandOf = ({ command }: WitnessLine): Command => ({ ...command, by: 'player' }) as Command

/** What a novice would do: the lane that the first matching sticker usually means, then nothing more. */
export const sticker: Hire = course => run => {
  const up = riderUp(run)
  const workload = up && run.world.workloads[up.workload]
  if (!workload) return []
  const lane = usualLane(stickersOf(workload.spec, largestHost(course.level.park)))
  return [route(workload.spec.name, lane)]
}

/** The fixed table of the game's design: first match wins. */
export function usualLane(stickers: readonly Sticker[]): Lane {
  if (stickers.includes('BOLT') || stickers.includes('HEAVY')) return 'slab'
  const boxed: readonly Sticker[] = ['ANCHOR', 'LOCK', 'DISK', 'CREW', 'TICK']
  return stickers.some(each => boxed.includes(each)) ? 'boxes' : 'bowl'
}

/** Now and then something, anywhere. */
export const random: Hire = (course, seed) => {
  let count = 0
  const draw = (sides: number) => {
    count += 1
    return roll(seed, 'bot', { owner: 0, ordinal: 0 }, count, sides)
  }
  return run => {
    if (draw(SECONDS_BETWEEN) > 0) return []
    const verb = VERBS[draw(VERBS.length)] as Verb
    const targets = targetsOf(course, run, verb)
    const target = targets[draw(targets.length)] as Target
    const lanes = lanesOf(run.world)
    return [
      verb === 'ROUTE'
        ? { verb, target, lane: lanes[draw(lanes.length)] as Lane, by: 'player' }
        : { verb, target, by: 'player' },
    ]
  }
}

const SECONDS_BETWEEN = 20

/** One verb on everything in turn, as fast as hands allow; ROUTE sends all to the bowl. */
export const spam =
  (verb: Verb): Hire =>
  course => {
    let next = 0
    return run => {
      const up = riderUp(run)
      const name = up && run.world.workloads[up.workload]?.spec.name
      if (name) return [route(name, 'bowl')]
      if (verb === 'ROUTE' || run.play.waiting.length > 0) return []
      const targets = targetsOf(course, run, verb)
      next += 1
      return [{ verb, target: targets[next % targets.length] as Target, by: 'player' }]
    }
  }

/**
 * Makes trouble and mends it beside what another player does: plates are emptied and
 * opened again, gates closed and opened, riders moved about.
 */
export const troubled =
  (base: Hire): Hire =>
  (course, seed) => {
    const plays = base(course, seed)
    let next = 0
    return run => {
      const mine = plays(run)
      const hand = run.play.hands.some(({ busyUntil }) => busyUntil <= run.world.tick)
      if (mine.length > 0 || !hand || run.play.waiting.length > 0 || run.world.tick % SECONDS_BETWEEN > 0) return mine
      const tricks = troublesOf(course)
      next += 1
      return tricks[next % tricks.length] ?? []
    }
  }

/** Each with what mends it, one after the other. */
function troublesOf({ level }: Course): readonly (readonly Command[])[] {
  const does = (target: Target, ...verbs: readonly Verb[]) =>
    verbs.map(verb => [{ verb, target, by: 'player' } as const])
  return [
    ...level.workloads.flatMap(({ name }) => does(`rider/${name}`, 'HOLD', 'HOLD', 'MOVE')),
    ...level.park.machines.flatMap(({ name, runs }) => {
      if (runs === 'kubelet') return does(`node/${name}`, 'MOVE', 'UNDO')
      return runs === 'nova-compute' ? does(`hypervisor/${name}`, 'SAVE', 'MOVE', 'UNDO') : []
    }),
  ]
}

/** What a verb can be aimed at: ROUTE, LAND and HOLD are for riders alone. */
const targetsOf = ({ level }: Course, run: Seen<Run>, verb: Verb): readonly Target[] => [
  ...run.play.riders.map(rider => `rider/${run.world.workloads[rider.workload]?.spec.name}` as const),
  ...(FOR_RIDERS.includes(verb) ? [] : level.park.machines.map(({ name }) => `machine/${name}` as const)),
]
const FOR_RIDERS: readonly Verb[] = ['ROUTE', 'LAND', 'HOLD']

const route = (name: string, lane: Lane): Command => ({ verb: 'ROUTE', target: `rider/${name}`, lane, by: 'player' })
