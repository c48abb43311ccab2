/**
 * The scheduler's decisions as they were, kept for whoever asks why: for each node what
 * the filters said, or each plugin's score.
 *
 * Only the last few, and only in a small cluster: all of them would be more than the
 * cluster itself. What is no longer kept is worked out as it would be decided now, and
 * is said to be so (`explain-placing.ts`).
 */

import type { Decided, DecidedRow } from '../../model/kubernetes'
import type { Id } from '../../model/refs'
import type { Era } from '../../model/units'
import { NONE, type Seen, type World } from '../../model/world'
import type { Verdict } from './filter'
import type { Decision } from './scheduler'
import { SCORE_PLUGINS, type Scored } from './score'

const MOST_NODES = 16
const MOST_KEPT = 12

export const keepsDecisions = ({ nodes }: Seen<World>): boolean => nodes.length <= MOST_NODES

export function keepDecision(world: World, pod: Id, decision: Decision): void {
  const { decided } = world.work
  decided.push({ pod, at: world.tick, rows: rowsOf(world, decision) })
  if (decided.length > MOST_KEPT) decided.shift()
}

export const decidedFor = ({ work }: Seen<World>, pod: Id): Seen<Decided> | undefined =>
  work.decided.find(each => each.pod === pod)

export function rowsOf({ era, nodes }: Pick<Seen<World>, 'era' | 'nodes'>, decision: Decision): readonly DecidedRow[] {
  const scores = decision.kind === 'bind' ? decision.scores : []
  return decision.verdicts.flatMap((verdict, i) => {
    const node = nodes[i]?.id ?? NONE
    return verdict.absent
      ? []
      : [
          rowOf(
            node,
            verdict,
            scores.find(each => each.node === node),
            era,
          ),
        ]
  })
}

const rowOf = (node: Id, { by, reasons }: Verdict, score: Scored | undefined, era: Era): DecidedRow => ({
  node,
  by: by ?? '',
  reasons,
  scores: score ? SCORE_PLUGINS[era].map(({ part }) => score[part]) : [],
})
