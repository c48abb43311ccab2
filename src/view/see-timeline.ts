/**
 * What happened, as cause and effect: each moment with what it goes back to, what came
 * of it, and what that cost of the budget.
 *
 * Repetitions are folded: what occurs again soon after, for the same reason and from
 * the same cause, is one moment that counts. So the two pods of a Deployment are one
 * chain, not two. Every lost request belongs to exactly one moment.
 */

import type { Cause, Happening, Reason } from '../model/happening'
import type { LossRow } from '../model/traffic'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import type { Given } from '../rules/play'
import type { Run } from '../rules/run'
import type { OccurrenceView, TimelineLine } from './debrief-view'
import { isTrouble, lineOfCause, linesOf } from './lines'
import { seeScenario } from './see-scenario'
import { share } from './share'

interface Moment extends Omit<OccurrenceView, 'lost' | 'share' | 'effects'> {
  /** Written off to it alone. */
  paid: number
  readonly effects: number[]
}
type Growing = { -readonly [Key in keyof Moment]: Moment[Key] }

export interface Timeline {
  readonly moments: readonly OccurrenceView[]
  /** The moment that a row of the ledger stands under. */
  momentOf(row: Seen<LossRow>): number | undefined
}

export function seeTimeline(run: Seen<Run>): Timeline {
  const sources = sourcesOf(run)
  const { moments, standsIn } = folded(run, caused(run, linesOf(run), sources), sources)
  const momentOf = (row: Seen<LossRow>) => momentOfRow(run, row, standsIn)
  for (const row of run.world.ledger) {
    const moment = moments.get(momentOf(row) ?? -1)
    if (moment) moment.paid += row.requests
  }
  return { moments: [...moments.values()].map(moment => seen(run, moment, moments)), momentOf }
}

interface Sources {
  readonly told: ReadonlyMap<number, Seen<Happening>>
  readonly given: ReadonlyMap<number, Seen<Given>>
}

/** Which line of the log stands for what. */
const sourcesOf = (run: Seen<Run>): Sources => ({
  told: new Map(run.play.told.map(each => [lineOf(run, { by: 'happening', id: each.id }), each])),
  given: new Map(run.play.given.map(each => [lineOf(run, { by: 'command', id: each.id }), each])),
})

const lineOf = (run: Seen<Run>, cause: Cause) => lineOfCause(run, cause) ?? -1

/**
 * Two kinds of line are told without what they go back to: a rider lands through what
 * has become ready, and the budget runs down through what has cost the most of it.
 */
function caused(run: Seen<Run>, lines: readonly TimelineLine[], { told }: Sources): readonly TimelineLine[] {
  const ready = new Map<number, number>()
  return lines.map(line => {
    const happening = told.get(line.id)
    if (!happening) return line
    const workload = workloadOf(run, happening)
    if (READY.has(happening.reason)) ready.set(workload, line.id)
    if (happening.reason === 'RiderLanded') return { ...line, cause: ready.get(workload) ?? line.cause }
    return BUDGET.has(happening.reason) ? { ...line, cause: dearestSoFar(run, happening.tick) } : line
  })
}

const READY: ReadonlySet<Reason> = new Set(['Ready', 'UnitReady', 'CutOver'])
const BUDGET: ReadonlySet<Reason> = new Set(['BudgetHalf', 'BudgetLow', 'BudgetGone'])

function workloadOf({ world }: Seen<Run>, { regarding: { kind, id } }: Seen<Happening>): number {
  if (kind === 'workload') return id
  return (kind === 'pod' ? world.pods[id]?.workload : kind === 'unit' ? world.units[id]?.workload : undefined) ?? -1
}

/** What users felt of it, of what had begun to cost by then. */
function dearestSoFar(run: Seen<Run>, tick: Tick): number | undefined {
  const rows = run.world.ledger.filter(({ from }) => from <= tick)
  const row = [...rows].sort((a, b) => b.requests - a.requests)[0]
  return row && (feltFirst(run, row) ?? lineOfCause(run, row.cause))
}

/** Seconds of play after which the same thing is news again. */
const SOON = 10

function folded(run: Seen<Run>, lines: readonly TimelineLine[], sources: Sources) {
  const moments = new Map<number, Growing>()
  const standsIn = new Map<number, number>()
  const newest = new Map<string, Growing>()
  for (const line of lines) {
    const cause = line.cause === undefined ? undefined : standsIn.get(line.cause)
    const key = keyOf(line, cause, sources)
    const like = newest.get(key)
    const again = like && line.tick - like.until <= SOON * run.level.timeScale ? like : undefined
    const moment = again ? repeated(again, line) : first(run, line, cause, sources)
    standsIn.set(line.id, moment.id)
    newest.set(key, moment)
    if (again) continue
    moments.set(moment.id, moment)
    if (cause !== undefined) moments.get(cause)?.effects.push(moment.id)
  }
  return { moments, standsIn }
}

/** Commands are never folded; refusals are, by what was asked and why not. */
function keyOf(line: TimelineLine, cause: number | undefined, { told }: Sources): string {
  if (line.kind === 'command') return `command ${line.id}`
  const happening = told.get(line.id)
  const what = happening && cause !== undefined ? happening.reason : JSON.stringify(line.text)
  return `${line.kind} ${what} ${cause ?? scenarioOf(happening)}`
}

const scenarioOf = (happening: Seen<Happening> | undefined) =>
  happening?.cause.by === 'scenario' ? happening.cause.id : ''

function first(run: Seen<Run>, line: TimelineLine, cause: number | undefined, { told, given }: Sources): Growing {
  const { id, tick, kind, text } = line
  const command = given.get(id)?.command
  const entry = scenarioOf(told.get(id))
  const scenario = entry === '' ? undefined : seeScenario(run, entry)
  const asked = kind === 'refusal' ? given.get(id)?.line || `${command?.verb} ${command?.target}` : ''
  return { id, tick, until: tick, kind, text, asked, scenario, count: 1, alike: true, cause, effects: [], paid: 0 }
}

function repeated(moment: Growing, line: TimelineLine): Growing {
  moment.until = line.tick
  moment.count += 1
  moment.alike &&= JSON.stringify(moment.text) === JSON.stringify(line.text)
  return moment
}

/** Where nothing that occurred is to blame, the row stands under what users felt first. */
function momentOfRow(run: Seen<Run>, row: Seen<LossRow>, standsIn: ReadonlyMap<number, number>): number | undefined {
  const line = lineOfCause(run, row.cause) ?? feltFirst(run, row)
  return line === undefined ? undefined : standsIn.get(line)
}

function feltFirst(run: Seen<Run>, { workload, from, to }: Seen<LossRow>): number | undefined {
  const about = run.play.told.filter(
    ({ regarding, tick }) => regarding.kind === 'workload' && regarding.id === workload && tick <= to,
  )
  const felt = about.find(each => isTrouble(each) && each.tick >= from) ?? about.at(-1)
  return felt && lineOfCause(run, { by: 'happening', id: felt.id })
}

function seen(run: Seen<Run>, moment: Moment, moments: ReadonlyMap<number, Moment>): OccurrenceView {
  const { paid, ...view } = moment
  const lost = costOf(moment, moments)
  return { ...view, lost, share: share(lost, run.play.budget) }
}

/** With all that came of it. */
const costOf = ({ paid, effects }: Moment, moments: ReadonlyMap<number, Moment>): number =>
  effects.reduce((sum, id) => sum + costOf(moments.get(id) as Moment, moments), paid)
