/**
 * The name of the game, cast in metal: each letter is drawn once, small; made twice as
 * large with its slopes kept, it leans, gets a bevel, a sky reflected in it, and depth.
 */

import type { Role } from '../../src/view/palette'
import type { Picture, Rows } from './pixels'

const GLYPHS: Readonly<Record<string, Rows>> = {
  K: [
    '######......######',
    '######.....######.',
    '######....######..',
    '######...######...',
    '######..######....',
    '######.######.....',
    '############......',
    '###########.......',
    '##########........',
    '##########........',
    '###########.......',
    '############......',
    '######.######.....',
    '######..######....',
    '######...######...',
    '######....######..',
    '######.....######.',
    '######......######',
  ],
  8: [
    '..##############..',
    '.################.',
    '##################',
    '######......######',
    '######......######',
    '######......######',
    '#######....#######',
    '.################.',
    '..##############..',
    '..##############..',
    '.################.',
    '#######....#######',
    '######......######',
    '######......######',
    '######......######',
    '##################',
    '.################.',
    '..##############..',
  ],
  S: [
    '..###############.',
    '.################.',
    '#################.',
    '######............',
    '######............',
    '######............',
    '#######...........',
    '################..',
    '.################.',
    '.#################',
    '..################',
    '...........#######',
    '............######',
    '............######',
    '............######',
    '.#################',
    '.################.',
    '.###############..',
  ],
  D: [
    '##############....',
    '################..',
    '#################.',
    '######.....######.',
    '######......######',
    '######......######',
    '######......######',
    '######......######',
    '######......######',
    '######......######',
    '######......######',
    '######......######',
    '######......######',
    '######......######',
    '######.....######.',
    '#################.',
    '################..',
    '##############....',
  ],
  I: Array<string>(18).fill('######'),
  E: [
    '#################',
    '#################',
    '#################',
    '######...........',
    '######...........',
    '######...........',
    '######...........',
    '##############...',
    '##############...',
    '##############...',
    '##############...',
    '######...........',
    '######...........',
    '######...........',
    '######...........',
    '#################',
    '#################',
    '#################',
  ],
  o: ['.#####.', '#######', '##...##', '##...##', '##...##', '#######', '.#####.'],
  r: ['##.###', '######', '###..#', '##....', '##....', '##....', '##....'],
}

type Mask = readonly (readonly boolean[])[]

interface Metal {
  /** Where the light is, downwards; it breaks at the horizon and begins anew. */
  readonly fill: readonly (readonly [until: number, from: Role, to: Role])[]
  readonly lit: Role
  readonly shade: Role
  readonly side: readonly [Role, Role]
  readonly depth: number
}

const CHROME: Metal = {
  fill: [
    [0.3, 'white', 'bowlLit'],
    [0.54, 'bowlLit', 'bowl'],
    [0.6, 'bowlDeep', 'bowlDeep'],
    [0.82, 'bowl', 'bowlLit'],
    [1, 'bowlLit', 'white'],
  ],
  lit: 'white',
  shade: 'bowl',
  side: ['bowlDeep', 'night'],
  depth: 4,
}
const FIRE: Metal = {
  fill: [
    [0.26, 'sun', 'slabLit'],
    [0.54, 'slabLit', 'slab'],
    [0.6, 'blood', 'blood'],
    [0.82, 'red', 'slab'],
    [1, 'slab', 'slabLit'],
  ],
  lit: 'cream',
  shade: 'red',
  side: ['blood', 'bark'],
  depth: 4,
}
const PLAIN: Metal = {
  fill: [[1, 'white', 'white']],
  lit: 'white',
  shade: 'silver',
  side: ['slate', 'slate'],
  depth: 2,
}

export const titles = (): Readonly<Record<string, Picture>> => ({
  'title/K8S': cast('K8S', CHROME),
  'title/or': cast('or', PLAIN),
  'title/DIE': cast('DIE', FIRE),
})

const LEAN = 5 // rows to one pixel
const RIM = 2

