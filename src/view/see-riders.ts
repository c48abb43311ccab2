/**
 * Riders as they are seen: in the deck, in the air, waiting for LAND, riding, hung.
 */

import type { Machine } from '../model/baremetal'
import type { Lane, Target } from '../model/command'
import type { Pod } from '../model/kubernetes'
import type { Server } from '../model/openstack'
import { largestHost } from '../model/park'
import type { HostKind } from '../model/refs'
import type { Traffic } from '../model/traffic'
import { BYTES_PER_MIB, PPM, type Seconds } from '../model/units'
import { stickersOf, type WorkloadSpec } from '../model/workload'
import { NONE, type Seen, type Workload } from '../model/world'
import { fellIn, hungIn, readyIn, servingIn, unitsIn } from '../rules/carriers'
import { hasPods, podLaneOf } from '../rules/lanes'
import { NEVER, type Rider } from '../rules/play'
import { deckOf, riderUp } from '../rules/riders'
import type { Run } from '../rules/run'
import { isClean } from '../rules/score'
import { withoutPreemption } from '../sim/scheduling/unschedulable'
import { isStore } from '../sim/storage/volumes'
import { podsOf, unitAnswers } from '../sim/traffic/backends'
import { airDone } from './air-time'
import type { CardView, DeckView } from './coming-view'
import { dueAt, jobDoneIn } from './due'
import { fromLevel } from './phrase'
import type { RiderState, RiderView } from './rider-view'
import { hasCrashed, hasPanicked, seeBail, waitsForDisk } from './see-bails'
import { seePack } from './see-packs'
import { busyTone, podPip, unitWord } from './see-pips'
import { seeTrick } from './see-tricks'
import { share } from './share'
import type { Tone } from './tone'

export function seeDeck(run: Seen<Run>): DeckView {
  const up = riderUp(run)
  const rest = deckOf(run).filter(rider => rider !== up)
  return { up: up && seeCard(run, up), next: rest.map(rider => seeCard(run, rider)) }
}

export const seeRiders = (run: Seen<Run>, lane: Lane, mark: Target | undefined): readonly RiderView[] =>
  run.play.riders
    .filter(rider => rider.state === 'placed' && (rider.lane === lane || rider.from === lane))
    .map(rider => seeRider(run, rider, lane, mark))

export const stickersIn = (run: Seen<Run>, workload: Seen<Workload>) =>
  stickersOf(workload.spec as WorkloadSpec, largestHost(run.level.park))

function seeCard(run: Seen<Run>, rider: Seen<Rider>): CardView {
  const workload = run.world.workloads[rider.workload] as Seen<Workload>
  const { spec } = workload
  const { cpu, memory, gpus } = spec.requests
  return {
    target: `rider/${spec.name}`,
    name: spec.name,
    about: fromLevel(`rider.${spec.name}`),
    stickers: stickersIn(run, workload),
    cores: { milli: cpu },
    memoryMiB: memory / BYTES_PER_MIB,
    gpus,
    disk: spec.data && { kind: spec.data.disk, sizeMiB: spec.data.sizeMiB },
    minAvailable: spec.minAvailable,
    replicas: spec.replicas,
    perSecond: Math.max(0, ...spec.demand.map(point => point.perSecond)),
    held: rider.held,
    dueIn: Math.max(0, dueAt(workload) - run.world.tick),
    doneIn: jobDoneIn(run, workload),
    runsFor: spec.batch?.runSeconds,
    byClock: spec.batch?.schedule !== undefined,
    patienceLeft: share(rider.patienceEnds - run.world.tick, rider.patienceEnds - rider.upAt),
  }
}

