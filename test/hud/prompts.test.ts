/** Every place that shows a key shows the one that was chosen, on the device that is in hand. */

import { describe, expect, it } from 'vitest'
import type { RunScreen, Settings } from '../../src/hud/screen'
import type { Device } from '../../src/session/actions'
import { KEY_SETS, type Keys, rebind } from '../../src/session/keys'
import { calm, dropInStarts, ordering } from '../given-view'
import { aHud, aRun, button, nameOf, SCREENS } from './page'

const { usual, right } = KEY_SETS
const settings = (keys: Keys): Settings => ({ ...SCREENS.title.settings, keys })
const chips = (root: ParentNode = document) => [...root.querySelectorAll('kbd')].map(nameOf)
const said = () => nameOf(document.querySelector('[aria-live="assertive"]'))

function play(device: Device, keys: Keys = usual, over: Partial<RunScreen> = {}) {
  const { hud } = aHud()
  hud.show({
    ...aRun({ park: ordering, can: { plan: true, rewind: true }, ...over }),
    settings: settings(keys),
    device,
  })
  return hud
}

describe('The buttons of a run show', () => {
  const lanes = (device: Device, keys: Keys) => {
    play(device, keys)
    return [chips(document.querySelector('.lanes')!), chips(document.querySelector('.verbs')!)]
  }
  const cases = [
    [
      'the usual keys',
      'keys',
      usual,
      [
        ['1', '2', '3'],
        ['Q', 'E', 'Space', '↑', 'H', 'P', '⌫'],
      ],
    ],
    [
      'the keys that were chosen',
      'keys',
      right,
      [
        ['7', '8', '9'],
        ['U', 'O', 'Space', 'I', 'H', 'P', '⌫'],
      ],
    ],
    [
      'the gamepad’s buttons; REWIND has none',
      'pad',
      right,
      [
        ['X', 'Y', 'B'],
        ['LB', 'RB', 'A', '↑', 'Back', 'Start'],
      ],
    ],
    ['nothing for a finger', 'touch', usual, [[], []]],
  ] as const
  it.each(cases)('%s', (_, device, keys, expected) => expect(lanes(device, keys)).toEqual(expected))

  it('another at once, when another device is used', () => {
    const hud = play('keys')
    hud.show({ ...aRun({ park: ordering }), device: 'pad' })
    expect(chips(document.querySelector('.lanes')!)).toEqual(['X', 'Y', 'B'])
  })

  it('and tell a screen reader the key, whatever was used', () => {
    play('touch', right)
    expect(button(/^K8S BOWL/).getAttribute('aria-keyshortcuts')).toBe('7')
    expect(button(/^SCALE/).getAttribute('aria-keyshortcuts')).toBe('I')
    expect(button(/^REWIND/).getAttribute('aria-keyshortcuts')).toBe('Backspace')
  })
})

describe('On a keyboard of another language, whose keys the browser tells', () => {
  const printed = { KeyQ: 'a', Digit1: '&', KeyH: 'h', Comma: ';' }
  const { keys } = rebind(usual, 'land', 'Comma')

  it('a key is called by what is printed on it; a digit stays one', () => {
    aHud().hud.show({ ...aRun({ park: ordering }), settings: settings(keys), printed })
    expect(chips(document.querySelector('.verbs')!).slice(0, 3)).toEqual(['A', 'E', ';'])
    expect(chips(document.querySelector('.lanes')!)[0]).toBe('1')
  })

  it('in sentences too', () => {
    aHud().hud.show({ ...aRun({ park: ordering }), settings: settings(keys), printed })
    const help = document.querySelector('.board')!.getAttribute('aria-description')
    expect(help).toContain(';: LAND. A and E: mark the target.')
  })
})

describe('The briefing shows', () => {
  it.each([
    ['keys', ['7', '8', '9']],
    ['pad', ['X', 'Y', 'B']],
    ['touch', []],
  ] as const)('%s: %j', (device, expected) => {
    aHud().hud.show({ ...SCREENS.briefing, settings: settings(right), device })
    expect(chips()).toEqual(expected)
  })
})

describe('What is said aloud names', () => {
  const cases = [
    ['keys', 'Press 7, 8 or 9.'],
    ['pad', 'Press X, Y or B.'],
    ['touch', 'Tap a lane.'],
  ] as const
  it.each(cases)('%s: %s', async (device, sentence) => {
    const hud = play(device, right, { park: { ...dropInStarts, deck: { ...dropInStarts.deck, up: undefined } } })
    hud.show({ ...aRun(), settings: settings(right), device })
    await Promise.resolve()
    expect(said()).toContain(sentence)
  })

  it('the key of LAND, where something is ready', async () => {
    const { keys } = rebind(usual, 'land', 'Comma')
    const hud = play('keys', keys, { park: { ...calm, lanes: calm.lanes.map(lane => ({ ...lane, riders: [] })) } })
    hud.show({ ...aRun({ park: ordering }), settings: settings(keys) })
    await Promise.resolve()
    expect(said()).toContain('Press Comma to LAND.')
  })
})

describe('The help of the board names', () => {
  const help = () => document.querySelector('.board')!.getAttribute('aria-description')!
  it('the keys that were chosen', () => {
    play('keys', right)
    expect(help()).toContain('7 bowl, 8 boxes, 9 slab')
    expect(help()).toContain('I is SCALE, K SAVE, J UNDO, L MOVE')
    expect(help()).toContain('Y: how everything stands')
  })
  it('the arrows by their names', () => {
    play('keys')
    expect(help()).toContain('Up arrow is SCALE')
  })
  it('the gamepad’s buttons', () => {
    play('pad')
    expect(help()).toContain('X bowl, Y boxes, B slab')
    expect(help()).toContain('D-pad up is SCALE')
  })
  it('no key at all for a finger', () => {
    play('touch')
    expect(help()).not.toMatch(/Space|Escape|Backspace/)
  })
})
