/** The committed tunes: no browser is asked, `assets/sound/build-music.ts` has measured them. */

import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import levels from '../../assets/sound/levels.json'
import { BAR, part, STEP } from '../../assets/sound/music'
import places from '../../assets/sound/music.json'
import measured from '../../assets/sound/music-levels.json'
import { TUNES } from '../../assets/sound/tunes'
import { BAR as BAR_PLAYED } from '../../src/sound/band'
import { TUNE_NAMES } from '../../src/view/music'

const KINDS = ['ogg', 'mp3'] as const
const RATES = [48_000, 44_100] as const
const each = TUNE_NAMES.flatMap(tune => KINDS.map(kind => [tune, kind] as const))
const lufsOf = (tune: (typeof TUNE_NAMES)[number], kind: (typeof KINDS)[number]) => measured[tune][kind].lufs

describe('A line of notes', () => {
  it('is notes and rests, by steps', () => {
    expect(part('E2/4 ./4 G2/8')).toEqual([
      { at: 0, lasts: 4 * STEP, pitch: expect.closeTo(82.4, 1) },
      { at: 8 * STEP, lasts: 8 * STEP, pitch: expect.closeTo(98, 1) },
    ])
  })
  it.each([
    ['that is no whole bar', 'E2/4 G2/8', /12 steps are no whole bars/],
    ['with a note outside the scale', 'C2/16', /"C2\/16" is no note/],
    ['without a length', 'E2', /"E2" is no note/],
  ])('%s is refused', (_, line, why) => expect(() => part(line)).toThrow(why))
})

describe('The tunes', () => {
  it('are placed and measured, every stem of each', () => {
    const stems = Object.fromEntries(Object.entries(TUNES).map(([tune, all]) => [tune, Object.keys(all)]))
    const placed = Object.fromEntries(Object.entries(places).map(([tune, all]) => [tune, Object.keys(all)]))
    expect(Object.keys(TUNES)).toEqual([...TUNE_NAMES])
    expect(placed).toEqual(stems)
    expect(Object.keys(measured)).toEqual([...TUNE_NAMES])
  })

  it('have stems of whole bars, of whole samples at every usual rate, so that none runs away', () => {
    const lengths = Object.values(places).flatMap(stems => Object.values(stems).map(([, lasts = 0]) => lasts / 1000))
    for (const lasts of lengths) {
      expect(lasts / BAR).toBeCloseTo(Math.round(lasts / BAR), 9)
      for (const rate of RATES) expect(lasts * rate).toBeCloseTo(Math.round(lasts * rate), 6)
    }
    expect(BAR_PLAYED).toBeCloseTo(BAR, 9)
  })

  it('are decoded to the sample as they were encoded', () => {
    for (const tune of TUNE_NAMES) expect(measured[tune].ogg.samples).toBe(measured[tune].mp3.samples)
  })

  it.each(each)('%s as %s is not clipped', (tune, kind) => expect(measured[tune][kind].peak).toBeLessThan(-3))

  it.each(each)('%s as %s has no click at a seam: steps as large are everywhere in it', (tune, kind) => {
    for (const { jump, larger } of Object.values(measured[tune][kind].seams)) {
      expect(jump).toBeLessThan(0.015)
      expect(larger).toBeGreaterThan(1_000)
    }
  })

  it('are as loud as one another and as the effects, within 3 LU', () => {
    const tunes = each.map(([tune, kind]) => lufsOf(tune, kind))
    const effects = Object.values(levels).flatMap(({ ogg, mp3 }) => [ogg.lufs, mp3.lufs])
    const all = [...tunes, ...effects]
    expect(Math.max(...all) - Math.min(...all)).toBeLessThan(3)
  })

  it('are small', () => {
    for (const [tune, kind] of each) {
      expect(statSync(`assets/sound/music-${tune}.${kind}`).size).toBeLessThan(kind === 'ogg' ? 210_000 : 260_000)
    }
  })
})
