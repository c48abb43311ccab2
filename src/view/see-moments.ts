/**
 * The moments of a run that are worth winding to: what the player did, what broke, who
 * hung or bailed, who landed, and the end.
 *
 * A moment is the second just before it is so: whoever goes there sees it happen, and
 * whoever plays on from there may do something else instead.
 */

import type { Reason } from '../model/happening'
import type { Seen } from '../model/world'
import { byPlayer, type Run } from '../rules/run'
import { givenLine, toldLine } from './lines'
import { ui } from './phrase'
import { MOMENT_KINDS, type MomentKind, type MomentView } from './theatre-view'

/** In order; within a tick the weightiest first. */
export function seeMoments(run: Seen<Run>): readonly MomentView[] {
  const all = [...givenIn(run), ...toldIn(run), ...endOf(run)]
  return all.sort((a, b) => a.tick - b.tick || weight(a) - weight(b))
}

const weight = ({ kind }: MomentView) => MOMENT_KINDS.indexOf(kind)

const givenIn = (run: Seen<Run>): MomentView[] =>
  byPlayer(run).map(given => {
    const { kind, text } = givenLine(given)
    return { tick: given.tick, kind: kind === 'refusal' ? 'refusal' : 'command', text }
  })

const toldIn = (run: Seen<Run>): MomentView[] =>
  run.play.told.flatMap(happening => {
    const kind = KINDS[happening.reason]
    return kind ? [{ tick: happening.tick, kind, text: toldLine(run, happening).text }] : []
  })

/** What is not here is a step on the way to something that is, or can be seen well enough. */
const KINDS: Partial<Record<Reason, MomentKind>> = {
  HostDown: 'incident',
  FailedScheduling: 'hangup',
  NoValidHost: 'hangup',
  Failing: 'bail',
  Abandoned: 'bail',
  RiderLanded: 'landing',
}

const endOf = ({ play }: Seen<Run>): MomentView[] =>
  play.outcome === 'running' ? [] : [{ tick: play.endedAt, kind: 'end', text: ui(`debrief.${play.outcome}`) }]
