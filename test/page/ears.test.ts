/** Whole runs, listened to. */

import { describe, expect, it } from 'vitest'
import { readLevel } from '../../src/cli/files'
import { openEars } from '../../src/page/ears'
import { scripted } from '../../src/proof/players'
import { courseOf } from '../../src/rules/course'
import { give, openRun, tick } from '../../src/rules/run'
import type { Cue } from '../../src/view/cues'

interface Sound {
  readonly cue: Cue
  /** Seconds of play. */
  readonly at: number
}

/** What somebody hears who plays a level by its solution. */
function listenedTo(file: string): readonly Sound[] {
  const level = readLevel(file)
  const course = courseOf(level)
  const run = openRun(course, level.seed)
  const player = scripted(level.solution)(course, level.seed)
  const heard: Sound[] = []
  const ears = openEars(({ cue }) => heard.push({ cue, at: run.world.tick / level.timeScale }))
  while (run.play.outcome === 'running') {
    for (const command of player(run)) give(run, command)
    tick(run)
    ears.hear(run)
  }
  return heard
}

const within = (heard: readonly Sound[], seconds: number) =>
  Math.max(...heard.map(({ at: from }) => heard.filter(({ at }) => at >= from && at < from + seconds).length))

const LEVELS = ['L01-drop-in', 'L02-respawn', 'L03-backpack', 'L06-spine-transfer']

describe.each(LEVELS)('A run of %s, played as it is solved,', id => {
  const heard = listenedTo(`levels/${id}.json`)

  it('is no noise: fewer than one sound a second, and at most eight in three seconds, though no hand is so quick', () => {
    expect((heard.length * 60) / (heard.at(-1)?.at ?? 0)).toBeLessThan(60)
    expect(within(heard, 3)).toBeLessThanOrEqual(8)
  })

  it('ends with a fanfare, once', () => expect(heard.filter(({ cue }) => cue === 'landed')).toEqual([heard.at(-1)]))
})

it('Of a host that dies, what is comes before what is known, and both before its way back', () => {
  const order: readonly Cue[] = ['slam', 'lampOut', 'hostBack', 'lampBack']
  const heard = listenedTo('levels/L06-spine-transfer.json').map(({ cue }) => cue)
  const firsts = order.map(cue => heard.indexOf(cue))
  expect(firsts).toEqual([...firsts].sort((a, b) => a - b))
  expect(firsts).not.toContain(-1)
})
