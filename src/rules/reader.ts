/**
 * What conditions read: every metric of the level format, answered from a run.
 *
 * Whole numbers only; yes is 1. A name that is not there answers 0, which a level that
 * was diagnosed cannot ask for.
 */

import type { MetricId, Read } from '../level/metrics'
import type { Lane } from '../model/command'
import type { Traffic } from '../model/traffic'
import { PPM } from '../model/units'
import type { Volume } from '../model/volume'
import { NONE, type Seen, type Workload } from '../model/world'
import { slab } from '../sim/metal/ironic'
import { newestSnapshot } from '../sim/storage/snapshots'
import { readyIn, servingIn } from './carriers'
import { flowOf } from './flow'
import { leastHeadroom } from './headroom'
import { budgetLeftPpm, requestsOf, toilPpm } from './meters'
import type { Rider } from './play'
import { PLANE_ANSWERS } from './reader-control-plane'
import { knownDown, STANDS_ANSWERS } from './reader-stands'
import { STORE_ANSWERS } from './reader-stores'
import type { Run } from './run'

export const readerOf =
  (run: Seen<Run>): Read =>
  (metric, of) =>
    ANSWERS[metric](run, of)

type Answer = (run: Seen<Run>, of: string | undefined) => number

const ANSWERS: Readonly<Record<MetricId, Answer>> = {
  tick: run => run.world.tick,
  'budget.leftPpm': budgetLeftPpm,
  'budget.lost': run => requestsOf(run.world).lost,
  'requests.planned': overWorkloads(workload => workload.plannedRequests),
  'requests.lost': overWorkloads(({ traffic }) => traffic.lost + traffic.late),
  'requests.servedPpm': servedShare,
  'rider.up': ofRider((_, rider) => (rider.state === 'deck' ? 1 : 0)),
  'rider.placed': ofRider((_, rider) => (rider.state === 'placed' ? 1 : 0)),
  'rider.inBowl': isIn('bowl'),
  'rider.onRail': isIn('rail'),
  'rider.inBoxes': isIn('boxes'),
  'rider.onSlab': isIn('slab'),
  'rider.ready': ofRider((run, rider) => (readyNow(run, rider) > 0 ? 1 : 0)),
  'rider.landed': ofRider((run, rider) => (servesNow(run, rider) > 0 ? 1 : 0)),
  'rider.failing': fares('failing'),
  'rider.overloaded': fares('overloaded'),
  'riders.landed': ridersLanded,
  'riders.waiting': run => run.play.riders.filter(rider => rider.state === 'deck').length,
  'pods.ready': overWorkloads(workload => workload.endpoints.length),
  'endpoints.ready': ofRider(servesNow),
  'machines.active': run => slabMachines(run).filter(machine => machine.state === 'active').length,
  'machines.ordered': run => run.play.machinesOrdered,
  'machines.available': run => slabMachines(run).filter(machine => machine.state === 'available').length,
  'machine.active': (run, of) =>
    run.world.machines.some(machine => machine.name === of && machine.state === 'active') ? 1 : 0,
  'machine.down': ({ world }, of) => (knownDown(world, of) ? 1 : 0),
  'data.onNetwork': ofVolume((_, { disk, state }) => (disk === 'network' && state !== 'lost' ? 1 : 0)),
  'data.saved': ofVolume((run, volume) => (newestSnapshot(run.world, volume) ? 1 : 0)),
  'writes.lost': run => run.world.workloads.reduce((sum, { traffic }) => sum + traffic.writesLost, 0),
  'node.ready': (run, of) => (run.world.nodes.some(node => node.name === of && node.ready) ? 1 : 0),
  'cost.microUnits': run => run.world.spent,
  'toil.ppm': toilPpm,
  'flow.seconds': run => Math.max(0, flowOf(run)),
  'runbooks.automated': run => run.play.automations,
  'headroom.ppm': ({ world }) => leastHeadroom(world),
  'hands.busy': run => run.play.hands.filter(hand => hand.busyUntil > run.world.tick).length,
  'commands.refused': run => run.play.given.filter(given => given.state === 'refused').length,
  ...STANDS_ANSWERS,
  ...STORE_ANSWERS,
  ...PLANE_ANSWERS,
}

function ofVolume(answer: (run: Seen<Run>, volume: Seen<Volume>) => number): Answer {
  return (run, of) => {
    const workload = run.world.workloads.find(({ spec }) => spec.name === of)
    const volume = run.world.volumes[workload?.volume ?? NONE]
    return volume ? answer(run, volume) : 0
  }
}

export function readyNow(run: Seen<Run>, rider: Seen<Rider>): number {
  const workload = run.world.workloads[rider.workload]
  return workload && rider.lane ? readyIn(run.world, workload, rider.lane) : 0
}

export function servesNow(run: Seen<Run>, rider: Seen<Rider>): number {
  const workload = run.world.workloads[rider.workload]
  if (!workload || !rider.lane) return 0
  const before = rider.from ? servingIn(run.world, workload, rider.from) : 0
  return servingIn(run.world, workload, rider.lane) + before
}

function overWorkloads(count: (workload: Seen<Workload>) => number): Answer {
  return (run, of) => {
    let sum = 0
    for (const workload of run.world.workloads)
      if (of === undefined || workload.spec.name === of) sum += count(workload)
    return sum
  }
}

function ofRider(answer: (run: Seen<Run>, rider: Seen<Rider>) => number): Answer {
  return (run, of) => {
    for (const rider of run.play.riders) {
      if (run.world.workloads[rider.workload]?.spec.name === of) return answer(run, rider)
    }
    return 0
  }
}

function fares(state: Traffic['state']): Answer {
  return ofRider(({ world }, { workload }) => (world.workloads[workload]?.traffic.state === state ? 1 : 0))
}

function isIn(lane: Lane): Answer {
  return ofRider((_, rider) => (rider.lane === lane ? 1 : 0))
}

function servedShare(run: Seen<Run>, of: string | undefined): number {
  const planned = overWorkloads(({ traffic }) => traffic.planned)(run, of)
  const served = overWorkloads(({ traffic }) => traffic.served)(run, of)
  return planned === 0 ? PPM : Math.floor((served * PPM) / planned)
}

function ridersLanded(run: Seen<Run>): number {
  let landed = 0
  for (const rider of run.play.riders) if (servesNow(run, rider) > 0) landed += 1
  return landed
}

const slabMachines = (run: Seen<Run>) => run.world.machines.filter(slab)
