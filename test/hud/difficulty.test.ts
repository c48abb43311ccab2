/** How much help there is, as one chooses it and reads of it. */

import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/hud/screen'
import { wipedOut } from '../given-view'
import { aHud, button, nameOf, SCREENS } from './page'

const radios = (where: string) => [...document.querySelectorAll<HTMLInputElement>(`${where} input[type="radio"]`)]
const labelled = (radio: HTMLInputElement) => nameOf(radio.labels?.[0])

const NAMES = [
  'PUSHING with hints, and signs of trouble to come',
  'KICKFLIP no hints: signs of trouble only',
  'BLINDSIDE no hints, no signs: only what is planned is announced',
]

describe('Before a run', () => {
  it('it is chosen among three, each with its plain meaning', () => {
    aHud().hud.show(SCREENS.briefing)
    expect(radios('.briefing').map(labelled)).toEqual(NAMES)
    expect(radios('.briefing').map(({ checked }) => checked)).toEqual([true, false, false])
    expect(nameOf(document.querySelector('.difficulty'))).toContain('The cluster and the medals are the same')
  })

  it('and counts at once; the focus stays on Start', () => {
    const { hud, events } = aHud()
    hud.show(SCREENS.briefing)
    expect(nameOf(document.activeElement)).toBe('Start')
    radios('.briefing')[2]?.click()
    expect(events).toEqual([{ type: 'SETTINGS', settings: { ...DEFAULT_SETTINGS, difficulty: 'bare' } }])
    hud.show({ ...SCREENS.briefing, settings: { ...DEFAULT_SETTINGS, difficulty: 'bare' } })
    expect(radios('.briefing').map(({ checked }) => checked)).toEqual([false, false, true])
  })
})

it('What was chosen before is checked', () => {
  aHud().hud.show({ ...SCREENS.briefing, settings: { ...DEFAULT_SETTINGS, difficulty: 'signs' } })
  expect(radios('.briefing').map(({ checked }) => checked)).toEqual([false, true, false])
})

describe('The settings', () => {
  it('have the same choice, and neither unchecks the other', () => {
    const { hud, events } = aHud()
    hud.show(SCREENS.title)
    button('Settings').click()
    expect(radios('.settings').map(labelled)).toEqual(NAMES)
    const group = radios('.settings')[0]?.name
    hud.show(SCREENS.briefing)
    expect(radios('.briefing').every(({ name }) => name !== group)).toBe(true)
    radios('.settings')[1]?.click()
    expect(events).toEqual([{ type: 'SETTINGS', settings: { ...DEFAULT_SETTINGS, difficulty: 'signs' } }])
  })
})

describe('A debrief', () => {
  it.each([
    ['helped', 'PUSHING with hints and signs'],
    ['signs', 'KICKFLIP without hints'],
    ['bare', 'BLINDSIDE without hints or signs'],
  ] as const)('says with how much help the run was played: %s', (help, said) => {
    aHud().hud.show({ ...SCREENS.debrief, debrief: wipedOut, help })
    expect(nameOf(document.querySelector('.debrief .help'))).toBe(said)
  })

  it('says nothing of one that was watched', () => {
    aHud().hud.show({ ...SCREENS.debrief, debrief: wipedOut })
    expect(document.querySelector('.debrief .help')).toBeNull()
  })
})
