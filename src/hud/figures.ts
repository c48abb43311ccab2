/** Numbers as people read them. The view counts cluster seconds and parts per million; here they become short text. */

import type { MiB, MicroUnits, Millicores, Ppm, Seconds } from '../model/units'
import { PPM } from '../model/units'

/** Cluster seconds as seconds of play: exact to a tenth where it is short. */
export function playSeconds(seconds: Seconds, timeScale: number): string {
  const play = seconds / timeScale
  return play < 9.95 ? String(Math.round(play * 10) / 10) : String(Math.round(play))
}

/** A countdown never says 0 while there is time left. */
export const countdown = (seconds: Seconds, timeScale: number): number => Math.ceil(Math.max(0, seconds) / timeScale)

export const percent = (share: Ppm): number => Math.round((Math.max(0, share) * 100) / PPM)

/** What has to be at least so much is rounded down and what may be at most so much up: a limit that reads as kept is kept. */
export type Towards = 'down' | 'up'
const ROUND = { down: Math.floor, up: Math.ceil } as const

export const percentTo = (towards: Towards, share: Ppm): number => ROUND[towards]((Math.max(0, share) * 100) / PPM)

/** Of what may be spent: rounded up. */
export const moneySpent = (micro: MicroUnits): string => (Math.ceil(micro / 100_000) / 10).toFixed(1)

/**
 * With as few decimals as do not contradict a limit: just above 32 % is told as 32.04 %,
 * never as 32 %.
 */
export const percentBeside = (share: Ppm, limits: readonly Ppm[], towards: Towards, least = 0): string =>
  beside(Math.max(0, share), limits, PPM / 100, { towards, least, most: 4 })

/** Money likewise. */
export const moneyBeside = (micro: MicroUnits, limits: readonly MicroUnits[]): string =>
  beside(micro, limits, 1_000_000, { towards: 'up', least: 1, most: 6 })

interface Rounding {
  readonly towards: Towards
  readonly least: number
  readonly most: number
}

function beside(value: number, limits: readonly number[], one: number, { towards, least, most }: Rounding) {
  for (let decimals = least; decimals < most; decimals += 1) {
    const step = one / 10 ** decimals
    const [shown, nearest] = [ROUND[towards], Math.round].map(round => round(value / step) * step)
    const agrees = (figure = 0) => limits.every(limit => Math.sign(figure - limit) === Math.sign(value - limit))
    if (agrees(shown) && agrees(nearest)) return ((shown ?? 0) / one).toFixed(decimals)
  }
  return (value / one).toFixed(most)
}

/** Of the budget: nobody can lose or save more than all of it, whatever another line would come to. */
export const ofBudget = (share: Ppm): number | 'all' => (share > PPM ? 'all' : percent(share))

/** For what is read aloud while it changes: in steps of five. */
export const roughly = (share: Ppm): number => Math.round((Math.max(0, share) * 20) / PPM) * 5

/** Seconds of play as `1:05`. */
export function playClock(seconds: Seconds, timeScale: number): string {
  const play = Math.floor(seconds / timeScale)
  return `${Math.floor(play / 60)}:${two(play % 60)}`
}

/** Cluster seconds as `23:20`, and in the Lab as `2:23:20`. */
export function clusterClock(seconds: Seconds): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** A span of cluster time, roughly: what it would take for real. A bare `s` is one of play, everywhere. */
export const clusterSpan = (seconds: Seconds): string =>
  seconds < 120 ? `${seconds} real s` : `${Math.round(seconds / 60)} real min`

/** At the start of a sentence. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const two = (number: number) => String(number).padStart(2, '0')

export const cores = (milli: Millicores): string => String(milli / 1000)
export const memory = (mib: MiB): string => (mib >= 1024 ? `${Math.round((mib / 1024) * 10) / 10} GiB` : `${mib} MiB`)
export const money = (micro: MicroUnits): string => (micro / 1_000_000).toFixed(1)
