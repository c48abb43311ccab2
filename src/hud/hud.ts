/**
 * The page as real DOM: every screen of the game, playable without the picture.
 *
 * Shows what it is told and sends back what is pressed; decides nothing. It owns the
 * focus: on each new screen that goes where one wants to begin, and while a run is
 * under way it never falls off the board, or the keys would be dead.
 */

import './theme.css'
import './pages.css'
import './board.css'
import './text-board.css'
import './ending.css'
import './debrief.css'
import { nothing, render, type TemplateResult } from 'lit-html'
import type { Intent } from '../session/intent'
import type { ParkView } from '../view/park-view'
import { type Announcer, openAnnouncer } from './announcer'
import { type Board, openBoard } from './board'
import { briefing } from './briefing'
import { debriefPage } from './debrief'
import { type Dialog, openDialog } from './dialogs'
import { menu } from './menu'
import { newsOf, situation } from './news'
import type { Part } from './part'
import { problemPage } from './problem'
import type { Hands, RunScreen, ScreenView } from './screen'
import { settingsForm } from './settings'
import { title } from './title'
import { wordsOf } from './words'

export interface Hud {
  show(screen: ScreenView): void
  /** What a device other than the HUD's own buttons asked for: a refusal is shown there. */
  tried(intent: Intent): void
  /** Says how everything stands. */
  tell(): void
  /** Says and shows one line of the interface's words: "Copied". */
  notify(key: string): void
  /** What has the focus during a run; keys and swipes listen here. */
  readonly board: HTMLElement
  /** Where the picture goes. */
  readonly canvasHost: HTMLElement
}

export function openHud(root: HTMLElement, hands: Hands): Hud {
  const page = root.ownerDocument
  const pages = page.createElement('div')
  const toast = page.createElement('p')
  toast.className = 'toast'
  toast.setAttribute('aria-hidden', 'true')
  const announcer = openAnnouncer(page)
  const board = openBoard(page, hands, why => {
    const words = wordsOf()
    announcer.tell([{ text: words.ui('said.refused', { why: words.say(why) }), urgent: true }])
  })
  let screen: ScreenView | undefined
  let arrived = 0

  const openSettings = () => screen && settings.show(settingsForm(screen.settings, wordsOf(), hands))
  const settings = openDialog(page, 'settings', () => undefined)
  const menuDialog = openDialog(page, 'menu', () => hands.app({ type: 'RESUME' }))
  root.classList.add('hud')
  root.replaceChildren(pages, board.stage, toast, menuDialog.element, settings.element, announcer.element)
  keepFocusOn(board.element)
  page.addEventListener('keydown', event => {
    if (screen?.screen !== 'debrief') return
    if (isRetry(event)) hands.app({ type: 'AGAIN' })
    if (event.code === 'Space' && (event.repeat || event.timeStamp - arrived < STILL_LANDING_MS)) event.preventDefault()
  })

  const show = (next: ScreenView) => {
    const before = screen
    screen = next
    wear(root, next)
    render(next.screen === 'run' ? nothing : pageOf(next, hands, openSettings), pages)
    if (next.screen === 'run') showRun(next, before, { board, announcer, menuDialog, openSettings, hands })
    else leaveRun(board, menuDialog, announcer, before)
    if (settings.element.open && before?.settings !== next.settings) openSettings()
    if (before?.screen === next.screen) return
    arrived = performance.now()
    arrive(next, pages, board)
  }
  const tell = () => {
    if (screen?.screen !== 'run') return
    const listener = { words: wordsOf(screen.level.words), timeScale: screen.level.timeScale }
    announcer.tell([{ text: situation(screen.park, listener), urgent: true }])
  }
  const notify = (key: string) => {
    const text = wordsOf().ui(key)
    toast.textContent = text
    toast.classList.remove('shown')
    void toast.offsetWidth // so that the same line appears again
    toast.classList.add('shown')
    announcer.tell([{ text, urgent: false }])
  }
  return { show, tried: board.tried, tell, notify, board: board.element, canvasHost: board.canvasHost }
}

