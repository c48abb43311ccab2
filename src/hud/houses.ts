/**
 * The houses of the street, pixel by pixel: one for each level, whose windows are lit by
 * the goals that were met there, whose door is shut while it is closed, and on whose roof
 * the medal stands. No two neighbours look alike; all of it follows from the place.
 */

import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit-html'
import { ROLES, type Role } from '../view/palette'

export interface House {
  /** Which along its row, from 0. */
  readonly at: number
  readonly kind: 'lesson' | 'contest' | 'shop'
  /** Share of its windows, 0 to 1. */
  readonly lit: number
  readonly closed: boolean
  readonly metal: 'none' | 'bronze' | 'silver' | 'gold'
  /** Whoever plays stands before it. */
  readonly here: boolean
}

const WIDTH = 56
const HEIGHT = 46

export const house = (view: House): TemplateResult =>
  html`<svg class="house" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" shape-rendering="crispEdges">
    ${pole(view)} ${wall(view)} ${windows(view)} ${door(view)} ${view.kind === 'shop' ? awning() : ''} ${star(view)}
    ${view.here ? skater() : ''}
  </svg>`

const box = (role: Role, x: number, y: number, width: number, height: number): SVGTemplateResult =>
  svg`<rect x=${x} y=${y} width=${width} height=${height} fill=${ROLES[role]} />`

const WALLS: Readonly<Record<House['kind'], readonly Role[]>> = {
  lesson: ['bowlDeep', 'boxesDeep', 'pine', 'soil', 'dusk'],
  contest: ['blood', 'soil', 'boxesDeep', 'slabDeep'],
  shop: ['bowlDeep'],
}

const topOf = ({ at, kind }: House) => (kind === 'lesson' ? 12 + ((at * 5) % 3) * 3 : 10)

function wall(view: House) {
  const top = topOf(view)
  const colours = WALLS[view.kind]
  const colour = view.closed ? 'night' : (colours[view.at % colours.length] ?? 'dusk')
  return svg`${ROOFS[view.kind === 'contest' ? 4 : view.at % 4]?.(top, colour)} ${box(colour, 4, top, 48, HEIGHT - top)}
    ${box('ink', 4, top, 48, 1)} ${box(view.closed ? 'ink' : 'night', 50, top, 2, HEIGHT - top)}`
}

/** A parapet, a stepped gable, a water tank, an aerial; a contest has an arch. */
const ROOFS: readonly ((top: number, colour: Role) => SVGTemplateResult)[] = [
  (top, colour) => svg`${box(colour, 2, top - 2, 52, 3)}`,
  (top, colour) => svg`${box(colour, 12, top - 3, 32, 3)} ${box(colour, 20, top - 6, 16, 3)}`,
  top => svg`${box('soil', 33, top - 7, 12, 5)} ${box('bark', 34, top - 2, 2, 2)} ${box('bark', 42, top - 2, 2, 2)}`,
  top => svg`${box('slate', 14, top - 8, 1, 8)} ${box('slate', 11, top - 7, 7, 1)} ${box('slate', 12, top - 4, 5, 1)}`,
  (top, colour) =>
    svg`${box(colour, 8, top - 2, 40, 2)} ${box(colour, 12, top - 4, 32, 2)} ${box(colour, 18, top - 6, 20, 2)}`,
]

const COLUMNS = [8, 17, 33, 42]

function windows(view: House) {
  const top = topOf(view) + 4
  const all = [top, top + 9].flatMap(y => COLUMNS.map(x => ({ x, y })))
  const lit = view.closed ? 0 : Math.round(view.lit * all.length)
  // those by the door first, so that a little light is seen
  const order = [5, 6, 1, 2, 4, 7, 0, 3]
  return all.map(({ x, y }, i) => box((order[i] ?? i) < lit ? 'sun' : 'ink', x, y, 6, 5))
}

const door = ({ closed }: House) =>
  closed
    ? svg`${box('slate', 22, HEIGHT - 12, 12, 12)} ${[0, 3, 6, 9].map(y => box('dusk', 22, HEIGHT - 12 + y, 12, 1))}`
    : svg`${box('slabLit', 23, HEIGHT - 12, 10, 12)} ${box('rust', 23, HEIGHT - 12, 3, 12)}`

const awning = () =>
  [0, 1, 2, 3, 4, 5, 6, 7].map(i => box(i % 2 ? 'white' : 'red', 4 + i * 6, HEIGHT - 18, 6, i % 2 ? 4 : 5))

const METALS = { bronze: 'sand', silver: 'silver', gold: 'sun' } as const satisfies Partial<
  Record<House['metal'], Role>
>

/** What the medal stands on. */
const pole = (view: House) => (view.metal === 'none' ? '' : box('slate', 27, topOf(view) - 8, 1, 9))

const STAR = ['..#..', '#####', '.###.', '.#.#.'] as const

function star(view: House) {
  if (view.metal === 'none') return ''
  const colour = METALS[view.metal]
  const top = topOf(view) - 11
  return STAR.flatMap((row, y) => dots(row, 25, top + y, { '#': colour }))
}

/** As in the picture: hood, board, and a shadow. */
const SKATER = [
  '..HHH.',
  '.HHHHh',
  '.HHDss',
  '.HhDes',
  '..hhs.',
  '.HHHh.',
  'HHHHhs',
  's.HHh.',
  '..HHh.',
  '..H.h.',
  'BBBBBB',
  '.w..w.',
] as const
const INKS: Readonly<Record<string, Role>> = {
  H: 'silver',
  h: 'steel',
  D: 'ink',
  s: 'peach',
  e: 'ink',
  B: 'red',
  w: 'white',
}

const skater = () => SKATER.flatMap((row, y) => dots(row, 38, HEIGHT - SKATER.length + y, INKS))

const dots = (row: string, x: number, y: number, inks: Readonly<Record<string, Role>>) =>
  [...row].flatMap((letter, i) => (inks[letter] ? box(inks[letter], x + i, y, 1, 1) : []))

/** Far away: roofs against the night, and a window here and there; as wide as the page is. */
export function skyline(): TemplateResult {
  const towers = Array.from({ length: 40 }, (_, i) => ({ x: i * 8, height: 8 + ((i * 37) % 23) }))
  return html`<svg class="skyline" aria-hidden="true" shape-rendering="crispEdges">
    <pattern id="skyline" width="320" height="40" patternUnits="userSpaceOnUse" patternTransform="scale(2)">
      ${towers.map(({ x, height }) => box('night', x, 40 - height, 8, height))}
      ${towers.map(({ x, height }, i) => (i % 3 ? '' : box('dusk', x + 2 + (i % 2) * 3, 43 - height, 2, 2)))}
    </pattern>
    <rect width="100%" height="80" fill="url(#skyline)" />
  </svg>`
}
