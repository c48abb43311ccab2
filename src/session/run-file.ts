/**
 * A run as a file: save, replay, link and bug report are all this.
 *
 * `{level, seed, log}` is the run; the end is kept beside it, so that whoever plays it
 * again can say whether it came out the same. The level is named by its id and a hash
 * of what decides a run; a level that is not one of ours comes along whole.
 * `run-reading.ts` reads one.
 */

import type { LabWish } from '../level/lab'
import type { Level } from '../level/level'
import { print } from '../level/print'
import type { LogEntry } from '../model/command'
import { isLabCommand } from '../model/lab'
import type { Seen } from '../model/world'
import { ENGINE, hash, type Run, wholeLogOf } from '../rules/run'
import { hashOf } from '../sim/plain'

export const RUN_FORMAT = 1

/** A link to a run begins so; `link.ts` writes and reads them. */
export const RUN_LINK = '#run='
export const isRunLink = (hash: string): boolean => hash.startsWith(RUN_LINK)

export interface RunFile {
  readonly format: typeof RUN_FORMAT
  readonly level: {
    readonly id: string
    readonly hash: string
    readonly whole?: Seen<Level>
    /** It was played in the Lab that was made of this level. */
    readonly lab?: LabWish
    /** It was a round of a duel on this level. */
    readonly duel?: true
  }
  readonly seed: number
  readonly log: readonly LogEntry[]
  readonly marks: RunMarks
  readonly engine: number
  /** Where it stood when it was saved: its end, if it had ended. */
  readonly end: { readonly tick: number; readonly hash: string }
}

/** A run is live or planned; neither is the lesser. */
export interface RunMarks {
  readonly planned: boolean
  readonly rewound: boolean
}

/** `whole`: the level is not one that whoever opens the run will have, so it comes along. */
export const runFileOf = (run: Run, marks: RunMarks, whole = false): RunFile => ({
  format: RUN_FORMAT,
  level: {
    id: run.level.id,
    hash: levelHash(run.level),
    ...(whole && { whole: run.level }),
    ...(run.level.lab && { lab: run.level.lab }),
    ...(run.level.duel && { duel: true }),
  },
  seed: run.world.seed,
  log: wholeLogOf(run),
  marks,
  engine: ENGINE,
  end: { tick: run.world.tick, hash: hash(run) },
})

/** Of all that decides a run: not the words, the texts' keys or who wrote it. */
export function levelHash(level: Seen<Level>): string {
  const { $schema, words, extensions, teaches, claim, ...decides } = level
  return hashOf(ordered(decides))
}

export function printRun(file: RunFile): string {
  const { whole, ...named } = file.level
  const level = whole ? { ...named, whole: JSON.parse(print(whole)) } : named
  const log = file.log.map(({ tick, command }) => ({ tick, command: unsigned(command) }))
  return JSON.stringify({ ...file, level, log })
}

/** Who did it goes without saying. */
function unsigned(command: LogEntry['command']): object {
  if (isLabCommand(command)) return command
  const { by, ...said } = command
  return said
}

/** The same level whatever the order in which its keys were written. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value).sort()
  return Object.fromEntries(keys.map(key => [key, ordered((value as Record<string, unknown>)[key])]))
}
