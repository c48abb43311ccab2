import { beforeEach, describe, expect, it, vi } from 'vitest'
import { BOARD, heldOn, openGamepad, pressed } from '../../src/input/gamepad'
import { stepThrough } from '../../src/input/stepping'

const aPad = (held: readonly number[], axes: readonly number[] = [0, 0]) => ({
  buttons: Array.from({ length: 17 }, (_, i) => ({ pressed: held.includes(i), touched: false, value: 0 })),
  axes,
})

/** A pad whose frames are dealt one by one. */
function played(playing: boolean, ...frames: readonly (ReturnType<typeof aPad> | null)[]) {
  const done: unknown[] = []
  let frame = 0
  const hands = {
    intent: (intent: unknown) => done.push(intent),
    step: (step: unknown) => done.push(step),
    used: () => {},
    playing: () => playing,
  }
  const poll = openGamepad(hands, () => [null, frames[frame] ?? null])
  for (; frame < frames.length; frame += 1) poll()
  return done
}

describe('On the board', () => {
  const cases = [
    [2, { do: 'route', lane: 'bowl' }],
    [3, { do: 'route', lane: 'boxes' }],
    [1, { do: 'route', lane: 'slab' }],
    [7, { do: 'route', lane: 'rail' }],
    [0, { do: 'land' }],
    [4, { do: 'markPrevious' }],
    [5, { do: 'markNext' }],
    [8, { do: 'hold' }],
    [9, { do: 'plan' }],
    [12, { do: 'trick', verb: 'SCALE' }],
    [13, { do: 'trick', verb: 'SAVE' }],
    [14, { do: 'trick', verb: 'UNDO' }],
    [15, { do: 'trick', verb: 'MOVE' }],
  ] as const

  it.each(cases)('button %i means %o', (button, intent) => expect(played(true, aPad([button]))).toEqual([intent]))
  it('(and that is all but the menu)', () => expect(Object.keys(BOARD)).toHaveLength(cases.length + 1))

  it('what is held counts once, and again when it was let go', () => {
    expect(played(true, aPad([0]), aPad([0]), aPad([]), aPad([0]))).toHaveLength(2)
  })

  it('tells that it is used by each press, not by what is held', () => {
    let used = 0
    const hands = { intent: () => {}, step: () => {}, used: () => (used += 1), playing: () => true }
    const frames = [aPad([0]), aPad([0]), aPad([16]), aPad([])]
    const poll = openGamepad(hands, () => [frames.shift() ?? null])
    for (let frame = 0; frame < 4; frame += 1) poll()
    expect(used, 'the second is a button without a meaning').toBe(2)
  })

  it('a thumb on the stick gives no command', () => expect(played(true, aPad([], [0, 1]))).toEqual([]))
  it('no pad, no command', () => expect(played(true, null, null)).toEqual([]))
})

describe('In menus', () => {
  it.each([
    [[13], [0, 0], 'next'],
    [[12], [0, 0], 'previous'],
    [[], [0, 0.9], 'next'],
    [[], [-0.9, 0], 'previous'],
    [[0], [0, 0], 'press'],
    [[1], [0, 0], 'back'],
  ] as const)('%j with the stick at %j means %s', (held, axes, step) => {
    expect(played(false, aPad(held, axes))).toEqual([step])
  })

  it('a stick within its dead zone means nothing', () => expect([...heldOn(aPad([], [0.4, -0.4]), true)]).toEqual([]))
  it('presses come in the order of their numbers', () =>
    expect(pressed(new Set([3]), new Set([5, 3, 1]))).toEqual([1, 5]))
})

describe('Stepping through a page', () => {
  beforeEach(() => {
    document.body.innerHTML =
      '<button id="a"></button><button id="b" disabled></button><input id="c"><div hidden><button id="d"></button></div>'
    for (const control of document.querySelectorAll('*')) {
      vi.spyOn(control, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList)
    }
  })

  const at = () => document.activeElement?.id

  it('goes round all that can be used, and leaves out what cannot', () => {
    stepThrough(document, 'next')
    expect(at()).toBe('a')
    stepThrough(document, 'next')
    expect(at()).toBe('c')
    stepThrough(document, 'next')
    expect(at()).toBe('a')
    stepThrough(document, 'previous')
    expect(at()).toBe('c')
  })

  it('presses what has the focus', () => {
    const click = vi.fn()
    document.getElementById('a')?.addEventListener('click', click)
    stepThrough(document, 'press')
    stepThrough(document, 'next')
    stepThrough(document, 'press')
    expect(click).toHaveBeenCalledOnce()
  })

  it('leaves as Esc does', () => {
    const heard = vi.fn()
    document.addEventListener('keydown', event => heard(event.code), { once: true })
    stepThrough(document, 'back')
    expect(heard).toHaveBeenCalledWith('Escape')
  })
})
