import { describe, expect, it } from 'vitest'
import { deviceAtFirst, listenToDevices, printedKeys } from '../../src/input/device'
import type { Device } from '../../src/session/actions'

describe('What was used last is', () => {
  const pointer = (pointerType: string) => Object.assign(new Event('pointerdown', { bubbles: true }), { pointerType })
  const cases = [
    ['the keyboard, after a key', new KeyboardEvent('keydown', { code: 'Tab', bubbles: true }), 'keys'],
    ['the keyboard, after a mouse: it lies beside it', pointer('mouse'), 'keys'],
    ['a finger', pointer('touch'), 'touch'],
    ['a pen, which is like a finger', pointer('pen'), 'touch'],
  ] as const

  it.each(cases)('%s', (_, event, device) => {
    const heard: Device[] = []
    const stop = listenToDevices(document, used => heard.push(used))
    document.body.addEventListener(event.type, end => end.stopPropagation(), { once: true })
    document.body.dispatchEvent(event)
    stop()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }))
    expect(heard, 'though the page keeps the event to itself').toEqual([device])
  })
})

describe('What is printed on the keys', () => {
  const cases = [
    ['is told by some browsers', { getLayoutMap: async () => new Map([['KeyQ', 'a']]) }, { KeyQ: 'a' }],
    ['is not known to others', undefined, {}],
    ['or not to this page', {}, {}],
    ['or is refused', { getLayoutMap: () => Promise.reject(new Error('no')) }, {}],
  ] as const
  it.each(cases)('%s', async (_, keyboard, keys) => expect(await printedKeys(keyboard)).toEqual(keys))
})

describe('Before anything was used it is', () => {
  const cases = [
    ['a finger, where there is nothing else', ['(pointer: coarse)'], 'touch'],
    ['the keyboard, where there is a mouse as well', ['(pointer: coarse)', '(any-pointer: fine)'], 'keys'],
    ['the keyboard, where there is no pointer at all', [], 'keys'],
  ] as const
  it.each(cases)('%s', (_, has, device) => {
    expect(deviceAtFirst(query => (has as readonly string[]).includes(query))).toBe(device)
  })
})
