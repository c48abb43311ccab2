/** Small signs: lamps and pips that say by their shape how something is, marks above heads, smoke and sparks. */

import { TONE_LOOKS, type ToneLook } from '../../src/view/palette'
import { TONES } from '../../src/view/park-view'
import { keeps, type Tile, TONE_TILES } from '../../src/view/patterns'
import { type Picture, picture, type Rows } from './pixels'

type Shape = ToneLook['shape']

const PIPS: Readonly<Record<Shape, Rows>> = {
  hollow: ['ccccc', 'c...c', 'c...c', 'c...c', 'ccccc'],
  ring: ['.ccc.', 'cc.cc', 'c...c', 'cc.cc', '.ccc.'],
  disc: ['.lcc.', 'lcccc', 'ccccc', 'ccccc', '.ccc.'],
  wedge: ['..c..', '..c..', '.ccc.', '.ccc.', 'ccccc'],
  cross: ['cc.cc', 'ccccc', '.ccc.', 'ccccc', 'cc.cc'],
  slot: ['.....', 'ccccc', 'ccccc', 'ccccc', '.....'],
}

const LAMPS: Readonly<Record<Shape, Rows>> = {
  hollow: ['.ooooo.', 'oc...co', 'o.....o', 'o.....o', 'o.....o', 'oc...co', '.ooooo.'],
  ring: ['..ccc..', '.cc.cc.', 'cc...cc', 'c.....c', 'cc...cc', '.cc.cc.', '..ccc..'],
  disc: ['..ccc..', '.clccc.', 'clccccc', 'ccccccc', 'ccccccc', '.ccccc.', '..ccc..'],
  wedge: ['...c...', '..ccc..', '..ccc..', '.cckcc.', '.cckcc.', 'ccccccc', 'ccckccc'],
  cross: ['cc...cc', 'ccc.ccc', '.ccccc.', '..ccc..', '.ccccc.', 'ccc.ccc', 'cc...cc'],
  slot: ['.ccccc.', 'ccccccc', 'ccccccc', 'ckkkkkc', 'ccccccc', 'ccccccc', '.ccccc.'],
}

const LAND = [
  '..kkkkkkk..',
  '..kyyyyyk..',
  '..kyyyyyk..',
  '..kyyyyyk..',
  'kkkyyyyykkk',
  'kyyyyyyyyyk',
  '.kyyyyyyyk.',
  '..kyyyyyk..',
  '...kyyyk...',
  '....kyk....',
  '.....k.....',
] as const

const MARKS: Readonly<
  Record<
    string,
    readonly [Rows, Readonly<Record<string, 'ink' | 'sun' | 'leaf' | 'white' | 'alarm' | 'slabLit' | 'silver'>>]
  >
> = {
  land: [LAND, { k: 'ink', y: 'sun' }],
  free: [LAND, { k: 'ink', y: 'leaf' }],
  order: [
    [
      '..kkkkk..',
      '..kyyyk..',
      'kkkyyykkk',
      'kyyyyyyyk',
      'kyyyyyyyk',
      'kyyyyyyyk',
      'kkkyyykkk',
      '..kyyyk..',
      '..kkkkk..',
    ],
    { k: 'ink', y: 'slabLit' },
  ],
  bang: [['kkkkk', 'kyyyk', 'kyyyk', 'kyyyk', 'kyyyk', 'kkykk', 'kkkkk', 'kyyyk', 'kkkkk'], { k: 'ink', y: 'alarm' }],
  dead: [['kk...kk', 'kyk.kyk', '.kykyk.', '..kyk..', '.kykyk.', 'kyk.kyk', 'kk...kk'], { k: 'ink', y: 'alarm' }],
  hook: [
    ['...w...', '...w...', '..www..', '..wkw..', '..www..', '....ww.', 'w....ww', 'ww..ww.', '.wwww..'],
    { w: 'silver', k: 'ink' },
  ],
}

const SMOKE: readonly Rows[] = [
  ['..dd.', '.dmd.', 'dmmdd', '.ddd.'],
  ['..ddd..', '.dmmdd.', 'dmllmdd', 'dmlmmdd', '.dmmdd.', '..ddd..'],
  ['..dd.dd.', '.dmmdmmd', 'dmllmmdd', 'dmlmmdd.', '.dmmmdd.', '.dd.dd..'],
]
const SPARKS: readonly Rows[] = [
  ['..y..', '..y..', 'yywyy', '..y..', '..y..'],
  ['y...y', '.y.y.', '.....', '.y.y.', 'y...y'],
  ['.yy.', 'ywwy', 'ywwy', '.yy.'],
]

export const signs = (): Readonly<Record<string, Picture>> => ({
  ...Object.fromEntries(TONES.flatMap(tone => tonesOf(tone))),
  ...Object.fromEntries(Object.entries(MARKS).map(([name, [rows, legend]]) => [`mark/${name}`, picture(rows, legend)])),
  ...numbered('smoke', SMOKE, { d: 'slate', m: 'steel', l: 'silver' }),
  ...numbered('spark', SPARKS, { y: 'sun', w: 'white' }),
  dot: picture(['ww', 'ww'], { w: 'white' }),
})

/** A square of its pattern; what has none is its frame. Of a lamp, the frame is there always. */
function patterned(tile: Tile, size: number, framed: boolean): Rows {
  const onEdge = (at: number) => at === 0 || at === size - 1
  const letter = (x: number, y: number) => {
    if (framed && (onEdge(x) || onEdge(y))) return 'c'
    return keeps(tile, x, y) ? 'c' : 'k'
  }
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => letter(x, y)).join(''))
}

function tonesOf(tone: (typeof TONES)[number]): readonly (readonly [string, Picture])[] {
  const { shape, colour, pattern } = TONE_LOOKS[tone]
  const tile = TONE_TILES[pattern]
  const legend = { c: colour, o: colour, k: 'ink', l: 'white' } as const
  return [
    [`pip/${tone}`, picture(PIPS[shape], legend)],
    [`lamp/${tone}`, picture(LAMPS[shape], legend)],
    [`pip/${tone}/pattern`, picture(patterned(tile, 5, pattern === 'none'), legend)],
    [`lamp/${tone}/pattern`, picture(patterned(tile, 7, true), legend)],
  ]
}

const numbered = (name: string, frames: readonly Rows[], legend: Parameters<typeof picture>[1]) =>
  Object.fromEntries(frames.map((rows, at) => [`${name}/${at}`, picture(rows, legend)]))
