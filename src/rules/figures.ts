/** What a run came to, in three figures that pull against each other: enough to be set beside others, not to be ranked. */

import type { MicroUnits, Ppm } from '../model/units'
import type { Seen } from '../model/world'
import { budgetLeftPpm, toilPpm } from './meters'
import type { Run } from './run'

export interface RunFigures {
  readonly landed: boolean
  /** PLAN, REWIND or call-out mode were used. */
  readonly planned: boolean
  readonly budgetLeft: Ppm
  readonly cost: MicroUnits
  readonly toil: Ppm
}

export const figuresOf = (run: Seen<Run>, planned: boolean): RunFigures => ({
  landed: run.play.outcome === 'landed',
  planned,
  budgetLeft: budgetLeftPpm(run),
  cost: run.world.spent,
  toil: toilPpm(run),
})