function seeRider(run: Seen<Run>, rider: Seen<Rider>, lane: Lane, mark: Target | undefined): RiderView {
  const workload = run.world.workloads[rider.workload] as Seen<Workload>
  const { spec, traffic } = workload
  const state = stateOf(run, workload, lane)
  const failing = run.world.tick >= workload.due && traffic.state === 'failing'
  const bail = seeBail(run, workload, lane, state)
  return {
    target: `rider/${spec.name}`,
    name: spec.name,
    about: fromLevel(`rider.${spec.name}`),
    stickers: stickersIn(run, workload),
    state,
    tone: toneOf(state, failing, traffic),
    plate: plateOf(run, workload, lane),
    done: state === 'air' ? airDone(run, workload, rider, lane) : 0,
    word: wordOf(run, workload, lane),
    replicas: hasPods(lane) && spec.batch ? runsOf(run, workload) : replicasOf(run, workload, lane),
    utilisation: Math.min(PPM, Math.floor(traffic.utilisation / 1_000)),
    marked: mark === `rider/${spec.name}`,
    failing,
    why: whyHung(run, workload, lane, state),
    bail,
    ...(bail === 'host' && hasPanicked(run, workload, lane) && { panicked: true }),
    pack: carries(run, workload, lane, rider) ? seePack(run, workload, mark) : undefined,
    landed: rider.landedAt === NEVER ? undefined : isClean(rider) ? 'clean' : 'late',
    ...(rider.landedAt !== NEVER && run.world.tick - rider.landedAt < run.level.timeScale && { justLanded: true }),
    trick: seeTrick(run, `rider/${spec.name}`),
    leaving: rider.from === lane,
    ...(!hasPods(lane) && onceDone(workload) && { finished: true }),
  }
}

/** It had one run, and has done it. */
const onceDone = ({ spec, runs }: Seen<Workload>): boolean =>
  spec.batch !== undefined && spec.batch.schedule === undefined && runs[0] !== undefined && runs[0].doneAt !== NONE

/** There is one disk: it is with the copy that it serves, or on its way to it. */
function carries(run: Seen<Run>, workload: Seen<Workload>, lane: Lane, rider: Seen<Rider>): boolean {
  if (!rider.from) return true
  const { holder } = run.world.volumes[workload.volume] ?? {}
  const serves = holder ? laneOfHolder(run, workload, holder.kind) : rider.from
  return lane === serves
}

const laneOfHolder = ({ world }: Seen<Run>, workload: Seen<Workload>, kind: HostKind) =>
  kind === 'node' ? podLaneOf(world, workload) : LANE_OF_HOST[kind]

const LANE_OF_HOST = { server: 'boxes', hypervisor: 'boxes', machine: 'slab' } as const

function stateOf(run: Seen<Run>, workload: Seen<Workload>, lane: Lane): RiderState {
  if (hasPods(lane) && jobWord(run.world, workload) === 'Complete') return 'gone'
  if (hungIn(run.world, workload, lane)) return 'hung'
  if (servingIn(run.world, workload, lane) > 0) return 'riding'
  if (readyIn(run.world, workload, lane) > 0) return 'ready'
  const fell = fellIn(run.world, workload, lane) || hasCrashed(run, workload, lane) || waitsForDisk(run, workload, lane)
  return fell ? 'bailed' : 'air'
}

/** What the scheduler or nova said when it got no place; the log and `explain` have the whole of it. */
function whyHung(run: Seen<Run>, workload: Seen<Workload>, lane: Lane, state: RiderState): string {
  if (state !== 'hung') return ''
  return hasPods(lane) ? withoutPreemption(podsOf(run.world, workload)[0]?.message ?? '') : faultOf(run.world, workload)
}

/** As nova keeps it with the server that got none. */
const faultOf = ({ units, servers }: Seen<Run>['world'], workload: Seen<Workload>): string =>
  workload.units
    .map(id => servers[units[id]?.on.kind === 'server' ? units[id].on.id : NONE]?.fault ?? '')
    .find(fault => fault !== '') ?? ''

function toneOf(state: RiderState, failing: boolean, traffic: Seen<Traffic>): Tone {
  if (state === 'bailed' || state === 'hung') return 'down'
  if (failing) return 'failing'
  return state === 'riding' ? ridingTone(traffic) : 'waiting'
}

/** By how busy it is, and no better than strained while answers come too late. */
function ridingTone({ utilisation, lateNow }: Seen<Traffic>): Tone {
  const busy = busyTone(utilisation)
  return busy === 'well' && lateNow > 0 ? 'strained' : busy
}

