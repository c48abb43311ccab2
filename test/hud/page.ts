/** What jsdom does not have of a page: modal dialogs and sizes that change. And a HUD to test. */

import { openHud } from '../../src/hud/hud'
import * as later from '../../src/hud/later'
import {
  type AppEvent,
  DEFAULT_SETTINGS,
  type LevelCard,
  type RunScreen,
  type ScreenView,
  type SpotView,
  type StreetView,
} from '../../src/hud/screen'
import type { Intent } from '../../src/session/intent'
import { seeDecks } from '../../src/view/see-decks'
import { dropInStarts, landed } from '../given-view'

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.setAttribute('open', '')
  this.querySelector<HTMLElement>('button')?.focus()
}
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  if (!this.open) return
  this.removeAttribute('open')
  this.dispatchEvent(new Event('close'))
}
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
window.scrollTo = () => {}

export const level: LevelCard = {
  goals: [],
  medals: true,
  letters: { got: 0, of: 0 },
  id: 'L01-drop-in',
  words: {
    name: 'Drop In',
    briefing: 'Find each a place.',
    'say.hello': 'Pick a lane.',
    'rider.hello': 'a shop window',
    'rider.till': 'an old till',
    'rider.render': 'a render farm',
    'hint.order': 'Somebody big is coming.',
    'hint.fly': 'Still in the air.',
    claim: 'Each way has its own speed.',
    teaches: 'Where you start something decides how soon it serves.',
  },
  era: 'now',
  lasts: 2400,
  lanes: ['bowl', 'boxes', 'slab'],
  timeScale: 30,
}

const settings = DEFAULT_SETTINGS

export const aRun = (over: Partial<RunScreen> = {}): RunScreen => ({
  screen: 'run',
  settings,
  level,
  park: dropInStarts,
  mode: 'running',
  replay: false,
  picture: 'open',
  can: { plan: true, rewind: false },
  ...over,
})

export const aSpot = (over: Partial<SpotView> = {}): SpotView => ({
  level,
  spot: 'L01',
  state: 'open',
  front: false,
  ...over,
})

export const aStreet = (...spots: readonly SpotView[]): StreetView => ({
  chapters: [{ id: 'lessons', spots }],
  front: level.id,
  here: level.id,
  landed: { got: spots.filter(({ state }) => state === 'landed').length, of: spots.length },
  letters: 0,
  points: 0,
  cape: false,
  daily: false,
})

export const SCREENS = {
  title: { screen: 'title', settings, street: aStreet(aSpot({ front: true })) },
  street: { screen: 'street', settings, street: aStreet(aSpot({ front: true })) },
  shop: { screen: 'shop', settings, shop: { decks: seeDecks(), points: 0, owned: false } },
  briefing: { screen: 'briefing', settings, level },
  debrief: { screen: 'debrief', settings, level, debrief: landed },
  problem: { screen: 'problem', settings, problem: { key: 'problem.level', detail: 'L99' } },
} as const satisfies Record<string, ScreenView>

/** A page with a HUD on it, and what its buttons asked for. */
export function aHud() {
  document.body.innerHTML = '<div id="game"></div>'
  const intents: Intent[] = []
  const events: AppEvent[] = []
  const hud = openHud(document.getElementById('game')!, {
    intent: intent => intents.push(intent),
    app: event => events.push(event),
  })
  hud.have(later)
  return { hud, intents, events }
}

/** What a screen reader would call it: its text, without the pictures. */
export const nameOf = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? ''

export const button = (name: RegExp | string): HTMLButtonElement => {
  const all = [...document.querySelectorAll('button')].filter(each => !each.closest('[hidden]'))
  const found = all.find(each => (typeof name === 'string' ? nameOf(each) === name : name.test(nameOf(each))))
  if (!found) throw new Error(`no button ${name} among: ${all.map(nameOf).join(' | ')}`)
  return found
}
