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
import './choices.css'
import './plane.css'
import './clusters.css'
import './ending.css'
import './theatre.css'
import './captions.css'
import './wipe.css'
import { html, nothing, render, type TemplateResult } from 'lit-html'
import type { Problem } from '../session/campaign'
import type { Intent } from '../session/intent'
import { doneBy } from '../session/keys'
import type { Heard } from '../view/hearing'
import { openAnnouncer } from './announcer'
import { type Board, openBoard } from './board'
import { briefing } from './briefing'
import { callIs } from './call'
import { openDialog } from './dialogs'
import { ghostLine } from './ghost'
import { openKeyTable } from './key-table'
import { situation } from './news'
import { question, warning } from './notice'
import { takeDrops } from './open-run'
import { problemPage } from './problem'
import { arriveAt, dialogIsOpen, leaveRun, showRun } from './run'
import type { Hands, RunScreen, ScreenView } from './screen'
import { settingsForm } from './settings'
import { openSpeech } from './speech'
import { title } from './title'
import { openWipe } from './wipe'
import { type Words, wordsFor, wordsOf } from './words'

/** The pages that no first run needs. */
export type Later = typeof import('./later')

export interface Hud {
  show(screen: ScreenView): void
  /** They have come; until then a page of them says that it is loading. */
  have(later: Later): void
  /** What a device other than the HUD's own buttons asked for: a refusal is shown there. */
  tried(intent: Intent): void
  /** Says how everything stands. */
  tell(): void
  /** Says and shows one line of the interface's words: "Copied". */
  notify(key: string): void
  /** Writes what is heard, if that is wanted. */
  caption(heard: Heard): void
  /** Something did not open; what is under way stays. */
  warn(problem: Problem): void
  /** Asks before it does it: `key`, and with `.title`, `.yes` and `.no` its words. */
  ask(key: string, yes: () => void): void
  /** What has the focus during a run; keys and swipes listen here. */
  readonly board: HTMLElement
  /** What winds a run that is watched; its own keys listen here. */
  readonly transport: HTMLElement
  /** Where the picture goes. */
  readonly canvasHost: HTMLElement
  /** Where the picture behind a page goes, on those that have one. */
  readonly sky: HTMLElement
}

export function openHud(root: HTMLElement, hands: Hands): Hud {
  const page = root.ownerDocument
  const pages = page.createElement('div')
  const sky = page.createElement('div')
  sky.className = 'sky'
  sky.setAttribute('aria-hidden', 'true')
  const toast = page.createElement('p')
  toast.className = 'toast'
  toast.setAttribute('aria-hidden', 'true')
  const announcer = openAnnouncer(page)
  const speech = openSpeech()
  const board = openBoard(page, hands, why => {
    const words = screen ? wordsFor(screen) : wordsOf()
    announcer.tell([{ text: words.say(why), urgent: true }]) // no command was given, so none was refused
  })
  let later: Later | undefined
  let lab: ReturnType<Later['openLabPanel']> | undefined
  const wipe = openWipe(page)
  const led = openLead(pages)
  let screen: ScreenView | undefined
  let arrived = 0

  const keyTable = openKeyTable(() => openSettings())
  const openSettings = () =>
    screen && settings.show(settingsForm(screen.settings, wordsFor(screen), hands, keyTable, screen.effects))
  const settings = openDialog(page, 'settings', () => undefined)
  const menuDialog = openDialog(page, 'menu', () => hands.app({ type: 'RESUME' }))
  const notice = openDialog(page, 'notice', () => undefined)
  const dialogs = [menuDialog.element, settings.element, notice.element]
  root.classList.add('hud')
  const drops = takeDrops(root, hands)
  root.replaceChildren(pages, board.stage, toast, ...dialogs, announcer.element, drops, wipe.element)
  keepFocusOn(board.element)
  page.addEventListener('keydown', event => {
    if (screen?.screen !== 'debrief') return
    const stillPlaying = event.timeStamp - arrived < STILL_LANDING_MS && doneBy(screen.settings.keys, event.code)
    if (isRetry(event) && !stillPlaying) hands.app({ type: 'AGAIN' })
    if (event.code === 'Space' && (event.repeat || stillPlaying)) event.preventDefault()
  })

  const show = (next: ScreenView) => {
    const before = screen
    screen = next
    wear(root, next)
    lab?.show(next)
    render(next.screen === 'run' ? nothing : pageOf(next, { hands, openSettings, sky, later }), pages)
    if (next.screen === 'run') showRun(next, before, { board, announcer, speech, menuDialog, openSettings, hands })
    else leaveRun(board, menuDialog, announcer, before)
    if (settings.element.open && before?.settings !== next.settings) openSettings()
    if (before?.screen === next.screen) return next.screen === 'debrief' ? led.follow() : undefined
    arrived = performance.now()
    arrive(next, pages, board)
    led.follow()
    wipe.pass(before, next)
  }
  const have = (pages: Later) => {
    later = pages
    board.have(pages)
    lab = pages.openLabPanel(page, hands, () => board.element.focus({ preventScroll: true }))
    toast.before(lab.element)
  }
  const tell = () => {
    if (screen?.screen !== 'run') return
    const { level, replay } = screen
    const listener = { words: wordsFor(screen), timeScale: level.timeScale, watching: replay }
    const ghost = screen.ghost ? [ghostLine(screen.ghost, listener.words)] : []
    const call = screen.call ? [callIs(screen.call, screen.park, listener)] : []
    announcer.tell([{ text: [...call, situation(screen.park, listener), ...ghost].join(' '), urgent: true }])
  }
  const notify = (key: string) => {
    const text = (screen ? wordsFor(screen) : wordsOf()).ui(key)
    toast.textContent = text
    toast.classList.remove('shown')
    void toast.offsetWidth // so that the same line appears again
    toast.classList.add('shown')
    announcer.tell([{ text, urgent: false }])
  }
  const warn = (problem: Problem) => notice.show(warning(problem, wordsOf()))
  const ask = (key: string, yes: () => void) => {
    const agreed = () => {
      notice.hide()
      yes()
    }
    notice.show(question(key, agreed, wordsOf()))
  }
  const { element, transport, canvasHost, tried, caption } = board
  return { show, have, tried, tell, notify, caption, warn, ask, board: element, transport, canvasHost, sky }
}

