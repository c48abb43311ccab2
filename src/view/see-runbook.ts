/**
 * The run as real commands, in the order in which they were carried out; what was
 * refused is kept with the system's reason.
 */

import type { Seen } from '../model/world'
import type { Given } from '../rules/play'
import type { Run } from '../rules/run'
import type { RunbookLine } from './debrief-view'
import { phraseOf } from './see-verbs'

export const seeRunbook = (run: Seen<Run>): readonly RunbookLine[] =>
  run.play.given
    .filter(({ command }) => command.by === 'player')
    .map(seeLine)
    .sort((a, b) => a.tick - b.tick)

const seeLine = ({ tick, doneAt, line, state, refusal, command }: Seen<Given>): RunbookLine => ({
  tick: state === 'done' ? doneAt : tick,
  asked: `${command.verb} ${command.target}`,
  line,
  state,
  refusal: refusal && phraseOf(refusal),
})
