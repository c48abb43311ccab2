/**
 * The run of the day: the same level and seed for everybody, from those that the report
 * has seen landed. Which it is, is known once those levels are here.
 */

import proven from '../../assets/daily.json'
import type { Days } from '../model/units'
import { dailyOf, type ProvenLevel } from '../proof/daily'
import { levelHash } from '../session/run-file'
import type { Door } from './opening'

const PROVEN = proven as readonly ProvenLevel[]

export const hasDaily = PROVEN.length > 0

/** By the calendar of Greenwich, so that it is the same day everywhere. */
const today = (): Days => Math.floor(Date.now() / 86_400_000)

export async function openDaily({ app, hud, library }: Door, all = PROVEN, day = today()): Promise<void> {
  const opened = await Promise.all(all.map(({ level }) => library.open(level)))
  const hashes = new Map(
    opened.flatMap(each => (each.kind === 'level' ? [[each.course.level.id, levelHash(each.course.level)]] : [])),
  )
  const daily = dailyOf(day, all, id => hashes.get(id))
  if (daily) app.send({ type: 'OPEN', levelId: daily.level, seed: daily.seed })
  else hud().notify('daily.none')
}