function cast(word: string, metal: Metal): Picture {
  const face = padded(
    leaning(twice(side([...word].map(letter => maskOf(GLYPHS[letter] ?? []))))),
    RIM,
    RIM + metal.depth,
  )
  const body = thick(face, metal.depth)
  const rim = grown(grown(body))
  const height = face.length - 2 * RIM - metal.depth
  return face.map((row, y) =>
    row.map((isFace, x) => {
      if (isFace) return faceRole(face, metal, x, y, (y - RIM) / height)
      if (body[y]?.[x]) return sideRole(face, metal, x, y)
      return rim[y]?.[x] ? 'ink' : undefined
    }),
  )
}

function faceRole(face: Mask, { fill, lit, shade }: Metal, x: number, y: number, down: number): Role {
  if (!at(face, x, y - 1) || !at(face, x - 1, y)) return lit
  if (!at(face, x, y + 1) || !at(face, x + 1, y)) return shade
  const band = fill.findIndex(([until]) => down < until)
  const [until, from, to] = fill[band] ?? [1, lit, lit]
  const since = fill[band - 1]?.[0] ?? 0
  return (BAYER[(y % 4) * 4 + (x % 4)] ?? 0) < 16 * ((down - since) / (until - since)) ? to : from
}

const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5] as const

/** What faces down is darker than what faces right. */
const sideRole = (face: Mask, { side: [right, below], depth }: Metal, x: number, y: number): Role => {
  for (let back = 1; back <= depth; back++) {
    if (at(face, x - back, y - back))
      return at(face, x - back + 1, y - back) && at(face, x - back + 2, y - back) ? below : right
  }
  return below
}

const at = (mask: Mask, x: number, y: number) => mask[y]?.[x] ?? false
const maskOf = (rows: Rows): Mask => rows.map(row => [...row].map(letter => letter === '#'))
const side = (masks: readonly Mask[]): Mask =>
  (masks[0] ?? []).map((_, y) =>
    masks.flatMap((mask, i) => [...(i > 0 ? [false, false, false] : []), ...(mask[y] ?? [])]),
  )

/** Twice as large; a corner that two neighbours agree on is rounded towards them. */
function twice(mask: Mask): Mask {
  return mask.flatMap((row, y) => {
    const pair = row.map((own, x) => {
      const [above, below, left, right] = [
        at(mask, x, y - 1),
        at(mask, x, y + 1),
        at(mask, x - 1, y),
        at(mask, x + 1, y),
      ]
      if (above === below || left === right) return { upper: [own, own], lower: [own, own] }
      const pick = (one: boolean, other: boolean) => (one === other ? one : own)
      return { upper: [pick(above, left), pick(above, right)], lower: [pick(below, left), pick(below, right)] }
    })
    return [pair.flatMap(({ upper }) => upper), pair.flatMap(({ lower }) => lower)]
  })
}

const leaning = (mask: Mask): Mask =>
  mask.map((row, y) => {
    const by = Math.floor((mask.length - 1 - y) / LEAN)
    const most = Math.floor((mask.length - 1) / LEAN)
    return [...Array<boolean>(by).fill(false), ...row, ...Array<boolean>(most - by).fill(false)]
  })

function padded(mask: Mask, before: number, after: number): Mask {
  const wide = before + (mask[0]?.length ?? 0) + after
  const empty = (high: number) => Array.from({ length: high }, () => Array<boolean>(wide).fill(false))
  const rows = mask.map(row => [...Array<boolean>(before).fill(false), ...row, ...Array<boolean>(after).fill(false)])
  return [...empty(before), ...rows, ...empty(after)]
}

const thick = (mask: Mask, depth: number): Mask =>
  mask.map((row, y) =>
    row.map((_, x) => Array.from({ length: depth + 1 }, (_, back) => at(mask, x - back, y - back)).some(Boolean)),
  )

const grown = (mask: Mask): Mask =>
  mask.map((row, y) =>
    row.map((own, x) => own || at(mask, x - 1, y) || at(mask, x + 1, y) || at(mask, x, y - 1) || at(mask, x, y + 1)),
  )
