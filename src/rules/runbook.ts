/**
 * The real command that each of the game's commands stands for.
 *
 * What is printed can be typed, in this order: kubectl, openstack, openstack baremetal,
 * systemctl. On metal Ironic stands alone, as in the simulation: a machine is given an
 * image, then deployed, then its unit is started over ssh; a server's image starts the
 * unit by itself. Images, balancer pools and `web.yaml` are there already, under the
 * workload's name. Addresses are from the range that is set aside for documentation
 * (RFC 5737), names from .example (RFC 2606).
 */

import type { Command, Lane } from '../model/command'
import { OPERATOR } from '../model/tenant'
import type { Era, Tick } from '../model/units'
import { NONE, type Seen, type Workload, type World } from '../model/world'
import { clusterOf } from '../sim/control-plane/working'
import { BY_HEALTH_CHECK, memberCommand } from '../sim/hosts/systemd'
import { serverName } from '../sim/orders/cloud'
import { isStore } from '../sim/storage/volumes'
import { hostNames, hungIn, servingIn, unitsIn } from './carriers'
import {
  baseBackup,
  baseBackupOn,
  bringsDisk,
  dropDiskLines,
  promoteLines,
  releaseLines,
  stopLines,
} from './data-lines'
import { automation, automationLine } from './flow'
import { hasPods, inContext, tenantFor } from './lanes'
import { bootLine, inTurn, provisionLine } from './lines'
import type { Given, Refusal, Rider } from './play'
import { NEVER } from './play'
import type { Run } from './run'
import { type DiskLines, machineDisk, NO_DISKS, serverDisks } from './server-disks'
import { followLine, inPod, overSsh, takeOverLine } from './store-copy-lines'
import { isTrick } from './tricks'
import { trickOn } from './tricks-on'
import { riderNamed } from './verbs'

export function commandLine(run: Seen<Run>, command: Command): string {
  const { verb, target } = command
  const automated = automation(run, command)
  if (automated) return automationLine(run, automated)
  if (isTrick(verb)) return trickOn(run, target)?.[verb].line() ?? ''
  const rider = riderNamed(run, target)
  const workload = run.world.workloads[rider?.workload ?? -1]
  if (!workload) return ''
  if (verb === 'HOLD') return rider && rider.landedAt !== NEVER ? gateLine(run.world.era, workload) : ''
  if (verb === 'ROUTE' && rider) return inTurn(...routeLines(run, command, workload, rider))
  return rider?.lane ? landLine(run, workload, rider.lane, rider.from) : ''
}

/** A command of the run, and what became of it. */
export interface Step {
  readonly tick: Tick
  /** In the game's words. */
  readonly asked: string
  /** The real command; empty where there is none. */
  readonly line: string
  readonly state: Given['state']
  readonly refusal: Refusal | undefined
}

/** Every command of the run, by hand or by the health check, in the order in which they were carried out or refused. */
export function stepsOf({ play }: Seen<Run>): readonly Step[] {
  const given = play.given.map(each => ({ ...stepOf(each), after: each.after }))
  const checked = play.told
    .filter(({ note }) => note.endsWith(BY_HEALTH_CHECK))
    .map(({ note, id, tick }) => ({ ...checkedAt(tick, note), after: id }))
  return [...given, ...checked].sort((a, b) => a.after - b.after).map(({ after, ...step }) => step)
}

const stepOf = ({ tick, doneAt, command: { verb, target }, line, state, refusal }: Seen<Given>): Step => ({
  tick: state === 'done' ? doneAt : tick,
  asked: `${verb} ${target}`,
  line,
  state,
  refusal,
})

const checkedAt = (tick: Tick, line: string): Step => ({ tick, asked: 'LAND', line, state: 'done', refusal: undefined })

