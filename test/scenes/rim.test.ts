/** Light on figures: from where the sun stands, or the moon, in the colour of the hour. */

import { describe, expect, it } from 'vitest'
import { lightAt } from '../../src/scenes/evening'
import { putFigure } from '../../src/scenes/figures'
import { momentOf } from '../../src/scenes/moment'
import { ROLES } from '../../src/view/palette'
import { aPark } from '../given-view'
import { aBoard } from './put-down'

const moment = momentOf(aPark(), 0, 0, true, { patterned: false })
const SUN = { x: 200, colour: 'slabLit' } as const

/** The sheets that a figure is put together from. */
function sheetsOf(x: number, flip: boolean, light: typeof SUN | undefined) {
  const put = aBoard()(stamps => putFigure(stamps, 'rider/ghost-0', 'coast', { x, y: 10, flip }, { ...moment, light }))
  return put.map(({ sheet }) => sheet)
}

describe('Light on a figure', () => {
  it.each<[string, number, boolean, string]>([
    ['to the left of it', 300, false, 'rim-left'],
    ['to the right of it', 100, false, 'rim-right'],
    ['to the left, of a picture that is turned', 300, true, 'rim-right'],
    ['to the right, of a picture that is turned', 100, true, 'rim-left'],
  ])('comes from where it stands: %s', (_, x, flip, rim) => {
    expect(sheetsOf(x, flip, SUN)).toEqual(['atlas', rim])
  })

  it('is not there where nothing shines', () => expect(sheetsOf(100, false, undefined)).toEqual(['atlas']))

  it('has the colour of the hour, and is put where the figure is', () => {
    const [figure, rim] = aBoard()(stamps =>
      putFigure(stamps, 'rider/ghost-0', 'coast', { x: 100, y: 10, flip: false }, { ...moment, light: SUN }),
    )
    expect(rim).toMatchObject({ x: figure?.x, y: figure?.y })
    expect(rim?.name).toBe(`rider/ghost-0/coast-0:${ROLES.slabLit.slice(1)}`)
  })
})

describe('An evening’s light', () => {
  it.each([
    [0, 'slabLit'],
    [0.3, 'boxes'],
    [0.45, undefined],
    [1, 'silver'],
  ])('when %s of it is over is %s', (late, colour) => expect(lightAt(late)?.colour).toBe(colour))
})
