/**
 * A run as a file: save, replay, link and bug report are all this.
 *
 * `{level, seed, log}` is the run; the end is kept beside it, so that whoever plays it
 * again can say whether it came out the same. The level is named by its id and a hash
 * of what decides a run; a level that is not one of ours comes along whole.
 */

import { LAB_COMMANDS, LAB_WISH, type LabWish } from '../level/lab'
import type { Level } from '../level/level'
import { print } from '../level/print'
import { COMMAND } from '../level/witness'
import { z } from '../level/zod'
import type { LogEntry } from '../model/command'
import { isLabCommand } from '../model/lab'
import type { Seen } from '../model/world'
import { ENGINE, hash, type Run, wholeLogOf } from '../rules/run'
import { hashOf } from '../sim/plain'

export const RUN_FORMAT = 1

const MOST_COMMANDS = 20_000
const TICK = z.int().min(0).max(14_400)
/** A Lab has no end: a week of its cluster. */
const LAB_TICK = z.int().min(0).max(604_800)

const ANY_COMMAND = z.discriminatedUnion('verb', [...COMMAND.options, ...LAB_COMMANDS])

const RUN_FILE = z.strictObject({
  format: z.literal(RUN_FORMAT),
  level: z
    .strictObject({
      id: z.string().max(40),
      hash: z.string().regex(/^[0-9a-f]{16}$/),
      whole: z.unknown(),
      lab: LAB_WISH,
      duel: z.literal(true),
    })
    .partial({ whole: true, lab: true, duel: true }),
  seed: z.int().min(0).max(4_294_967_295),
  log: z.array(z.strictObject({ tick: LAB_TICK, command: ANY_COMMAND })).max(MOST_COMMANDS),
  marks: z.strictObject({ planned: z.boolean(), rewound: z.boolean() }),
  engine: z.int().min(1),
  end: z.strictObject({ tick: LAB_TICK, hash: z.string().regex(/^[0-9a-f]{16}$/) }),
})

export interface RunFile {
  readonly format: typeof RUN_FORMAT
  readonly level: {
    readonly id: string
    readonly hash: string
    readonly whole?: unknown
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

export type Decoded =
  | { readonly kind: 'run'; readonly file: RunFile }
  | { readonly kind: 'problem'; readonly key: RunProblem; readonly detail: string }

export const RUN_PROBLEMS = [
  'run.empty',
  'run.notJson',
  'run.isProgress',
  'run.isLevel',
  'run.newer',
  'run.wrong',
  'run.cut',
  'run.tooLarge',
  'run.unread',
] as const
export type RunProblem = (typeof RUN_PROBLEMS)[number]

/** `whole`: the level is not one that whoever opens the run will have, so it comes along. */
export const runFileOf = (run: Run, marks: RunMarks, whole = false): RunFile => ({
  format: RUN_FORMAT,
  level: {
    id: run.level.id,
    hash: levelHash(run.level),
    ...(whole && { whole: JSON.parse(print(run.level)) }),
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
  const log = file.log.map(({ tick, command }) => ({ tick, command: unsigned(command) }))
  return JSON.stringify({ ...file, log })
}

/** Who did it goes without saying. */
function unsigned(command: LogEntry['command']): object {
  if (isLabCommand(command)) return command
  const { by, ...said } = command
  return said
}

export function parseRun(text: string): Decoded {
  if (text.trim() === '') return problem('run.empty', '')
  const value = parsed(text)
  if (value === undefined) return problem('run.notJson', '')
  if ('checksum' in value && 'progress' in value) return problem('run.isProgress', '')
  if ('park' in value && 'workloads' in value) return problem('run.isLevel', '')
  const { format } = value as { format?: unknown }
  if (typeof format === 'number' && format > RUN_FORMAT) return problem('run.newer', String(format))
  const result = RUN_FILE.safeParse(value)
  if (!result.success) return problem('run.wrong', firstIssue(result.error))
  const log = result.data.log.map(({ tick, command }) => ({ tick, command: signed(command) }))
  if (!result.data.level.lab && !TICK.safeParse(result.data.end.tick).success) return problem('run.wrong', 'end.tick')
  if (log.some((entry, i) => entry.tick < (log[i - 1]?.tick ?? 0))) return problem('run.wrong', 'log: ticks run back')
  return { kind: 'run', file: { ...result.data, log } as RunFile }
}

const signed = (command: { readonly verb: string }) =>
  (isLabCommand(command) ? command : { ...command, by: 'player' }) as LogEntry['command']

export const problem = (key: RunProblem, detail: string): Decoded => ({ kind: 'problem', key, detail })

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined // what is not JSON has no more to say than that
  }
}

const firstIssue = (error: z.ZodError) => {
  const issue = error.issues[0]
  return issue ? `${issue.path.join('.')}: ${issue.message}` : ''
}

/** The same level whatever the order in which its keys were written. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value).sort()
  return Object.fromEntries(keys.map(key => [key, ordered((value as Record<string, unknown>)[key])]))
}
