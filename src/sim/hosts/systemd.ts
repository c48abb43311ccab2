/**
 * A workload's process outside Kubernetes: a systemd unit on a server or straight on a
 * machine, and the balancer's pool that users reach it through.
 *
 * A unit starts when its host has booted, is ready after its warm-up, and serves once
 * it is cut over: by hand, or by a health check some time after it became ready.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { Cause } from '../../model/happening'
import type { HostKind, HostRef } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import type { Era } from '../../model/units'
import type { Volume } from '../../model/volume'
import type { Copies, WorkloadSpec } from '../../model/workload'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { deployNext } from '../controllers/releases'
import { readsSchema } from '../schemas'
import { isStandby, promote } from '../storage/standby'
import { diskThere, leaveDisk } from '../storage/unit-disks'
import { diskOfUnit, isStore } from '../storage/volumes'
import type { Telling } from '../telling'
import { unitStands, unitsOf } from '../traffic/backends'
import { cutUnitShort } from '../traffic/cut-short'
import { wakeAt } from '../wake'

export function installUnit(world: World, workload: Workload, on: HostRef, workers: number, cause: Cause): Unit {
  const unit: Unit = {
    id: world.units.length,
    workload: workload.id,
    ordinal: workload.units.length,
    on,
    claim: freeClaim(world, workload, on.kind),
    askedAt: world.tick,
    state: 'waiting',
    ready: false,
    readyAt: 0,
    failedAt: NONE,
    workers,
    inService: false,
    template: workload.template,
    saved: undefined,
    built: workload.template,
    returns: false,
    cause,
  }
  world.units.push(unit)
  workload.units.push(unit.id)
  return unit
}

/** The first disk of the store that no other process there has. */
export function freeClaim(world: Seen<World>, workload: Seen<Workload>, kind: HostKind): number {
  if (!isStore(workload)) return 0
  const taken = unitsOf(world, workload).filter(({ on }) => on.kind === kind)
  let claim = 0
  while (taken.some(each => each.claim === claim)) claim += 1
  return claim
}

/** Its host is up: the process begins to warm up. */
export function startUnit(world: World, unit: Unit, tell: Telling, cause: Cause): void {
  if (unit.state !== 'waiting' || !diskThere(world, unit, tell, cause)) return
  const workload = world.workloads[unit.workload] as Workload
  const { spec } = workload
  unit.state = 'activating'
  unit.readyAt = world.tick + Math.max(1, spec.warmup)
  tell.normal('UnitStarting', 'unit', unit.id, `Starting ${spec.name}.service`, cause)
  const volume = diskOfUnit(world, unit) as Volume | undefined
  if (!readsSchema(workload, unit.template, volume, tell, unit.cause)) {
    const note = `${unit.template.image} does not know the schema that it finds on ${volume?.name}`
    unit.cause = tell.warning('SchemaTooNew', 'unit', unit.id, note, unit.cause)
    return
  }
  if (unit.template.defect === 'hangs' || unit.template.defect === 'crashes') return // it never becomes ready
  wakeAt(world.wake, unit.readyAt, { what: 'unitReady', unit: unit.id })
}

export function unitReady(world: World, unit: Unit, tell: Telling): void {
  if (unit.state !== 'activating' || !unitStands(world, unit)) return
  const { spec } = world.workloads[unit.workload] as Workload
  unit.state = 'active'
  unit.ready = true
  unit.failedAt = NONE
  tell.normal('UnitReady', 'unit', unit.id, `Started ${spec.name}.service`, unit.cause)
  if (unit.returns) cutOver(world, unit, tell, unit.cause)
  else wakeAt(world.wake, world.tick + ASSUMPTIONS.cutOverByItself, { what: 'healthCheck', unit: unit.id })
  unit.returns = false
  deployNext(world, world.workloads[unit.workload] as Workload, tell, unit.cause)
}

