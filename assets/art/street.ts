/**
 * The street: houses with what can be ridden before them. What is closed is told by its
 * shape, boards before the windows, a shutter with a padlock and a barrier; what was
 * done there stands on the roof as a flag. Built from a few rules and drawn pieces.
 */

import type { Role } from '../../src/view/palette'
import { HOUSE, WINDOWS } from './house'
import { letters } from './letters'
import { compose, outlined, type Picture, type Placed, picture, type Rows } from './pixels'

interface Paint {
  readonly lit: Role
  readonly wall: Role
  readonly dark: Role
  /** Of the lights on an arch. */
  readonly bulb?: Role
}

const PAINTS = {
  blue: { lit: 'bowl', wall: 'bowlDeep', dark: 'sea' },
  plum: { lit: 'boxes', wall: 'boxesDeep', dark: 'bark' },
  green: { lit: 'moss', wall: 'pine', dark: 'sea' },
  brick: { lit: 'clay', wall: 'soil', dark: 'bark' },
  slate: { lit: 'slate', wall: 'dusk', dark: 'night' },
  red: { lit: 'red', wall: 'blood', dark: 'bark' },
  rust: { lit: 'rust', wall: 'slabDeep', dark: 'soil' },
  shut: { lit: 'dusk', wall: 'night', dark: 'ink', bulb: 'slate' },
} as const satisfies Record<string, Paint>

const TOP = 11

const box = (role: Role, x: number, y: number, width: number, height: number): Placed => ({
  part: Array.from({ length: height }, () => Array<Role>(width).fill(role)),
  x,
  y,
})

function wall({ lit, wall, dark }: Paint): readonly Placed[] {
  const bricks = Array.from({ length: 8 }, (_, row) =>
    Array.from({ length: 4 }, (_, at) => box(dark, 6 + at * 12 + (row % 2) * 6, TOP + 3 + row * 4, 3, 1)),
  ).flat()
  return [
    box(wall, 4, TOP, 48, HOUSE.height - TOP),
    ...bricks,
    box(lit, 4, TOP, 1, HOUSE.height - TOP),
    box(dark, 50, TOP, 2, HOUSE.height - TOP),
    box(lit, 4, TOP, 48, 1),
  ]
}

/** A parapet, a stepped gable, a water tank, an aerial; a hall has an arch with bulbs. */
const ROOFS: readonly ((paint: Paint) => readonly Placed[])[] = [
  ({ lit, wall, dark }) => [box(wall, 2, 7, 52, 4), box(lit, 2, 7, 52, 1), box(dark, 2, 10, 52, 1)],
  ({ lit, wall }) => [
    box(wall, 10, 8, 36, 3),
    box(wall, 18, 5, 20, 3),
    box(lit, 10, 8, 8, 1),
    box(lit, 18, 5, 20, 1),
    box(lit, 38, 8, 8, 1),
  ],
  () => [
    box('bark', 33, 9, 2, 2),
    box('bark', 43, 9, 2, 2),
    box('soil', 32, 2, 14, 7),
    box('clay', 32, 2, 2, 7),
    box('bark', 38, 3, 1, 6),
    box('bark', 43, 3, 1, 6),
    box('clay', 34, 1, 10, 1),
  ],
  () => [
    box('steel', 14, 2, 1, 9),
    box('steel', 11, 3, 7, 1),
    box('slate', 12, 6, 5, 1),
    box('slate', 36, 7, 9, 4),
    box('steel', 36, 7, 9, 1),
  ],
  ({ lit, wall, bulb = 'sun' }) => [
    box(wall, 6, 8, 44, 3),
    box(wall, 11, 5, 34, 3),
    box(wall, 18, 3, 20, 2),
    box(lit, 18, 3, 20, 1),
    box(lit, 11, 5, 7, 1),
    box(lit, 38, 5, 7, 1),
    ...[9, 15, 21, 27, 33, 39, 45].map(x => box(bulb, x, 9, 2, 1)),
  ],
]

