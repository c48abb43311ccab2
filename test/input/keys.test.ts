import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Intent } from '../../src/input/intent'
import { ANSWER_KEYS, KEYS, listenToKeys, tableOf } from '../../src/input/keys'
import { KEY_SETS, type Keys, rebind } from '../../src/session/keys'

let board: HTMLElement
let heard: (Intent | 'tell')[]
let table = KEYS
let stop: () => void

beforeEach(() => {
  document.body.innerHTML =
    '<div id="board" tabindex="0"><button>A lane</button></div><button id="other">Other</button>'
  board = document.getElementById('board')!
  heard = []
  table = KEYS
  stop = listenToKeys(board, { intent: i => heard.push(i), tell: () => heard.push('tell') }, () => table)
})
afterEach(() => stop())

/** Presses a key where the focus is; tells whether the page may still act on it. */
function press(code: string, more: KeyboardEventInit = {}) {
  const at = document.activeElement ?? document.body
  return at.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more }))
}

describe('On the board, a key means', () => {
  const cases = [
    ['Digit1', { do: 'route', lane: 'bowl' }],
    ['Digit2', { do: 'route', lane: 'boxes' }],
    ['Numpad3', { do: 'route', lane: 'slab' }],
    ['Space', { do: 'land' }],
    ['KeyQ', { do: 'markPrevious' }],
    ['KeyE', { do: 'markNext' }],
    ['ArrowUp', { do: 'trick', verb: 'SCALE' }],
    ['ArrowDown', { do: 'trick', verb: 'SAVE' }],
    ['ArrowLeft', { do: 'trick', verb: 'UNDO' }],
    ['ArrowRight', { do: 'trick', verb: 'MOVE' }],
    ['KeyH', { do: 'hold' }],
    ['KeyP', { do: 'plan' }],
    ['Backspace', { do: 'rewind' }],
    ['Escape', { do: 'leave' }],
    ['KeyI', 'tell'],
  ] as const

  it.each(cases)('%s', (code, meaning) => {
    board.focus()
    expect(press(code), 'the page does not scroll').toBe(false)
    expect(heard).toEqual([meaning])
  })
})

describe('A key means nothing to the game', () => {
  const onBoard = () => board.focus()
  const cases = [
    ['when the focus is elsewhere', () => document.getElementById('other')!.focus(), 'Digit1', {}],
    ['when nothing has the focus', () => {}, 'Digit1', {}],
    ['when it repeats', onBoard, 'Digit1', { repeat: true }],
    ['with Ctrl', onBoard, 'KeyE', { ctrlKey: true }],
    ['with Alt', onBoard, 'ArrowLeft', { altKey: true }],
    ['with Cmd', onBoard, 'KeyP', { metaKey: true }],
    ['when it is not in the table', onBoard, 'KeyZ', {}],
    ['when it is Tab', onBoard, 'Tab', {}],
    ['on a hidden board', () => board.focus() === undefined && board.setAttribute('hidden', ''), 'Digit1', {}],
    ['under a dialog, even Esc', () => onBoard() === undefined && openDialog(), 'Escape', {}],
  ] as const

  it.each(cases)('%s', (_, given, code, more) => {
    given()
    press(code, more)
    expect(heard).toEqual([])
  })

  it('but a held key does not scroll the page either', () => {
    board.focus()
    expect(press('ArrowDown', { repeat: true })).toBe(false)
  })
})

describe('On a button of the board', () => {
  beforeEach(() => board.querySelector('button')!.focus())

  it.each(['Space', 'Enter'])('%s presses the button', code => {
    expect(press(code)).toBe(true)
    expect(heard).toEqual([])
  })
  it('the other keys still play', () => {
    for (const code of ['Digit2', 'ArrowUp', 'KeyH', 'Backspace']) press(code)
    expect(heard).toHaveLength(4)
  })
})

describe('Esc', () => {
  it('leaves wherever the focus is', () => {
    document.getElementById('other')!.focus()
    press('Escape')
    expect(heard).toEqual([{ do: 'leave' }])
  })
})

describe('Another table', () => {
  it('moves a verb to another key, at once', () => {
    board.focus()
    table = tableOf(rebind(KEY_SETS.usual, 'land', 'KeyL').keys)
    press('KeyL')
    expect(heard).toEqual([{ do: 'land' }])
  })
})

describe('The keys that were chosen', () => {
  const table = (keys: Keys) => tableOf(keys)
  it('are all there are: the usual ones mean nothing any more', () => {
    expect(table(KEY_SETS.right).Digit1).toBeUndefined()
    expect(table(KEY_SETS.right).Digit7).toEqual({ do: 'route', lane: 'bowl' })
  })
  it('count on the number pad too', () => {
    expect(table(KEY_SETS.right).Numpad7).toEqual({ do: 'route', lane: 'bowl' })
  })
  it('but a key of the number pad that was chosen itself means that', () => {
    const { keys } = rebind(KEY_SETS.usual, 'land', 'Numpad1')
    expect(table(keys).Numpad1).toEqual({ do: 'land' })
    expect(table(keys).Digit1).toEqual({ do: 'route', lane: 'bowl' })
  })
  it('give way to numbers while something is called out', () => {
    board.focus()
    const stop = listenToKeys(board, { intent: i => heard.push(i), tell: () => {} }, () => ({
      ...KEYS,
      ...ANSWER_KEYS,
    }))
    heard = []
    press('Numpad5')
    press('KeyH')
    stop()
    expect(heard).toContainEqual({ do: 'answer', number: 5 })
    expect(heard).toContainEqual({ do: 'hold' })
  })
})

function openDialog() {
  const dialog = document.createElement('dialog')
  dialog.setAttribute('open', '')
  document.body.append(dialog)
}
