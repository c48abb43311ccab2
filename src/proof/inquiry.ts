/** Asking a world: something is done to it, time passes, and what was told is kept. */

import type { Happening, Reason } from '../model/happening'
import type { Seconds } from '../model/units'
import type { World } from '../model/world'
import { type Order, obey } from '../sim/orders'
import { step } from '../sim/step'

/** What came of it at once; a refusal is an error, for nobody asks what cannot be asked. */
export function ask(world: World, order: Order): readonly Happening[] {
  const obeyed = obey(world, order, { by: 'command', id: 0 })
  if (obeyed.kind === 'refused') throw new Error(`${order.order}: ${obeyed.why}`)
  return obeyed.happenings
}

export function wait(world: World, seconds: Seconds): readonly Happening[] {
  const told: Happening[] = []
  for (let i = 0; i < seconds; i += 1) told.push(...step(world).happenings)
  return told
}

/** Until something like that is told, or for so long. */
export function until(world: World, reason: Reason, most: Seconds = 7_200): readonly Happening[] {
  const told: Happening[] = []
  for (let i = 0; i < most; i += 1) {
    told.push(...step(world).happenings)
    if (told.some(each => each.reason === reason)) return told
  }
  return told
}

/** Of what was told, what has such a reason: when, what, and in which words. */
export const lines = (told: readonly Happening[], of: RegExp): readonly string[] =>
  told.filter(({ reason }) => of.test(reason)).map(({ tick, reason, note }) => `${tick} s  ${reason}  ${note}`)
