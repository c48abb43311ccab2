/**
 * A run on the page: the board, what is said aloud of what is new on it, its menu, and
 * where the focus goes between the two, and between watching and playing.
 */

import { isContest } from '../level/catalogue'
import type { ParkView } from '../view/park-view'
import type { Announcer } from './announcer'
import type { Board } from './board'
import { callIs } from './call'
import type { Dialog } from './dialogs'
import { menu } from './menu'
import { newsOf } from './news'
import type { Part } from './part'
import type { Hands, RunScreen, ScreenView } from './screen'
import type { Speech } from './speech'
import { theatreNews } from './theatre-news'
import { wordsFor } from './words'

export interface RunParts {
  readonly board: Board
  readonly announcer: Announcer
  readonly speech: Speech
  readonly menuDialog: Dialog
  readonly openSettings: () => void
  readonly hands: Hands
}

export function showRun(next: RunScreen, before: ScreenView | undefined, parts: RunParts) {
  const { board, announcer, speech, menuDialog, openSettings, hands } = parts
  const part: Part = { words: wordsFor(next), hands, timeScale: next.level.timeScale }
  const was: RunScreen | undefined = before?.screen === 'run' ? before : undefined
  if (was?.level.id !== next.level.id) speech.forget()
  const fades = isContest(next.level.id) // a lesson's last word stands until the next
  const shown = fades ? { ...next, park: speech.after(next.park, part.timeScale) } : next
  board.show(shown)
  tellNews(next, was, announcer, part)
  if (next.mode === 'menu') menuDialog.show(menu(shown, part, openSettings))
  const closes = next.mode !== 'menu' && menuDialog.element.open
  if (closes) menuDialog.hide()
  if (was && was.replay !== next.replay) arriveAt(next, board)
  else if (closes || focusIsLost(board.element)) board.element.focus({ preventScroll: true })
}

/** Whoever plays wants the keys, whoever watches the button that stops time. */
export function arriveAt({ replay }: RunScreen, board: Board) {
  const first = replay ? board.transport.querySelector<HTMLElement>('[data-focus]') : board.element
  first?.focus({ preventScroll: true })
}

function tellNews(next: RunScreen, was: RunScreen | undefined, announcer: Announcer, part: Part) {
  const listener = { ...part, watching: next.replay, calling: next.settings.callOut && !next.replay }
  const wound = was?.theatre !== undefined && was.theatre.leaps !== next.theatre?.leaps
  if (!wound) announcer.tell(newsOf(parkIfSame(was, next), next.park, listener))
  if (next.theatre) announcer.tell(theatreNews(was?.theatre, next.theatre, listener))
  if (next.call) {
    if (was?.call?.id !== next.call.id) announcer.tell([{ text: callIs(next.call, next.park, listener), urgent: true }])
  } else if (was && (was.mode === 'planning') !== (next.mode === 'planning') && next.mode !== 'menu') {
    announcer.tell([{ text: part.words.ui(next.mode === 'planning' ? 'said.stands' : 'said.runs'), urgent: true }])
  }
}

/** After a restart nothing that was said before holds. */
const parkIfSame = (was: RunScreen | undefined, next: RunScreen): ParkView | undefined =>
  was && was.level.id === next.level.id && was.park.tick <= next.park.tick ? was.park : undefined

export function leaveRun(board: Board, menuDialog: Dialog, announcer: Announcer, before: ScreenView | undefined) {
  if (before?.screen !== 'run') return
  board.stage.hidden = true
  announcer.forget()
  if (menuDialog.element.open) menuDialog.hide()
}

export const dialogIsOpen = (page: Document) => page.querySelector('dialog[open]') !== null

/** What had it is gone from the page (a rider that left), or a dialog has closed. */
const focusIsLost = ({ ownerDocument }: HTMLElement) =>
  (ownerDocument.activeElement ?? ownerDocument.body) === ownerDocument.body && !dialogIsOpen(ownerDocument)
