/** A pop rises, what counts flies to where it is counted, and then it is gone; who is at the back hops in step. */

import { describe, expect, it } from 'vitest'
import { momentOf } from '../../src/scenes/moment'
import { Pops } from '../../src/scenes/pops'
import { bounceOf } from '../../src/scenes/spectators'
import { layoutOf } from '../../src/view/layouts'
import type { PopView } from '../../src/view/pops'
import { aLane, aPark, aRider } from '../given-view'
import { aBoard } from './put-down'

const park = aPark({ lanes: [aLane('bowl', { riders: [aRider({ name: 'web' })] })] })
const layout = layoutOf(640, 360, park)
const at = (now: number, calm = false) => momentOf(park, 0, now, calm, { patterned: false })

/** Its letters at this many milliseconds. */
function letters(pop: PopView, ms: number) {
  const [pops, board] = [new Pops(), aBoard()]
  pops.add([pop], layout, at(1_000))
  return board(stamps => pops.put(stamps, at(1_000 + ms))).filter(({ name }) => name.startsWith('letter/'))
}
const text = (pop: PopView, ms: number) =>
  letters(pop, ms)
    .map(({ name }) => name.slice('letter/'.length, 'letter/'.length + 1))
    .join('')

const CREDIT: PopView = { what: 'credit', at: 'rider/web', amount: 12 }

describe('A pop', () => {
  it.each([
    ['says what a move has saved', CREDIT, 0, '+12%'],
    ['is on its way where it counts', CREDIT, 700, '+12%'],
    ['is gone when it is there', CREDIT, 900, ''],
    ['of what is not on the board is not to be seen', { ...CREDIT, at: 'rider/gone' }, 0, ''],
  ] as const)('%s', (_, pop, ms, said) => expect(text(pop, ms)).toBe(said))

  it('ends at the panel that counts it', () => {
    const { x, y, width, height } = layout.impact
    const last = letters(CREDIT, 835)[1]!
    expect(last.x).toBeGreaterThan(x)
    expect(last.x).toBeLessThan(x + width)
    expect(Math.abs(last.y - (y + height / 2))).toBeLessThan(30)
  })
})

describe('A group at the back', () => {
  const seconds = Array.from({ length: 60 }, (_, i) => i / 60)
  const heights = (cheers: number | undefined, calm = false) =>
    new Set(seconds.map(play => bounceOf(0, cheers, { ...at(0, calm), play })))

  it('hops when it is up', () => expect(heights(1)).toEqual(new Set([0, 1, 2])))
  it('stands when it is not', () => expect(heights(0)).toEqual(new Set([0])))
  it('sits down in silence', () => expect(heights(undefined)).toEqual(new Set([-2])))
  it('stands with reduced motion', () => expect(heights(3, true)).toEqual(new Set([0])))
})
