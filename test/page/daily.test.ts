/** The run of the day: another seed each day, and none of a level that has changed. */

import { describe, expect, it } from 'vitest'
import { openDaily } from '../../src/page/daily'
import type { Door } from '../../src/page/opening'
import { levelHash } from '../../src/session/run-file'
import { shelf } from './shelf'

const library = await shelf('L01-drop-in')
const opened = library.opened('L01-drop-in')
const hash = opened?.kind === 'level' ? levelHash(opened.course.level) : ''

async function onDay(day: number, hash: string) {
  const said: unknown[] = []
  const door = {
    app: { send: (event: unknown) => said.push(event) },
    hud: () => ({ notify: (key: string) => said.push(key) }),
    library,
  }
  await openDaily(door as unknown as Door, [{ level: 'L01-drop-in', hash, seeds: [7, 9] }], day)
  return said
}

describe('The run of the day', () => {
  it.each([
    [20_000, 7],
    [20_001, 9],
    [20_002, 7],
  ])('of day %i has seed %i', async (day, seed) =>
    expect(await onDay(day, hash)).toEqual([{ type: 'OPEN', levelId: 'L01-drop-in', seed }]),
  )
  it('is none where the level has changed since', async () =>
    expect(await onDay(20_000, '0'.repeat(16))).toEqual(['daily.none']))
})
