/**
 * Incidents as the run knows them: when the first sign was seen, when it struck, what
 * stood there (the blast radius), and when it was over.
 *
 * An incident is over once whatever stood in its radius has been served within the
 * level's objective for a while, or after a longest time, whatever the state. What it
 * cost, and what hands have saved of it, is worked out afterwards (`impact.ts`,
 * `proof/settling.ts`): the run itself never needs it.
 */

import type { Incident } from '../level/level'
import type { Happening } from '../model/happening'
import type { Pod, ReplicaSet } from '../model/kubernetes'
import type { HostRef, Id, Ref } from '../model/refs'
import type { Unit } from '../model/systemd'
import { PPM, type Seconds, type Tick } from '../model/units'
import { NONE, type Seen, type Workload, type World } from '../model/world'
import { kernelOf } from '../sim/cloud/kernel-panic'
import { machineUnder } from '../sim/hosts/hosts'
import { byScenario, openTelling } from '../sim/telling'
import { podsOf, unitsOf } from '../sim/traffic/backends'
import { hostNamed } from './hosts'
import { isOfPlane, planeIsBroken, ridersOfPlane } from './incidents-control-plane'
import { type HostIncident, hurtBy, isOfHosts } from './incidents-hosts'
import { isOfPark, parkIsBroken, ridersOfPark } from './incidents-park'
import { incidentNamed } from './lab-log'
import { type Incidence, NEVER } from './play'
import type { Run } from './run'
import { expected } from './signs'

/** So long green, and it is over; or so long after it struck (game.md, section 5). */
export const GREEN: Seconds = 60
export const LONGEST: Seconds = 900

/** Its first sign is on the INCOMING board. */
export function signSeen(run: Run, incident: Incident): void {
  if (!run.play.stopped.includes(incident.id)) enter(run, incident)
}

/** Just before it strikes, while what it will take still stands. */
export function strikes(run: Run, incident: Incident): void {
  const entry = openOne(run, incident.id) ?? enter(run, incident)
  entry.struckAt = run.world.tick
  entry.machine = machineOf(run, incident)
  widen(run.world, entry)
  if (incident.what === 'noisy-neighbour') return isNoisy(run, incident, entry)
  entry.hit = entry.workloads.filter(id => isHit(run.world, run.world.workloads[id] as Workload, entry.machine))
}

/** It is heard on every host of its servers, by whoever is there now. */
function isNoisy(run: Run, incident: HostIncident, entry: Incidence): void {
  entry.hit = hurtBy(run, incident)
  for (const id of entry.hit) if (!entry.workloads.includes(id)) entry.workloads.push(id)
}

/** A process or a disk is hit wherever it is. */
const isHit = (world: World, workload: Workload, machine: Id) => machine === NONE || standsOn(world, workload, machine)

/** After a tick: whoever has come to stand in a radius, and what is over. Told is what its sign was wrong about. */
export function followIncidents(run: Run, somethingTold: boolean): readonly Happening[] {
  let passed: readonly Happening[] = NOTHING
  if (somethingTold) noteStands(run)
  for (const entry of run.play.incidents) {
    if (entry.closedAt !== NEVER) continue
    if (somethingTold) widen(run.world, entry)
    if (entry.struckAt !== NEVER) closeOnceGreen(run, entry)
    else if (hasPassed(run, entry)) passed = [...passed, ...forget(run, entry)]
  }
  return passed
}

const NOTHING: readonly Happening[] = []

function enter(run: Run, incident: Incident): Incidence {
  const entry: Incidence = {
    entry: incident.id,
    signAt: run.world.tick,
    struckAt: NEVER,
    closedAt: NEVER,
    machine: machineOf(run, incident),
    disk: diskOf(run, incident),
    workloads: firstHurt(run, incident),
    hit: [],
    lossAt: NEVER,
  }
  run.play.incidents.push(entry)
  widen(run.world, entry)
  return entry
}

const diskOf = (run: Run, incident: Incident): Id =>
  incident.what === 'disk-lost' ? (run.world.workloads[riderOf(run, incident)]?.volume ?? NONE) : NONE

/** Whoever stands on a machine joins the radius later. */
function firstHurt(run: Run, incident: Incident): Id[] {
  if (isOfPlane(incident)) return ridersOfPlane(run.world, incident)
  if (isOfPark(incident)) return ridersOfPark(run.world, incident)
  if (isOfHosts(incident)) return hurtBy(run, incident)
  return ofHost(incident) ? [] : [riderOf(run, incident)]
}

const ofHost = ({ what }: Pick<Incident, 'what'>) =>
  what === 'host-down' || what === 'host-cut-off' || what === 'kubelet-down' || what === 'runtime-restart'

const openOne = ({ play }: Run, id: string) =>
  play.incidents.find(each => each.entry === id && each.closedAt === NEVER && each.struckAt === NEVER)

function hasPassed(run: Run, { entry }: Incidence): boolean {
  const incident = incidentNamed(run, entry)
  const window = incident && expected(incident)
  return window !== undefined && run.world.tick > window.to + 1
}

