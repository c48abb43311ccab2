/**
 * Incidents, the moves that touched them, combos and letters, as they are shown.
 */

import { lettersIn } from '../level/entry'
import type { Target } from '../model/command'
import { PPM, type Ppm } from '../model/units'
import type { Seen } from '../model/world'
import { combosOf } from '../rules/combos'
import { counts, earned, type Impact, saved } from '../rules/impact'
import { incidentNamed } from '../rules/lab-log'
import { lettersOf } from '../rules/letters'
import { linesDone } from '../rules/named-lines'
import type { Given } from '../rules/play'
import { NEVER } from '../rules/play'
import type { Run } from '../rules/run'
import { mostOf, scoreOf } from '../rules/score'
import { aimsAt } from '../rules/touching'
import { FACE_OF } from './faces'
import type { ComboView, ImpactView, IncidentView, MoveView, ScoreView } from './impact-view'
import { SCORE_PARTS } from './impact-view'
import { struckBy } from './see-struck'

/** Seconds of play for which a verdict stands. */
const STANDS = 6

export function seeImpact(run: Seen<Run>, impacts: readonly Impact[]): ImpactView {
  const last = impacts.at(-1)
  return {
    inFlight: inFlight(run),
    verdict: last && isFresh(run, last.closedAt) ? seeIncident(run, last) : undefined,
    combo: seeCombo(run, impacts),
    letters: { got: lettersOf(run).length, of: lettersIn(run.level) },
  }
}

export function seeScore(run: Seen<Run>, impacts: readonly Impact[]): ScoreView {
  const { total, requests, incidents, style } = scoreOf(run, impacts)
  const got = { requests, incidents, ...style }
  const most = mostOf(run)
  return {
    total,
    parts: SCORE_PARTS.filter(of => most[of] > 0).map(of => ({ of, got: got[of], most: most[of] })),
    incidents: impacts.map(impact => ({ ...seeIncident(run, impact), earned: earnedShare(run, impact) })),
    lines: linesDone(run, impacts),
    combos: combosOf(run, impacts).map(({ state, moves }) => ({ state, moves: moves.flatMap(id => seeMove(run, id)) })),
    letters: { riders: lettersOf(run).map(id => run.world.workloads[id]?.spec.name ?? ''), of: lettersIn(run.level) },
  }
}

/** One is the goal, where there is data at all: whose host fails is the level's to say. */

const isFresh = ({ world, level }: Seen<Run>, since: number) => world.tick - since <= STANDS * level.timeScale

function inFlight(run: Seen<Run>): readonly MoveView[] {
  const open = run.play.incidents.filter(({ closedAt }) => closedAt === NEVER)
  if (open.length === 0 || run.play.outcome !== 'running') return []
  const touches = ({ command: { target, verb }, state, doneAt }: Seen<Given>) =>
    state === 'done' && verb !== 'HOLD' && open.some(one => doneAt >= one.signAt && aimsAt(run, one, target))
  return run.play.given.filter(touches).flatMap(({ id }) => seeMove(run, id))
}

function seeMove({ play }: Seen<Run>, id: number): readonly MoveView[] {
  const command = play.given[id]?.command
  return command ? [{ id, verb: command.verb, kind: kindOf(command.target), name: bare(command.target) }] : []
}

function kindOf(target: Target): MoveView['kind'] {
  if (target.startsWith('volume/')) return 'volume'
  return target.startsWith('rider/') ? 'rider' : 'plate'
}

function seeCombo(run: Seen<Run>, impacts: readonly Impact[]): ComboView | undefined {
  const last = combosOf(run, impacts).at(-1)
  if (!last || (last.state !== 'open' && !isFresh(run, Math.max(last.at, impacts.at(-1)?.closedAt ?? 0))))
    return undefined
  return { moves: last.moves.length, state: last.state }
}

function seeIncident(run: Seen<Run>, impact: Impact): IncidentView {
  const { entry, struckAt, closedAt, cost, untouched, credits } = impact
  return {
    id: entry,
    what: struckBy(run, entry),
    face: FACE_OF[incidentNamed(run, entry)?.what ?? 'host-down'],
    struckAt,
    closedAt,
    cost: ofBudget(run, cost),
    untouched: ofBudget(run, untouched),
    saved: ofBudget(run, saved(impact)),
    moves: credits
      .filter(({ requests }) => counts(run, Math.abs(requests)))
      .flatMap(({ given, requests }) => seeMove(run, given).map(move => ({ ...move, share: ofBudget(run, requests) }))),
  }
}

const ofBudget = ({ play }: Seen<Run>, requests: number): Ppm =>
  play.budget === 0 ? 0 : Math.trunc((requests * PPM) / play.budget)

function earnedShare(run: Seen<Run>, impact: Impact): Ppm {
  const { requests, of } = earned(run, impact)
  return of === 0 ? 0 : Math.floor((requests * PPM) / of)
}

const bare = (target: string) => target.slice(target.indexOf('/') + 1)
