import { describe, expect, it } from 'vitest'
import { bandsOf } from '../../src/scenes/bands'

/** A picture four pixels wide; a row with something on it is written `#`. */
const picture = (rows: string) =>
  new Uint8ClampedArray([...rows].flatMap(row => [0, 0, 0, 0, 0, 0, 0, row === '#' ? 255 : 0, ...Array(8).fill(0)]))
const told = (rows: string, most = 5) => bandsOf(picture(rows), 4, most).map(({ top, height }) => `${top}+${height}`)

describe('A picture has something on it', () => {
  it.each([
    ['nowhere', '....', []],
    ['everywhere', '####', ['0+4']],
    ['in bands, the first and the last row too', '##..#.#', ['0+2', '4+1', '6+1']],
  ])('%s', (_, rows, bands) => expect(told(rows)).toEqual(bands))

  it('in as many bands as there may be: those with the least between them are one', () => {
    expect(told('#...#.#..#', 3)).toEqual(['0+1', '4+3', '9+1'])
    expect(told('#...#.#..#', 2)).toEqual(['0+1', '4+6'])
    expect(told('#...#.#..#', 1)).toEqual(['0+10'])
  })
})