function plateOf(run: Seen<Run>, workload: Seen<Workload>, lane: Lane): string | undefined {
  const units = unitsIn(run.world, workload, lane)
  const unit = units.find(each => each.inService && unitAnswers(run.world, each)) ?? units[0]
  if (lane === 'boxes') return unit && `server/${run.world.servers[unit.on.id]?.name}`
  if (lane === 'slab') return unit && `machine/${run.world.machines[unit.on.id]?.name}`
  const nodes = podsOf(run.world, workload).map(pod => pod.node)
  const living = nodes.filter(node => run.world.nodes[node]?.up) // it stands where it lives; who died is seen there
  const node = run.world.nodes[mostly(living) ?? mostly(nodes) ?? NONE]
  return node && `node/${node.name}`
}

/** The node that most of them are on; of equals the first one named. */
function mostly(nodes: readonly number[]): number | undefined {
  const placed = nodes.filter(node => node >= 0)
  const count = (node: number) => placed.filter(each => each === node).length
  return placed.find(node => placed.every(other => count(other) <= count(node)))
}

const replicasOf = (run: Seen<Run>, workload: Seen<Workload>, lane: Lane) => ({
  ready: readyIn(run.world, workload, lane),
  wanted: wantedIn(run, workload, lane),
})

/** Of a Job or a CronJob the pods of its runs under way: none between them. */
function runsOf({ world }: Seen<Run>, workload: Seen<Workload>) {
  const pods = podsOf(world, workload)
  return { ready: pods.filter(({ phase }) => phase === 'Running').length, wanted: pods.length }
}

const wantedIn = (run: Seen<Run>, workload: Seen<Workload>, lane: Lane) =>
  hasPods(lane)
    ? (run.world.deployments[workload.deployment]?.replicas ?? 0)
    : unitsIn(run.world, workload, lane).length

/** The system's word for how far it is. */
function wordOf(run: Seen<Run>, workload: Seen<Workload>, lane: Lane): string {
  if (hasPods(lane))
    return cronWord(run.world, workload) ?? jobWord(run.world, workload) ?? firstToBe(run, podsOf(run.world, workload))
  const unit = unitsIn(run.world, workload, lane)[0]
  if (!unit) return ''
  if (unit.state !== 'waiting') return unitWord(run, unit)
  const copy = run.world.volumes[workload.standby]
  if (copy && copy.busyUntil >= 0) return isStore(workload) ? 'replicating' : 'pg_basebackup'
  return lane === 'boxes'
    ? (run.world.servers[unit.on.id] as Seen<Server>).status
    : (run.world.machines[unit.on.id] as Seen<Machine>).state
}

/** As `kubectl get cronjob` prints it between two runs, when there is no pod. */
function cronWord(world: Seen<Run>['world'], workload: Seen<Workload>): string | undefined {
  const cronJob = world.cronJobs.find(each => each.workload === workload.id && !each.deleted)
  if (!cronJob || podsOf(world, workload).length > 0) return undefined
  const { active, lastScheduleTime } = cronJob
  const last = lastScheduleTime === NONE ? '<none>' : age(world.tick - lastScheduleTime)
  return `ACTIVE ${active.length}, LAST SCHEDULE ${last}`
}

/** As `kubectl get job` prints it when its one run is done. */
function jobWord({ jobs }: Seen<Run>['world'], { id, spec }: Seen<Workload>): string | undefined {
  const own = spec.batch && spec.batch.schedule === undefined ? jobs.filter(({ workload }) => workload === id) : []
  return own.length > 0 && own.every(({ condition }) => condition === 'Complete') ? 'Complete' : undefined
}

/** In seconds up to two minutes, as kubectl counts. */
const age = (seconds: Seconds) => (seconds < 120 ? `${seconds}s` : `${Math.floor(seconds / 60)}m`)

function firstToBe(run: Seen<Run>, pods: readonly Seen<Pod>[]): string {
  const first = pods.find(pod => !pod.ready) ?? pods[0]
  return first ? podPip(run, first).word : 'Pending'
}
