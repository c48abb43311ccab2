/**
 * What anybody would do in the end: start who lies on the ground again, build it anew
 * elsewhere, vouch that its node is dead; open a plate again once nothing threatens it; undo
 * a release after which all goes wrong; shed load while it is asked again and again; and
 * order a machine for who is announced and belongs on one. Bots that look ahead do it
 * where they decide nothing else, or nothing that is prepared for it could ever seem
 * worth while.
 */

import type { Command, Lane, Target } from '../model/command'
import type { Seconds } from '../model/units'
import { NONE, type Seen, type Workload } from '../model/world'
import { fellIn } from '../rules/carriers'
import { losesNow } from '../rules/incident-log'
import type { Rider } from '../rules/play'
import type { Run } from '../rules/run'
import { slab, spareMachine } from '../sim/metal/ironic'
import { podsOf } from '../sim/traffic/backends'
import { isRefused, lanesFor, type Means } from './autopilot'
import { openings } from './room'

/** So often somebody looks whether there is anything to do. */
const EVERY = 15

/** The first that can be done: what needs no hand, and if one is free, what does. */
export function habit(run: Seen<Run>, means: Means): Command | undefined {
  const { play, world } = run
  if (world.tick % EVERY > 0) return undefined
  const gate = gates(run).find(command => means.verbs.includes(command.verb) && !isRefused(run, command))
  if (gate || play.waiting.length > 0) return gate
  if (!play.hands.some(({ busyUntil }) => busyUntil <= world.tick)) return undefined
  const opens = openings(run, means).find(command => means.verbs.includes(command.verb) && !isRefused(run, command))
  if (opens) return opens
  for (const rider of play.riders) {
    const found = wantedBy(run, rider, means).find(
      command => means.verbs.includes(command.verb) && !isRefused(run, command),
    )
    if (found) return found
  }
  return undefined
}

const NOTHING: readonly Command[] = []

/** So much of what is asked is asked again: a storm of retries. */
const STORM = 4
/** Below that there is room for those who were turned away. */
const CALM = 600_000_000

/** A third is turned away while retries keep it from recovering, and let in again once it has. */
function gates({ play, world }: Seen<Run>): readonly Command[] {
  let some: Command[] | undefined
  for (const rider of play.riders) {
    const workload = world.workloads[rider.workload]
    if (!workload || rider.state !== 'placed') continue
    const { traffic, shedBy } = workload
    const storms = traffic.state !== 'serving' && traffic.againNow * STORM > traffic.perSecond
    const closed = shedBy !== NONE
    const calm = traffic.servedNow * 2 > traffic.perSecond && traffic.utilisation < CALM
    if (closed ? !calm : !storms) continue
    some ??= []
    some.push(does(`rider/${workload.spec.name}`, 'HOLD'))
  }
  return some ?? NOTHING
}

function wantedBy(run: Seen<Run>, rider: Seen<Rider>, means: Means): readonly Command[] {
  if (rider.state === 'announced') return metalFor(run, rider, means)
  const workload = run.world.workloads[rider.workload]
  if (!workload || rider.state !== 'placed' || !rider.lane) return NOTHING
  if (liesDown(run, rider, workload)) return waysUp(run, rider, workload)
  return badlyReleased(run, workload) ? [does(`rider/${workload.spec.name}`, 'UNDO')] : NOTHING
}

/** A release is what is to blame once it has had time to roll out, and for so long. */
const ROLLS_OUT: Seconds = 20
const SUSPECT: Seconds = 300

/** It is served badly since it was released last, and nobody has undone that yet. */
function badlyReleased(run: Seen<Run>, workload: Seen<Workload>): boolean {
  const { tick } = run.world
  const released = workload.spec.ships?.filter(({ at }) => at <= tick).at(-1)?.at
  if (released === undefined || !losesNow(run, workload)) return false
  if (tick - released < ROLLS_OUT || tick - released > SUSPECT) return false
  return !run.play.given.some(
    ({ command, doneAt }) =>
      command.verb === 'UNDO' && command.target === `rider/${workload.spec.name}` && doneAt >= released,
  )
}

const does = (target: Target, verb: 'MOVE' | 'UNDO' | 'SCALE' | 'HOLD') => ({ verb, target, by: 'player' }) as const

function metalFor(run: Seen<Run>, rider: Seen<Rider>, means: Means): readonly Command[] {
  const spare = spareMachine(run.world)
  if (!spare || !isForMetal(run, rider, means)) return NOTHING
  const wanted = run.play.riders.filter(each => each.state === 'announced' && isForMetal(run, each, means)).length
  const ready = run.world.machines.filter(
    machine => slab(machine) && machine.state !== 'available' && machine.becomes === 'server' && machine.unit === NONE,
  ).length
  return ready < wanted ? [does(`machine/${spare.name}`, 'SCALE')] : NOTHING
}

const isForMetal = (run: Seen<Run>, rider: Seen<Rider>, means: Means) => lanesFor(run, rider, means)[0] === 'slab'

const isPods = (lane: Lane | undefined) => lane === 'bowl' || lane === 'rail'

const liesDown = ({ world }: Seen<Run>, { lane }: Seen<Rider>, workload: Seen<Workload>) =>
  (isPods(lane) && lostNodes(world, workload).length > 0) || (lane !== undefined && fellIn(world, workload, lane))

function waysUp({ world }: Seen<Run>, { lane }: Seen<Rider>, workload: Seen<Workload>): readonly Command[] {
  if (isPods(lane)) return lostNodes(world, workload).map(name => does(`node/${name}`, 'MOVE'))
  const target = `rider/${workload.spec.name}` as const
  return [does(target, 'MOVE'), does(target, 'UNDO')]
}

/** Nodes known to be lost on which something of it lies. */
const lostNodes = (world: Seen<Run>['world'], workload: Seen<Workload>): readonly string[] =>
  podsOf(world, workload).flatMap(({ node }) => {
    const row = node === NONE ? undefined : world.nodes[node]
    return row && !row.ready && !row.up ? [row.name] : []
  })