function routeLines(
  run: Seen<Run>,
  command: Command,
  workload: Seen<Workload>,
  { lane, from }: Seen<Rider>,
): readonly string[] {
  const back = lane && from !== undefined && from === command.lane
  if (back) return offAgain(run.world, workload, lane)
  const cleared = clearing(run, workload, lane, command.lane)
  const beside = cleared === '' && lane !== undefined && bringsDisk(workload)
  const disks = disksIn(run.world, command, workload, beside)
  const placed = [...disks.made, routeLine(run, command, workload, beside, disks.joined)]
  if (command.lane === 'slab') return [cleared, ...placed]
  return [cleared, ...placed, ...disks.joined, ...(beside ? copyLines(run.world, command, workload) : [])]
}

const offAgain = (world: Seen<World>, workload: Seen<Workload>, lane: Lane): readonly string[] => [
  takeDownLine(world, workload, lane),
  ...dropDiskLines(workload, world.volumes[workload.standby], lane, hostNames(world, workload, lane)),
]

function disksIn(world: Seen<World>, { lane, plate }: Command, workload: Seen<Workload>, beside: boolean): DiskLines {
  if (lane === 'boxes') return serverDisks(world, workload, beside)
  return lane === 'slab' ? machineDisk(world, workload, hostOf(plate), beside) : NO_DISKS
}

const hostOf = (plate: Command['plate']): string | undefined => plate?.slice(plate.indexOf('/') + 1)

/** The disk of a server or a machine is filled over ssh once it is there; a pod's by its init container; a store's by its engine. */
function copyLines(world: Seen<World>, { lane }: Command, workload: Seen<Workload>): readonly string[] {
  if (isStore(workload)) return storeCopyLines(world, workload, lane)
  if (lane !== 'boxes') return []
  const host = serverName(workload, workload.units.length)
  const start = `ssh ${host} sudo systemctl enable --now ${workload.spec.name}`
  return [baseBackupOn(host, workload), start]
}

/** Its processes have started by then: each at its server's boot, or its pod. */
function storeCopyLines(world: Seen<World>, workload: Seen<Workload>, lane: Lane | undefined): readonly string[] {
  const here = (line: string) => inContext(world, clusterOf(world, workload.id), line)
  if (lane && hasPods(lane)) return [followLine(world, workload, inPod(`${workload.spec.name}-0`, here))]
  return [followLine(world, workload, overSsh(serverName(workload, workload.units.length)))]
}

/** Who hangs, serves nobody where it is, or goes to another cluster is taken away first. */
function clearing(
  { world }: Seen<Run>,
  workload: Seen<Workload>,
  lane: Lane | undefined,
  to: Lane | undefined,
): string {
  const between = hasPods(lane) && hasPods(to)
  if (!lane || (!between && !hungIn(world, workload, lane) && servingIn(world, workload, lane) > 0)) return ''
  const released = releaseLines(workload, world.volumes[workload.volume], lane, hostNames(world, workload, lane))
  return inTurn(takeDownLine(world, workload, lane), ...released)
}

function takeDownLine(world: Seen<Run>['world'], workload: Seen<Workload>, lane: Lane): string {
  const { name } = workload.spec
  if (hasPods(lane)) return inContext(world, clusterOf(world, workload.id), `kubectl delete -f ${name}.yaml`)
  const names = hostNames(world, workload, lane)
  if (names.length === 0) return ''
  if (lane === 'boxes') return `openstack server delete${waitsFor(world, workload)} ${names.join(' ')}`
  return inTurn(...names.map(host => `ssh ${host} sudo systemctl disable --now ${name}`))
}

/** It returns at once otherwise, and a network disk is the server's until that is gone: not to be deleted, nor attached to the next one. */
const waitsFor = ({ volumes }: Seen<World>, { volume }: Seen<Workload>): string =>
  volumes[volume]?.disk === 'network' ? ' --wait' : ''

