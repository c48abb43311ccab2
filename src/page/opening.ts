/**
 * Runs from outside, by a link or as a file: read with care, and never at the cost of
 * the run under way. A run that does not open says why; one that does asks before it
 * takes the place of one that is being played.
 */

import type { Actor } from 'xstate'
import type { Hud } from '../hud/hud'
import { type campaign, modeOf, type Problem, placeOf } from '../session/campaign'
import type { RunFile } from '../session/run-file'
import type { Decoded } from '../session/run-reading'
import type { Library } from './library'
import { levelOf } from './seat'

export interface Door {
  readonly app: Actor<typeof campaign>
  readonly hud: () => Hud
  readonly library: Pick<Library, 'opened' | 'open'>
}

export async function openLink(link: string, door: Door): Promise<void> {
  await enter(await read(({ readLink }) => readLink(link)), door)
}

export async function openFile(file: File, door: Door): Promise<void> {
  await enter(await read(reader => readFile(file, reader)), door)
}

/** What reads a run: loaded by itself, for few open one and it brings the schemas with it. */
type Reader = typeof import('../session/link') & typeof import('../session/run-reading')

async function read(how: (reader: Reader) => Decoded | Promise<Decoded>): Promise<Decoded | Problem> {
  try {
    const [link, runs] = await Promise.all([import('../session/link'), import('../session/run-reading')])
    return await how({ ...link, ...runs })
  } catch (error) {
    return { key: 'problem.notCome', detail: error instanceof Error ? error.message : '' }
  }
}

async function readFile(file: File, { MOST_INFLATED, parseRun, problem }: Reader): Promise<Decoded> {
  if (file.size > MOST_INFLATED) return problem('run.tooLarge', file.name)
  const text = await file.text().catch(() => undefined) // a folder, or a file that is gone by now
  return text === undefined ? problem('run.unread', file.name) : parseRun(text)
}

async function enter(decoded: Decoded | Problem, door: Door): Promise<void> {
  if ('key' in decoded && !('kind' in decoded)) return refuse(decoded, door)
  if (decoded.kind === 'problem') return refuse({ key: `problem.${decoded.key}`, detail: decoded.detail }, door)
  const level = levelOf(decoded.file, door.library) ?? (await door.library.open(decoded.file.level.id))
  if (level.kind === 'problem') return refuse({ key: level.key, detail: level.detail }, door)
  if (!isPlayed(door)) return watch(decoded.file, door)
  stand(door)
  door.hud().ask('opening.leave', () => watch(decoded.file, door))
}

const watch = (runFile: RunFile, { app }: Door): void => app.send({ type: 'WATCH', levelId: runFile.level.id, runFile })

/** Over whatever is shown; where nothing is under way the whole page says it. */
export function refuse(why: Problem, door: Door): void {
  const place = placeOf(door.app.getSnapshot())
  if (place !== 'run' && place !== 'replay' && place !== 'debrief') return door.app.send({ type: 'FAIL', problem: why })
  stand(door)
  door.hud().warn(why)
}

const isPlayed = ({ app }: Door) => placeOf(app.getSnapshot()) === 'run'

/** Nobody should lose requests to a question. */
function stand({ app }: Door): void {
  const snapshot = app.getSnapshot()
  const place = placeOf(snapshot)
  if ((place === 'run' || place === 'replay') && modeOf(snapshot) === 'running') app.send({ type: 'MENU' })
}
