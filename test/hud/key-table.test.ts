import { beforeEach, describe, expect, it } from 'vitest'
import type { Hud } from '../../src/hud/hud'
import type { AppEvent, Settings } from '../../src/hud/screen'
import { KEY_SETS, type Keys } from '../../src/session/keys'
import { aHud, button, nameOf, SCREENS } from './page'

const { usual, left } = KEY_SETS
let hud: Hud
let settings: Settings
let events: AppEvent[]

beforeEach(() => {
  const given = aHud()
  hud = given.hud
  events = given.events
  settings = SCREENS.title.settings
  hud.show({ ...SCREENS.title, settings })
  button('Settings').click()
  document.querySelector<HTMLDetailsElement>('details.key-table')!.open = true
})

const row = (action: string) => {
  const found = [...document.querySelectorAll('.key-table tbody tr')].find(
    each => nameOf(each.querySelector('th')) === action,
  )
  return { key: found!.querySelector<HTMLButtonElement>('.key')!, reset: found!.querySelectorAll('button')[1]! }
}
const said = () => nameOf(document.querySelector('.key-table .said'))

/** What the page does with a change of settings. */
function settle() {
  const last = events.at(-1)
  if (last?.type === 'SETTINGS') settings = last.settings
  hud.show({ ...SCREENS.title, settings })
}

function choose(action: string, code: string, more: KeyboardEventInit = {}) {
  const { key } = row(action)
  key.focus()
  key.click()
  const left = press(key, code, more)
  settle()
  return left
}

const press = (at: Element, code: string, more: KeyboardEventInit = {}) =>
  at.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more }))

describe('A row of the table', () => {
  it('says what it does, its key, and what pressing it does', () => {
    expect(nameOf(row('LAND').key)).toBe('Space')
    expect(row('LAND').key.getAttribute('aria-label')).toBe('LAND: on Space. Change')
    row('LAND').key.click()
    expect(nameOf(row('LAND').key)).toBe('press a key')
    expect(said()).toBe('LAND: press its new key. Escape: leave it.')
  })

  it('takes the next key', () => {
    expect(choose('LAND', 'KeyL'), 'the page does nothing else with it').toBe(false)
    expect(settings.keys).toEqual({ ...usual, land: 'KeyL' })
    expect(nameOf(row('LAND').key)).toBe('L')
    expect(said()).toBe('LAND is on L now.')
    expect(document.activeElement, 'the focus stays').toBe(row('LAND').key)
  })

  it('swaps with whoever had that key, and says so', () => {
    choose('LAND', 'KeyH')
    expect(settings.keys).toEqual({ ...usual, land: 'KeyH', hold: 'Space' })
    expect(said()).toBe('LAND is on H now. That was HOLD, which got Space in turn.')
  })

  const refused = [
    ['Enter', {}],
    ['F5', {}],
    ['ShiftLeft', {}],
  ] as const
  it.each(refused)('does not take %s, and waits on', (code, more) => {
    choose('LAND', code, more)
    expect(events).toEqual([])
    expect(said()).toContain('not the game’s to take')
    expect(nameOf(row('LAND').key)).toBe('press a key')
  })

  it('leaves the browser its chords, and Tab its way', () => {
    expect(choose('LAND', 'KeyL', { ctrlKey: true })).toBe(true)
    expect(choose('LAND', 'Tab')).toBe(true)
    expect(events).toEqual([])
  })

  it('is left by Esc, which closes no dialog then', () => {
    expect(choose('LAND', 'Escape')).toBe(false)
    expect(events).toEqual([])
    expect(said()).toBe('LAND stays on Space.')
    expect(press(row('LAND').key, 'Escape'), 'the next one does').toBe(true)
  })

  it('is left when the focus goes elsewhere', () => {
    row('LAND').key.focus()
    row('LAND').key.click()
    row('HOLD').key.focus()
    expect(nameOf(row('LAND').key)).toBe('Space')
    press(row('HOLD').key, 'KeyL')
    expect(events).toEqual([])
  })

  it('does not hear a key that is still held from before', () => {
    choose('LAND', 'KeyL', { repeat: true })
    expect(events).toEqual([])
  })

  it('goes back to its usual key', () => {
    choose('LAND', 'KeyL')
    row('LAND').reset.click()
    settle()
    expect(settings.keys).toEqual(usual)
    expect(row('LAND').reset.getAttribute('aria-disabled')).toBe('true')
  })
})

describe('All keys at once', () => {
  const cases: readonly (readonly [string, Keys])[] = [
    ['For the left hand alone', left],
    ['Usual keys', usual],
  ]
  it.each(cases)('%s', (name, keys) => {
    choose('LAND', 'KeyL')
    button(name).click()
    settle()
    expect(settings.keys).toEqual(keys)
    expect(button(name).getAttribute('aria-pressed')).toBe('true')
    expect(said()).toBe(`All keys: ${name}.`)
  })
})
