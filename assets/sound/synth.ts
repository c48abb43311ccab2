/**
 * A small chip: pulse, triangle and noise voices with an envelope and a slide, mixed to mono.
 *
 * The pulse's edges are rounded (polyBLEP), so that high notes do not alias. Chance is
 * a seeded generator per voice: the same effect is the same samples, whenever it is made.
 */

export const RATE = 48_000

export interface Voice {
  readonly wave: 'pulse' | 'triangle' | 'noise'
  /** Seconds after the effect's start, and for how long. */
  readonly at: number
  readonly lasts: number
  /** Hertz; of noise, how often it changes its mind. The slide is even in pitch. */
  readonly from: number
  readonly to?: number
  readonly gain: number
  /** Seconds until the sound is full; a click needs to be softened by at least 2 ms. */
  readonly attack?: number
  /** Seconds in which it falls to a third; none is a held note. */
  readonly decay?: number
  /** Of a pulse: which part of its wave is up, at first and at last. */
  readonly duty?: number
  readonly dutyTo?: number
  /** 6 Hz up and down by so many semitones. */
  readonly vibrato?: number
  /** Hertz above which it is dull. */
  readonly dull?: number
}

export type Effect = readonly Voice[]

const RELEASE = 0.012 // s: every voice ends in silence
const VIBRATO = 6 // Hz
const TURN = 2 * Math.PI

/** The effect as samples, as long as its last voice. */
export function render(effect: Effect): Float64Array<ArrayBuffer> {
  const mix = new Float64Array(Math.ceil(Math.max(...effect.map(({ at, lasts }) => at + lasts)) * RATE))
  effect.forEach((voice, seed) => {
    play(voice, seed + 1).forEach((sample, i) => {
      const place = Math.round(voice.at * RATE) + i
      if (place < mix.length) mix[place] = (mix[place] ?? 0) + sample
    })
  })
  return mix
}

function play(voice: Voice, seed: number): Float64Array {
  const samples = new Float64Array(Math.round(voice.lasts * RATE))
  const shape = shapeOf(voice, seed)
  let phase = 0
  let smooth = 0
  for (let i = 0; i < samples.length; i += 1) {
    const step = pitchAt(voice, i / RATE) / RATE
    const raw = shape(phase % 1, step, i / samples.length, Math.floor(phase))
    smooth += (raw - smooth) * dullness(voice)
    samples[i] = smooth * voice.gain * envelopeAt(voice, i / RATE)
    phase += step
  }
  return samples
}

function pitchAt({ from, to = from, lasts, vibrato = 0 }: Voice, time: number): number {
  const slid = from * (to / from) ** (time / lasts)
  return vibrato === 0 ? slid : slid * 2 ** ((vibrato * Math.sin(TURN * VIBRATO * time)) / 12)
}

function envelopeAt({ attack = 0.003, decay, lasts }: Voice, time: number): number {
  const rise = Math.min(1, time / attack)
  const fall = decay === undefined ? 1 : Math.exp(-Math.max(0, time - attack) / decay)
  return rise * fall * Math.min(1, (lasts - time) / RELEASE)
}

const dullness = ({ dull }: Voice) => (dull === undefined ? 1 : 1 - Math.exp((-TURN * dull) / RATE))

/** Of a wave: its height at a phase, given the phase's step, the share of the voice that is over, and the wave's number. */
type Shape = (phase: number, step: number, over: number, wave: number) => number

function shapeOf({ wave, duty = 0.5, dutyTo = duty }: Voice, seed: number): Shape {
  if (wave === 'noise') return noise(seed)
  if (wave === 'triangle') return phase => 1 - 4 * Math.abs(((phase + 0.75) % 1) - 0.5)
  return (phase, step, over) => pulse(phase, step, duty + (dutyTo - duty) * over)
}

/** Around zero whatever its duty, or each note would begin with a thump. */
function pulse(phase: number, step: number, duty: number): number {
  const edges = blep(phase, step) - blep((phase + 1 - duty) % 1, step)
  return (phase < duty ? 1 : -1) + edges - (2 * duty - 1)
}

function blep(phase: number, step: number): number {
  const before = phase / step
  const after = (phase - 1) / step
  if (before < 1) return 2 * before - before * before - 1
  return after > -1 ? after * after + 2 * after + 1 : 0
}

/** A new level whenever its wave begins anew. */
function noise(seed: number): Shape {
  const chance = openChance(seed)
  let last = -1
  let level = 0
  return (_phase, _step, _over, wave) => {
    for (; last < wave; last += 1) level = 2 * chance() - 1
    return level
  }
}

/** Mulberry32. */
function openChance(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
