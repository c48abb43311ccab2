/** What a rider carries: ten stickers of 11x11, dark on bright, each on one of three shapes. */

import { STICKERS, type Sticker } from '../../src/model/workload'
import { STICKER_LOOKS } from '../../src/view/palette'
import { compose, type Picture, picture, type Rows } from './pixels'

const ICONS: Readonly<Record<Sticker, Rows>> = {
  BOLT: ['....##.', '...##..', '..##...', '.#####.', '...##..', '..##...', '.##....'],
  HEAVY: ['..###..', '..#.#..', '.#####.', '#######', '#######', '#######', '.#####.'],
  ANCHOR: ['..###..', '..#.#..', '..###..', '#..#..#', '#..#..#', '##.#.##', '.#####.'],
  LOCK: ['..###..', '.##.##.', '.#...#.', '#######', '###.###', '###.###', '#######'],
  DISK: ['.#####.', '#.....#', '#######', '#.....#', '#######', '#.....#', '.#####.'],
  CREW: ['..###..', '..###..', '...#...', '..#.#..', '##...##', '##...##', '##...##'],
  TICK: ['..###..', '.#.#.#.', '#..#..#', '#..##.#', '#.....#', '.#...#.', '..###..'],
  SHIP: ['...#...', '..##...', '.###.#.', '####.##', '.......', '#######', '.#####.'],
  BALLOON: ['..###..', '.#.###.', '.#.###.', '.#####.', '..###..', '...#...', '..#....'],
  GHOST: ['..###..', '.#####.', '##.#.##', '##.#.##', '#######', '#######', '#.###.#'],
}

/** How often the kind is what decides: pointed for speed and size, square for what is kept, round for what comes and goes. */
const TILES = {
  pointed: [
    '....ooo....',
    '..ooccco...',
    '.occcccccoo',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    '.occccccco.',
    '..occccco..',
    '...ooooo...',
  ],
  square: [
    'ooooooooooo',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'ooooooooooo',
  ],
  round: [
    '..ooooooo..',
    '.occccccco.',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    'occccccccco',
    '.occccccco.',
    '..ooooooo..',
  ],
} as const

const SHAPES: Readonly<Record<Sticker, keyof typeof TILES>> = {
  BOLT: 'pointed',
  HEAVY: 'pointed',
  ANCHOR: 'square',
  LOCK: 'square',
  DISK: 'square',
  CREW: 'square',
  TICK: 'square',
  SHIP: 'round',
  BALLOON: 'round',
  GHOST: 'round',
}

export const stickers = (): Readonly<Record<string, Picture>> =>
  Object.fromEntries(STICKERS.map(sticker => [`sticker/${sticker}`, draw(sticker)]))

const draw = (sticker: Sticker): Picture =>
  compose(11, 11, [
    { part: picture(TILES[SHAPES[sticker]], { o: 'ink', c: STICKER_LOOKS[sticker].colour }), x: 0, y: 0 },
    { part: picture(ICONS[sticker], { '#': 'ink' }), x: 2, y: 2 },
  ])