/** `joined`: what is attached to it: a server is waited for then, and a machine gets it before its unit starts. */
function routeLine(
  run: Seen<Run>,
  { lane, plate }: Command,
  workload: Seen<Workload>,
  beside: boolean,
  joined: readonly string[],
): string {
  const { name, replicas } = workload.spec
  const host = hostOf(plate)
  const copies = beside && !isStore(workload)
  if (hasPods(lane)) return applyLine(run, workload, lane, manifest(workload, host, beside))
  if (lane === 'slab')
    return provisionLine(run, workload, host, on => inTurn(...joined, copies ? baseBackupOn(on, workload) : ''))
  const zone = host ? ` --availability-zone nova:${host}` : ''
  const count = replicas > 1 ? ` --max ${replicas}` : ''
  const first = copies ? ' --user-data standby.yaml' : ''
  return `${bootLine(workload)}${first}${zone}${count}${joined.length > 0 ? ' --wait' : ''} ${replicas > 1 ? name : serverName(workload, workload.units.length)}`
}

function applyLine({ world }: Seen<Run>, workload: Seen<Workload>, lane: 'bowl' | 'rail', says: string): string {
  const cluster = lane === 'rail' ? tenantFor(world, workload)?.cluster : OPERATOR
  return inContext(world, cluster ?? OPERATOR, `kubectl apply -f ${workload.spec.name}.yaml${says}`)
}

/** What the manifest says besides, as far as it matters here. */
function manifest(workload: Seen<Workload>, host: string | undefined, beside: boolean): string {
  const selector = host ? [`nodeSelector: ${host}`] : []
  const says = [...selector, ...(beside && !isStore(workload) ? [`initContainers: ${baseBackup(workload)}`] : [])]
  return says.length > 0 ? `  # ${says.join(', ')}` : ''
}

/** Whether the clock has it, or it is at work: it came with the image, and nothing is left to be done. */
const lookLine = (host: string, { spec }: Seen<Workload>): string =>
  `ssh ${host} sudo ${spec.batch?.schedule === undefined ? `systemctl status ${spec.name}` : 'crontab -l'}`

/** The gate is the balancer's: so many requests at a time, or as many as come. */
function gateLine(era: Era, { spec, shedBy, traffic }: Seen<Workload>): string {
  const limit = shedBy === NONE ? Math.ceil((traffic.perSecond * spec.serviceMs * 2) / 3_000) : -1
  return `${SET_GATE[era]} --connection-limit ${limit} ${spec.name}`
}

/** Neutron's in 2017, as `memberCommand` says. */
const SET_GATE: Readonly<Record<Era, string>> = {
  '2017': 'neutron lbaas-listener-update',
  now: 'openstack loadbalancer listener set',
}

/** Every unit that is not in the pool yet joins it; then the place it comes from goes. One with a disk stops first. A job has no users and no pool. */
function landLine({ world }: Seen<Run>, workload: Seen<Workload>, lane: Lane, from: Lane | undefined): string {
  const joining = unitsIn(world, workload, lane).filter(unit => !unit.inService)
  if (joining.length === 0) return ''
  const members = workload.spec.batch
    ? hostNames(world, workload, lane).map(host => lookLine(host, workload))
    : joining.map(unit => memberCommand(unit, workload.spec, world.era))
  if (!from) return inTurn(...members)
  const gone = takeDownLine(world, workload, from)
  if (workload.standby === NONE) return inTurn(...members, gone)
  const promoted = isStore(workload)
    ? hostNames(world, workload, lane)
        .slice(0, 1)
        .map(host => takeOverLine(world, workload, overSsh(host)))
    : promoteLines(workload, hostNames(world, workload, lane))
  const left = hostNames(world, workload, from)
  const dropped = dropDiskLines(workload, world.volumes[workload.volume], from, left)
  if (from !== 'boxes') return inTurn(gone, ...promoted, ...members, ...dropped)
  return inTurn(...stopLines(workload, left), ...promoted, ...members, gone, ...dropped)
}
