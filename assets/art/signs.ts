/** Small signs: lamps and pips that say by their shape how something is, marks above heads, smoke and sparks. */

import { type Role, TONE_LOOKS, type ToneLook } from '../../src/view/palette'
import { keeps, type Tile, TONE_TILES } from '../../src/view/patterns'
import { PIP_LOOKS, pipName } from '../../src/view/pips'
import { SIGN_LOOKS } from '../../src/view/signs'
import { TONES } from '../../src/view/tone'
import { type Picture, picture, type Rows } from './pixels'

type Shape = ToneLook['shape']

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
  ...Object.fromEntries(TONES.map(tone => [`lamp/${tone}`, lampOf(TONE_LOOKS[tone])])),
  ...Object.fromEntries(TONES.flatMap(patternsOf)),
  ...Object.fromEntries(
    Object.entries(PIP_LOOKS).map(([name, { rows, colour }]) => [name, picture(rows, inks(colour))]),
  ),
  ...Object.fromEntries(
    Object.entries(SIGN_LOOKS).map(([name, { rows, inks: own }]) => [`sign/${name}`, picture(rows, own)]),
  ),
  ...Object.fromEntries(Object.entries(MARKS).map(([name, [rows, legend]]) => [`mark/${name}`, picture(rows, legend)])),
  ...numbered('smoke', SMOKE, { d: 'slate', m: 'steel', l: 'silver' }),
  ...numbered('spark', SPARKS, { y: 'sun', w: 'white' }),
  dot: picture(['ww', 'ww'], { w: 'white' }),
})

const inks = (colour: Role) => ({ c: colour, o: colour, k: 'ink', l: 'white' }) as const

const lampOf = ({ shape, colour }: ToneLook) => picture(LAMPS[shape], inks(colour))

/** The lamp of a tone, and the pip that serves so, by pattern. */
function patternsOf(tone: (typeof TONES)[number]): readonly (readonly [string, Picture])[] {
  const { colour, pattern } = TONE_LOOKS[tone]
  const tile = TONE_TILES[pattern]
  const pip = pipName({ state: 'serving', tone })
  return [
    [`${pip}/pattern`, picture(patterned(tile, 5, pattern === 'none'), inks(colour))],
    [`lamp/${tone}/pattern`, picture(patterned(tile, 7, true), inks(colour))],
  ]
}

/** A square of its pattern; what has none is its frame. Of a lamp, the frame is there always. */
function patterned(tile: Tile, size: number, framed: boolean): Rows {
  const onEdge = (at: number) => at === 0 || at === size - 1
  const letter = (x: number, y: number) => {
    if (framed && (onEdge(x) || onEdge(y))) return 'c'
    return keeps(tile, x, y) ? 'c' : 'k'
  }
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => letter(x, y)).join(''))
}

const numbered = (name: string, frames: readonly Rows[], legend: Parameters<typeof picture>[1]) =>
  Object.fromEntries(frames.map((rows, at) => [`${name}/${at}`, picture(rows, legend)]))
