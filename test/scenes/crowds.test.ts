/** Many riders over one machine: what they wear stays apart, and whoever is marked stands before the others. */

import { describe, expect, it } from 'vitest'
import { Figures } from '../../src/scenes/figures'
import { momentOf } from '../../src/scenes/moment'
import { putRiders } from '../../src/scenes/riders'
import { layoutOf } from '../../src/view/layouts'
import { aLane, aPark, aPlate, aRider } from '../given-view'
import { aBoard } from './put-down'

/** Over the outermost of four machines, as it is drawn, from back to front. */
function drawn(names: readonly string[], marked?: string) {
  const plates = ['b1', 'b2', 'b3', 'b4'].map(name =>
    aPlate({ kind: 'machine', name, above: [aPlate({ kind: 'node', name })] }),
  )
  const riders = names.map(name =>
    aRider({ name, plate: 'node/b4', stickers: ['LOCK', 'BALLOON'], marked: name === marked }),
  )
  const lane = aLane('bowl', { plates, riders })
  const view = aPark({ lanes: [lane] })
  const moment = momentOf(view, 0, 1_000, true, { patterned: false })
  const figures = new Figures()
  figures.begin()
  return aBoard()(stamps => putRiders(stamps, layoutOf(640, 360, view).lanes.bowl, lane, figures, moment))
}
const worn = (...of: Parameters<typeof drawn>) =>
  drawn(...of).flatMap(({ name }) => (name.startsWith('sticker/') ? [name.slice('sticker/'.length)] : []))

const SEVEN = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

describe('The stickers of riders over one machine', () => {
  it('are all there while there is room', () => expect(worn(['a'])).toEqual(['LOCK', 'BALLOON']))
  it('are one each where two would lie over the next', () => expect(worn(SEVEN)).toEqual(SEVEN.map(() => 'LOCK')))
  it('are all there of whoever is marked', () => {
    expect(worn(SEVEN, 'c').filter(sticker => sticker === 'BALLOON')).toHaveLength(1)
  })
})

describe('Whoever is marked', () => {
  const order = (marked?: string) => drawn(SEVEN, marked).filter(({ name }) => name.startsWith('rider/'))
  it('is drawn last, over its neighbours, and stays where it was', () => {
    const [before, after] = [order(), order('c')]
    expect(after.at(-1)?.x).toBe(before[2]?.x)
    expect(after.map(({ x }) => x).sort()).toEqual(before.map(({ x }) => x).sort())
  })
})
