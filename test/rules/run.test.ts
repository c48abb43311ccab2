import { describe, expect, it } from 'vitest'
import { fork, hash, openRun, type Run, tick } from '../../src/rules/run'
import { aChart, aCourse, aRun, at, holds, say, told } from '../given'

describe('The hash of a run sees', () => {
  const cases: readonly [string, (run: Run) => unknown][] = [
    ['the cluster: one second more', run => tick(run)],
    ['a row deep in it', run => Object.assign(run.world.machines[0] as object, { up: false })],
    ['what is due in it later', run => run.world.wake.far.pop()],
    ['the play: a command, even one that was refused', run => told(run, 'LAND', 'rider/web')],
    ['a rider that is held', run => told(run, 'HOLD', 'rider/web')],
    ['how long hands were busy', run => Object.assign(run.play, { handTime: 1 })],
    ['what was told', run => run.play.told.pop()],
    ['what the level says', run => Object.assign(run.play, { says: 'boo' })],
    ['the lesson: where its chart is', run => Object.assign(run.lesson, { value: { play: 'two' } })],
    ['since when a guard of it has held', run => Object.assign(run.lesson.since, { guard: 3 })],
  ]

  it.each(cases)('%s', (_, change) => {
    const run = at(aRun(), 30)
    const before = hash(run)
    change(run)
    expect(hash(run)).not.toBe(before)
  })

  it('nothing that is only for looking at: forks of one moment are the same, and so is the run itself', () => {
    const run = at(aRun(), 30)
    expect(hash(fork(run))).toBe(hash(run))
    expect(hash(fork(fork(run)))).toBe(hash(run))
  })
})

describe('A tick, in this order,', () => {
  it('moves the cluster, then calls the riders, then lets the chart hear of it', () => {
    const chart = aChart({
      one: { on: { RiderUp: 'two' } },
      two: { always: { target: 'three', guard: holds({ is: 'metric', metric: 'rider.up', of: 'web', eq: 1 }) } },
      three: { entry: [say('up')] },
    })
    const run = openRun(aCourse(chart))
    expect(run.play.riders[0]?.state).toBe('coming')
    const happenings = tick(run)
    expect(happenings.map(({ reason }) => reason)).toEqual(['RiderAnnounced', 'RiderUp'])
    expect(run.world.tick).toBe(1)
    expect(run.play.says).toBe('up')
  })

  it('returns what it told, and keeps it', () => {
    const run = aRun()
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    const before = run.play.told.length
    const happenings = tick(run)
    expect(run.play.told.slice(before)).toEqual(happenings)
    expect(happenings.length).toBeGreaterThan(1)
  })
})
