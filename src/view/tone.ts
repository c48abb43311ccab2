/** How anything is doing: a lane, a plate, a rider, a lamp. `palette.ts` gives each a colour, a shape and a pattern. */

export const TONES = ['idle', 'waiting', 'well', 'strained', 'failing', 'down'] as const
export type Tone = (typeof TONES)[number]

const GRAVITY: readonly Tone[] = ['idle', 'well', 'waiting', 'strained', 'failing', 'down']

/** Which of several is told of them all. */
export const worst = (tones: readonly Tone[]): Tone =>
  GRAVITY[Math.max(0, ...tones.map(tone => GRAVITY.indexOf(tone)))] ?? 'idle'
