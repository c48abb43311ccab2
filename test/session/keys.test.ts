import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIONS, MEANINGS, PADS } from '../../src/session/actions'
import { isTakeable, KEY_SETS, type Keys, keptKeys, keysIn, rebind } from '../../src/session/keys'

const { usual, left, right } = KEY_SETS
const allDifferent = (keys: Keys) => new Set(ACTIONS.map(action => keys[action])).size === ACTIONS.length

describe('A key', () => {
  it.each(['KeyA', 'Digit0', 'Numpad9', 'Space', 'Backspace', 'ArrowUp', 'Comma', 'IntlBackslash'])(
    'can be taken: %s',
    code => expect(isTakeable(code)).toBe(true),
  )
  it.each(['Tab', 'Escape', 'Enter', 'NumpadEnter', 'F5', 'ShiftLeft', 'MetaLeft', 'AltRight', 'CapsLock', '', 'KeyÄ'])(
    'is not the game’s: %s',
    code => expect(isTakeable(code)).toBe(false),
  )
})

describe('An action goes to another key', () => {
  it('that is free', () => {
    expect(rebind(usual, 'land', 'KeyL')).toEqual({ keys: { ...usual, land: 'KeyL' }, swapped: undefined })
  })
  it('that another has, which gets the one that has become free', () => {
    const { keys, swapped } = rebind(usual, 'land', 'KeyH')
    expect(swapped).toBe('hold')
    expect(keys).toEqual({ ...usual, land: 'KeyH', hold: 'Space' })
  })
  it('that it has: nothing happens', () => {
    expect(rebind(usual, 'land', 'Space')).toEqual({ keys: usual, swapped: undefined })
  })
})

describe('Each set of keys', () => {
  it.each(Object.entries({ usual, left, right }))('%s has a key of its own for every action', (_, keys) => {
    expect(allDifferent(keys)).toBe(true)
    expect(ACTIONS.filter(action => !isTakeable(keys[action]))).toEqual([])
  })
})

describe('What was kept is read back', () => {
  it.each(Object.entries({ usual, left, right }))('as it was: %s', (_, keys) => {
    expect(keysIn(keptKeys(keys))).toEqual(keys)
  })
  it('and only what is not usual is kept', () => {
    expect(keptKeys(usual)).toEqual({})
    expect(keptKeys({ ...usual, land: 'KeyL' })).toEqual({ 'key.land': 'KeyL' })
  })

  const damaged = [
    ['a key that the game may not have', { 'key.land': 'Tab' }, usual],
    ['no key at all', { 'key.land': 7 }, usual],
    ['an action that is not known', { 'key.jump': 'KeyJ' }, usual],
    ['a key that is another’s', { 'key.land': 'KeyH' }, usual],
    [
      'two on one key: the first has to go back',
      { 'key.land': 'KeyL', 'key.hold': 'KeyL' },
      { ...usual, hold: 'KeyL' },
    ],
    ['a chain of them', { 'key.bowl': 'Digit2', 'key.boxes': 'Digit3' }, usual],
  ] as const
  it.each(damaged)('but not %s', (_, kept, keys) => expect(keysIn(kept)).toEqual(keys))

  it('whatever it is, every action has a key and no key has two', () => {
    const code = fc.constantFrom(...Object.values(usual), 'KeyL', 'Tab', '')
    const slot = fc.constantFrom(...ACTIONS.map(action => `key.${action}`))
    fc.assert(fc.property(fc.dictionary(slot, code), kept => allDifferent(keysIn(kept))))
  })

  it('and so are all changes that hands can make', () => {
    const change = fc.tuple(fc.constantFrom(...ACTIONS), fc.constantFrom(...Object.values(usual), 'KeyL', 'KeyM'))
    fc.assert(
      fc.property(fc.array(change), changes => {
        const keys = changes.reduce((now, [action, code]) => rebind(now, action, code).keys, usual)
        expect(keysIn(keptKeys(keys))).toEqual(keys)
      }),
    )
  })
})

describe('On a gamepad', () => {
  it('no button has two meanings', () => {
    const buttons = ACTIONS.flatMap(action => PADS[action] ?? [])
    expect(new Set(buttons).size).toBe(buttons.length)
  })
  it('every action has a meaning of its own', () => {
    expect(new Set(ACTIONS.map(action => JSON.stringify(MEANINGS[action]))).size).toBe(ACTIONS.length)
  })
})
