/**
 * Levels are sent for before they are wanted: the one in front of the player as soon as
 * the page is open, one whose briefing is read, and then the one after it. Who presses
 * START sooner waits, and is told if nothing comes.
 */

import type { Actor } from 'xstate'
import { levelAfter } from '../level/catalogue'
import { type campaign, placeOf } from '../session/campaign'
import type { Library, Opened } from './library'

type App = Actor<typeof campaign>

export function attend(app: App, library: Library): void {
  let attended = ''
  app.subscribe(snapshot => {
    const place = placeOf(snapshot)
    const { levelId } = snapshot.context
    const now = `${place} ${levelId}`
    if (now === attended) return
    attended = now
    if (place === 'briefing') void open(levelId, app, library)
    if (place === 'duel') library.fetch(levelId)
    if (place === 'loading') void awaited(levelId, app, library)
  })
}

/** What did not come is not spoken of before it is wanted; what does not read, is. */
async function open(id: string, app: App, library: Library): Promise<void> {
  const opened = await library.open(id)
  if (opened.kind === 'level') library.fetch(levelAfter(id))
  else if (opened.key !== 'problem.notCome' && isAt('briefing', id, app)) fail(id, opened, app)
}

async function awaited(id: string, app: App, library: Library): Promise<void> {
  const opened = await library.open(id)
  if (!isAt('loading', id, app)) return
  if (opened.kind === 'level') app.send({ type: 'HERE' })
  else fail(id, opened, app)
}

const isAt = (place: string, id: string, app: App) =>
  placeOf(app.getSnapshot()) === place && app.getSnapshot().context.levelId === id

const fail = (levelId: string, { key, detail }: Extract<Opened, { kind: 'problem' }>, app: App) =>
  app.send({ type: 'FAIL', problem: { key, detail, ...(key === 'problem.notCome' && { levelId }) } })