/** A Space that was meant for LAND must not press AGAIN, which has the focus when the run has just ended; nor an R that was PLAN. */
const STILL_LANDING_MS = 500

interface Around {
  readonly hands: Hands
  readonly openSettings: () => void
  readonly sky: HTMLElement
  readonly later: Later | undefined
}

function pageOf(screen: Exclude<ScreenView, RunScreen>, around: Around): TemplateResult {
  const { hands, openSettings, sky: picture, later } = around
  const words = wordsFor(screen)
  if (screen.screen === 'title') return title(screen.street, { words, hands, openSettings, picture })
  if (screen.screen === 'briefing') return briefing(screen, { words, hands, picture, yourPlace: later?.yourPlace })
  if (screen.screen === 'problem') return problemPage(screen.problem, words, hands)
  return later && screen.screen !== 'coming' ? laterPageOf(screen, later, around) : coming(words)
}

type LaterScreen = Extract<ScreenView, { readonly screen: 'street' | 'lab' | 'shop' | 'duel' | 'debrief' }>

function laterPageOf(screen: LaterScreen, later: Later, { hands, openSettings, sky }: Around): TemplateResult {
  const words = wordsFor(screen)
  if (screen.screen === 'street') return later.street(screen.street, { words, hands, openSettings, picture: sky })
  if (screen.screen === 'lab') return later.labDoor(screen.door, words, hands)
  if (screen.screen === 'shop') return later.shop(screen.shop, screen.settings, words, hands)
  if (screen.screen === 'duel') return later.duel(screen, words, hands)
  return later.debriefPage(screen, { words, hands, timeScale: screen.level.timeScale }, sky)
}

const coming = (words: Words) =>
  html`<main class="page"><p class="lead" role="status">${words.ui('briefing.loading')}</p></main>`

function arrive(next: ScreenView, pages: HTMLElement, board: Board) {
  if (next.screen === 'run') arriveAt(next, board)
  else pages.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: true })
  pages.ownerDocument.defaultView?.scrollTo(0, 0)
}

/** What one goes on with may come a moment after its page: the focus goes with it, if it was there. */
function openLead(pages: HTMLElement) {
  let lead: HTMLElement | null = null
  return {
    follow() {
      const [was, { activeElement, body }] = [lead, pages.ownerDocument]
      lead = pages.querySelector<HTMLElement>('[data-focus]')
      if (lead !== was && (activeElement === was || activeElement === body)) lead?.focus({ preventScroll: true })
    },
  }
}

/** Settings that are worn by the whole page. */
function wear(root: HTMLElement, next: ScreenView) {
  const { settings, screen, device = 'keys' } = next
  root.toggleAttribute('data-lab', next.screen === 'run' && next.lab !== undefined && !next.replay)
  root.dataset.screen = screen
  root.dataset.device = device
  root.dataset.text = settings.textSize
  root.toggleAttribute('data-still', settings.reducedMotion)
  root.toggleAttribute('data-patterns', settings.patterns)
}

const isRetry = (event: KeyboardEvent) =>
  event.code === 'KeyR' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !dialogIsOpen(document)

/** A click or tap presses a button and leaves the focus where the keys are; only Tab moves it. A scrubber is dragged. */
function keepFocusOn(board: HTMLElement) {
  board.parentElement?.addEventListener('mousedown', event => {
    if ((event.target as Element).closest('.transport')) return
    event.preventDefault()
    if (!dialogIsOpen(board.ownerDocument)) board.focus({ preventScroll: true })
  })
  board.parentElement?.addEventListener('click', event => {
    const marks = (event.target as Element).closest('.incoming button') // by Enter: the next key is a trick on it
    if (marks && marks.closest('[data-mode="watching"]') === null) board.focus({ preventScroll: true })
  })
}