const PANE: Rows = ['kkkkkk', 'kddkdd', 'kddkdd', 'kkkkkk', 'kddkdd', 'llllll']
const LIT_PANE: Rows = ['kkkkkk', 'kyykyy', 'kyykyy', 'kkkkkk', 'kYYkYY', 'llllll']
const BOARDED: Rows = ['bbkkkb', 'kbbkbb', 'kkbbbk', 'kkbbbk', 'kbbkbb', 'bbkkkb']
const DOOR: Rows = [
  'kkkkkkkkkkkk',
  'kYYYYYYYYYYk',
  'kYyyyyyyyyYk',
  'kkkkkkkkkkkk',
  'krrrkyyyyyyk',
  'krRrkyyyyyyk',
  'krRrkyyyYYYk',
  'krRrkyyYYYYk',
  'krrskyyYYYYk',
  'krRrkyYYYYYk',
  'krRrkyYYYYYk',
  'krRrkYYYYYYk',
  'krrrkYYYYYYk',
]
const SHUTTER: Rows = [
  'kkkkkkkkkkkk',
  'kssssssssssk',
  'kddddddddddk',
  'kssssssssssk',
  'kdddkkkkdddk',
  'kssk.aa.kssk',
  'kddkakkakddk',
  'kskaaaaaaksk',
  'kdkaaaaaakdk',
  'kskaakkaaksk',
  'kdkaaaaaakdk',
  'kssssssssssk',
  'kddddddddddk',
]

const door = picture(DOOR, { k: 'ink', Y: 'slabLit', y: 'sun', r: 'rust', R: 'clay', s: 'silver' })
const shutter = picture(SHUTTER, { k: 'ink', s: 'slate', d: 'dusk', a: 'steel' })
const panes = (rows: Rows, lit: Role) =>
  WINDOWS.map(([x, y]) => ({ part: picture(rows, { k: 'ink', d: 'night', b: 'slate', l: lit }), x, y }))

const house = (roof: number, paint: Paint): Picture =>
  compose(HOUSE.width, HOUSE.height, [
    ...(ROOFS[roof]?.(paint) ?? []),
    ...wall(paint),
    ...panes(PANE, paint.lit),
    { part: door, x: 8, y: HOUSE.height - DOOR.length },
  ])

const closed = (roof: number): Picture =>
  compose(HOUSE.width, HOUSE.height, [
    ...(ROOFS[roof]?.(PAINTS.shut) ?? []),
    ...wall(PAINTS.shut),
    ...panes(BOARDED, 'dusk'),
    { part: shutter, x: 8, y: HOUSE.height - SHUTTER.length },
    {
      part: picture(BARRIER, { w: 'silver', r: 'slabDeep', k: 'ink', s: 'slate' }),
      x: 23,
      y: HOUSE.height - BARRIER.length,
    },
  ])

const BARRIER: Rows = [
  'kkkkkkkkkkkkkkkkkkkkkkkkkkkkk',
  'kwwrrrwwrrrwwrrrwwrrrwwrrrwwk',
  'kwrrrwwrrrwwrrrwwrrrwwrrrwwrk',
  'krrrwwrrrwwrrrwwrrrwwrrrwwrrk',
  'kkkkkkkkkkkkkkkkkkkkkkkkkkkkk',
  '..ks......................ks..',
  '..ks......................ks..',
  '.kkss....................kkss.',
  '.kkkk....................kkkk.',
].map(row => row.slice(0, 29))

/** What there is to ride, before the house. */
const SPOT_SIZE = { width: 34, height: 15 } as const

function profile(floor: (x: number) => number, [lit, mid, deep]: readonly [Role, Role, Role]): Picture {
  return Array.from({ length: SPOT_SIZE.height }, (_, y) =>
    Array.from({ length: SPOT_SIZE.width }, (_, x) => {
      const top = Math.round(floor(x))
      if (y < top) return undefined
      if (y === top || (y < Math.round(floor(x - 1)) && y < Math.round(floor(x + 1)) + 3)) return lit
      if (y <= top + 1) return mid
      return (x + y) % 9 === 0 && y > top + 2 ? mid : deep
    }),
  )
}

