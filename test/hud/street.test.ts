/** The street and its shop, by their accessible names and by keyboard. */

import { describe, expect, it } from 'vitest'
import type { SpotView } from '../../src/hud/screen'
import { aHud, aSpot, aStreet, button, level, nameOf, SCREENS } from './page'

const named = (spot: string, name: string, over: Partial<SpotView> = {}) =>
  aSpot({ spot, level: { ...level, id: `${spot}-x`, words: { name } }, ...over })

const GOLD = { medal: 'gold', score: 97_000 } as const
const SPOTS = [
  named('L01', 'Drop In', {
    state: 'landed',
    level: {
      ...level,
      words: { name: 'Drop In' },
      best: GOLD,
      goals: [
        { text: { from: 'system', text: 'a' }, kept: true },
        { text: { from: 'system', text: 'b' }, kept: false },
      ],
      letters: { got: 1, of: 1 },
      pager: false,
    },
  }),
  named('L02', 'Respawn', { front: true }),
  named('L03', 'Backpack'),
  named('L06', 'Transfer', { state: 'closed', after: { need: 1, of: ['L02', 'L03', 'L05'] } }),
  named('C1', 'Grind', { state: 'closed', after: { need: 2, of: ['L06', 'L09'] } }),
]

function onTheStreet() {
  const page = aHud()
  page.hud.show({ ...SCREENS.street, street: { ...aStreet(...SPOTS), here: 'L02-x', letters: 2, points: 97_000 } })
  return page
}
const focused = () => nameOf(document.activeElement)
const press = (code: string) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }))

describe('A level without medals', () => {
  it('says that it has landed, and hangs out none', () => {
    const best = { medal: 'none', score: 9_000 } as const
    const spot = named('C8', 'Quantum', {
      state: 'landed',
      level: { ...level, words: { name: 'Quantum' }, medals: false, best },
    })
    const { hud } = aHud()
    hud.show({ ...SCREENS.street, street: aStreet(spot) })
    const [found] = document.querySelectorAll('.spot')
    expect(nameOf(found ?? null)).toBe('C8 Quantum landed · 0 of 0 goals')
    expect(found?.hasAttribute('data-metal')).toBe(false)
  })
})

describe('The street', () => {
  it('says of every spot what is open and what was done there', () => {
    onTheStreet()
    expect([...document.querySelectorAll('.spot')].map(nameOf)).toEqual([
      'L01 Drop In gold · 2 of 4 goals · letter',
      'L02 Respawn Next',
      'L03 Backpack Open',
      'L06 Transfer After 1 more lesson',
      'C1 Grind After L06, L09',
      'The Root Shop Auntie Cron keeps it',
      'Chaos duel two at one screen: one breaks, one runs',
      'The Lab Any park, every knob, no verdict',
    ])
    expect(nameOf(document.querySelector('.till'))).toBe('1 of 5 landed STATE 97,000 points')
  })
  it('puts the focus on what is next', () => {
    onTheStreet()
    expect(focused()).toBe('L02 Respawn Next')
    expect(document.activeElement?.getAttribute('aria-current')).toBe('step')
  })
  it('opens what is open', () => {
    const { events } = onTheStreet()
    button(/^L03/).click()
    button(/^The Root Shop/).click()
    expect(events).toEqual([{ type: 'OPEN', levelId: 'L03-x' }, { type: 'SHOP' }])
  })
  it('opens nothing that is closed, and says so', () => {
    const { events } = onTheStreet()
    button(/^C1/).click()
    expect([events, button(/^C1/).getAttribute('aria-disabled')]).toEqual([[], 'true'])
  })
  it('is walked by the arrow keys, and left by Esc', () => {
    const { events } = onTheStreet()
    press('ArrowRight')
    expect(focused()).toMatch(/^L03/)
    press('ArrowLeft')
    press('ArrowLeft')
    expect(focused()).toMatch(/^L01/)
    press('Escape')
    expect(events).toEqual([{ type: 'QUIT' }])
  })
})

describe('The Root Shop', () => {
  const deck = (tool: string) => nameOf(document.querySelector(`[data-tool=${tool}]`))
  it('tells what each deck makes and answers, from the figures that the game plays by', () => {
    aHud().hud.show(SCREENS.shop)
    expect(deck('heat')).toMatch(/yes: it asks the cloud.*number_of_masters.*within 3,600 s/)
    expect(deck('kubeadm')).toMatch(/2017: .*one member.*now: several members.*unknown flag: --control-plane.*365 days/)
    expect(deck('kargo')).toMatch(
      /drained, 20 % of the nodes at a time.*50 hosts: 34 real min.*350 hosts: 218 real min/,
    )
    expect(document.querySelectorAll('.decks small')).toHaveLength(3)
  })
  it('sells a cape for everything, once', () => {
    const { hud, events } = aHud()
    hud.show({ ...SCREENS.shop, shop: { ...SCREENS.shop.shop, points: 97_000 } })
    expect(nameOf(document.querySelector('.price'))).toBe('Price: everything. You have 97,000 points.')
    button('Pay everything').click()
    expect(events).toEqual([{ type: 'BUY_CAPE' }])
  })
  it('lets it be taken off', () => {
    const { hud, events } = aHud()
    const settings = { ...SCREENS.shop.settings, cape: true }
    hud.show({ ...SCREENS.shop, settings, shop: { ...SCREENS.shop.shop, owned: true } })
    button('Take it off').click()
    expect(events).toEqual([{ type: 'SETTINGS', settings: { ...settings, cape: false } }])
  })
})

describe('A level that is on its way', () => {
  it('says so on its briefing, and how much has come', () => {
    aHud().hud.show({ ...SCREENS.briefing, loading: 0.4 })
    expect(button(/Loading/).getAttribute('aria-disabled')).toBe('true')
    expect(document.querySelector('progress')?.value).toBe(0.4)
  })
  it('and that did not come can be tried again', () => {
    const { hud, events } = aHud()
    hud.show({ ...SCREENS.problem, problem: { key: 'problem.notCome', levelId: 'L02-respawn' } })
    expect(focused()).toBe('Try again')
    button('Try again').click()
    expect(events).toEqual([{ type: 'OPEN', levelId: 'L02-respawn' }])
  })
})

describe('A golden pager', () => {
  const pager = (met: boolean) => ({
    id: 'golden-pager',
    must: false,
    met,
    inVain: !met,
    text: { from: 'system', text: 'the secret' } as const,
    got: undefined,
  })
  const goalsAfter = (met: boolean) => {
    const { debrief } = SCREENS.debrief
    aHud().hud.show({ ...SCREENS.debrief, debrief: { ...debrief, goals: [...debrief.goals, pager(met)] } })
    return nameOf(document.querySelector('.debrief .goals'))
  }
  it('is a secret until it was found', () => {
    expect(goalsAfter(false)).not.toContain('the secret')
    expect(goalsAfter(true)).toContain('the secret')
  })
})
