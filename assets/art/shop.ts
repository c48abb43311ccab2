/**
 * Inside the Root Shop: a deck for each tool, seen from below with its picture on it,
 * the neon over the counter, the till, a lamp, and the night in the window.
 */

import type { Role } from '../../src/view/palette'
import { compose, outlined, type Picture, type Placed, picture, type Rows, turned } from './pixels'

const DECK = { width: 44, height: 16 } as const

/** Wheels that stand out on both sides, and the axle between them. */
const TRUCK: Rows = ['www', 'wsw', '.s.', '.a.', 'aaa', 'asa', 'aaa', '.a.', '.s.', 'wsw', 'www']
const truck = picture(TRUCK, { w: 'cream', s: 'steel', a: 'silver' })

interface Print {
  readonly ground: readonly [lit: Role, middle: Role, deep: Role]
  /** 16x8, in the middle of the deck. */
  readonly rows: Rows
  readonly inks: Readonly<Record<string, Role>>
}

const PRINTS: Readonly<Record<string, Print>> = {
  heat: {
    ground: ['slabLit', 'slab', 'slabDeep'],
    rows: [
      '...y.....y......',
      '..yy..y..yy..y..',
      '.yyy.yy.yyy.yy..',
      '.yryyyryyryyyry.',
      'yyrryrrryrryrryy',
      'yrrrrrrrrrrrrrry',
      '.rrrbrrrbrrrbrr.',
      '..bbbbbbbbbbbb..',
    ],
    inks: { y: 'sun', r: 'red', b: 'blood' },
  },
  juju: {
    ground: ['boxesLit', 'boxes', 'boxesDeep'],
    rows: [
      '.....wwwwww.....',
      '...wwsssssSww...',
      '..wssskkkkssSw..',
      '.wssskkbbkkssSw.',
      '.wssskkbbkkssSw.',
      '..wssskkkkssSw..',
      '...wwsssssSww...',
      '.....wwwwww.....',
    ],
    inks: { w: 'sun', s: 'white', S: 'silver', k: 'ink', b: 'bowlLit' },
  },
  kubeadm: {
    ground: ['bowlLit', 'bowl', 'bowlDeep'],
    rows: [
      '......w..w......',
      '....wwwwwwww....',
      '...ww.ww.www....',
      '..wwww..wwwwww..',
      '...ww.ww.ww.....',
      '...www.ww.ww....',
      '....wwwwwwww....',
      '......w..w......',
    ],
    inks: { w: 'white' },
  },
  kargo: {
    ground: ['leaf', 'moss', 'pine'],
    rows: [
      '.....rr.yy......',
      '..oo.rr.yy.bb...',
      '..oo.rr.yy.bb...',
      'wwwwwwwwwwwwwww.',
      '.wkkwkkwkkwkkww.',
      '..wwwwwwwwwwww..',
      '................',
      '.bbb..bbb..bbb..',
    ],
    inks: { r: 'red', y: 'sun', o: 'slab', b: 'bowlLit', w: 'white', k: 'ink' },
  },
}

/** Round at both ends, lit along its upper edge. */
function board([lit, middle, deep]: Print['ground']): Picture {
  return Array.from({ length: DECK.height }, (_, y) =>
    Array.from({ length: DECK.width }, (_, x) => {
      const end = Math.min(x, DECK.width - 1 - x)
      const inset = 2 + (end < 1 ? 3 : end < 2 ? 2 : end < 4 ? 1 : 0)
      if (y < inset || y >= DECK.height - inset) return undefined
      if (y === inset) return lit
      return y >= DECK.height - inset - 2 ? deep : middle
    }),
  )
}

const deck = ({ ground, rows, inks }: Print): Picture =>
  compose(DECK.width, DECK.height, [
    { part: outlined(board(ground), 'ink'), x: 0, y: 0 },
    { part: picture(rows, inks), x: 14, y: 4 },
    { part: truck, x: 8, y: 3 },
    { part: truck, x: DECK.width - 11, y: 3 },
  ])