const curve = (x: number) =>
  13 - 12 * Math.min(1, Math.max(0, 1 - Math.sqrt(Math.max(0, 1 - (1 - Math.min(13, x) / 13) ** 2))))
const WIDE = SPOT_SIZE.width - 1

const spots = (): Readonly<Record<string, Picture>> => ({
  'spot/bowl': profile(x => curve(Math.min(x, WIDE - x)), ['bowlLit', 'bowl', 'bowlDeep']),
  'spot/slab': profile(x => curve(Math.min(13, ((WIDE - x) * 13) / 26)), ['slabLit', 'slab', 'slabDeep']),
  'spot/spine': compose(SPOT_SIZE.width, SPOT_SIZE.height, [
    { part: profile(x => (x > 16 ? 99 : curve(Math.max(0, 16 - x))), ['bowlLit', 'bowl', 'bowlDeep']), x: 0, y: 0 },
    { part: profile(x => (x < 17 ? 99 : curve(Math.max(0, x - 17))), ['boxesLit', 'boxes', 'boxesDeep']), x: 0, y: 0 },
  ]),
  'spot/boxes': compose(SPOT_SIZE.width, SPOT_SIZE.height, [
    ...crate(0, 6, 20, 9),
    ...crate(20, 9, 14, 6),
    ...crate(5, 0, 12, 6),
  ]),
  'spot/rail': compose(SPOT_SIZE.width, SPOT_SIZE.height, [
    ...[4, 16, 28].flatMap(x => [box('slate', x, 6, 2, 9), box('steel', x, 6, 1, 9)]),
    box('bowlLit', 0, 3, 34, 1),
    box('white', 0, 4, 34, 1),
    box('boxesLit', 0, 5, 34, 1),
    box('boxes', 0, 6, 34, 1),
  ]),
})

const crate = (x: number, y: number, width: number, height: number): readonly Placed[] => [
  box('bark', x, y, width, height),
  box('boxes', x, y, width - 1, height - 1),
  box('boxesLit', x, y, width - 1, 1),
  box('boxesLit', x, y, 1, height - 1),
  box('boxesDeep', x + 2, y + 3, width - 5, 1),
]

const AWNING: readonly Placed[] = Array.from({ length: 8 }, (_, i) => [
  box(i % 2 ? 'white' : 'red', 4 + i * 6, 20, 6, i % 2 ? 5 : 6),
  box(i % 2 ? 'silver' : 'blood', 4 + i * 6, i % 2 ? 24 : 25, 6, 1),
]).flat()

const DECKS: readonly Placed[] = (['slab', 'boxes', 'leaf', 'bowl'] as const).flatMap((role, i) => [
  box(role, 9 + i * 5, 29, 3, 12),
  box('ink', 9 + i * 5, 31, 3, 1),
  box('ink', 9 + i * 5, 38, 3, 1),
])

const shop = (): Picture =>
  compose(HOUSE.width, HOUSE.height, [
    ...(ROOFS[0]?.(PAINTS.blue) ?? []),
    ...wall(PAINTS.blue),
    box('ink', 7, 27, 23, 17),
    box('night', 8, 28, 21, 15),
    ...DECKS,
    box('steel', 7, 43, 23, 1),
    box('ink', 32, 24, 18, 22),
    box('slabLit', 33, 25, 16, 21),
    box('sun', 35, 25, 12, 21),
    ...AWNING,
    box('ink', 12, 10, 32, 10),
    box('sun', 12, 10, 32, 1),
    box('sun', 12, 19, 32, 1),
    ...[...'ROOT'].map((letter, i) => ({
      part: tinted(letters()[`letter/${letter}`] ?? [], 'slabLit'),
      x: 16 + i * 6,
      y: 12,
    })),
  ])

const tinted = (drawn: Picture, role: Role): Picture => drawn.map(row => row.map(own => own && role))

