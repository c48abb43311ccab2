/**
 * What anybody would do in the end: start who lies on the ground again, build it anew
 * elsewhere, vouch that its node is dead; and order a machine for who is announced and
 * belongs on one. Bots that look ahead do it where they decide nothing else, or nothing
 * that is prepared for it could ever seem worth while.
 */

import type { Command, Target } from '../model/command'
import { NONE, type Seen, type Workload } from '../model/world'
import { fellIn } from '../rules/carriers'
import type { Rider } from '../rules/play'
import type { Run } from '../rules/run'
import { podsOf } from '../sim/backends'
import { slab, spareMachine } from '../sim/ironic'
import { isRefused, lanesFor, type Means } from './autopilot'

/** So often somebody looks whether there is anything to do. */
const EVERY = 15

/** The first that can be done, if a hand is free. */
export function habit(run: Seen<Run>, means: Means): Command | undefined {
  const { play, world } = run
  if (world.tick % EVERY > 0 || play.waiting.length > 0) return undefined
  if (!play.hands.some(({ busyUntil }) => busyUntil <= world.tick)) return undefined
  for (const rider of play.riders) {
    const found = wantedBy(run, rider, means).find(
      command => means.verbs.includes(command.verb) && !isRefused(run, command),
    )
    if (found) return found
  }
  return undefined
}

const NOTHING: readonly Command[] = []

function wantedBy(run: Seen<Run>, rider: Seen<Rider>, means: Means): readonly Command[] {
  if (rider.state === 'announced') return metalFor(run, rider, means)
  const workload = run.world.workloads[rider.workload]
  if (!workload || rider.state !== 'placed' || !rider.lane || !liesDown(run, rider, workload)) return NOTHING
  return waysUp(run, rider, workload)
}

const does = (target: Target, verb: 'MOVE' | 'UNDO' | 'SCALE') => ({ verb, target, by: 'player' }) as const

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

const liesDown = ({ world }: Seen<Run>, { lane }: Seen<Rider>, workload: Seen<Workload>) =>
  (lane === 'bowl' && lostNodes(world, workload).length > 0) || (lane !== undefined && fellIn(world, workload, lane))

function waysUp({ world }: Seen<Run>, { lane }: Seen<Rider>, workload: Seen<Workload>): readonly Command[] {
  if (lane === 'bowl') return lostNodes(world, workload).map(name => does(`node/${name}`, 'MOVE'))
  const target = `rider/${workload.spec.name}` as const
  return [does(target, 'MOVE'), does(target, 'UNDO')]
}

/** Nodes known to be lost on which something of it lies. */
const lostNodes = (world: Seen<Run>['world'], workload: Seen<Workload>): readonly string[] =>
  podsOf(world, workload).flatMap(({ node }) => {
    const row = node === NONE ? undefined : world.nodes[node]
    return row && !row.ready && !row.up ? [row.name] : []
  })
