/**
 * Small signs of more than one colour, pixel by pixel: what threw a rider (beside its
 * head), what a plate's system believes of it (a lamp on a pole), a cut cable, and
 * backpacks by the kind of disk in them.
 *
 * The atlas draws these rows and the legend prints them.
 */

import { BAILS } from './incident-view'
import type { Role } from './palette'

export interface SignLook {
  readonly rows: readonly string[]
  readonly inks: Readonly<Record<string, Role>>
}

export const SIGN_LOOKS: Readonly<Record<string, SignLook>> = {
  'bail-crash': {
    rows: [
      '..kkkkk..',
      '.kyyyyk..',
      '.kyyyk...',
      'kkyyykkk.',
      'kyyyyyyk.',
      '.kkyyyk..',
      '..kyyk...',
      '..kyk....',
      '..kk.....',
    ],
    inks: { k: 'ink', y: 'sun' },
  },
  'bail-host': {
    rows: [
      '..kkkkk..',
      '.kwwwwwk.',
      'kwwwwwwwk',
      'kwkkwkkwk',
      'kwkkwkkwk',
      'kwwwkwwwk',
      '.kwwwwwk.',
      '.kwkwkwk.',
      '..kkkkk..',
    ],
    inks: { k: 'ink', w: 'silver' },
  },
  'bail-disk': {
    rows: [
      '.kkkkkkk.',
      'kssskssk.',
      'ksskksssk',
      'ksskwkssk',
      'kskkkwssk',
      'ksskkkssk',
      'kssskkssk',
      '.ksssksk.',
      '..kkkkk..',
    ],
    inks: { k: 'ink', s: 'steel', w: 'alarm' },
  },
  'bail-split': {
    rows: [
      'kkk...kkk',
      'kyk...kyk',
      'kyyk.kyyk',
      '.kyykyyk.',
      '..kyyyk..',
      '...kyk...',
      '...kyk...',
      '...kyk...',
      '...kkk...',
    ],
    inks: { k: 'ink', y: 'alarm' },
  },
  'bail-budget': {
    rows: [
      '..kkkkk..',
      '.krrrrrk.',
      'krrrrrrrk',
      'krrrrrrrk',
      'krwwwwwrk',
      'krrrrrrrk',
      'krrrrrrrk',
      '.krrrrrk.',
      '..kkkkk..',
    ],
    inks: { k: 'ink', r: 'red', w: 'white' },
  },
  'bail-hang': {
    rows: [
      '....kkk..',
      '....kyk..',
      '....kyk..',
      '....kyk..',
      'kkk.kyk..',
      'kyk.kyk..',
      'kyykyyk..',
      '.kyyyk...',
      '..kkk....',
    ],
    inks: { k: 'ink', y: 'sun' },
  },
  /** A signal with two lights: the lower one is lit while it is held to be well, the upper one when it is not. */
  'knows-up': {
    rows: [
      '.kkkkk.',
      'kkdddkk',
      'kkdddkk',
      'kkdddkk',
      'kkkkkkk',
      'kkgggkk',
      'kkgwgkk',
      'kkgggkk',
      '.kkkkk.',
      '...s...',
    ],
    inks: { k: 'ink', d: 'dusk', g: 'leaf', w: 'white', s: 'steel' },
  },
  'knows-down': {
    rows: [
      '.kkkkk.',
      'kakkkak',
      'kkakakk',
      'kkkakkk',
      'kkakakk',
      'kakkkak',
      'kkdddkk',
      'kkdddkk',
      '.kkkkk.',
      '...s...',
    ],
    inks: { k: 'ink', d: 'dusk', a: 'alarm', s: 'steel' },
  },
  cut: {
    rows: ['kkk...kkk', 'kyyk.kyyk', 'kkkyk.kkk', '...k.k...', 'kkk.kykkk', 'kyyk.kyyk', 'kkk...kkk'],
    inks: { k: 'ink', y: 'sun' },
  },
  'pack-local': {
    rows: ['.kkkkkk.', 'kssssssk', 'kswwwwsk', 'kssssssk', 'kswwwwsk', 'kssssssk', 'kkykkykk', '.kkkkkk.'],
    inks: { k: 'ink', s: 'steel', w: 'ink', y: 'leaf' },
  },
  'pack-network': {
    rows: ['.kkkkkk.', 'kppppppk', 'kpwwwwpk', 'kppppppk', 'kpwwwwpk', 'kkkkkkkk', '..kbbk..', 'kkkbbkkk'],
    inks: { k: 'ink', p: 'peach', w: 'ink', b: 'silver' },
  },
}

/** What is worth learning, in the order of the legend. */
export const SIGN_LEGEND: readonly string[] = [
  'knows-up',
  'knows-down',
  'cut',
  ...BAILS.map(bail => `bail-${bail}`),
  'pack-local',
  'pack-network',
]
