/**
 * Orphans: single pixels that belong to nothing beside them. A pixel is at home next to
 * one of its own colour or of a colour that is a step of the same shading. Eyes, teeth
 * and points of light stand alone and are meant to: those are ink and white. Whatever
 * else is meant to is declared in `MEANT`.
 */

import type { Role } from '../../src/view/palette'
import type { Picture } from './pixels'

/** From dark to light, each material. */
const SHADES: readonly (readonly Role[])[] = [
  ['ink', 'night', 'dusk', 'slate', 'steel', 'silver', 'white'],
  ['sea', 'bowlDeep', 'bowl', 'bowlLit', 'white'],
  ['bark', 'boxesDeep', 'boxes', 'boxesLit', 'white'],
  ['bark', 'soil', 'slabDeep', 'slab', 'slabLit', 'sun', 'cream'],
  ['bark', 'blood', 'red', 'slab', 'slabLit', 'sun'],
  ['sea', 'pine', 'moss', 'leaf'],
  ['bark', 'soil', 'clay', 'rust', 'tan', 'sand', 'peach', 'cream'],
]

const ALONE: ReadonlySet<Role> = new Set(['ink', 'white'])

export interface Orphan {
  readonly x: number
  readonly y: number
  readonly role: Role
}

export const orphansIn = (drawn: Picture): readonly Orphan[] =>
  drawn.flatMap((row, y) =>
    row.flatMap((role, x) => (role && !ALONE.has(role) && !isAtHome(drawn, x, y, role) ? [{ x, y, role }] : [])),
  )

const AROUND = [-1, 0, 1].flatMap(y => [-1, 0, 1].map(x => [x, y] as const)).filter(([x, y]) => x !== 0 || y !== 0)

const isAtHome = (drawn: Picture, x: number, y: number, role: Role) =>
  AROUND.some(([right, down]) => {
    const beside = drawn[y + down]?.[x + right]
    return beside !== undefined && beside !== 'ink' && beside !== 'white' ? areKin(role, beside) : false
  })

const areKin = (one: Role, other: Role) =>
  one === other || SHADES.some(shades => shades.includes(one) && shades.includes(other))

/** What stands alone on purpose, and why; by how the names of the pictures begin. */
export const MEANT: readonly (readonly [name: string, roles: readonly Role[], why: string])[] = [
  ['rider/', ['slate', 'dusk', 'silver'], 'a cuff or a shoe between board and outline'],
  ['rider/', ['peach', 'clay'], 'a hand, or what is seen of one'],
  ['rider/ghost', ['bowl'], 'the badge on a hood'],
  ['rider/anchor', ['sun'], 'a buckle'],
  ['auntie/', ['bowlLit'], 'glasses'],
  ['sticker/', ['cream', 'boxesLit'], 'an eye of what is drawn on it'],
  ['plate/room', ['bark', 'night'], 'a seam that goes on in the next tile'],
  ['plate/ghostly', ['slate'], 'a dotted line'],
  ['pip/', ['silver', 'alarm'], 'dots are its pattern'],
  ['lamp/', ['silver'], 'dots are its pattern'],
  ['sign/', ['steel', 'leaf'], 'a lamp'],
  ['title/', ['night'], 'a step in the depth of a slope'],
  ['face/crab', ['slab'], 'tips of legs'],
  ['face/crown', ['red', 'silver'], 'eyes that glow, and a cheek'],
  ['face/wrench', ['leaf'], 'toes'],
  ['street/', ['silver'], 'a door knob'],
  ['deck/', ['silver'], 'the white of an eye'],
  ['shop/', ['red'], 'a key of the till'],
]
