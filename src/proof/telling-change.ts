/**
 * Which change tells the most about a run: the one that would have saved it; with
 * nothing to save, the decision that did.
 */

import type { Seen } from '../model/world'
import { METALS } from '../rules/medals'
import { byPlayer, type Run } from '../rules/run'
import { aimsAt } from '../rules/touching'
import type { Change } from './change'
import type { Figures } from './other-line'

export interface About {
  readonly yours: Figures
  readonly run: Seen<Run>
}

export interface Tried {
  readonly change: Change
  readonly figures: Figures
}

/** Above zero if `other` ended better: landed, else further; with the better medal; with less lost; cheaper. */
export function gain(yours: Figures, other: Figures): number {
  const landed = Number(other.outcome === 'landed') - Number(yours.outcome === 'landed')
  const further = other.outcome === 'landed' ? 0 : other.endedAt - yours.endedAt
  const metal = METALS.indexOf(other.medal) - METALS.indexOf(yours.medal)
  return landed || further || metal || yours.lost - other.lost || yours.cost - other.cost
}

/** A move counts from half a percent of the budget. */
const COUNTS_FROM = 200

/** Whether it made a difference worth telling. */
export function isTold({ yours, run }: About, { change, figures }: Tried): boolean {
  if (saysLittle(run, change)) return false
  const isWorse = gain(yours, figures) < 0
  if (change.what === 'lane' && isWorse) return false // its own sign has said so
  if (change.what === 'shift' && change.by < 0 && (isWorse || isForesight(run, change))) return false
  if (figures.outcome !== yours.outcome || figures.medal !== yours.medal) return true
  const further = Math.abs(figures.endedAt - yours.endedAt) >= run.level.timeScale && yours.outcome !== 'landed'
  return further || Math.abs(figures.lost - yours.lost) * COUNTS_FROM >= run.play.budget
}

/** That it is too early for whoever cannot see ahead: what it answered had given no sign by then. */
function isForesight(run: Seen<Run>, { entry, by }: Extract<Change, { what: 'shift' }>): boolean {
  const given = byPlayer(run)[entry]
  if (!given || given.command.verb === 'ROUTE') return false
  return run.play.incidents.some(
    incidence =>
      incidence.signAt <= given.tick &&
      given.tick + by < incidence.signAt &&
      aimsAt(run, incidence, given.command.target),
  )
}

/**
 * To have done nothing at all, or to have left somebody without any place, says little
 * about a decision; that another plate would have been lucky says nothing beforehand.
 */
function saysLittle(run: Seen<Run>, change: Change): boolean {
  if (change.what === 'nothing') return true
  if (change.what !== 'leaveOut' && change.what !== 'plate') return false
  return byPlayer(run)[change.entry]?.command.verb === 'ROUTE'
}

/** Of two that are told. */
export function tellsMore({ yours }: About, it: Tried, than: Tried): boolean {
  const [mine, theirs] = [rank(yours, it), rank(yours, than)]
  if (mine !== theirs) return mine > theirs
  const difference = gain(than.figures, it.figures)
  return mine >= SAVES ? difference > 0 : difference < 0
}

const SAVES = 1

/** What lands beats what only helps, and that the whole solution, which is no single decision; then what would have done harm. */
function rank(yours: Figures, { change, figures }: Tried): number {
  if (gain(yours, figures) <= 0) return 0
  if (change.what === 'solution') return SAVES
  return figures.outcome === yours.outcome ? SAVES + 1 : SAVES + 2
}
