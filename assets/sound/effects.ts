/** What each cue sounds like, in the order in which they matter. */

import type { Cue } from '../../src/view/cues'
import type { Effect } from './synth'
import {
  buckle,
  buzz,
  chord,
  crash,
  noise,
  pass,
  pitch,
  pulse,
  relay,
  route,
  run,
  thump,
  triangle,
  trick,
  tumble,
} from './voices'

/** What may be heard in the first seconds of a first run: it is waited for, the others are not. */
export const FIRST: readonly Cue[] = [
  'failing',
  'early',
  'refused',
  'bailContainer',
  'land',
  'routeBowl',
  'routeBoxes',
  'routeSlab',
  'scale',
  'call',
  'ready',
  'active',
  'serving',
  'announced',
  'tick',
]

export const EFFECTS: Readonly<Record<Cue, Effect>> = {
  wipeOut: [
    ...crash(0, 0.4),
    pulse(0.18, 0.75, 'E5', { to: pitch('E2'), duty: 0.5, dutyTo: 0.125, vibrato: 0.6, gain: 0.35 }),
    ...thump(0.93, 0.9),
    ...thump(1.04, 0.5),
  ],
  landed: [
    ...run(0.107, ['E4', 'G4', 'A4', 'B4'], { decay: 0.09 }),
    ...chord(0.428, 0.18, ['D5', 'A4'], { decay: 0.1 }),
    ...chord(0.6, 0.75, ['E5', 'B4', 'E4'], { decay: 0.3, vibrato: 0.15, duty: 0.37, dutyTo: 0.12 }),
    triangle(0.6, 0.75, 'E3', { decay: 0.35, gain: 0.5 }),
    noise(0.6, 0.25, 14_000, { gain: 0.15, decay: 0.08 }),
  ],
  twoWriters: [
    ...run(0.05, ['E5', 'D5', 'E5', 'D5', 'E5', 'D5', 'E5', 'D5'], { duty: 0.5, gain: 0.4 }),
    ...run(0.05, ['D5', 'E5', 'D5', 'E5', 'D5', 'E5', 'D5', 'E5'], { duty: 0.125, gain: 0.4 }, 0.01),
  ],
  writesLost: [
    ...run(0.055, ['B5', 'A5', 'G5', 'E5', 'D5', 'B4'], { duty: 0.125, gain: 0.45 }),
    noise(0.3, 0.1, 5000, { to: 1500, gain: 0.35, decay: 0.04 }),
  ],
  slam: crash(0, 0.42),
  cutOff: [
    noise(0, 0.045, 12_000, { gain: 0.5, decay: 0.02 }),
    noise(0.055, 0.045, 8000, { gain: 0.5, decay: 0.02 }),
    noise(0.11, 0.06, 5000, { gain: 0.5, decay: 0.025 }),
    pulse(0.15, 0.2, 'G3', { to: pitch('E3'), duty: 0.5, gain: 0.5, dull: 1800 }),
  ],
  failing: run(0.085, ['B5', 'G5', 'B5', 'G5'], { duty: 0.5, gain: 0.45 }),
  budgetLow: [
    ...run(0.09, ['A5', 'G5', 'E5'], { gain: 0.45, duty: 0.37 }),
    ...run(0.09, ['A5', 'G5', 'E5'], { gain: 0.45, duty: 0.37 }, 0.33),
  ],
  budgetHalf: run(0.14, ['A4', 'E4'], { gain: 0.45, duty: 0.37, decay: 0.15 }),
  early: [
    ...thump(0, 0.5),
    noise(0.03, 0.24, 5000, { to: 2500, gain: 0.3, decay: 0.1 }),
    pulse(0.04, 0.25, 'G4', { to: pitch('D4'), vibrato: 1.5, duty: 0.125, gain: 0.45, decay: 0.14 }),
  ],
  noComply: [...buzz(0, 0.1), ...buzz(0.14, 0.16)],
  refused: buzz(0, 0.17),
  bailDisk: [
    ...[0, 0.1, 0.2].flatMap(at => [
      noise(at, 0.07, 1000, { to: 500, gain: 0.6, decay: 0.05 }),
      pulse(at, 0.07, 'E2', { to: pitch('D2'), duty: 0.1, gain: 0.6, dull: 1800 }),
    ]),
    ...thump(0.3, 0.6),
  ],
  bailUnit: tumble(0, ['E4', 'B3', 'G3', 'E3']),
  bailContainer: tumble(0, ['B5', 'G5', 'E5']),
  hangup: [
    pulse(0, 0.09, 'D4', { to: pitch('G4'), gain: 0.4, duty: 0.37 }),
    ...[0.1, 0.17, 0.24].flatMap(at => [
      noise(at, 0.015, 6000, { gain: 0.4, decay: 0.005 }),
      pulse(at, 0.05, 'G4', { gain: 0.4, duty: 0.37, decay: 0.03 }),
    ]),
  ],
  migrationAborted: [
    ...pass(0.16, 6000, 2000),
    pulse(0.1, 0.24, 'A4', { to: pitch('D4'), duty: 0.37, gain: 0.45, vibrato: 0.8 }),
  ],
  healingPaused: [0, 0.2].flatMap(at => chord(at, 0.16, ['G3', 'D4'], { duty: 0.5, gain: 0.4, dull: 2000 })),
  lampOut: relay('D5', 'G4'),
  land: [...thump(0, 0.8), ...chord(0.05, 0.28, ['E5', 'B5'], { decay: 0.09 })],
  routeBowl: route('E5', 'B5', 9000),
  routeRail: [...route('G4', 'G5', 7000), ...pass(0.12, 7000, 4500)],
  routeBoxes: route('B4', 'E5', 5000),
  routeSlab: route('E3', 'E4', 3000),
  scale: trick('E5', 'G5'),
  save: trick('G5', 'A5'),
  undo: trick('E5', 'B4'),
  move: trick('A5', 'D6'),
  strained: [pulse(0, 0.34, 'G4', { vibrato: 1, duty: 0.12, dutyTo: 0.4, gain: 0.4, dull: 3000 })],
  comboLost: tumble(0, ['B4', 'A4', 'G4', 'D4']).concat(
    run(0.09, ['B4', 'A4', 'G4', 'D4'], { gain: 0.15, decay: 0.05 }),
  ),
  bank: [
    ...run(0.055, ['E5', 'G5', 'A5', 'B5'], { gain: 0.4 }),
    ...chord(0.22, 0.38, ['E6', 'B5'], { decay: 0.14, vibrato: 0.15 }),
    triangle(0.22, 0.38, 'E5', { decay: 0.16, gain: 0.4 }),
  ],
  incidentClosed: [
    triangle(0, 0.14, 'D5', { decay: 0.12 }),
    triangle(0.13, 0.34, 'E5', { decay: 0.16 }),
    triangle(0.13, 0.34, 'B4', { decay: 0.16, gain: 0.4 }),
    pulse(0.13, 0.2, 'E5', { decay: 0.06, gain: 0.12 }),
  ],
  call: [
    triangle(0, 0.11, 'B4', { to: pitch('E5') }),
    triangle(0.12, 0.2, 'E5', { to: pitch('G5'), vibrato: 0.2, decay: 0.14 }),
    pulse(0.12, 0.2, 'E5', { to: pitch('G5'), gain: 0.15, decay: 0.14 }),
  ],
  ready: [
    ...run(0.07, ['E5', 'B5'], { gain: 0.4 }),
    pulse(0.14, 0.22, 'E6', { gain: 0.4, decay: 0.08 }),
    triangle(0.14, 0.22, 'E5', { gain: 0.4, decay: 0.1 }),
  ],
  active: [
    triangle(0, 0.5, 'B5', { decay: 0.13 }),
    triangle(0.09, 0.45, 'E6', { decay: 0.15 }),
    triangle(0.09, 0.2, 'B6', { gain: 0.2, decay: 0.06 }),
    pulse(0, 0.1, 'B5', { gain: 0.12, decay: 0.03 }),
  ],
  order: [
    ...thump(0, 0.9),
    noise(0.09, 0.06, 3000, { gain: 0.5, decay: 0.02, dull: 2500 }),
    pulse(0.14, 0.5, 'E2', { to: pitch('B3'), duty: 0.12, dutyTo: 0.5, attack: 0.12, gain: 0.4, dull: 2200 }),
    triangle(0.14, 0.5, 'E3', { to: pitch('B4'), attack: 0.12, gain: 0.25 }),
  ],
  hostBack: [
    pulse(0, 0.36, 'E2', { to: pitch('E3'), duty: 0.3, attack: 0.16, gain: 0.45, dull: 1800 }),
    triangle(0, 0.36, 'E3', { to: pitch('E4'), attack: 0.16, gain: 0.4 }),
    noise(0.34, 0.03, 5000, { gain: 0.3, decay: 0.01 }),
  ],
  lampBack: relay('G4', 'D5'),
  migrated: [...pass(0.14, 3000, 8000), ...thump(0.11, 0.6), ...chord(0.13, 0.24, ['A5', 'D5'], { decay: 0.08 })],
  restored: [
    triangle(0, 0.26, 'A4', { to: pitch('A5'), attack: 0.2, gain: 0.5 }),
    pulse(0, 0.26, 'A4', { to: pitch('A5'), attack: 0.2, gain: 0.2 }),
    triangle(0.26, 0.1, 'A5', { decay: 0.04 }),
  ],
  copied: [0, 0.11].flatMap(at => [
    pulse(at, 0.09, 'D5', { decay: 0.05, gain: 0.4 }),
    triangle(at, 0.09, 'D6', { decay: 0.03, gain: 0.3 }),
  ]),
  snapshot: [
    noise(0, 0.03, 9000, { attack: 0.004, gain: 0.35, decay: 0.012 }),
    noise(0.07, 0.05, 7000, { attack: 0.004, gain: 0.4, decay: 0.02 }),
    triangle(0.08, 0.12, 'D6', { decay: 0.05, gain: 0.4 }),
  ],
  gateClosed: [pulse(0, 0.16, 'B3', { to: pitch('E3'), duty: 0.12, gain: 0.35, dull: 3000 }), ...thump(0.14, 0.8)],
  gateOpened: [
    noise(0, 0.03, 4000, { decay: 0.012 }),
    triangle(0, 0.06, 'E3', { decay: 0.03 }),
    pulse(0.05, 0.2, 'E3', { to: pitch('B3'), duty: 0.12, gain: 0.35, dull: 3000 }),
    triangle(0.05, 0.2, 'E4', { to: pitch('B4'), gain: 0.25 }),
  ],
  drained: [
    ...pass(0.12, 9000, 3000),
    triangle(0.1, 0.16, 'G5', { decay: 0.06 }),
    triangle(0.1, 0.16, 'D5', { decay: 0.06, gain: 0.3 }),
  ],
  migrating: pass(0.28, 1800, 9000).concat(triangle(0, 0.28, 'D4', { to: pitch('A4'), attack: 0.1, gain: 0.25 })),
  sweep: pass(0.18, 10_000, 2500),
  serving: [
    pulse(0, 0.1, 'E5', { to: pitch('E6'), duty: 0.25, gain: 0.4 }),
    triangle(0.1, 0.12, 'B6', { gain: 0.4, decay: 0.05 }),
  ],
  detach: buckle('A4', 'D4'),
  attach: buckle('D4', 'A4'),
  announced: [triangle(0, 0.05, 'B5', { decay: 0.025 }), triangle(0.09, 0.06, 'B5', { decay: 0.025, gain: 0.35 })],
  tick: [triangle(0, 0.06, 'E6', { decay: 0.03 }), noise(0, 0.02, 8000, { gain: 0.1, decay: 0.008 })],
}

/** Loudness units above or below the rest: what comes often is softer, what must not be missed is louder. */
export const STRESS: Readonly<Partial<Record<Cue, number>>> = {
  wipeOut: 1,
  landed: 1,
  slam: 1,
  twoWriters: 1,
  cutOff: 0.5,
  failing: 1,
  budgetLow: 1,
  refused: -0.5,
  noComply: -0.5,
  sweep: -0.5,
  serving: -0.5,
  attach: -1,
  detach: -1,
  announced: -1,
  tick: -0.5,
}
