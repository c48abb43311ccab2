/**
 * Reads what may be a run file, from wherever it comes: a run, or why it is none.
 *
 * Only who opens a run, or has one kept, comes here: the page sends for this file, and for
 * the schemas that it brings, when that is so.
 */

import { diagnose, lineOf } from '../level/diagnose'
import { LAB_COMMANDS, LAB_WISH } from '../level/lab-commands'
import { COMMAND } from '../level/witness'
import { z } from '../level/zod'
import type { LogEntry } from '../model/command'
import { isLabCommand } from '../model/lab'
import { RUN_FORMAT, type RunFile } from './run-file'

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
  'level', // it has brought one that does not read
] as const
export type RunProblem = (typeof RUN_PROBLEMS)[number]

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
  const { whole, ...level } = result.data.level
  if (whole === undefined) return { kind: 'run', file: { ...result.data, log } as RunFile }
  const read = diagnose(JSON.stringify(whole), level.id)
  if (!read.level) return problem('level', read.diagnostics.map(lineOf).join('\n'))
  return { kind: 'run', file: { ...result.data, level: { ...level, whole: read.level }, log } as RunFile }
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
