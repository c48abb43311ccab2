/**
 * The score, of 100,000: 70 % requests served in time, 20 % incidents, 10 % style.
 *
 * Never asked for while it decides anything: outcome, budget and medals do without it.
 * A run that wiped out has its requests and nothing else, or it could beat one that
 * landed. A level without incidents counts that part as earned, and gives its style for
 * landings alone.
 */

import { PPM } from '../model/units'
import type { Seen } from '../model/world'
import { bankedShare } from './combos'
import { earned, type Impact } from './impact'
import { requestsOf, servedPpm } from './meters'
import { linesDone } from './named-lines'
import { NEVER, type Rider } from './play'
import type { Run } from './run'

export interface Score {
  readonly requests: number
  readonly incidents: number
  readonly style: Style
  readonly total: number
}

export interface Style {
  readonly landings: number
  readonly lines: number
  readonly combos: number
}

/** What each part can bring, where there are incidents. */
const MOST = { requests: 70_000, incidents: 20_000, landings: 4_000, lines: 3_000, combos: 3_000 } as const

const EACH_LINE = 1_500
/** A landing within ten cluster seconds of ready is a clean one. */
const CLEAN = 10

export function scoreOf(run: Seen<Run>, impacts: readonly Impact[]): Score {
  const requests = Math.floor((served(run) * MOST.requests) / PPM)
  const landed = run.play.outcome === 'landed'
  const incidents = landed ? incidentsOf(run, impacts) : 0
  const style = landed ? styleOf(run, impacts) : { landings: 0, lines: 0, combos: 0 }
  return { requests, incidents, style, total: requests + incidents + style.landings + style.lines + style.combos }
}

/** What each part can bring in this level. */
export function mostOf({ level }: Seen<Run>): Readonly<Record<keyof typeof MOST, number>> {
  if (level.incidents.length > 0) return MOST
  return { ...MOST, landings: MOST.landings + MOST.lines + MOST.combos, lines: 0, combos: 0 }
}

function served(run: Seen<Run>): number {
  if (run.play.outcome === 'landed') return servedPpm(run)
  const all = requestsOf(run.world)
  return Math.floor((all.served * PPM) / Math.max(1, all.planned))
}

/** Each incident brings an equal part. */
function incidentsOf(run: Seen<Run>, impacts: readonly Impact[]): number {
  const many = impacts.length
  if (many === 0) return MOST.incidents
  const parts = impacts.map(impact => {
    const { requests, of } = earned(run, impact)
    return of === 0 ? 0 : Math.floor((requests * MOST.incidents) / (of * many))
  })
  return Math.min(MOST.incidents, parts.reduce((sum, part) => sum + part, 0) + rounding(parts, many))
}

/** All of them in full are all of it, though thirds do not add up. */
const rounding = (parts: readonly number[], many: number) =>
  parts.length === many && parts.every(part => part === Math.floor(MOST.incidents / many))
    ? MOST.incidents - many * Math.floor(MOST.incidents / many)
    : 0

function styleOf(run: Seen<Run>, impacts: readonly Impact[]): Style {
  const most = mostOf(run)
  return {
    landings: Math.floor((most.landings * cleanShare(run)) / PPM),
    lines: Math.min(most.lines, linesDone(run, impacts).length * EACH_LINE),
    combos: impacts.length === 0 ? 0 : Math.floor((most.combos * bankedShare(run, impacts)) / PPM),
  }
}

function cleanShare({ play }: Seen<Run>): number {
  const clean = play.riders.filter(isClean).length
  return play.riders.length === 0 ? 0 : Math.floor((clean * PPM) / play.riders.length)
}

export const isClean = ({ landedAt, readyAt }: Seen<Rider>): boolean =>
  landedAt !== NEVER && landedAt - readyAt <= CLEAN
