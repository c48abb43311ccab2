/** `kod verify RUNFILE`: plays a run again, and 1 if it comes to another end than it did. */

import type { Level } from '../level/level'
import { madeOf } from '../level/made'
import { resumed } from '../proof/playing'
import { courseOf } from '../rules/course'
import { ENGINE, hash } from '../rules/run'
import { levelHash, type RunFile } from '../session/run-file'
import type { Answer } from './answer'
import { Complaint, ownLevel, readLevel, readRun } from './files'

export function verify(file: string): Answer {
  const saved = readRun(file)
  const level = playedOn(saved)
  const run = resumed(courseOf(level), saved.seed, saved.log, saved.end.tick)
  const got = { tick: run.world.tick, hash: hash(run) }
  const same = got.tick === saved.end.tick && got.hash === saved.end.hash
  const notes = [
    ...(saved.engine === ENGINE ? [] : [`saved by engine ${saved.engine}; this is engine ${ENGINE}`]),
    ...(saved.level.hash === levelHash(level) ? [] : ['the level has changed since this run was saved']),
  ]
  const verdict = same ? 'the same end' : 'ANOTHER END'
  const ends = `saved ${saved.end.hash} at ${saved.end.tick} s, got ${got.hash} at ${got.tick} s`
  return {
    json: { same, level: level.id, seed: saved.seed, expected: saved.end, got, notes },
    text: [`${verdict}: ${ends}`, ...notes.map(note => `note: ${note}`)].join('\n'),
    failed: !same,
  }
}

function playedOn(saved: RunFile): Level {
  return madeOf(levelOf(saved), saved.level)
}

function levelOf(saved: RunFile): Level {
  if (saved.level.whole) return saved.level.whole as Level
  const file = ownLevel(saved.level.id)
  if (!file) throw new Complaint(`there is no level "${saved.level.id}" here, and the run file does not bring it`)
  return readLevel(file)
}
