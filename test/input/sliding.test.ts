import { beforeEach, describe, expect, it } from 'vitest'
import type { Intent } from '../../src/input/intent'
import { listenToSliding } from '../../src/input/sliding'

describe('A finger that rests on a figure and then slides', () => {
  let heard: Intent[]
  let now: number

  beforeEach(() => {
    document.body.innerHTML = `<div id="board">
      <button data-target="rider/a" aria-pressed="false"><b>a</b></button>
      <button data-target="rider/b" aria-pressed="false"><b>b</b></button>
      <button data-target="rider/c" aria-pressed="true"><b>c</b></button>
      <button id="lane">a lane</button>
    </div>`
    heard = []
    now = 1_000
    listenToSliding(document.getElementById('board')!, { intent: intent => heard.push(intent) })
  })

  const figure = (name: string) => document.querySelector(name === 'lane' ? '#lane' : `[data-target="rider/${name}"]`)!

  function pointer(type: string, on: string, after = 0, pointerType = 'touch') {
    now += after
    document.elementFromPoint = () => figure(on).querySelector('b') ?? figure(on)
    const event = Object.assign(new MouseEvent(type, { bubbles: true }), { pointerId: 1, pointerType })
    Object.defineProperty(event, 'timeStamp', { value: now })
    figure(type === 'pointerdown' ? on : 'a').dispatchEvent(event) // a finger's moves stay with what it came down on
  }

  it('marks whoever comes under it, once each', () => {
    pointer('pointerdown', 'a')
    pointer('pointermove', 'a', 400)
    pointer('pointermove', 'b')
    pointer('pointermove', 'b')
    pointer('pointermove', 'lane')
    pointer('pointermove', 'a')
    pointer('pointerup', 'a')
    pointer('pointermove', 'b')
    expect(heard).toEqual([
      { do: 'mark', target: 'rider/b' },
      { do: 'mark', target: 'rider/a' },
    ])
  })

  it('leaves the mark where it is already', () => {
    pointer('pointerdown', 'a')
    pointer('pointermove', 'c', 400)
    expect(heard).toEqual([])
  })

  it.each([
    ['swipes', 'a', 300, 'touch'],
    ['came down on a lane', 'lane', 400, 'touch'],
    ['is a mouse', 'a', 400, 'mouse'],
  ])('but not one that %s', (_, on, after, kind) => {
    pointer('pointerdown', on, 0, kind)
    pointer('pointermove', 'b', after, kind)
    expect(heard).toEqual([])
  })
})
