/**
 * The spot after a run. Landed: the medal stands in the sky, who came last flies before
 * it, and the others hop. Wiped out: whom it threw lies in the road, and what did it
 * has risen behind the town.
 */

import type { Metal } from '../view/debrief-view'
import type { Role } from '../view/palette'
import type { Postcard } from '../view/postcard'
import { frameOf } from './atlas'
import { type Brush, lit } from './brush'
import { chance } from './chance'
import { paintSun } from './dusk'
import { RESTS } from './figures'
import { type Painter, type Place, stand } from './postcard'

type Landed = Extract<Postcard, { of: 'landed' }>
type Wiped = Extract<Postcard, { of: 'wipedOut' }>

/** Of the shadow, of itself, of the light, and of the rays. */
const METALS: Readonly<Record<Exclude<Metal, 'none'>, readonly [Role, Role, Role, Role]>> = {
  gold: ['slab', 'slabLit', 'sun', 'slabDeep'],
  silver: ['slate', 'steel', 'white', 'slate'],
  bronze: ['soil', 'clay', 'tan', 'soil'],
}

const discOf = ({ ground, stage }: Place) => {
  const radius = Math.min(24, Math.round(ground * 0.36))
  return { x: stage, y: ground - radius - 12, radius }
}

export const LANDED: Painter<Landed> = {
  sky(brush, place, { metal }) {
    const { x, y, radius } = discOf(place)
    if (metal === 'none') return paintSun(brush, x, y + 4, radius)
    rays(brush, place, { x, y }, METALS[metal][3])
  },
  risen(brush, place, { metal }) {
    if (metal === 'none') return
    const disc = discOf(place)
    ribbon(brush, disc.x, disc.y - disc.radius + 2)
    medal(brush, disc, METALS[metal])
  },
  people(brush, place, { riders: [star, ...others] }, seconds) {
    const { ground, stage } = place
    const { y } = discOf(place)
    confetti(brush, place, seconds)
    stamp(brush, 'auntie/stands', stage - 44, ground)
    others.slice(0, OTHERS.length).forEach((rider, at) => {
      const hops = Math.floor(seconds * 5 + at * 1.7) % 4 === 0
      stand(brush, rider, hops ? 'air' : 'coast-0', stage + (OTHERS[at] ?? 0) - 8, ground + (hops ? -3 : 1))
    })
    if (star) stand(brush, star, 'air', stage - 16, y + 25 + Math.round(2 * Math.sin(seconds * 2.4)), 2)
  },
}

/** From the middle of the stage. */
const OTHERS = [28, -62, 46, -80, -98, 64, -116] as const

function medal(
  brush: Brush,
  { x, y, radius }: ReturnType<typeof discOf>,
  [deep, plain, light]: readonly [Role, Role, Role, Role],
) {
  for (let down = -radius; down < radius; down++) {
    for (let right = -radius; right < radius; right++) {
      const away = Math.hypot(right + 0.5, down + 0.5)
      if (away > radius) continue
      const across = (right + down) / radius // -1 where the light is
      const edge = across < 0 ? light : deep
      const inner = lit(right + 64, down + 64, Math.round(8 - 9 * across)) ? light : plain
      const role =
        away > radius - 1 ? 'ink' : away > radius - 4 ? edge : away > radius - 5 ? (across < 0 ? deep : light) : inner
      brush.fill(role, x + right, y + down, 1, 1)
    }
  }
}

function disc(brush: Brush, { x, y, radius }: ReturnType<typeof discOf>, role: Role) {
  for (let down = -radius; down < radius; down++) {
    const half = Math.round(Math.sqrt(radius ** 2 - (down + 0.5) ** 2))
    brush.fill(role, x - half, y + down, 2 * half, 1)
  }
}

/** Up and apart, as far as there is sky. */
function ribbon(brush: Brush, x: number, y: number) {
  for (let up = 0; up < y; up++) {
    const out = 2 + Math.floor(up * 0.6)
    brush.fill('bowl', x - out - 9, y - up, 9, 1)
    brush.fill('bowlLit', x - out - 6, y - up, 3, 1)
    brush.fill('blood', x + out, y - up, 9, 1)
    brush.fill('red', x + out + 3, y - up, 3, 1)
  }
}

const WEDGES = 20

/** Thinner further away; every other wedge is open sky. */
function rays(brush: Brush, { width, ground }: Place, from: { x: number; y: number }, role: Role) {
  for (let y = 0; y < ground; y++) {
    for (let x = 0; x < width; x++) {
      const turn = Math.atan2(y - from.y, x - from.x) / (2 * Math.PI) + 0.5
      if (Math.floor(turn * WEDGES) % 2 === 0) continue
      const near = 1 - Math.hypot(x - from.x, y - from.y) / 110
      if (lit(x, y, Math.round(11 * near))) brush.fill(role, x, y, 1, 1)
    }
  }
}

const PAPERS = 40
const COLOURS = ['sun', 'bowlLit', 'boxesLit', 'leaf', 'white', 'slabLit'] as const

function confetti(brush: Brush, { width, ground }: Place, seconds: number) {
  for (let paper = 0; paper < PAPERS; paper++) {
    const dice = (stream: number, sides: number) => chance(paper, stream) % sides
    const y = (dice(1, ground) + seconds * (6 + dice(2, 9))) % ground
    const x = dice(3, width) + Math.round(2 * Math.sin(seconds * 2 + paper))
    const turned = Math.floor(seconds * 4 + paper) % 2 === 0
    brush.fill(COLOURS[paper % COLOURS.length] ?? 'white', x, Math.floor(y), turned ? 2 : 1, turned ? 1 : 2)
  }
}

export const WIPED_OUT: Painter<Wiped> = {
  risen(brush, place, { face }) {
    const { ground, stage } = place
    const times = timesOf(place)
    const { x, y, w, h } = frameOf(`face/${face}`)
    const top = ground - 6 - h * times
    const middle = top + (h * times) / 2
    rays(brush, place, { x: stage, y: middle }, 'blood')
    disc(brush, { x: stage, y: middle, radius: 8 * times + 5 }, 'blood')
    brush.enlarge({ x, y, w, h }, stage - (w * times) / 2, top, times)
  },
  people(brush, place, { riders: [star, ...others], bail }, seconds) {
    const { ground, stage } = place
    const beside = 8 * timesOf(place)
    const fits = Math.floor((place.width - stage - beside - 4) / 20) // beside what has risen
    if (fits > 0) stamp(brush, 'auntie/stands', stage + beside + 4, ground)
    others.slice(0, Math.max(0, Math.min(2, fits - 1))).forEach((rider, at) => {
      stand(brush, rider, 'coast-0', stage + beside + 26 + at * 20, ground + 1)
    })
    if (!star) return
    const x = stage - beside - (place.width < 200 ? 14 : 22)
    stand(brush, star, RESTS[bail], x - 8, ground + 3, 2)
    for (let at = 0; at < 3; at++) {
      const turn = seconds * 2.5 + at * 2.1
      brush.stamp('spark/2', Math.round(x + 6 + Math.cos(turn) * 14), Math.round(ground - 42 + Math.sin(turn) * 4))
    }
  },
}

const timesOf = ({ width, ground }: Place) => Math.max(2, Math.floor(Math.min(ground * 0.8, width * 0.4) / 16))

const stamp = (brush: Brush, name: string, x: number, foot: number) => brush.stamp(name, x, foot - frameOf(name).h)
