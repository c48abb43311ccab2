/**
 * What effects are made of: notes, knocks and swishes.
 *
 * Every pitch is of E minor pentatonic (E G A B D), so that whatever is heard together,
 * or as a combo, belongs together.
 */

import type { Effect, Voice } from './synth'

const SEMITONES = { E: -5, G: -2, A: 0, B: 2, D: -7 } as const
type Letter = keyof typeof SEMITONES

/** `A4` is 440 Hz; octaves begin at C, as on a piano. */
export const pitch = (name: `${Letter}${number}`): number =>
  440 * 2 ** (SEMITONES[name[0] as Letter] / 12 + Number(name.slice(1)) - 4)

type Note = Parameters<typeof pitch>[0]

export const pulse = (at: number, lasts: number, note: Note, more: Partial<Voice> = {}): Voice => ({
  wave: 'pulse',
  at,
  lasts,
  from: pitch(note),
  gain: 0.5,
  duty: 0.25,
  ...more,
})
export const triangle = (at: number, lasts: number, note: Note, more: Partial<Voice> = {}): Voice => ({
  ...pulse(at, lasts, note, more),
  wave: 'triangle',
})
export const noise = (at: number, lasts: number, from: number, more: Partial<Voice> = {}): Voice => ({
  wave: 'noise',
  at,
  lasts,
  from,
  gain: 0.5,
  ...more,
})

/** Wheels over the edge, then the lane's note: the heavier the lane, the lower. */
export const route = (low: Note, high: Note, dull: number): Effect => [
  noise(0, 0.03, 9000, { gain: 0.25, decay: 0.012 }),
  pulse(0.01, 0.05, low, { duty: 0.5, gain: 0.35, dull }),
  pulse(0.055, 0.2, high, { decay: 0.07, dull }),
  triangle(0.055, 0.2, high, { decay: 0.09, gain: 0.4 }),
]

/** A trick's one note, slid into. */
export const trick = (from: Note, to: Note): Effect => [
  pulse(0, 0.045, from, { to: pitch(to), duty: 0.125, gain: 0.4 }),
  pulse(0.04, 0.21, to, { duty: 0.125, decay: 0.06 }),
  triangle(0.04, 0.21, to, { decay: 0.08, gain: 0.4 }),
]

export const thump = (at: number, gain: number): Effect => [
  triangle(at, 0.16, 'E3', { to: pitch('E1'), gain, decay: 0.07 }),
  noise(at, 0.07, 6000, { to: 1500, gain: gain * 0.6, decay: 0.025 }),
]

export const crash = (at: number, lasts: number): Effect => [
  noise(at, lasts, 12_000, { to: 900, gain: 0.6, decay: lasts / 4 }),
  triangle(at, lasts, 'E3', { to: pitch('E1'), gain: 0.9, decay: lasts / 3 }),
]

export const chord = (at: number, lasts: number, notes: readonly Note[], more: Partial<Voice> = {}): Effect =>
  notes.map(note => pulse(at, lasts, note, { gain: 0.3, ...more }))

/** A board and its rider: the first knock is the hardest. */
export const tumble = (at: number, notes: readonly Note[]): Effect =>
  notes.flatMap((note, i) => [
    triangle(at + i * 0.09, 0.1, note, { to: pitch(note) / 2, gain: 0.8 - i * 0.15, decay: 0.04 }),
    noise(at + i * 0.09, 0.03, 7000, { gain: 0.4 - i * 0.08, decay: 0.012 }),
  ])

/** A relay switches, and the lamp's note goes with it: dry, unlike anything that has weight. */
export const relay = (first: Note, then: Note): Effect => [
  noise(0, 0.02, 7000, { decay: 0.006 }),
  pulse(0.012, 0.08, first, { duty: 0.125, gain: 0.4 }),
  noise(0.11, 0.02, 4500, { decay: 0.006 }),
  pulse(0.122, 0.12, then, { duty: 0.125, gain: 0.4, decay: 0.07 }),
]

/** Wheels that pass by. */
export const pass = (lasts: number, from: number, to: number): Effect => [
  noise(0, lasts, from, { to, attack: lasts / 3, gain: 0.4, dull: 6000 }),
]

/** Two clicks of a buckle. */
export const buckle = (first: Note, then: Note): Effect => [
  noise(0, 0.02, 5000, { gain: 0.3, decay: 0.008 }),
  triangle(0, 0.06, first, { decay: 0.03 }),
  noise(0.07, 0.02, 6000, { gain: 0.3, decay: 0.008 }),
  triangle(0.07, 0.1, then, { decay: 0.04 }),
]

/** Two notes that rub. */
export const buzz = (at: number, lasts: number): Effect =>
  [1, 1.03].map(rub => pulse(at, lasts, 'E2', { from: pitch('E2') * rub, duty: 0.5, dull: 900, gain: 0.6 }))

/** One after the other, each as long as the step. */
export const run = (step: number, notes: readonly Note[], more: Partial<Voice> = {}, at = 0): Effect =>
  notes.map((note, i) => pulse(at + i * step, step, note, more))
