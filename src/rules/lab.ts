/**
 * Commands of the Lab: what each comes to, or why it cannot be done. They take no hand
 * and are done at once.
 *
 * FIRE breaks something now, by the very code that the timetable's incidents go through;
 * MEND is what would end it by itself; LOAD has more or fewer users come; ADD calls a
 * rider up; TUNE sets the park otherwise. Outside of a Lab each is refused; in a duel FIRE throws a card (`duel.ts`).
 */

import type { Happening } from '../model/happening'
import { EVERYBODY, type Failure, type LabCommand } from '../model/lab'
import type { Id } from '../model/refs'
import { refusal } from '../sim/orders/orders'
import { openTelling } from '../sim/telling'
import { asCard, throwCard } from './duel'
import { breakIt, healing, orderOf, told } from './incidents'
import { tuning } from './lab-knobs'
import { entryOf, incidentOf } from './lab-log'
import { struck } from './lab-targets'
import { byRules, bySystem, type LabGiven, type Refusal } from './play'
import { startArrival } from './riders'
import type { Run } from './run'
import { riderNamed } from './verbs'

/** Happenings, or why there are none. */
type Done = readonly Happening[] | Refusal

export interface LabAnswer {
  readonly given: LabGiven
  readonly happenings: readonly Happening[]
}

export function giveLab(run: Run, command: LabCommand): LabAnswer {
  const { play, world } = run
  const all = play.lab ?? []
  const id = all.length
  const done = tryIt(run, id, command)
  const refused = isRefusal(done)
  const given: LabGiven = {
    id,
    tick: world.tick,
    command: run.level.duel ? canonicalCard(command) : canonical(command),
    after: play.given.length,
    refusal: refused ? done : undefined,
  }
  if (run.level.lab || (run.level.duel && command.verb === 'FIRE')) play.lab = [...all, given]
  return { given, happenings: refused ? [] : done }
}

const isRefusal = (done: Done): done is Refusal => 'by' in done

function tryIt(run: Run, id: number, command: LabCommand): Done {
  if (run.level.duel && command.verb === 'FIRE') return throwCard(run, id, command.target, command.fire)
  if (!run.level.lab) return byRules('refused.notHere', { verb: command.verb })
  switch (command.verb) {
    case 'FIRE':
      return fire(run, id, command.target, command.fire)
    case 'MEND':
      return mend(run, id, command.target, command.fire)
    case 'LOAD':
      return load(run, id, command)
    case 'ADD':
      return add(run, command.target)
    case 'TUNE':
      return turn(run, id, command)
  }
}

/** Always the same keys in the same order, so that a run is hashed alike whoever wrote its commands. */
function canonical(command: LabCommand): LabCommand {
  const { verb, target } = command
  if (verb === 'ADD') return { verb, target }
  if (verb === 'TUNE') return { verb, target, value: command.value }
  if (verb === 'LOAD') return { verb, target, percent: command.percent }
  const { what, lasts, days, byMs, from, perSecond } = command.fire
  const fire: Failure = {
    what,
    ...(lasts !== undefined && { lasts }),
    ...(days !== undefined && { days }),
    ...(byMs !== undefined && { byMs }),
    ...(from !== undefined && { from }),
    ...(perSecond !== undefined && { perSecond }),
  }
  return { verb, target, fire }
}

/** A card is thrown as it is. */
const canonicalCard = (command: LabCommand): LabCommand =>
  command.verb === 'FIRE' ? canonical({ ...command, fire: asCard(command.fire) }) : canonical(command)

function fire(run: Run, id: number, target: string, failure: Failure): Done {
  const incident = incidentOf(id, target, failure)
  if (!incident || !struck(run, failure.what).includes(target)) return byRules('refused.strikesNothing')
  if (failure.from !== undefined && !riderNamed(run, `rider/${failure.from}`)) return byRules('refused.strikesNothing')
  const order = orderOf(run, incident)
  if (!order) return byRules('refused.strikesNothing')
  const why = refusal(run.world, order)
  return why === undefined ? breakIt(run, incident) : bySystem(why)
}

function mend(run: Run, id: number, target: string, failure: Failure): Done {
  if (!isFired(run, target, failure)) return byRules('refused.notFired')
  const incident = incidentOf(id, target, failure)
  const order = incident && orderOf(run, incident)
  const by = order && healing(order)
  if (!by) return byRules('refused.doesNotMend')
  const why = refusal(run.world, by)
  return why === undefined ? told(run, by, entryOf(id)) : bySystem(why)
}

/** Not since it was mended last. */
function isFired({ play }: Run, target: string, { what }: Failure): boolean {
  const about = (play.lab ?? []).filter(
    ({ command, refusal }) => !refusal && 'fire' in command && command.target === target && command.fire.what === what,
  )
  return about.at(-1)?.command.verb === 'FIRE'
}

function load(run: Run, id: number, { target, percent }: Extract<LabCommand, { verb: 'LOAD' }>): Done {
  const whose = target === EVERYBODY ? run.world.workloads.map(each => each.id) : riderId(run, target)
  if (whose.length === 0) return byRules('refused.nobody')
  return whose.flatMap(workload => told(run, { order: 'load', workload, percent, until: run.level.lasts }, entryOf(id)))
}

function riderId(run: Run, target: string): readonly Id[] {
  const rider = riderNamed(run, target)
  return rider ? [rider.workload] : []
}

function add(run: Run, target: string): Done {
  const rider = riderNamed(run, target)
  const arrival = run.level.arrivals.find(({ id }) => id === rider?.entry)
  if (!rider || !arrival) return byRules('refused.nobody')
  if (rider.state !== 'coming' && rider.state !== 'announced') return byRules('refused.isHere')
  const tell = openTelling(run.world)
  startArrival(run, arrival, tell)
  return tell.happenings
}

function turn(run: Run, id: number, { target, value }: Extract<LabCommand, { verb: 'TUNE' }>): Done {
  const order = tuning(run.level.park, target, value)
  return order ? told(run, order, entryOf(id)) : byRules('refused.noKnob')
}
