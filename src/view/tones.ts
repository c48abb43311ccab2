/** Which of several tones is told of them all. */

import type { Tone } from './park-view'

const GRAVITY: readonly Tone[] = ['idle', 'well', 'waiting', 'strained', 'failing', 'down']

export const worst = (tones: readonly Tone[]): Tone =>
  GRAVITY[Math.max(0, ...tones.map(tone => GRAVITY.indexOf(tone)))] ?? 'idle'
