import { describe, expect, it } from 'vitest'
import { EFFECTS } from '../../assets/sound/effects'
import sprites from '../../assets/sound/sprite.json'
import { RATE, render } from '../../assets/sound/synth'
import { DEGREES, openClimb } from '../../src/sound/climb'
import type { Cue } from '../../src/view/cues'

const sprite: Partial<Record<string, readonly number[]>> = { ...sprites.first, ...sprites.later }
const TRICKS = Object.keys(DEGREES) as Cue[]
const NOTES = ['E', 'G', 'A', 'B', 'D']
const SEMITONES_ABOVE_A = [-5, -2, 0, 2, 5]

/** The scale's nearest note to a pitch, and by how many semitones it is missed. */
function nearest(hertz: number) {
  const above = 12 * Math.log2(hertz / 440)
  const off = (of: number) => ((((above - of) % 12) + 18) % 12) - 6
  const best = SEMITONES_ABOVE_A.map(off).reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a))
  return { note: NOTES[SEMITONES_ABOVE_A.map(off).indexOf(best)], off: Math.abs(best) }
}

/** What is heard of a trick's last note: its period, by where it is most like itself. */
function pitchOf(cue: Cue): number {
  const samples = render(EFFECTS[cue]).subarray(0.07 * RATE, 0.13 * RATE)
  const alike = (lag: number) => {
    let sum = 0
    for (let i = 0; i + 400 < samples.length; i += 1) sum += (samples[i] ?? 0) * (samples[i + lag] ?? 0)
    return sum
  }
  let best = 30
  for (let lag = 30; lag <= 400; lag += 1) if (alike(lag) > alike(best) * 1.01) best = lag
  return RATE / best
}

const played = (...cues: readonly (readonly [Cue, number])[]) => {
  let time = 0
  const climb = openClimb(() => time)
  return cues.map(([cue, after]) => {
    time += after
    return climb(cue)
  })
}
const semitones = (rate: number) => Math.round(12 * Math.log2(rate))

describe('Tricks in a string', () => {
  it('climb E G A B, and stay there', () =>
    expect(
      played(['routeSlab', 0], ['routeSlab', 900], ['routeSlab', 900], ['routeSlab', 900], ['routeSlab', 900]).map(
        semitones,
      ),
    ).toEqual([0, 3, 5, 7, 7]))

  it('climb however they are mixed', () =>
    expect(played(['scale', 0], ['move', 2_000], ['routeBoxes', 2_000]).map(semitones)).toEqual([0, 2, 5]))

  it('begin anew after a rest', () => expect(played(['scale', 0], ['scale', 3_000]).map(semitones)).toEqual([0, 0]))

  it('begin anew after a refusal', () =>
    expect(played(['scale', 0], ['noComply', 500], ['scale', 500]).map(semitones)).toEqual([0, 0, 0]))

  it('do not mind what else is heard', () =>
    expect(played(['scale', 0], ['land', 500], ['scale', 500]).map(semitones)).toEqual([0, 0, 2]))
})

describe.each(TRICKS)('%s', cue => {
  const rates = played([cue, 0], [cue, 900], [cue, 900], [cue, 900])

  it('has the note that it is said to have', () => {
    const { note, off } = nearest(pitchOf(cue))
    expect(note).toBe(NOTES[DEGREES[cue] ?? -1])
    expect(off).toBeLessThan(0.25)
  })

  it('stays on our scale at every step', () => {
    for (const rate of rates) expect(nearest(pitchOf(cue) * rate).off).toBeLessThan(0.3)
  })

  it('is long enough for Howler at its highest', () =>
    expect((sprite[cue]?.[1] ?? 0) / Math.max(...rates)).toBeGreaterThan(150))
})
