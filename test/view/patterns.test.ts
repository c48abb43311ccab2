import { describe, expect, it } from 'vitest'
import { LANES } from '../../src/model/command'
import { TONE_LOOKS } from '../../src/view/palette'
import { keeps, LANE_TILES, type Tile, TONE_TILES } from '../../src/view/patterns'
import { TONES } from '../../src/view/tone'

/** A piece of a surface with that pattern. */
const piece = (tile: Tile, size: number) =>
  Array.from({ length: size * size }, (_, at) => (keeps(tile, at % size, Math.floor(at / size)) ? 'c' : '.')).join('')

describe('Patterns', () => {
  it('have tiles whose rows are of one length', () => {
    for (const tile of [...Object.values(TONE_TILES), ...Object.values(LANE_TILES)]) {
      expect(new Set(tile.map((row: string) => row.length)).size).toBe(1)
    }
  })

  it('tell tones apart on a pip, which is five pixels wide', () => {
    const pips = TONES.map(tone => piece(TONE_TILES[TONE_LOOKS[tone].pattern], 5))
    for (const one of pips) {
      for (const other of pips) if (one !== other) expect(differing(one, other)).toBeGreaterThanOrEqual(4)
    }
    expect(new Set(pips).size).toBe(TONES.length)
  })

  it('tell lanes apart, and let what stands before them be seen', () => {
    const lanes = LANES.map(lane => piece(LANE_TILES[lane], 30))
    expect(new Set(lanes).size).toBe(LANES.length)
    for (const lane of lanes) expect(lane.replaceAll('.', '').length).toBeLessThan(900 / 2)
  })
})

const differing = (one: string, other: string) => [...one].filter((pixel, at) => pixel !== other[at]).length
