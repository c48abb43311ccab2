/**
 * Riders side by side: nobody over a machine that does not carry it, and as far apart as
 * there is room. Whole logical pixels.
 */

import { RIDER } from './ground'
import type { Rect } from './layout-shapes'

/** Left edge and foot of where a rider would stand, were it alone; `host`: what it may not leave for want of room. */
export interface Stand {
  readonly x: number
  readonly foot: number
  readonly host: Rect | undefined
}

/** Where a lane's riders may stand: better across than on the whole of it, and without need on nothing dark. */
export interface Standing {
  readonly across: Rect
  readonly whole: Rect
  readonly dark: readonly Rect[]
}

/**
 * Left edges, nobody over a machine that does not carry it: however many one carries, they share its width, of the
 * whole ground if need be. Who stands nowhere yet keeps clear of them, and of what is dark, where it can.
 */
export function apart(wanted: readonly Stand[], { across, whole, dark }: Standing, wish: number): readonly number[] {
  const found: number[] = []
  const hosts = new Set(wanted.flatMap(stand => stand.host ?? []))
  const settle = (host: Rect | undefined) => {
    const mine = wanted.flatMap((stand, at) => (stand.host === host ? [at] : []))
    const { from, to } = edgesIn(host, host ? whole : across)
    const free = spread(
      mine.map(at => wanted[at]?.x ?? from),
      from,
      to,
      wish,
    )
    mine.forEach((at, nth) => {
      const x = free[nth] ?? from
      const isFree = host !== undefined || hosts.size + dark.length === 0
      found[at] = isFree ? x : clearOf(x, { taken: Object.values(found), dark, from, to }, wish)
    })
  }
  for (const host of [...hosts, undefined]) settle(host)
  return found
}

/** How far left and right a figure may stand: over its machine, and there where it stands well. */
export function edgesIn(host: Rect | undefined, across: Rect): { readonly from: number; readonly to: number } {
  const ground = { from: across.x + 1, to: across.x + across.width - RIDER.width - 1 }
  if (!host) return ground
  if (host.width <= RIDER.width) return { from: above(host), to: above(host) }
  const own = { from: host.x, to: host.x + host.width - RIDER.width }
  const within = (x: number) => Math.max(own.from, Math.min(own.to, x))
  return { from: within(ground.from), to: within(ground.to) }
}

interface Clearing {
  readonly taken: readonly number[]
  readonly dark: readonly Rect[]
  readonly from: number
  readonly to: number
}

/** The nearest place that is nobody's; its own where there is none. */
function clearOf(x: number, { taken, dark, from, to }: Clearing, wish: number): number {
  const isClear = (at: number) =>
    at >= from &&
    at <= to &&
    taken.every(other => Math.abs(other - at) >= wish) &&
    dark.every(plate => at + RIDER.width <= plate.x || at >= plate.x + plate.width)
  const beside = dark.flatMap(plate => [plate.x - RIDER.width, plate.x + plate.width])
  const tried = [x, ...beside, ...taken.flatMap(other => [other - wish, other + wish])].filter(isClear)
  return tried.reduce((best, at) => (Math.abs(at - x) < Math.abs(best - x) ? at : best), tried[0] ?? x)
}

/** Pushes those apart who would overlap, as far as there is room; beyond that they share it evenly. */
function spread(wanted: readonly number[], from: number, to: number, wish: number): readonly number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b)
  const step = Math.min(wish, (to - from) / Math.max(1, wanted.length - 1))
  const placed: number[] = []
  let least = from
  for (const at of order) {
    placed[at] = Math.max(least, Math.min(to, wanted[at] ?? from))
    least = placed[at] + step
  }
  let most = to
  for (const at of order.reverse()) {
    placed[at] = Math.min(most, placed[at] ?? most)
    most = placed[at] - step
  }
  return placed.map(Math.floor)
}

/** Where a figure stands in the middle of it. */
export const above = ({ x, width }: Rect) => Math.round(x + width / 2 - RIDER.width / 2)
