/**
 * What a pip looks like, pixel by pixel: one shape for each state, so that colour is
 * never the only cue. A replica that serves has the shape of how busy it is.
 *
 * The atlas draws these rows and the legend prints them, so what is learned there is
 * what is seen on the plates.
 */

import { PIP_STATES, type PipState, type PipView } from './incident-view'
import { type Role, TONE_LOOKS, type ToneLook } from './palette'
import { TONES } from './tone'

/** `c` is the colour, `l` white, `k` ink. */
export type PipRows = readonly [string, string, string, string, string]

export interface PipLook {
  readonly colour: Role
  readonly rows: PipRows
}

export const TONE_ROWS: Readonly<Record<ToneLook['shape'], PipRows>> = {
  hollow: ['ccccc', 'c...c', 'c...c', 'c...c', 'ccccc'],
  ring: ['.ccc.', 'cc.cc', 'c...c', 'cc.cc', '.ccc.'],
  disc: ['.lcc.', 'lcccc', 'ccccc', 'ccccc', '.ccc.'],
  wedge: ['..c..', '..c..', '.ccc.', '.ccc.', 'ccccc'],
  cross: ['cc.cc', 'ccccc', '.ccc.', 'ccccc', 'cc.cc'],
  slot: ['.....', 'ccccc', 'ccccc', 'ccccc', '.....'],
}

const LOOKS: Readonly<Record<Exclude<PipState, 'serving'>, PipLook>> = {
  /** Down you go: LAND. */
  ready: { colour: 'sun', rows: ['.ccc.', '.ccc.', 'ccccc', '.ccc.', '..c..'] },
  starting: { colour: 'silver', rows: ['.ccc.', 'c...c', 'c...c', 'c...c', '.ccc.'] },
  /** A hook. */
  waiting: { colour: 'sun', rows: ['..ccc', '....c', 'c...c', 'c...c', '.ccc.'] },
  /** Struck. */
  crashed: { colour: 'alarm', rows: ['ccc..', '.cc..', '.ccc.', '..cc.', '..ccc'] },
  /** The sign on its switch. */
  off: { colour: 'steel', rows: ['..c..', 'c.c.c', 'c...c', 'c...c', '.ccc.'] },
  /** A skull. */
  dead: { colour: 'red', rows: ['.ccc.', 'c.c.c', 'ccccc', '.ccc.', '.c.c.'] },
  unheard: { colour: 'silver', rows: ['.ccc.', '...cc', '..cc.', '.....', '..c..'] },
  /** An hourglass that nobody turns. */
  lingering: { colour: 'steel', rows: ['ccccc', '.c.c.', '..c..', '.c.c.', 'ccccc'] },
  /** It should not be. */
  stray: { colour: 'alarm', rows: ['c...c', 'c...c', 'c...c', '.....', 'c...c'] },
  migrating: { colour: 'white', rows: ['..c..', '...c.', 'ccccc', '...c.', '..c..'] },
  arriving: { colour: 'white', rows: ['c.c.c', '.....', 'c...c', '.....', 'c.c.c'] },
}

/** The name of its picture. */
export const pipName = ({ state, tone }: Pick<PipView, 'state' | 'tone'>): string =>
  state === 'serving' ? `pip/serving-${tone}` : `pip/${state}`

/** All there are, by the name of their picture. */
export const PIP_LOOKS: Readonly<Record<string, PipLook>> = Object.fromEntries([
  ...TONES.map(tone => {
    const { shape, colour } = TONE_LOOKS[tone]
    return [pipName({ state: 'serving', tone }), { colour, rows: TONE_ROWS[shape] }] as const
  }),
  ...PIP_STATES.flatMap(state =>
    state === 'serving' ? [] : [[pipName({ state, tone: 'idle' }), LOOKS[state]] as const],
  ),
])

/** What is worth learning, in the order of the legend: the states, and the three ways of serving. */
export const LEGEND: readonly string[] = [
  ...(['well', 'strained', 'failing'] as const).map(tone => pipName({ state: 'serving', tone })),
  ...PIP_STATES.filter(state => state !== 'serving').map(state => pipName({ state, tone: 'idle' })),
]

/** Dead with its host, or writing where it must not: it blinks, at most three times a second. */
export const pipBlinks = ({ state }: Pick<PipView, 'state'>, hostDown: boolean) =>
  state === 'dead' || state === 'stray' || (hostDown && state === 'lingering')