const lab = (): Picture =>
  compose(HOUSE.width, HOUSE.height, [
    box('dusk', 15, 5, 26, 2),
    box('dusk', 9, 7, 38, 3),
    box('slate', 15, 5, 26, 1),
    box('steel', 27, 1, 2, 4),
    ...wall(PAINTS.slate),
    box('ink', 7, 15, 42, 12),
    box('pine', 8, 16, 40, 10),
    ...[11, 19, 27, 35, 43].flatMap((x, i) => [
      box('leaf', x, 25 - (i % 3) * 3, 3, 1 + (i % 3) * 3),
      box('moss', x, 17, 3, 1),
    ]),
    { part: door, x: 8, y: HOUSE.height - DOOR.length },
    { part: picture(FLASK, { k: 'ink', w: 'white', g: 'leaf', G: 'moss' }), x: 30, y: 29 },
  ])
const FLASK: Rows = [
  '...kkkkkk...',
  '....kwwk....',
  '....kwwk....',
  '....kwwk....',
  '...kwwwwk...',
  '...kwwwwk...',
  '..kwwwwwwk..',
  '..kggwggGk..',
  '.kgggggggGk.',
  '.kggggggGGk.',
  'kgggwggggGGk',
  'kggggggggGGk',
  'kgggggggGGGk',
  'kGGGGGGGGGGk',
  '.kkkkkkkkkk.',
]

const FLAG: Rows = [
  's.........',
  'scccccccc.',
  'sccccccc..',
  'scccccc...',
  'sccccccc..',
  'scccccccc.',
  's.........',
  's.........',
  's.........',
]

export const MEDALS = {
  gold: ['sun', 'slabLit', 'clay'],
  silver: ['white', 'silver', 'steel'],
  bronze: ['sand', 'rust', 'soil'],
} as const

const MEDAL: Rows = [
  '.bb.....rr.',
  '.bbb...rrr.',
  '..bbb.rrr..',
  '...kkkkk...',
  '..klllllk..',
  '.kllmmmmmk.',
  '.klmmlmmdk.',
  '.klmlllmdk.',
  '.klmmlmmdk.',
  '.kmmmmmddk.',
  '..kdddddk..',
  '...kkkkk...',
]

export const street = (): Readonly<Record<string, Picture>> => ({
  'street/house-0': house(0, PAINTS.blue),
  'street/house-1': house(1, PAINTS.plum),
  'street/house-2': house(2, PAINTS.green),
  'street/house-3': house(3, PAINTS.brick),
  'street/house-4': house(1, PAINTS.slate),
  'street/hall-0': house(4, PAINTS.red),
  'street/hall-1': house(4, PAINTS.brick),
  'street/hall-2': house(4, PAINTS.plum),
  'street/hall-3': house(4, PAINTS.rust),
  ...Object.fromEntries(ROOFS.map((_, roof) => [`street/closed-${roof}`, closed(roof)])),
  'street/shop': shop(),
  'street/awning': compose(
    48,
    6,
    AWNING.map(({ part, x, y }) => ({ part, x: x - 4, y: y - 20 })),
  ),
  'street/lab': lab(),
  'street/lit': picture(LIT_PANE, { k: 'ink', y: 'sun', Y: 'slabLit', l: 'cream' }),
  ...Object.fromEntries(
    Object.entries({ ...MEDALS, none: ['leaf', 'moss', 'pine'] as const }).map(([metal, [, middle]]) => [
      `flag/${metal}`,
      picture(FLAG, { s: 'silver', c: middle }),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(MEDALS).map(([metal, [light, middle, dark]]) => [
      `medal/${metal}`,
      picture(MEDAL, { k: 'ink', b: 'bowl', r: 'red', l: light, m: middle, d: dark }),
    ]),
  ),
  ...Object.fromEntries(Object.entries(spots()).map(([name, drawn]) => [name, outlined(framed(drawn))])),
})

/** With room for an outline, but at the foot. */
const framed = (drawn: Picture): Picture =>
  compose(SPOT_SIZE.width + 2, SPOT_SIZE.height + 1, [{ part: drawn, x: 1, y: 1 }])