/**
 * The real command that puts a unit in its balancer's pool, which has the workload's
 * name. Addresses are from the range set aside for documentation (RFC 5737). Ocata's
 * balancers are neutron's (LBaaS v2): the one client can speak with them from Pike on.
 */
export const memberCommand = ({ id }: Seen<Unit>, { name, data }: Seen<WorkloadSpec>, era: Era): string =>
  `${JOIN[era]} --address 192.0.2.${10 + (id % 240)} --protocol-port ${data ? PORTS[data.copies] : HTTPS} ${name}`

const JOIN: Readonly<Record<Era, string>> = {
  '2017': 'neutron lbaas-member-create --subnet private-subnet',
  now: 'openstack loadbalancer member create',
}

/** PostgreSQL's, CockroachDB's and MariaDB's; whoever keeps no data is asked by https. */
const PORTS: Readonly<Record<Copies, number>> = {
  one: 5_432,
  async: 5_432,
  sync: 5_432,
  quorum: 26_257,
  galera: 3_306,
}
const HTTPS = 443

/** What marks a command that no person gave. */
export const BY_HEALTH_CHECK = '  # by the health check'

/** The health check has seen it well long enough and puts it in service. */
export function healthCheck(world: World, unit: Unit, tell: Telling): void {
  if (!unit.ready || unit.state !== 'active' || unit.inService) return
  const workload = world.workloads[unit.workload] as Workload
  const { spec } = workload
  if (isStandby(world, workload, unit.on.kind)) promote(world, workload, tell, unit.cause)
  unit.inService = true
  if (spec.batch) return // it has no users, and is a member of no pool
  tell.normal('CutOver', 'unit', unit.id, `${memberCommand(unit, spec, world.era)}${BY_HEALTH_CHECK}`, unit.cause)
}

export function cutOver(world: World, unit: Unit, tell: Telling, cause: Cause): void {
  if (unit.inService) return
  const { spec } = world.workloads[unit.workload] as Workload
  unit.inService = true
  const is = !spec.batch ? 'is in service' : spec.batch.schedule === undefined ? 'is at work' : 'goes by its crontab'
  if (unit.ready) tell.normal('CutOver', 'unit', unit.id, `${spec.name} ${is}`, cause)
  else tell.warning('CutOver', 'unit', unit.id, `${spec.name} ${is} before it is ready`, cause)
}

export function stopUnit(world: World, unit: Unit, tell: Telling, cause: Cause): void {
  if (unit.state === 'deleted') return
  const { spec } = world.workloads[unit.workload] as Workload
  const ran = unit.state !== 'waiting'
  unit.state = 'deleted'
  unit.ready = false
  unit.inService = false
  leaveDisk(world, unit, cause)
  if (ran) tell.normal('UnitStopped', 'unit', unit.id, `Stopped ${spec.name}.service`, cause)
}

/** What it stood on has gone from under it. */
export function stopDead(world: World, unit: Unit, cause: Cause): void {
  if (unit.state === 'deleted') return
  unit.state = 'failed'
  unit.ready = false
  if (unit.failedAt === NONE) unit.failedAt = world.tick
  unit.cause = cause
}

/** Its host has booted again, and it is enabled. */
export function startAgain(world: World, unit: Unit, tell: Telling, cause: Cause): void {
  if (unit.state !== 'failed') return
  unit.state = 'waiting'
  unit.cause = cause
  startUnit(world, unit, tell, cause)
}

/** Its process has died: systemd starts it again (`Restart=on-failure`). */
export function crashUnit(world: World, unit: Unit, tell: Telling, cause: Cause): void {
  if (unit.state !== 'active' && unit.state !== 'activating') return
  const { spec } = world.workloads[unit.workload] as Workload
  const note = `${spec.name}.service: Main process exited, code=killed, status=9/KILL`
  const died = tell.warning('UnitFailed', 'unit', unit.id, note, cause)
  cutUnitShort(world, unit, 'ProcessRestarting', died)
  stopDead(world, unit, died)
  startAgain(world, unit, tell, died)
}
