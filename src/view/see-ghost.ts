/** The best run, as it is seen beside the one that is played. */

import type { Seen } from '../model/world'
import { budgetLeftPpm } from '../rules/meters'
import { NEVER } from '../rules/play'
import type { Run } from '../rules/run'
import type { GhostView } from './theatre-view'

export const seeGhost = (best: Seen<Run>): GhostView => ({
  budgetLeft: budgetLeftPpm(best),
  landed: best.play.riders.filter(({ landedAt }) => landedAt !== NEVER).length,
})
