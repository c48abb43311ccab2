/**
 * Named lines of releases: a bad version that was taken back, and one that was held where
 * only a few had it.
 *
 * A level ships what is bad by its timetable, so neither can be had by making trouble
 * first. The users have to be served again afterwards, and for a while.
 */

import type { Release } from '../model/rollout'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import { rolledAway } from './green'
import { type Given, NEVER } from './play'
import type { Run } from './run'

/** A rollout of something bad was undone. */
export const rollingFakie = (run: Seen<Run>): boolean => undoings(run).length > 0

/** Before it was undone it had been paused, so that not everybody got it. */
export const canary = (run: Seen<Run>): boolean =>
  undoings(run).some(({ given, from }) =>
    run.play.given.some(
      ({ command, line, state, doneAt }) =>
        state === 'done' &&
        command.target === given.command.target &&
        PAUSES.test(line) &&
        doneAt >= from &&
        doneAt <= given.doneAt,
    ),
  )

interface Undoing {
  readonly given: Seen<Given>
  /** When what it took back was shipped. */
  readonly from: Tick
}

/** In whichever cluster. */
const PAUSES = /^kubectl (--context \S+ )?rollout pause /
const UNDOES = /(^|&& )kubectl (--context \S+ )?rollout undo /

function undoings(run: Seen<Run>): readonly Undoing[] {
  return run.play.given.flatMap(given => {
    const { command, line, state, doneAt } = given
    if (state !== 'done' || !UNDOES.test(line) || rolledAway(run, doneAt) === NEVER) return []
    const from = shippedBad(run, command.target, doneAt)
    return from === NEVER ? [] : [{ given, from }]
  })
}

/** The last thing that was shipped before that, if it is bad. */
function shippedBad({ world }: Seen<Run>, target: string, before: Tick): Tick {
  const workload = world.workloads.find(({ spec }) => target === `rider/${spec.name}`)
  const last = workload?.spec.ships?.filter(({ at }) => at <= before).at(-1)
  return last && isBad(last) ? last.at : NEVER
}

const isBad = ({ template }: Seen<Release>): boolean => template.defect !== 'none'
