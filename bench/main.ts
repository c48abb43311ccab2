/**
 * `npm run bench`: how fast the kernel is, beside something else that does the same.
 *
 * Only ratios within one run travel from machine to machine. Each line names its
 * size; the hash says which run it was.
 */

import { createActor, createMachine } from 'xstate'
import { playOut } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { fork, give, hash, openRun, tick } from '../src/rules/run'
import { answerTo } from '../src/sim/queueing'
import { fork as forkWorld, step } from '../src/sim/step'
import { contestLevel, hurried } from './contest'
import { type Figure, measure } from './measure'
import { oneByOne } from './one-by-one'

const course = courseOf(contestLevel())
const SEED = 1
const whole = playOut(course, SEED, hurried)
const middle = openRun(course, SEED)
const player = hurried(course, SEED)
while (middle.world.tick < 2_700) {
  for (const command of player(middle)) give(middle, command)
  tick(middle)
}

const THOUSAND = 1_000
const LOAD = { offeredMilli: 70_000, workers: 4, serviceMs: 50, latencySloMs: 1_000 }
const listening = createMachine({ initial: 'a', states: { a: { on: { GO: 'a' } } } })

const figures: readonly Figure[] = [
  measure(`a run of three minutes (${whole.play.riders.length} riders, ${whole.world.tick} ticks)`, () => {
    playOut(course, SEED, hurried)
  }),
  measure('fork and 1,000 ticks of that run', () => {
    const other = fork(middle)
    for (let i = 0; i < THOUSAND; i += 1) tick(other)
  }),
  measure(
    'fork of its world, 100 times; beside structuredClone',
    () => {
      for (let i = 0; i < 100; i += 1) forkWorld(middle.world)
    },
    () => {
      for (let i = 0; i < 100; i += 1) structuredClone(middle.world)
    },
  ),
  measure(
    'the cluster for 1,000 ticks; beside a started XState actor that hears each tick',
    () => {
      const world = forkWorld(middle.world)
      for (let i = 0; i < THOUSAND; i += 1) step(world)
    },
    () => {
      const actors = middle.world.workloads.map(() => createActor(listening).start())
      for (let i = 0; i < THOUSAND; i += 1) for (const actor of actors) actor.send({ type: 'GO' })
    },
  ),
  measure(
    'a bounded queue, 100 answers; beside 100,000 requests one by one',
    () => {
      for (let i = 0; i < 100; i += 1) answerTo(LOAD)
    },
    () => oneByOne(LOAD, 100_000, SEED),
  ),
]

for (const { name, ours, theirs } of figures) {
  const ratio = theirs === undefined ? '' : `, peer ${theirs.toFixed(2)} ms, ${(theirs / ours).toFixed(1)}x`
  console.log(`${name}: ${ours.toFixed(2)} ms${ratio}`)
}
const perTick = (figures[3]?.ours ?? 0) / THOUSAND
console.log(`the cluster's share of a frame at 30:1 and 60 frames a second: ${(perTick / 2).toFixed(4)} ms`)
console.log(`seed ${SEED}, hash ${hash(whole)}`)
