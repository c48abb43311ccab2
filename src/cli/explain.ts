/**
 * `kod explain FILE [THING]`: a run is played to a tick, and asked why something there is
 * as it is; or, without a thing, why each lost request was lost, back to the decision.
 */

import { KINDS, type Kind, type Ref } from '../model/refs'
import type { Seen, World } from '../model/world'
import { playOut, replay } from '../proof/playing'
import { courseOf } from '../rules/course'
import type { Run } from '../rules/run'
import { type LossWhy, whyLost } from '../rules/why'
import { explain as explained } from '../sim/explain/explain'
import { written } from '../sim/names'
import type { Answer } from './answer'
import { Complaint, readLevel, readRun } from './files'
import { hireOf, type PlayOptions } from './play'

export interface ExplainOptions extends Omit<PlayOptions, 'save'> {
  readonly at?: number
}

export function explain(file: string, thing: string | undefined, options: ExplainOptions): Answer {
  const run = played(file, options)
  if (thing === undefined) return losses(run)
  const ref = named(run.world, thing)
  const lines = explained(run.world, ref)
  return { json: { tick: run.world.tick, thing, lines }, text: lines.join('\n'), failed: false }
}

function played(file: string, { seed, bot = 'idle', log, at = Infinity }: ExplainOptions): Run {
  const level = readLevel(file)
  const logged = log === undefined ? undefined : readRun(log)
  const course = courseOf(level)
  const by = seed ?? logged?.seed ?? level.seed
  return logged ? replay(course, by, logged.log, at) : playOut(course, by, hireOf(bot), at)
}

function losses(run: Run): Answer {
  const all = whyLost(run)
  const json = all.map(each => ({ ...each.row, way: each.why.way, decision: each.why.decision }))
  const text = all.length > 0 ? all.map(each => lossText(run, each)).join('\n\n') : 'nothing was lost'
  return { json: { tick: run.world.tick, losses: json }, text, failed: false }
}

function lossText({ world }: Run, { row, why }: LossWhy): string {
  const { decision, way } = why
  const name = world.workloads[row.workload]?.spec.name
  const steps = way.map(({ tick, reason, note }) => `  <- ${tick} s ${reason}: ${note}`)
  const end =
    decision.by === 'command'
      ? `  <- ${decision.given.tick} s, given: ${decision.given.line}`
      : `  <- the level's timetable: ${decision.id}`
  return [`${row.requests} requests of ${name} lost, ${row.loss}`, ...steps, end].join('\n')
}

/** As kubectl writes it: kind, slash, name. */
function named(world: Seen<World>, thing: string): Ref {
  const all = KINDS.flatMap(kind => ROWS[kind](world).map((_, id) => ({ kind, id })))
  const found = all.find(ref => written(world, ref) === thing)
  if (found) return found
  const kind = KINDS.find(each => thing.startsWith(`${each}/`))
  const some = all.filter(ref => ref.kind === kind).map(ref => written(world, ref))
  const known = kind ? `there are ${some.slice(0, 20).join(', ') || 'none'}` : `a kind is one of ${KINDS.join(', ')}`
  throw new Complaint(`${thing}: is not there at ${world.tick} s; ${known}`)
}

const ROWS: Readonly<Record<Kind, (world: Seen<World>) => readonly unknown[]>> = {
  machine: world => world.machines,
  hypervisor: world => world.hypervisors,
  server: world => world.servers,
  node: world => world.nodes,
  deployment: world => world.deployments,
  replicaset: world => world.replicaSets,
  pod: world => world.pods,
  unit: world => world.units,
  volume: world => world.volumes,
  workload: world => world.workloads,
  horizontalpodautoscaler: world => world.autoscalers,
  job: world => world.jobs,
  stack: world => world.stacks,
  cronjob: world => world.cronJobs,
  'control-plane': world =>
    world.controlPlanes.length + world.tenants.length > 0 ? [undefined, ...world.tenants] : [],
}
