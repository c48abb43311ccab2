/** What is measured, each with its size. Made when it is asked for, since each has a process of its own. */

import { createActor, createMachine } from 'xstate'
import { playOut } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { fork, give, openRun, type Run, tick } from '../src/rules/run'
import { fork as forkWorld, step } from '../src/sim/step'
import { answerTo } from '../src/sim/traffic/queueing'
import { contestLevel, hurried } from './contest'
import type { Case } from './measure'
import { oneByOne } from './one-by-one'
import { settleAll, settlements } from './settling'

export const SEED = 1
export const THOUSAND = 1_000
const LOAD = { offeredMilli: 70_000, workers: 4, serviceMs: 50, latencySloMs: 1_000 }

export const CASES = { run, line, copy, cluster, queue, settling } satisfies Record<string, () => Case>
export type CaseName = keyof typeof CASES

function run(): Case {
  const course = courseOf(contestLevel())
  const { play, world } = playOut(course, SEED, hurried)
  return {
    name: `a run of three minutes (${play.riders.length} riders, ${world.tick} ticks)`,
    ours: () => playOut(course, SEED, hurried),
    target: 50,
  }
}

function line(): Case {
  const middle = halfWay()
  return {
    name: 'fork and 1,000 ticks of that run',
    ours: () => {
      const other = fork(middle)
      for (let i = 0; i < THOUSAND; i += 1) tick(other)
    },
    target: 10,
  }
}

function copy(): Case {
  const { world } = halfWay()
  return {
    name: 'fork of its world, 100 times; beside structuredClone',
    ours: () => times(100, () => forkWorld(world)),
    theirs: () => times(100, () => structuredClone(world)),
  }
}

function cluster(): Case {
  const { world } = halfWay()
  const listening = createMachine({ initial: 'a', states: { a: { on: { GO: 'a' } } } })
  return {
    name: 'the cluster for 1,000 ticks; beside a started XState actor that hears each tick',
    ours: () => {
      const other = forkWorld(world)
      for (let i = 0; i < THOUSAND; i += 1) step(other)
    },
    theirs: () => {
      const actors = world.workloads.map(() => createActor(listening).start())
      for (let i = 0; i < THOUSAND; i += 1) for (const actor of actors) actor.send({ type: 'GO' })
    },
  }
}

function queue(): Case {
  return {
    name: 'a bounded queue, 100 answers; beside 100,000 requests one by one',
    ours: () => times(100, () => answerTo(LOAD)),
    theirs: () => oneByOne(LOAD, 100_000, SEED),
  }
}

function settling(): Case {
  const open = settlements()
  return {
    name: `settling ${open.length} incidents of L06, all in all`,
    ours: () => settleAll(open),
    target: 50,
  }
}

function halfWay(): Run {
  const course = courseOf(contestLevel())
  const middle = openRun(course, SEED)
  const player = hurried(course, SEED)
  while (middle.world.tick < 2_700) {
    for (const command of player(middle)) give(middle, command)
    tick(middle)
  }
  return middle
}

function times(count: number, action: () => void): void {
  for (let i = 0; i < count; i += 1) action()
}
