/**
 * The run as real commands, in the order in which they were carried out; what was
 * refused is kept with the system's reason.
 */

import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import { stepsOf } from '../rules/runbook'
import type { RunbookLine } from './debrief-view'
import { phraseOf } from './see-verbs'

export const seeRunbook = (run: Seen<Run>): readonly RunbookLine[] =>
  stepsOf(run).map(step => ({ ...step, refusal: step.refusal && phraseOf(step.refusal) }))
