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
