/**
 * From what hands mean to marks and commands, at the moment where a run stands.
 */

import type { Command, Target } from '../model/command'
import type { Given } from '../rules/play'
import type { Run } from '../rules/run'
import { riderNamed } from '../rules/verbs'
import {
  aimHold,
  aimLand,
  aimRoute,
  aimTrick,
  backpackOf,
  type Marks,
  marked,
  markedOn,
  NO_MARKS,
  targetsOf,
} from '../view/aim'
import type { Difficulty } from '../view/difficulty'
import { lostRiders, mostUrgent } from '../view/most-urgent'
import type { Intent } from './intent'

export function commandFor(run: Run, marks: Marks, intent: Intent, difficulty?: Difficulty): Command | undefined {
  const meant = 'on' in intent && intent.on ? markedOn(run, marks, intent.on) : marks
  switch (intent.do) {
    case 'route':
      return aimRoute(run, meant, intent.lane)
    case 'land':
      return aimLand(run, meant)
    case 'hold':
      return aimHold(run, meant, difficulty)
    case 'trick':
      return aimTrick(run, meant, intent.verb, difficulty)
    default:
      return undefined
  }
}

export function marksFor(run: Run, marks: Marks, intent: Intent, difficulty?: Difficulty): Marks {
  if (intent.do === 'mark') return markOrMore(run, marks, intent.target)
  if (intent.do === 'unmark') return NO_MARKS
  if (intent.do === 'markNext') return walk(run, marks, 1, difficulty)
  return intent.do === 'markPrevious' ? walk(run, marks, -1, difficulty) : marks
}

/** What is marked already is unmarked; a rider with a backpack gives that first. */
function markOrMore(run: Run, marks: Marks, target: Target): Marks {
  const now = marked(marks)
  const rider = riderNamed(run, target)
  const [backpack] = rider ? backpackOf(run, rider) : []
  if (now === target) return backpack ? markedOn(run, NO_MARKS, backpack) : NO_MARKS
  return now !== undefined && now === backpack ? NO_MARKS : markedOn(run, marks, target)
}

function walk(run: Run, marks: Marks, by: 1 | -1, difficulty?: Difficulty): Marks {
  const all = targetsOf(run)
  const [lost] = lostRiders(run)
  if (lost && marked(marks) === undefined) return markedOn(run, NO_MARKS, all[0] as Target) // ROUTE means it only marked
  const now = marked(marks) ?? mostUrgent(run, difficulty) // what the tricks mean already need not be walked to
  const at = now === undefined ? (by === 1 ? -1 : 0) : all.indexOf(now)
  const target = all[(at + by + all.length) % all.length]
  return target ? markedOn(run, NO_MARKS, target) : marks
}

const LONG_AGO = -Infinity

/**
 * ROUTE and LAND clear the mark of whom they meant, and ROUTE that of a plate, which may
 * have bound it; whatever else was marked stays so, but is not meant by the next ROUTE.
 * A plate that had a trick stays marked as well, and binds no ROUTE unasked.
 */
export function marksAfter(marks: Marks, command: Command, given: Given | undefined): Marks {
  if (given?.state === 'refused') return marks
  const { verb, target } = command
  if (verb !== 'ROUTE' && verb !== 'LAND') return target === marks.plate ? { ...marks, used: true } : marks
  const left: Marks = {
    ...marks,
    rider: marks.rider === target ? undefined : marks.rider,
    plate: verb === 'ROUTE' && canBind(marks.plate) ? undefined : marks.plate,
    since: verb === 'ROUTE' ? LONG_AGO : marks.since,
  }
  const last = marks.last && left[marks.last] !== undefined ? marks.last : left.rider && 'rider'
  return last ? { ...left, last } : NO_MARKS
}

/** A backpack, a control plane or a choice is no place where anybody could ride. */
const canBind = (plate: Target | undefined): boolean => /^(?:node|hypervisor|machine)\//.test(plate ?? '')