/** Letters of light, with what they light behind them. */
const NEON: Rows = [
  'rrrr...rrr...rrr..rrrrr',
  'r...r.r...r.r...r...r..',
  'r...r.r...r.r...r...r..',
  'rrrr..r...r.r...r...r..',
  'r.r...r...r.r...r...r..',
  'r..r..r...r.r...r...r..',
  'r...r..rrr...rrr....r..',
]

function neon(): Picture {
  const letters = picture(NEON, { r: 'boxesLit' })
  const lit = compose(29, 13, [{ part: letters, x: 3, y: 3 }])
  return compose(29, 13, [
    { part: outlined(outlined(lit, 'boxesDeep'), 'bark'), x: 0, y: 0 },
    { part: letters, x: 3, y: 3 },
  ])
}

const TILL: Rows = [
  '....kkkkkkkk....',
  '....kgGgGggk....',
  '....kkkkkkkk....',
  '.......ss.......',
  '..kkkkkkkkkkkk..',
  '..ksssssssssdk..',
  '..kswswswsssdk..',
  '..ksssssssssdk..',
  '..kswswswsrsdk..',
  '.kkkkkkkkkkkkkk.',
  '.ksssssssssssdk.',
  '.kddddkkkkddddk.',
  '.kkkkkkkkkkkkkk.',
]

const LAMP: Rows = [
  '......kk......',
  '......kk......',
  '......kk......',
  '.....kttk.....',
  '....kttttk....',
  '...ktTttttk...',
  '..ktTttttttk..',
  '.ktTttttttttk.',
  'kkkkkkkkkkkkkk',
  '...yyyyyyyy...',
  '....yywwyy....',
]

const CAPE: Rows = [
  '....yyyy....',
  '...rrrrrr...',
  '..rrrrrrRr..',
  '..rrrrrrRR..',
  '.rrrrrrrRRr.',
  '.rrrrrrRRRr.',
  '.rrrrrRRRRr.',
  'rrrrrrRRRrRr',
  'rrrrrRRRRrRr',
  'rr.rrRRR.rRR',
  'r...rR....RR',
]

const box = (role: Role, x: number, y: number, width: number, height: number): Placed => ({
  part: Array.from({ length: height }, () => Array<Role>(width).fill(role)),
  x,
  y,
})

/** Night, a moon, and roofs. */
const glass = (): Picture =>
  compose(36, 30, [
    box('clay', 0, 0, 36, 30),
    box('tan', 0, 0, 36, 1),
    box('tan', 0, 0, 1, 30),
    box('night', 3, 3, 30, 24),
    box('boxesDeep', 3, 19, 30, 8),
    ...[
      [3, 16, 6],
      [10, 12, 7],
      [18, 18, 5],
      [24, 14, 9],
    ].flatMap(([x = 0, y = 0, wide = 0]) => [box('ink', x, y, wide, 27 - y), box('slabLit', x + 2, y + 3, 2, 1)]),
    box('silver', 25, 5, 4, 6),
    box('silver', 24, 6, 6, 4),
    box('steel', 27, 7, 2, 2),
    box('white', 8, 6, 1, 1),
    box('white', 15, 8, 1, 1),
    box('clay', 17, 3, 2, 24),
    box('clay', 3, 15, 30, 2),
    box('soil', 0, 28, 36, 2),
  ])

export const shop = (): Readonly<Record<string, Picture>> => ({
  ...Object.fromEntries(
    Object.entries(PRINTS).flatMap(([tool, print]) => [
      [`deck/${tool}`, deck(print)],
      [`deck/${tool}/hung`, turned(deck(print))],
    ]),
  ),
  'shop/neon': neon(),
  'shop/till': picture(TILL, { k: 'ink', g: 'leaf', G: 'moss', s: 'steel', d: 'slate', w: 'white', r: 'red' }),
  'shop/lamp': picture(LAMP, { k: 'ink', t: 'moss', T: 'leaf', y: 'sun', w: 'white' }),
  'shop/window': glass(),
  'shop/cape': picture(CAPE, { y: 'sun', r: 'red', R: 'blood' }),
})
