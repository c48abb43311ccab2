/**
 * `kod crowd FILES`: what the quick bots come to on a level over many seeds, kept in
 * assets/crowd for the debrief to set a run beside. Made by hand; of a level that has
 * changed since, nothing is shown, and only those are played anew.
 */

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Level } from '../level/level'
import { botNamed } from '../proof/bots'
import { playOut } from '../proof/playing'
import { courseOf } from '../rules/course'
import { figuresOf } from '../rules/figures'
import { ENGINE } from '../rules/run'
import { levelHash } from '../session/run-file'
import type { Answer } from './answer'
import { ownLevels, readLevel, readText, writeText } from './files'

const CROWD = new URL('../../assets/crowd/', import.meta.url)

/** Those that do not look ahead: a run takes them a second at most. */
const QUICK = ['sticker', 'random', 'late', 'all:k8s', 'all:vm', 'solution'] as const

export interface CrowdOptions {
  readonly seeds?: number
}

export function crowd(files: readonly string[], { seeds = 20 }: CrowdOptions): Answer {
  const all = files.length > 0 ? files : ownLevels()
  const lines = all.map(file => {
    const level = readLevel(file)
    const kept = fileURLToPath(new URL(`${level.id}.json`, CROWD))
    if (existsSync(kept) && readText(kept).includes(onLine(level))) return `${level.id}: as it was`
    writeText(kept, printed(level, seeds))
    return `${level.id}: ${QUICK.length * seeds} runs`
  })
  return { json: lines, text: lines.join('\n'), failed: false }
}

/** Which game they were played in. */
const onLine = (level: Level) => `"on": "${ENGINE}.${levelHash(level)}"`

/** A bot a line. */
function printed(level: Level, seeds: number): string {
  const course = courseOf(level)
  const rows = QUICK.map(name => {
    const hire = botNamed(name)
    const runs = Array.from({ length: seeds }, (_, i) => {
      const { landed, budgetLeft, cost, toil } = figuresOf(
        playOut(course, i + 1, hire as NonNullable<typeof hire>),
        false,
      )
      return [landed ? 1 : 0, budgetLeft, cost, toil]
    })
    return `    ${JSON.stringify(name)}: ${JSON.stringify(runs)}`
  })
  return `{\n  ${onLine(level)},\n  "bots": {\n${rows.join(',\n')}\n  }\n}\n`
}
