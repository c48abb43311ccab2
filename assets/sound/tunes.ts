/**
 * The music, in stems that fit on one another: each loops by itself, and the page turns
 * them up and down (src/sound/band.ts).
 *
 * All of it is of E minor pentatonic (E G A B D), as the effects are. No tune is anybody
 * else's.
 */

import type { StemName, TuneName } from '../../src/view/music'
import {
  after,
  arp,
  BAR,
  bass,
  beat,
  bell,
  drums,
  guitar,
  lead,
  louder,
  muted,
  overlaid,
  played,
  STEP,
  times,
} from './music'
import type { Effect } from './synth'
import { noise, pitch, pulse } from './voices'

export interface Stem {
  readonly bars: number
  readonly notes: Effect
  /** How hard it is overdriven; 0 not at all. */
  readonly drive: number
}

/** By its place in a mix: the beat, the ground, the riff, the tune over it, and what is heard when it goes wrong. */
export type Tune = Partial<Readonly<Record<StemName, Stem>>>

const stem = (bars: number, notes: Effect, drive = 0): Stem => ({ bars, notes, drive })

const SEMITONE = 2 ** (1 / 12)
const MINOR = [1, 1.1892, 1.4983, 2] as const
const FIFTHS = [1, 1.4983, 2, 2.9966] as const

const ROLL = 'x.....x.x...x...'
const BACKBEAT = '....x.......x...'
const EIGHTHS = 'x.o.x.o.x.o.x.o.'

/** A siren far away, and a heart that is too fast: the error budget runs out. */
const alarm = (bars: number): Effect =>
  Array.from({ length: bars }, () =>
    overlaid(
      beat('x.o.x.o.x.o.x.o.').map(({ at, hard }) =>
        pulse(at, STEP * 1.5, 'E2', { duty: 0.1, gain: 0.4 * hard, decay: 0.06, dull: 1200 }),
      ),
      [
        pulse(0, BAR / 2, 'B4', {
          to: pitch('B4') * SEMITONE,
          duty: 0.5,
          gain: 0.1,
          vibrato: 0.3,
          attack: 0.1,
          dull: 3000,
        }),
        pulse(BAR / 2, BAR / 2, 'B4', {
          to: pitch('B4') / SEMITONE,
          duty: 0.5,
          gain: 0.1,
          vibrato: 0.3,
          attack: 0.05,
          dull: 3000,
        }),
      ],
      beat('..............oo').map(({ at }) => noise(at, 0.08, 9000, { gain: 0.3, decay: 0.03 })),
    ),
  ).flatMap((notes, bar) => after(bar, notes))

/** For lessons: an easy roll, with room to think. */
const coping: Tune = {
  drums: stem(
    4,
    drums(
      `${times(3, ROLL)} x.....x.x.x.x...`,
      `${times(3, BACKBEAT)} ....x.......x.xo`,
      `${times(3, EIGHTHS)} x.o.x.o.x.o.....`,
    ),
  ),
  bass: stem(
    4,
    played(
      bass,
      `E2/3 E2/3 ./2 E2/2 G2/2 A2/4   G2/3 G2/3 ./2 G2/2 A2/2 B2/4
       A2/3 A2/3 ./2 A2/2 B2/2 D3/4   B2/3 A2/3 G2/2 D2/2 D2/2 E2/2 D2/2`,
    ),
  ),
  riff: stem(
    4,
    overlaid(
      played(
        muted,
        `E3/2 E3/2 ./2 E3/2 ./8    G3/2 G3/2 ./2 G3/2 ./8
         A3/2 A3/2 ./2 A3/2 ./8    B3/2 A3/2 ./2 G3/2 ./8`,
      ),
      louder(0.7, played(arp(...FIFTHS), 'E4/16 G4/16 A4/16 B4/8 D4/8')),
    ),
    1.4,
  ),
  lead: stem(
    8,
    played(
      lead,
      `./4 B4/2 D5/2 E5/4 D5/2 B4/2    A4/2 B4/6 G4/4 ./4
       ./4 A4/2 B4/2 D5/4 E5/2 D5/2    B4/8 A4/4 G4/4
       ./4 B4/2 D5/2 E5/4 G5/2 E5/2    D5/2 E5/6 B4/4 ./4
       G4/2 A4/2 B4/4 D5/2 B4/2 A4/4   G4/3 A4/3 E4/6 ./4`,
    ),
  ),
  panic: stem(2, alarm(2)),
}

