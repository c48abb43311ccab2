/**
 * What whoever looks ahead takes for granted: who is up is sent where the stickers say
 * (or into the first lane that will have it, and has room), and what is ready is put in service.
 *
 * Asked every second of every line that is looked at, and so without lists where
 * nothing is to be done.
 */

import { type Command, LANES, type Lane, VERBS, type Verb } from '../model/command'
import { largestHost } from '../model/park'
import type { Id } from '../model/refs'
import { stickersOf } from '../model/workload'
import { NONE, type Seen } from '../model/world'
import { forecast } from '../rules/forecast'
import type { Rider } from '../rules/play'
import { riderUp } from '../rules/riders'
import type { Run } from '../rules/run'
import { planOf } from '../rules/verbs'
import { usualLane } from './players'

/** What somebody may use: everything, or all but one verb or one lane. */
export interface Means {
  readonly verbs: readonly Verb[]
  readonly lanes: readonly Lane[]
  /** Workloads that belong on metal by their stickers, and for which none is ordered. */
  readonly spared: readonly Id[]
}

export const ALL_MEANS: Means = { verbs: VERBS, lanes: LANES, spared: [] }

export const isRefused = (run: Seen<Run>, command: Command): boolean => planOf(run, command).kind === 'refused'

/** Every lane that is left, the usual one of its stickers first. */
export function lanesFor(run: Seen<Run>, rider: Seen<Rider>, means: Means): readonly Lane[] {
  const spec = run.world.workloads[rider.workload]?.spec
  if (!spec) return []
  const meant = usualLane(stickersOf(spec, largestHost(run.level.park)))
  const usual = meant === 'slab' && means.spared.includes(rider.workload) ? 'boxes' : meant
  return [usual, ...LANES.filter(lane => lane !== usual)].filter(lane => means.lanes.includes(lane))
}

export const routeOf = (run: Seen<Run>, rider: Seen<Rider>, lane: Lane): Command => ({
  verb: 'ROUTE',
  target: `rider/${run.world.workloads[rider.workload]?.spec.name ?? ''}`,
  lane,
  by: 'player',
})

/** Most of its replicas would hang there. */
export const lacksPlace = (run: Seen<Run>, rider: Seen<Rider>, lane: Lane): boolean =>
  hangs(run, routeOf(run, rider, lane))

export function hangs(run: Seen<Run>, route: Command): boolean {
  const none = forecast(run, route)
  return none !== undefined && none.count * 2 > none.of
}

/** The same, but lanes in which there is room go first. */
export function roomiest(run: Seen<Run>, rider: Seen<Rider>, means: Means): readonly Lane[] {
  const lanes = lanesFor(run, rider, means)
  const full = lanes.filter(lane => lacksPlace(run, rider, lane))
  return full.length === 0 ? lanes : [...lanes.filter(lane => !full.includes(lane)), ...full]
}

const NOTHING: readonly Command[] = []

export function routesByStickers(run: Seen<Run>, means: Means): readonly Command[] {
  const rider = riderUp(run)
  if (!rider) return NOTHING
  const ways = roomiest(run, rider, means).map(lane => routeOf(run, rider, lane))
  const way = ways.find(each => !isRefused(run, each))
  return way ? [way] : NOTHING
}

/** LAND of everybody of whom something could serve and is not in service. */
export function landings(run: Seen<Run>, means: Means): readonly Command[] {
  let some: Command[] | undefined
  for (const rider of run.play.riders) {
    if (rider.state !== 'placed' || rider.lane === 'bowl' || !waits(run, rider)) continue
    const command = { verb: 'LAND', target: routeOf(run, rider, 'boxes').target, by: 'player' } as const
    if (!means.verbs.includes('LAND') || isRefused(run, command)) continue
    some ??= []
    some.push(command)
  }
  return some ?? NOTHING
}

function waits({ world }: Seen<Run>, { workload, lane }: Seen<Rider>): boolean {
  const kind = lane === 'boxes' ? 'server' : 'machine'
  for (const id of world.workloads[workload]?.units ?? []) {
    const unit = world.units[id]
    if (unit && unit.state !== 'deleted' && unit.on.kind === kind && unit.on.id !== NONE) {
      if (unit.ready && !unit.inService) return true
    }
  }
  return false
}
