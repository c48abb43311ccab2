/**
 * How long something new is in the air before it serves: as foretold for a lane, and
 * how much of it is over for a rider that is on its way.
 *
 * Simpler than what comes: a network disk is attached and another copied one after the
 * other, as if nothing else were under way meanwhile.
 */

import { LANES, type Lane } from '../model/command'
import { type Constants, constantsOf } from '../model/constants'
import { NOTHING } from '../model/resources'
import type { Unit } from '../model/systemd'
import type { Ppm, Seconds } from '../model/units'
import type { Seen, Workload } from '../model/world'
import { servingIn, unitsIn } from '../rules/carriers'
import { laneOfCluster } from '../rules/lanes'
import type { Rider } from '../rules/play'
import type { Run } from '../rules/run'
import { pullSeconds } from '../sim/kubelet/pulls'
import { bestMachine } from '../sim/metal/ironic'
import { copySeconds } from '../sim/storage/snapshots'
import { share } from './share'

/** Of the usual time in the air. It stops short of the end until it is really there. */
export function airDone(run: Seen<Run>, workload: Seen<Workload>, rider: Seen<Rider>, lane: Lane): Ppm {
  const unit = unitsIn(run.world, workload, lane)[0]
  const since = lane === 'slab' ? machineSince(run, unit) : rider.routedAt
  return Math.min(ALMOST, share(run.world.tick - since, usualAir(run, workload, lane, unit)))
}

const ALMOST = 970_000

/** A machine ordered ahead has been in the air since then, whoever rides it. */
const machineSince = (run: Seen<Run>, unit: Seen<Unit> | undefined) =>
  (unit && run.world.machines[unit.on.id]?.state !== 'active'
    ? run.world.machines[unit.on.id]?.askedAt
    : unit?.askedAt) ?? 0

function usualAir(run: Seen<Run>, workload: Seen<Workload>, lane: Lane, unit: Seen<Unit> | undefined): Seconds {
  const { warmup } = workload.spec
  const machine = unit && lane === 'slab' ? run.world.machines[unit.on.id] : undefined
  const disk = diskSeconds(run, workload)
  if (machine?.state === 'active') return Math.max(1, disk + warmup)
  const server = unit && lane === 'boxes' ? run.world.servers[unit.on.id] : undefined
  if (server) return server.bootsAt - server.askedAt + disk + warmup
  return readyInLane(run, lane, workload).most
}

export interface Span {
  readonly least: Seconds
  readonly most: Seconds
}

/** How long something new takes to serve in a lane, for the rider that is up if there is one. */
export function readyInLane(run: Seen<Run>, lane: Lane, workload: Seen<Workload> | undefined): Span {
  const facts = constantsOf(run.world.era)
  const disk = diskSeconds(run, workload)
  const { least, most } = placeSpan(run, lane, facts, workload)
  return { least: least + disk, most: most + disk }
}

function placeSpan(run: Seen<Run>, lane: Lane, facts: Constants, workload: Seen<Workload> | undefined): Span {
  const warmup = workload?.spec.warmup ?? 0
  if (lane === 'boxes') return { least: facts.serverBoot.least + warmup, most: facts.serverBoot.most + warmup }
  if (lane === 'slab') return slabSpan(run, facts, workload)
  return podSpan(run, lane, facts, workload)
}

/** A network disk is attached first; who changes lanes has its disk copied besides. */
function diskSeconds({ world }: Seen<Run>, workload: Seen<Workload> | undefined): Seconds {
  if (!workload?.spec.data) return 0
  const volume = world.volumes[workload.standby] ?? world.volumes[workload.volume]
  const attaching = (volume?.disk ?? workload.spec.data.disk) === 'network'
  const copying = volume && (volume.copy || ridesNow(world, workload)) ? copySeconds(world, volume) : 0
  return copying + (attaching ? Math.ceil(constantsOf(world.era).attachVolume) : 0)
}

const ridesNow = (world: Seen<Run>['world'], workload: Seen<Workload>) =>
  LANES.some(lane => servingIn(world, workload, lane) > 0)

/** On the machine that ROUTE would take now: a free one, one under way, or one still to be ordered. */
function slabSpan(run: Seen<Run>, { machineDeploy }: Constants, workload: Seen<Workload> | undefined): Span {
  const { requests, warmup } = workload?.spec ?? { requests: NOTHING, warmup: 0 }
  const machine = bestMachine(run.world, requests, undefined)
  if (machine?.state === 'active') return { least: warmup, most: warmup }
  const gone = machine && machine.state !== 'available' ? run.world.tick - machine.askedAt : 0
  return {
    least: Math.max(0, machineDeploy.least - gone) + warmup,
    most: Math.max(1, machineDeploy.most - gone) + warmup,
  }
}

function podSpan(
  run: Seen<Run>,
  lane: Lane,
  { podStart, readinessPeriod }: Constants,
  workload: Seen<Workload> | undefined,
): Span {
  if (!workload) return podStart
  const { image, warmup, readinessProbe } = workload.spec
  const nodes = run.world.nodes.filter(({ cluster }) => laneOfCluster(cluster) === lane)
  const cached = nodes.some(node => node.images.includes(image))
  const everywhere = nodes.every(node => node.images.includes(image))
  const pull = pullSeconds(run.world as Parameters<typeof pullSeconds>[0], image)
  const period = readinessProbe ? readinessProbe.periodSeconds || readinessPeriod : 0
  return {
    least: (cached ? 0 : pull) + podStart.least + warmup,
    most: (everywhere ? 0 : pull) + podStart.most + warmup + period,
  }
}