/** For contests: faster feet, a riff with its elbows out. */
const headliner: Tune = {
  drums: stem(
    4,
    drums(
      `${times(3, 'x..x..x.x..x....')} x..x..x.x.x.x.x.`,
      `${times(3, '....x..o....x...')} ....x..o....xxxx`,
      `${times(3, 'xoxoxoxoxoxoxoxo')} xoxoxoxoxoxo....`,
    ),
  ),
  bass: stem(
    4,
    played(
      bass,
      `E2/2 E2/2 E2/2 E2/2 G2/2 G2/2 A2/2 G2/2   E2/2 E2/2 E2/2 E2/2 D2/2 D2/2 G2/2 D2/2
       A2/2 A2/2 A2/2 A2/2 B2/2 B2/2 D3/2 B2/2   G2/2 G2/2 A2/2 A2/2 B2/2 B2/2 D3/2 D2/2`,
    ),
  ),
  riff: stem(
    4,
    played(
      guitar,
      `E3/3 E3/1 ./2 E3/2 G3/3 A3/3 ./2    E3/3 E3/1 ./2 E3/2 D3/4 G3/4
       A3/3 A3/1 ./2 A3/2 B3/3 D4/3 ./2    G3/4 A3/4 B3/4 D4/2 B3/2`,
    ),
    2.2,
  ),
  lead: stem(
    8,
    played(
      lead,
      `E5/2 ./1 E5/1 D5/2 B4/2 D5/4 E5/4     G5/3 E5/3 D5/2 B4/8
       A4/2 ./1 A4/1 B4/2 D5/2 E5/4 D5/4     B4/2 D5/2 B4/2 A4/2 G4/8
       E5/2 ./1 E5/1 G5/2 E5/2 A5/4 G5/4     E5/3 D5/3 B4/2 D5/8
       E5/1 D5/1 B4/1 A4/1 B4/2 D5/2 E5/2 G5/2 E5/2 D5/2    B4/4 A4/2 G4/2 E4/6 ./2`,
    ),
  ),
  panic: stem(2, alarm(2)),
}

/** The street at night, and the title: nobody is in a hurry. */
const street: Tune = {
  drums: stem(
    4,
    louder(0.6, drums(times(4, 'x.......x.......'), times(4, '....o.......o...'), times(4, 'o...o...o...o.o.'))),
  ),
  bass: stem(4, played(bass, 'E2/8 B2/4 G2/4   G2/8 D3/4 B2/4   A2/8 E2/4 G2/4   B2/8 A2/4 D2/4')),
  lead: stem(
    8,
    overlaid(
      played(
        bell,
        `E5/6 B4/6 D5/4    B4/12 ./4
         A4/6 B4/6 G4/4    E4/12 ./4
         E5/6 G5/6 D5/4    B4/8 D5/8
         A4/4 B4/4 D5/4 B4/4    A4/6 E4/6 ./4`,
      ),
      louder(0.3, played(arp(...MINOR), times(2, 'E4/16 G4/16 A4/16 B4/16'))),
    ),
  ),
}

/** Landed: once round, and round again while one looks at what came of it. */
const victory: Tune = {
  lead: stem(
    4,
    overlaid(
      drums(
        'x..x..x.x..x..x. x..x..x.x..x..x. x..x..x.x..x..x. x...x...x.x.x.x.',
        `${times(3, BACKBEAT)} ....x...x.x.x.x.`,
        times(4, EIGHTHS),
      ),
      played(bass, 'G2/4 G2/4 D3/4 D3/4   A2/4 A2/4 E2/4 E2/4   G2/4 G2/4 B2/4 B2/4   D3/4 D3/4 D2/4 D2/4'),
      played(lead, 'G4/3 B4/3 D5/2 G5/8   A4/3 D5/3 E5/2 A5/8   B5/4 A5/4 G5/4 E5/4   D5/6 B4/2 D5/8'),
      louder(0.6, played(arp(...FIFTHS), 'G4/16 A4/16 B4/16 D5/16')),
    ),
  ),
}

/** Wiped out: the same bars, with the wind gone out of them. */
const wipeOut: Tune = {
  lead: stem(
    4,
    overlaid(
      louder(0.7, drums(times(4, 'x...............'), times(4, '........o.......'), times(4, '....o.......o...'))),
      played(bass, 'E2/16 D2/16 G2/8 D2/8 E2/16'),
      played(bell, 'B4/4 A4/4 G4/8   A4/4 G4/4 D4/8   B4/4 G4/4 D4/8   E4/16'),
    ),
  ),
}

export const TUNES = { street, coping, headliner, victory, wipeOut } as const satisfies Readonly<Record<TuneName, Tune>>
