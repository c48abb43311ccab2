/**
 * Runs that were recorded once, with their ends, played again: what kept runs and shared
 * links rely on. Each brings its level along, so that no lesson of today can change it.
 *
 * When one differs and was meant to: raise ENGINE in rules/run.ts and record it anew
 * (`npm run kod -- play LEVEL --log FILE --save FILE`, LEVEL as test/level/format-1.json).
 */

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Level } from '../../src/level/level'
import { resumed } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { ENGINE, hash } from '../../src/rules/run'
import { levelHash, type RunFile } from '../../src/session/run-file'
import { parseRun } from '../../src/session/run-reading'

const REPLAYS = new URL('../replays/', import.meta.url)

function recorded(name: string): { run: RunFile; level: Level } {
  const decoded = parseRun(readFileSync(new URL(name, REPLAYS), 'utf8'))
  if (decoded.kind !== 'run') throw new Error(`${decoded.key} ${decoded.detail}`)
  const { whole } = decoded.file.level
  if (!whole) throw new Error(`${name} does not bring a level that can be played`)
  return { run: decoded.file, level: whole as Level }
}

describe('A recorded run comes to the end it came to:', () => {
  it.each(readdirSync(REPLAYS))('%s', name => {
    const { run, level } = recorded(name)
    expect({ engine: run.engine, level: run.level.hash }).toEqual({ engine: ENGINE, level: levelHash(level) })
    const again = resumed(courseOf(level), run.seed, run.log, run.end.tick)
    expect({ tick: again.world.tick, hash: hash(again) }).toEqual(run.end)
  })
})
