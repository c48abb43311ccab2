/**
 * Pops: a word or a number comes up where something was earned, in steps, and what
 * counts flies from there to where it is counted. Nothing of it with reduced motion.
 */

import type { BoardLayout } from '../view/layout-shapes'
import type { Role } from '../view/palette'
import type { PopView } from '../view/pops'
import { widthOf } from './lettering'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

interface Place {
  readonly x: number
  readonly y: number
}

interface Pop {
  readonly text: string
  readonly role: Role
  readonly from: Place
  /** Undefined: it is gone when it is up. */
  readonly to: Place | undefined
  readonly bornAt: number
}

/** Milliseconds and pixels. */
const RISES = 520
const STEP = 65
const HIGH = 12
const FLIES = 320
const MOST = 5

const LOOKS: Readonly<Record<PopView['what'], { role: Role; text: (amount: number) => string }>> = {
  credit: { role: 'leaf', text: amount => `+${amount}%` },
  flow: { role: 'bowlLit', text: amount => `+${amount}` },
}

export class Pops {
  private all: readonly Pop[] = []

  add(pops: readonly PopView[], layout: BoardLayout, { now }: Moment) {
    const born = pops.flatMap(pop => {
      const from = placeOf(pop, layout)
      const { role, text } = LOOKS[pop.what]
      return from ? [{ text: text(pop.amount), role, from, to: goalOf(pop, layout), bornAt: now }] : []
    })
    this.all = [...this.all, ...born].slice(-MOST)
  }

  put(stamps: Stamps, { now }: Moment) {
    this.all = this.all.filter(({ bornAt, to }) => now >= bornAt && now < bornAt + RISES + (to ? FLIES : 0))
    for (const pop of this.all) put(stamps, pop, now - pop.bornAt)
  }
}

function put(stamps: Stamps, { text, role, from, to }: Pop, since: number) {
  const risen = { x: from.x, y: from.y - HIGH }
  const step = Math.floor(since / STEP) / Math.floor(RISES / STEP)
  const share = Math.max(0, (since - RISES) / FLIES)
  const at = since < RISES || !to ? mix(from, risen, Math.min(1, step * 1.6)) : mix(risen, to, share * share)
  const wide = widthOf(text)
  const x = Math.round(at.x - wide / 2)
  stamps.fill('ink', x - 2, at.y - 2, wide + 4, 11)
  stamps.words(text, x, at.y, role)
}

const mix = (from: Place, to: Place, share: number) => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
})

/** Above the head of a rider, in the middle of a plate, in front of the people. */
function placeOf({ at }: PopView, { lanes }: BoardLayout): Place | undefined {
  const { bowl } = lanes
  if (at === undefined) return { x: bowl.field.x + bowl.field.width / 2, y: bowl.field.y + bowl.field.height / 2 }
  const name = at.slice(at.indexOf('/') + 1)
  for (const lane of Object.values(lanes)) {
    const rect = at.startsWith('rider/') ? lane.landings[name] : platesNamed(lane.plates, name)
    if (rect) return { x: rect.x + rect.width / 2, y: Math.max(lane.field.y + HIGH + 2, rect.y + 6) }
  }
  return undefined
}

const platesNamed = (plates: BoardLayout['lanes']['bowl']['plates'], name: string) =>
  Object.entries(plates).find(([key]) => key.endsWith(`/${name}`))?.[1]

function goalOf({ what }: PopView, { impact, meters }: BoardLayout): Place | undefined {
  if (what === 'credit') return { x: impact.x + impact.width / 2, y: impact.y + impact.height / 2 }
  return what === 'flow' ? { x: meters.x + meters.width * 0.8, y: meters.y + meters.height } : undefined
}