/** A Space that was meant for LAND must not press AGAIN, which has the focus when the run has just ended. */
const STILL_LANDING_MS = 500

function pageOf(screen: Exclude<ScreenView, RunScreen>, hands: Hands, openSettings: () => void): TemplateResult {
  const words = wordsOf('level' in screen ? screen.level.words : {})
  if (screen.screen === 'title') return title(screen.levels, words, hands, openSettings)
  if (screen.screen === 'briefing') return briefing(screen.level, words, hands)
  if (screen.screen === 'problem') return problemPage(screen.problem, words, hands)
  return debriefPage(screen, { words, hands, timeScale: screen.level.timeScale })
}

interface RunParts {
  readonly board: Board
  readonly announcer: Announcer
  readonly menuDialog: Dialog
  readonly openSettings: () => void
  readonly hands: Hands
}

function showRun(next: RunScreen, before: ScreenView | undefined, parts: RunParts) {
  const { board, announcer, menuDialog, openSettings, hands } = parts
  const words = wordsOf(next.level.words)
  const part: Part = { words, hands, timeScale: next.level.timeScale }
  const was: RunScreen | undefined = before?.screen === 'run' ? before : undefined
  board.show(next)
  announcer.tell(newsOf(parkIfSame(was, next), next.park, part))
  if (was && (was.mode === 'planning') !== (next.mode === 'planning') && next.mode !== 'menu') {
    announcer.tell([{ text: words.ui(next.mode === 'planning' ? 'said.stands' : 'said.runs'), urgent: true }])
  }
  if (next.mode === 'menu') menuDialog.show(menu(next, part, openSettings))
  const closes = next.mode !== 'menu' && menuDialog.element.open
  if (closes) menuDialog.hide()
  if (closes || focusIsLost(board.element)) board.element.focus({ preventScroll: true })
}

/** After a restart nothing that was said before holds. */
const parkIfSame = (was: RunScreen | undefined, next: RunScreen): ParkView | undefined =>
  was && was.level.id === next.level.id && was.park.tick <= next.park.tick ? was.park : undefined

function leaveRun(board: Board, menuDialog: Dialog, announcer: Announcer, before: ScreenView | undefined) {
  if (before?.screen !== 'run') return
  board.stage.hidden = true
  announcer.forget()
  if (menuDialog.element.open) menuDialog.hide()
}

function arrive(next: ScreenView, pages: HTMLElement, board: Board) {
  const first = next.screen === 'run' ? board.element : pages.querySelector<HTMLElement>('[data-focus]')
  first?.focus({ preventScroll: true })
  pages.ownerDocument.defaultView?.scrollTo(0, 0)
}

/** Settings that are worn by the whole page. */
function wear(root: HTMLElement, { settings, screen }: ScreenView) {
  root.dataset.screen = screen
  root.dataset.text = settings.textSize
  root.toggleAttribute('data-still', settings.reducedMotion)
  root.toggleAttribute('data-patterns', settings.patterns)
}

const isRetry = (event: KeyboardEvent) =>
  event.code === 'KeyR' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !dialogIsOpen(document)

const dialogIsOpen = (page: Document) => page.querySelector('dialog[open]') !== null

/** What had it is gone from the page (a rider that left), or a dialog has closed. */
const focusIsLost = ({ ownerDocument }: HTMLElement) =>
  (ownerDocument.activeElement ?? ownerDocument.body) === ownerDocument.body && !dialogIsOpen(ownerDocument)

/** A click or tap presses a button and leaves the focus where the keys are; only Tab moves it. */
function keepFocusOn(board: HTMLElement) {
  board.parentElement?.addEventListener('mousedown', event => {
    event.preventDefault()
    if (!dialogIsOpen(board.ownerDocument)) board.focus({ preventScroll: true })
  })
}
