import { beforeEach, describe, expect, it } from 'vitest'
import type { Intent } from '../../src/input/intent'
import { listenToSwipes, trickOf } from '../../src/input/pointer'

describe('A stroke is', () => {
  const cases = [
    ['SCALE upwards', 3, -30, 120, 'SCALE'],
    ['SAVE downwards', -8, 24, 120, 'SAVE'],
    ['UNDO to the left', -60, 20, 200, 'UNDO'],
    ['MOVE to the right', 25, 0, 300, 'MOVE'],
    ['nothing when it is short', 23, 0, 100, undefined],
    ['nothing when it is slow', 80, 0, 301, undefined],
  ] as const

  it.each(cases)('%s', (_, dx, dy, ms, trick) => expect(trickOf(dx, dy, ms)).toBe(trick))
})

describe('Over the board', () => {
  let lane: HTMLButtonElement
  let heard: Intent[]
  let taps: number

  beforeEach(() => {
    document.body.innerHTML = '<div id="board"><button>A lane</button></div>'
    const board = document.getElementById('board')!
    lane = board.querySelector('button')!
    heard = []
    taps = 0
    lane.addEventListener('click', () => {
      taps += 1
    })
    listenToSwipes(board, { intent: intent => heard.push(intent) })
  })

  const pointer = (type: string, x: number, y: number, pointerId = 1) =>
    lane.dispatchEvent(
      Object.assign(new MouseEvent(type, { bubbles: true, clientX: x, clientY: y, button: 0 }), { pointerId }),
    )

  it('a swipe is a trick, and does not press the button under it', () => {
    pointer('pointerdown', 100, 100)
    pointer('pointerup', 100, 60)
    lane.click()
    expect(heard).toEqual([{ do: 'trick', verb: 'SCALE' }])
    expect(taps).toBe(0)
  })

  it('a tap presses the button, and is no trick', () => {
    pointer('pointerdown', 100, 100)
    pointer('pointerup', 104, 98)
    lane.click()
    expect(heard).toEqual([])
    expect(taps).toBe(1)
  })

  it('two fingers are no swipe', () => {
    pointer('pointerdown', 100, 100, 1)
    pointer('pointerdown', 200, 100, 2)
    pointer('pointerup', 100, 60, 1)
    expect(heard).toEqual([])
  })
})
