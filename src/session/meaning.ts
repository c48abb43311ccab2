/**
 * From what hands mean to marks and commands, at the moment where a run stands.
 */

import type { Command, Target } from '../model/command'
import type { Given } from '../rules/play'
import type { Run } from '../rules/run'
import { aimHold, aimLand, aimRoute, aimTrick, type Marks, marked, NO_MARKS, targetsOf } from '../view/aim'
import type { Intent } from './intent'

export function commandFor(run: Run, marks: Marks, intent: Intent): Command | undefined {
  switch (intent.do) {
    case 'route':
      return aimRoute(run, marks, intent.lane)
    case 'land':
      return aimLand(run, marks)
    case 'hold':
      return aimHold(run, marks)
    case 'trick':
      return aimTrick(run, intent.on ? mark(run, NO_MARKS, intent.on) : marks, intent.verb)
    default:
      return undefined
  }
}

export function marksFor(run: Run, marks: Marks, intent: Intent): Marks {
  if (intent.do === 'mark') return marked(marks) === intent.target ? NO_MARKS : mark(run, marks, intent.target)
  if (intent.do === 'markNext') return walk(run, marks, 1)
  return intent.do === 'markPrevious' ? walk(run, marks, -1) : marks
}

const mark = (run: Run, marks: Marks, target: Target): Marks =>
  target.startsWith('rider/')
    ? { ...marks, rider: target, last: 'rider', since: run.world.tick }
    : { ...marks, plate: target, last: 'plate' }

function walk(run: Run, marks: Marks, by: 1 | -1): Marks {
  const all = targetsOf(run)
  const now = marked(marks)
  const at = now === undefined ? (by === 1 ? -1 : 0) : all.indexOf(now)
  const target = all[(at + by + all.length) % all.length]
  return target ? mark(run, NO_MARKS, target) : marks
}

/** ROUTE and LAND clear what was marked; so does a trick on a plate, or its mark would bind the next ROUTE unasked. */
export function marksAfter(marks: Marks, command: Command, given: Given | undefined): Marks {
  if (given?.state === 'refused') return marks
  if (command.verb === 'ROUTE' || command.verb === 'LAND') return NO_MARKS
  return command.target === marks.plate ? NO_MARKS : marks
}