/** A sign that came to nothing. */
function forget(run: Run, entry: Incidence): readonly Happening[] {
  const tell = openTelling(run.world)
  entry.closedAt = run.world.tick
  tell.normal('SignPassed', ...warnedOf(entry), 'the warning came to nothing', byScenario(entry.entry))
  return tell.happenings
}

const warnedOf = ({ machine, disk, workloads }: Incidence): readonly [Ref['kind'], Id] => {
  if (machine !== NONE) return ['machine', machine]
  return disk === NONE ? ['workload', workloads[0] ?? 0] : ['volume', disk]
}

function closeOnceGreen(run: Run, entry: Incidence): void {
  const { world } = run
  if (entry.workloads.some(id => losesNow(run, run.world.workloads[id] as Workload))) entry.lossAt = world.tick
  const greenFor = world.tick - Math.max(entry.struckAt, entry.lossAt)
  if ((greenFor >= GREEN && !lastsOn(run, entry)) || world.tick - entry.struckAt >= LONGEST) entry.closedAt = world.tick
}

/** What stands still because of it stands still. */
function lastsOn(run: Run, { entry }: Incidence): boolean {
  const { world } = run
  const incident = incidentNamed(run, entry)
  if (!incident) return false
  return isOfPark(incident) ? parkIsBroken(world, incident) : isOfPlane(incident) && planeIsBroken(world, incident)
}

/**
 * In the second that has just passed more of its requests were lost or late than the
 * level's objective allows. A single one is never an outage.
 */
export function losesNow({ world, level }: Seen<Run>, { due, over, traffic }: Seen<Workload>): boolean {
  if (world.tick <= due || over) return false
  const lost = traffic.lostNow + traffic.lateNow
  return lost > 1 && lost * PPM > traffic.perSecond * (PPM - level.slo)
}

/** Whoever stands on its machine joins the radius, and stays in it. */
function widen(world: World, entry: Incidence): void {
  if (entry.machine === NONE) return
  for (const workload of world.workloads) {
    if (!entry.workloads.includes(workload.id) && standsOn(world, workload, entry.machine))
      entry.workloads.push(workload.id)
  }
}

/** Who leaves before the first sign has been there all the same: the move that took it away counts. */
function noteStands({ world, play }: Run): void {
  for (const { id: machine } of world.machines) {
    const stood = play.stood[machine] as Id[]
    for (const workload of world.workloads) {
      if (!stood.includes(workload.id) && standsOn(world, workload, machine)) stood.push(workload.id)
    }
  }
}

/** Some pod, server, unit or local disk of it is there. */
export function standsOn(world: Seen<World>, workload: Seen<Workload>, machine: Id): boolean {
  const volume = world.volumes[workload.volume]
  if (volume?.disk === 'local' && volume.machine === machine) return true
  if (podStandsOn(world, workload, machine)) return true
  for (const id of workload.units) {
    const unit = world.units[id] as Seen<Unit>
    if (unit.state !== 'deleted' && machineUnder(world, unit.on) === machine) return true
  }
  return false
}

/** Asked of every rider and machine again and again, and so without a list of its pods. */
function podStandsOn(world: Seen<World>, { deployment }: Seen<Workload>, machine: Id): boolean {
  const owner = world.deployments[deployment]
  if (!owner || owner.deleted) return false
  for (const set of owner.replicaSets) {
    for (const id of (world.replicaSets[set] as Seen<ReplicaSet>).pods) {
      const { node } = world.pods[id] as Seen<Pod>
      if (node !== NONE && machineUnder(world, on(node)) === machine) return true
    }
  }
  return false
}

const on = (id: Id) => ({ kind: 'node', id }) as const

/** In a guest of its own it takes nobody else. */
function machineOfPanic(run: Run, target: string): Id {
  const host = hostNamed(run.world, target) ?? firstHostOf(run, target)
  const kernel = host && kernelOf(run.world, host)
  return kernel?.kind === 'machine' ? kernel.id : NONE
}

function machineOf(run: Run, { what, target }: Incident): Id {
  if (what === 'kernel-panic') return machineOfPanic(run, target)
  if (!ofHost({ what })) return NONE
  const host = hostNamed(run.world, target) ?? firstHostOf(run, target)
  return host ? machineUnder(run.world, host) : NONE
}

/** What the first replica of a rider stands on that can still be struck: what is down falls no further. */
export function firstHostOf({ world }: Seen<Run>, target: string): HostRef | undefined {
  const workload = world.workloads.find(({ spec }) => target === `rider/${spec.name}`)
  if (!workload) return undefined
  const pods = podsOf(world, workload).filter(({ node }) => node !== NONE)
  const hosts = pods.length > 0 ? pods.map(({ node }) => on(node)) : unitsOf(world, workload).map(unit => unit.on)
  return hosts.find(host => world.machines[machineUnder(world, host)]?.up) ?? hosts[0]
}

const riderOf = (run: Run, { target }: Incident): Id =>
  run.world.workloads.findIndex(({ spec }) => target === `rider/${spec.name}`)

/** The first tick at which anything could be seen of it; undefined for what comes unannounced. */
export const firstSign = ({ at, warning }: Incident): Tick | undefined =>
  at === null || !warning ? undefined : Math.max(0, at - warning.before)
