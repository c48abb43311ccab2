/** The duel as a page: who presses what, the hand by its names, the swap and the result. */

import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type DuelScreen } from '../../src/hud/screen'
import { KEY_SETS } from '../../src/session/keys'
import { ui } from '../../src/view/phrase'
import type { DuelCardView, DuelView } from '../../src/view/see-duel'
import { aHud, aRun, button, level, nameOf, SCREENS } from './page'

const aCard = (what: DuelCardView['what'], over: Partial<DuelCardView> = {}): DuelCardView => ({
  what,
  chosen: false,
  target: 'node/b1',
  targets: 3,
  wont: undefined,
  ...over,
})
const DUEL: DuelView = {
  cards: [
    aCard('host-down'),
    aCard('disk-lost', { target: undefined, targets: 0 }),
    aCard('process-hung'),
    aCard('etcd-disk-slow'),
  ],
  readyIn: 0,
  ready: 1_000_000,
}
const strip = () => document.querySelector('.hand-strip')
const status = () => nameOf(strip()?.querySelector('[role="status"]') ?? null)

function aRound(duel: Partial<DuelView> = {}, over = {}) {
  const page = aHud()
  page.hud.show(aRun({ duel: { ...DUEL, ...duel }, ...over }))
  return page
}
const holding = (card: DuelCardView, over: Partial<DuelView> = {}) =>
  aRound({ cards: [card, ...DUEL.cards.slice(1)], ...over })

describe('The hand of whoever throws', () => {
  it('is four buttons and one to aim, each with its key, beside the board', () => {
    aRound()
    const all = [...(strip()?.querySelectorAll('button') ?? [])]
    expect(all.map(nameOf)).toEqual([
      '6 HOST DOWN → b1 1/3',
      '7 DISK LOST no target',
      '8 HANG → b1 1/3',
      '9 ETCD SLOW → b1 1/3',
      '0 AIM',
    ])
    expect(all.map(each => each.getAttribute('aria-keyshortcuts'))).toEqual(['6', '7', '8', '9', '0'])
    expect(strip()?.getAttribute('aria-label')).toBe('Who throws')
  })

  it('asks for a card by its place, and for the next target', () => {
    const { intents } = aRound()
    button(/ETCD SLOW/).click()
    button(/AIM/).click()
    expect(intents).toEqual([{ do: 'card', place: 3 }, { do: 'aim' }])
  })

  it.each([
    ['nothing is chosen', aCard('host-down'), {}, 'Choose a card.'],
    ['it can be thrown', aCard('host-down', { chosen: true }), {}, 'HOST DOWN at node/b1. Once more throws it.'],
    ['it is too soon', aCard('host-down', { chosen: true }), { readyIn: 90 }, 'HOST DOWN at node/b1.'],
    [
      'it is too late',
      aCard('host-down', { chosen: true, wont: ui('refused.tooLate') }),
      {},
      'HOST DOWN at node/b1. Too late: the round would be over before it strikes.',
    ],
    [
      'there is nothing to strike',
      aCard('host-down', { chosen: true, target: undefined }),
      {},
      'HOST DOWN: nothing to strike now.',
    ],
  ])('says how it stands when %s', (_, card, over, said) => {
    holding(card, over)
    expect(status()).toBe(said)
  })

  it('has other keys where the operator has these', () => {
    aRound({}, { settings: { ...DEFAULT_SETTINGS, keys: KEY_SETS.right } })
    const keys = [...(strip()?.querySelectorAll('button') ?? [])].map(each => each.getAttribute('aria-keyshortcuts'))
    expect(keys).toEqual(['1', '2', '3', '4', '5'])
  })

  it('is only there in a duel', () => {
    const { hud } = aRound()
    hud.show(aRun())
    expect(strip()?.hasAttribute('hidden')).toBe(true)
    expect(strip()?.querySelector('button')).toBeNull()
  })
})

describe('The pages of a duel', () => {
  const aPage = (over: Partial<DuelScreen>) => {
    const page = aHud()
    page.hud.show({ screen: 'duel', settings: DEFAULT_SETTINGS, level, rounds: [], ...over })
    return page
  }
  const title = () => nameOf(document.querySelector('h1'))
  const parks = [
    { id: level.id, spot: 'L01', name: 'Drop In' },
    { id: 'L02-respawn', spot: 'L02', name: 'Respawn' },
  ]

  it('are reached from the street', () => {
    const { hud, events } = aHud()
    hud.show(SCREENS.street)
    button(/^Chaos duel/).click()
    expect(events).toEqual([{ type: 'DUEL' }])
  })

  it('before it one chooses a park, reads the keys, and starts', () => {
    const { events } = aPage({ parks, round: 1 })
    expect([title(), nameOf(document.activeElement)]).toEqual(['Chaos duel', 'Start'])
    expect(nameOf(document.querySelector('.sides'))).toContain('6 7 8 9 choose a card, 0 aims it')
    const select = document.querySelector('select')!
    select.value = 'L02-respawn'
    select.dispatchEvent(new Event('change'))
    button('Start').click()
    expect(events).toEqual([{ type: 'DUEL', levelId: 'L02-respawn' }, { type: 'START' }])
  })

  it('after the first round they swap', () => {
    const { events } = aPage({ rounds: [{ kept: 634_000 }], round: 2 })
    expect(title()).toBe('Swap!')
    expect(nameOf(document.querySelector('.rounds'))).toContain('ONE operated, and kept 63.4 % of the error budget')
    button('Start').click()
    button('Replay round 1').click()
    expect(events).toEqual([{ type: 'START' }, { type: 'REPLAY', round: 0 }])
  })

  it.each([
    ['ONE wins', 634_000, 633_000],
    ['TWO wins', 0, 1],
    ['A draw', 0, 0],
    ['A draw', 500_000, 500_000],
  ])('after the second: %s', (said, one, two) => {
    const { events } = aPage({ rounds: [{ kept: one }, { kept: two }], round: 3 })
    expect([title(), nameOf(document.activeElement)]).toEqual([said, 'Another duel'])
    button('Copy link of round 2').click()
    button('Another duel').click()
    expect(events).toEqual([{ type: 'COPY_LINK', round: 1 }, { type: 'DUEL' }])
  })

  it('a round that is only watched is judged beside no other', () => {
    aPage({ rounds: [{ kept: 250_000 }] })
    expect(title()).toBe('A round of a duel')
    expect(nameOf(document.querySelector('.rounds'))).toContain('25 % of the error budget was kept')
  })
})
