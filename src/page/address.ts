/**
 * What the page's address asks for: a level (`?level=`), a run (`#run=`), a speed
 * (`?speed=`, which changes time and nothing else), every level open (`?all`).
 */

import { isRunLink } from '../session/run-file'

export interface Address {
  readonly level: string | undefined
  /** The fragment of a run link, not yet read. */
  readonly run: string | undefined
  readonly speedPercent: number
  readonly allOpen: boolean
}

const SLOWEST = 0.1
const FASTEST = 16

export function addressOf({ search, hash }: Pick<Location, 'search' | 'hash'>): Address {
  const query = new URLSearchParams(search)
  return {
    level: query.get('level') ?? undefined,
    run: isRunLink(hash) ? hash : undefined,
    speedPercent: speedOf(query.get('speed')),
    allOpen: query.has('all'),
  }
}

function speedOf(text: string | null): number {
  const speed = Number(text)
  if (text === null || !Number.isFinite(speed) || speed <= 0) return 100
  return Math.round(Math.min(FASTEST, Math.max(SLOWEST, speed)) * 100)
}
