/**
 * Files that a command line names: read whole, or a sentence that says why not.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { diagnose, lineOf } from '../level/diagnose'
import type { Level } from '../level/level'
import type { RunFile } from '../session/run-file'
import { parseRun } from '../session/run-reading'

/** Said to whoever typed the command; never a stack. */
export class Complaint extends Error {}

const LEVELS = new URL('../../levels/', import.meta.url)

/** The levels that come with the game, in the order of their names. */
export const ownLevels = (): readonly string[] =>
  readdirSync(LEVELS)
    .filter(name => name.endsWith('.json') && name !== 'level.schema.json')
    .sort()
    .map(name => fileURLToPath(new URL(name, LEVELS)))

/** Only an id that names one of them: nothing from a file becomes a path. */
export const ownLevel = (id: string): string | undefined => ownLevels().find(file => file.endsWith(`/${id}.json`))

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Complaint(`${file}: ${WHY[(error as NodeJS.ErrnoException).code ?? ''] ?? 'can not be read'}`)
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder; a file is wanted',
  EACCES: 'may not be read',
}

export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new Complaint(`${file}: can not be written (${(error as NodeJS.ErrnoException).code})`)
  }
}

export function readLevel(file: string): Level {
  const { level, diagnostics } = diagnose(readText(file), file)
  if (!level) throw new Complaint(diagnostics.map(lineOf).join('\n'))
  return level
}

export function readRun(file: string): RunFile {
  const decoded = parseRun(readText(file))
  if (decoded.kind === 'run') return decoded.file
  throw new Complaint(`${file}: ${RUN_WRONG[decoded.key](decoded.detail)}`)
}

const RUN_WRONG = {
  'run.empty': () => 'is empty',
  'run.isProgress': () => 'holds progress, not a run',
  'run.isLevel': () => 'holds a level, not a run',
  'run.unread': () => 'could not be read',
  'run.notJson': () => 'is not JSON; a run file is wanted, as "Download run" saves it',
  'run.newer': (format: string) => `made with a newer K8S or DIE (format ${format})`,
  'run.wrong': (detail: string) => `is not a run file (${detail})`,
  'run.cut': () => 'is cut short',
  'run.tooLarge': () => 'is larger than a run can be',
  level: (detail: string) => `brings a level that does not read:\n${detail}`,
}
