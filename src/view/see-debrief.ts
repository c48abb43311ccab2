/**
 * A run that has ended, as its debrief shows it.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { Cause } from '../model/happening'
import type { LossRow } from '../model/traffic'
import type { Tick } from '../model/units'
import { NONE, type Seen, type Workload } from '../model/world'
import { hasPods } from '../rules/lanes'
import { METALS, type Medal, medalOf, medalsOf } from '../rules/medals'
import { requestsOf, toilPpm } from '../rules/meters'
import { NEVER, type Rider } from '../rules/play'
import type { Run } from '../rules/run'
import { seeCodex } from './codex'
import type { AirTimeView, DebriefView, LedgerRowView, LedgerView, MedalView } from './debrief-view'
import { dueAt, lateBy, podAskedAt } from './due'
import { fromLevel, type Phrase, system, ui } from './phrase'
import { seeEndCard } from './see-end-card'
import { endingOf } from './see-ending'
import { seeGoals, seeLimits } from './see-goals'
import { seeRunbook } from './see-runbook'
import { seeScenario } from './see-scenario'
import { seeTimeline, type Timeline } from './see-timeline'
import { seeVerdict } from './see-verdict'
import { share } from './share'

export function seeDebrief(run: Seen<Run>): DebriefView {
  const timeline = seeTimeline(run)
  return {
    outcome: run.play.outcome === 'landed' ? 'landed' : 'wipedOut',
    endedAt: run.play.endedAt,
    ending: endingOf(run),
    card: seeEndCard(run),
    claim: fromLevel(run.level.claim),
    verdict: seeVerdict(run),
    medal: medalOf(run),
    medals: medalsOf(run).map(medal => seeMedal(run, medal)),
    goals: seeGoals(run),
    limits: seeLimits(run),
    ledger: seeLedger(run, timeline),
    airTimes: run.play.riders.filter(rider => rider.state !== 'coming').map(rider => seeAirTime(run, rider)),
    timeline: timeline.moments,
    runbook: seeRunbook(run),
    codex: seeCodex(run),
  }
}

function seeMedal(run: Seen<Run>, { of, metal, got }: Medal): MedalView {
  const next = METALS[METALS.indexOf(metal) + 1]
  const steps = run.level.medals?.[of]
  const needs = steps && next && next !== 'none' ? { metal: next, needs: steps[next] } : undefined
  return { of, metal, got, next: needs }
}

/** The rows are the world's own, so they add up as the ledger does. */
function seeLedger(run: Seen<Run>, timeline: Timeline): LedgerView {
  const { planned, served, lost } = requestsOf(run.world)
  const rows = run.world.ledger.filter(row => row.requests > 0).map(row => seeRow(run, row, lost, timeline))
  return {
    planned,
    served,
    lost,
    writes: run.world.workloads.reduce((sum, { traffic }) => sum + traffic.writesLost, 0),
    writeWeighs: ASSUMPTIONS.lostWrite,
    budget: run.play.budget,
    cost: run.world.spent,
    toil: toilPpm(run),
    rows: [...rows].sort((a, b) => b.lost - a.lost),
  }
}

const seeRow = (run: Seen<Run>, row: Seen<LossRow>, all: number, timeline: Timeline): LedgerRowView => ({
  rider: run.world.workloads[row.workload]?.spec.name ?? '',
  reason: ui(`loss.${row.loss}`),
  because: because(run, row.cause),
  lost: row.requests,
  share: share(row.requests, all),
  from: row.from,
  to: row.to,
  moment: timeline.momentOf(row),
})

/** Walked back to a decision, or to the scenario. */
function because(run: Seen<Run>, cause: Cause): Phrase {
  if (cause.by === 'scenario') return seeScenario(run, cause.id)
  if (cause.by === 'command') return system(run.play.given[cause.id]?.line ?? '')
  const happening = run.play.told.find(each => each.id === cause.id)
  return happening ? because(run, happening.cause) : ui('because.level')
}

function seeAirTime(run: Seen<Run>, rider: Seen<Rider>): AirTimeView {
  const workload = run.world.workloads[rider.workload] as Seen<Workload>
  const { asked, ready } = airOf(run, rider)
  return {
    rider: workload.spec.name,
    where: rider.lane ? ui(`lane.${rider.lane}`) : ui('air.nowhere'),
    asked,
    ready,
    due: dueAt(workload),
    air: asked !== undefined && ready !== undefined ? ready - asked : undefined,
    late: lateBy(run, rider),
  }
}

interface Air {
  readonly asked: Tick | undefined
  readonly ready: Tick | undefined
}

/** From when its place was asked for to when that could serve; a machine has been asked for since its order. */
function airOf(run: Seen<Run>, rider: Seen<Rider>): Air {
  const asked = rider.routedAt === NEVER ? undefined : askedAt(run, rider)
  const ready = rider.readyAt === NEVER ? undefined : rider.readyAt
  const machine = rider.lane === 'slab' ? machineUnder(run, rider) : undefined
  if (asked === undefined || !machine || machine.askedAt >= asked) return { asked, ready }
  const idle = machine.state === 'active' && machine.activeAt < asked
  return { asked: machine.askedAt, ready: idle ? machine.activeAt : ready }
}

const askedAt = ({ world }: Seen<Run>, { lane, routedAt, readyAt, workload }: Seen<Rider>): Tick =>
  lane && hasPods(lane) ? podAskedAt(world.workloads[workload] as Seen<Workload>, routedAt, readyAt) : routedAt

const machineUnder = (run: Seen<Run>, rider: Seen<Rider>) => {
  const units = run.world.workloads[rider.workload]?.units.map(id => run.world.units[id]) ?? []
  const last = units.filter(unit => unit?.on.kind === 'machine').pop()
  return run.world.machines[last?.on.id ?? NONE]
}
