import { existsSync, readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { STICKERS } from '../../src/model/workload'
import {
  ENDESGA,
  ROLES,
  type Role,
  STICKER_LOOKS,
  TEXT_COLOURS,
  TEXT_GROUNDS,
  TONE_LOOKS,
} from '../../src/view/palette'
import { TONES } from '../../src/view/tone'
import { contrast as contrastOf } from '../contrast'

const contrast = (one: Role, other: Role) => contrastOf(ROLES[one], ROLES[other])
const ATLAS = new URL('../../assets/art/atlas.png', import.meta.url)

describe('The palette', () => {
  it('is Endesga 32: thirty-two colours, each with one role', () => {
    expect(new Set(ENDESGA).size).toBe(32)
    expect(new Set(Object.values(ROLES))).toEqual(new Set(ENDESGA))
    expect(Object.values(ROLES)).toHaveLength(32)
  })

  it('is all that the sprites use', () => {
    expect(coloursOf(ATLAS).filter(colour => !ENDESGA.some(ours => ours === colour))).toEqual([])
  })

  const pairs = TEXT_COLOURS.flatMap(text => TEXT_GROUNDS.map(ground => [text, ground] as const))
  it.each(pairs)('lets %s be read on %s', (text, ground) => expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5))

  it('knows what contrast is', () => {
    expect(contrast('white', 'ink')).toBeCloseTo(18, 1)
    expect(contrast('alarm', 'night')).toBeLessThan(4.5)
  })

  it('tells tones apart by shape and by pattern, not by colour alone', () => {
    expect(new Set(TONES.map(tone => TONE_LOOKS[tone].shape)).size).toBe(TONES.length)
    expect(new Set(TONES.map(tone => TONE_LOOKS[tone].pattern)).size).toBe(TONES.length)
  })

  it('gives every sticker an icon of its own', () => {
    expect(new Set(STICKERS.map(sticker => STICKER_LOOKS[sticker].icon)).size).toBe(STICKERS.length)
  })
})

function coloursOf(file: URL) {
  if (!existsSync(file)) return []
  const { data } = PNG.sync.read(readFileSync(file))
  const found = new Set<string>()
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 0) found.add(`#${data.subarray(at, at + 3).toString('hex')}`)
  }
  return [...found]
}
