/**
 * Runs from outside, by a link or as a file: read with care, and never at the cost of
 * the run under way. A run that does not open says why; one that does asks before it
 * takes the place of one that is being played.
 */

import type { Actor } from 'xstate'
import type { Hud } from '../hud/hud'
import { type campaign, modeOf, type Problem, placeOf } from '../session/campaign'
import { MOST_INFLATED, readLink } from '../session/link'
import { type Decoded, parseRun, problem, type RunFile } from '../session/run-file'
import type { Library } from './library'
import { levelOf } from './seat'

export interface Door {
  readonly app: Actor<typeof campaign>
  readonly hud: () => Hud
  readonly library: Pick<Library, 'opened' | 'open'>
}

export const openLink = (link: string, door: Door): Promise<void> => enter(readLink(link), door)

export async function openFile(file: File, door: Door): Promise<void> {
  await enter(await readFile(file), door)
}

async function readFile(file: File): Promise<Decoded> {
  if (file.size > MOST_INFLATED) return problem('run.tooLarge', file.name)
  try {
    return parseRun(await file.text())
  } catch {
    return problem('run.unread', file.name) // a folder, or a file that is gone by now
  }
}

async function enter(decoded: Decoded, door: Door): Promise<void> {
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
