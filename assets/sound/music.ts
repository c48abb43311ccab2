/**
 * From notes on paper to voices: bars of sixteen steps, one instrument at a time.
 *
 * A part is a line of words, each a note and how many steps it lasts: `E2/4 ./4 G2/8`;
 * a dot is a rest. Drums are a line of steps: `x` struck, `o` softly, `.` not at all.
 */

import type { Effect, Voice } from './synth'
import { noise, pitch, triangle } from './voices'

/** At 144 beats a minute a bar is 80,000 samples of 48 kHz, and exact at 44.1 kHz too: no loop is a fraction too long. */
export const TEMPO = 144
/** Seconds. */
export const STEP = 60 / TEMPO / 4
export const STEPS = 16
export const BAR = STEP * STEPS

export interface Note {
  /** Seconds. */
  readonly at: number
  readonly lasts: number
  /** Hertz. */
  readonly pitch: number
}

type Name = Parameters<typeof pitch>[0]
export type Instrument = (note: Note) => Effect

/** A line of notes; it must fill whole bars, so that no part runs away from the others. */
export function part(line: string): readonly Note[] {
  const notes: Note[] = []
  let step = 0
  for (const word of line.trim().split(/\s+/)) {
    const [name = '', steps = ''] = word.split('/')
    const many = Number(steps)
    if (!/^(\.|[EGABD]\d)$/.test(name) || !(many > 0)) throw new Error(`"${word}" is no note: E2/4, or ./4 for a rest`)
    if (name !== '.') notes.push({ at: step * STEP, lasts: many * STEP, pitch: pitch(name as Name) })
    step += many
  }
  if (step % STEPS !== 0) throw new Error(`${step} steps are no whole bars: "${line.trim().slice(0, 40)}"`)
  return notes
}

/** Where a line of drums is struck, and how hard. */
export function beat(line: string): readonly { readonly at: number; readonly hard: number }[] {
  const steps = line.replaceAll(/\s/g, '')
  if (steps.length % STEPS !== 0) throw new Error(`${steps.length} steps are no whole bars`)
  return [...steps].flatMap((each, step) => (each === '.' ? [] : [{ at: step * STEP, hard: each === 'x' ? 1 : 0.55 }]))
}

export const times = (many: number, line: string): string => Array.from({ length: many }, () => line).join(' ')

export const played = (instrument: Instrument, line: string): Effect => part(line).flatMap(instrument)

/** Round below, with a little edge so that a telephone's speaker has it too. */
export const bass: Instrument = ({ at, lasts, pitch: from }) => [
  voice('triangle', at, lasts, from, { gain: 0.8, decay: 0.35 }),
  voice('pulse', at, lasts, from, { gain: 0.22, duty: 0.3, dutyTo: 0.5, dull: 900, decay: 0.25 }),
]

/** Root, fifth and octave, each of two pulses a little apart: overdriven afterwards, it is a guitar. */
export const guitar: Instrument = ({ at, lasts, pitch: root }) =>
  [1, 1.4983, 2].flatMap((interval, i) =>
    [0.997, 1.003].map((off, side) =>
      voice('pulse', at, lasts, root * interval * off, {
        gain: 0.22 - i * 0.05,
        duty: side === 0 ? 0.12 : 0.37,
        dutyTo: side === 0 ? 0.2 : 0.5,
        dull: 2600,
        decay: Math.max(0.12, lasts * 0.8),
      }),
    ),
  )

/** Cut short with the ball of the hand. */
export const muted: Instrument = note => guitar({ ...note, lasts: Math.min(note.lasts, 0.07) })

export const lead: Instrument = ({ at, lasts, pitch: from }) => [
  voice('pulse', at, lasts, from, {
    gain: 0.34,
    duty: 0.25,
    dutyTo: 0.45,
    decay: Math.max(0.2, lasts),
    vibrato: lasts > 0.25 ? 0.14 : 0,
    dull: 5200,
  }),
  voice('triangle', at, lasts, from / 2, { gain: 0.16, decay: Math.max(0.2, lasts) }),
]

/** A bell: what is played over a quiet street. */
export const bell: Instrument = ({ at, lasts, pitch: from }) => [
  voice('triangle', at, lasts, from, { gain: 0.4, decay: 0.4 }),
  voice('pulse', at, lasts, from * 2, { gain: 0.08, duty: 0.125, decay: 0.2, dull: 4000 }),
]

/** The notes of a chord one after the other, so fast that they are one. */
export const arp =
  (...intervals: readonly number[]): Instrument =>
  ({ at, lasts, pitch: root }) =>
    Array.from({ length: Math.round(lasts / (STEP / 2)) }, (_, i) =>
      voice('pulse', at + (i * STEP) / 2, STEP / 2, root * (intervals[i % intervals.length] ?? 1), {
        gain: 0.24,
        duty: 0.125,
        dutyTo: 0.25,
        decay: 0.05,
        dull: 6000,
      }),
    )

/** Kick, snare and hat, a line each. */
export const drums = (kick: string, snare: string, hat: string): Effect => [
  ...beat(kick).flatMap(({ at, hard }) => [
    triangle(at, 0.16, 'E3', { to: pitch('E1'), gain: 0.95 * hard, decay: 0.07 }),
    noise(at, 0.012, 9000, { gain: 0.25 * hard, decay: 0.004 }),
  ]),
  ...beat(snare).flatMap(({ at, hard }) => [
    noise(at, 0.16, 11_000, { to: 6000, gain: 0.42 * hard, decay: 0.05 }),
    triangle(at, 0.08, 'G3', { to: pitch('E3'), gain: 0.4 * hard, decay: 0.03 }),
  ]),
  ...beat(hat).map(({ at, hard }) => noise(at, 0.05, 20_000, { gain: 0.14 * hard, decay: 0.014 })),
]

const voice = (wave: Voice['wave'], at: number, lasts: number, from: number, more: Partial<Voice>): Voice => ({
  wave,
  at,
  lasts,
  from,
  gain: 0.3,
  ...more,
})

export const overlaid = (...effects: readonly Effect[]): Effect => effects.flat()

/** Later by so many bars. */
export const after = (bars: number, effect: Effect): Effect =>
  effect.map(each => ({ ...each, at: each.at + bars * BAR }))

export const louder = (by: number, effect: Effect): Effect => effect.map(each => ({ ...each, gain: each.gain * by }))
