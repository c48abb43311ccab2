/**
 * What has thrown a rider, or makes it wobble: read off the rows that carry it, so
 * that it lasts for as long as it is true. The first that is true says it.
 */

import type { Lane } from '../model/command'
import type { Happening } from '../model/happening'
import type { Pod } from '../model/kubernetes'
import type { HostRef } from '../model/refs'
import type { Unit } from '../model/systemd'
import { NONE, type Seen, type Workload, type World } from '../model/world'
import { unitsIn } from '../rules/carriers'
import { hasPods } from '../rules/lanes'
import type { Run } from '../rules/run'
import { kernelOf } from '../sim/cloud/kernel-panic'
import { refusesEviction } from '../sim/controllers/drain'
import { isElsewhere } from '../sim/storage/unit-disks'
import { diskOfUnit } from '../sim/storage/volumes'
import { podsOf, unitStands } from '../sim/traffic/backends'
import type { Bail } from './incident-view'
import type { RiderState } from './rider-view'
import { isCrashed } from './see-pips'
import { newest } from './share'

export function seeBail(run: Seen<Run>, workload: Seen<Workload>, lane: Lane, state: RiderState): Bail | undefined {
  const volume = run.world.volumes[workload.volume]
  if (volume && volume.splitAt !== NONE) return 'split'
  if (state === 'hung') return 'hang'
  if (state !== 'riding' && (volume?.state === 'lost' || diskJustLost(run, workload))) return 'disk'
  if (state === 'bailed' && waitsForDisk(run, workload, lane)) return 'hang'
  if (state === 'bailed') return hasCrashed(run, workload, lane) ? 'crash' : 'host'
  return hasPods(lane) && heldByBudget(run, workload) ? 'budget' : undefined
}

/** In seconds of play: a fall and a wobble are seen for so long. */
const SEEN = 3

/** Whether every replica's process died by itself, and is being started again. */
export function hasCrashed(run: Seen<Run>, workload: Seen<Workload>, lane: Lane): boolean {
  if (hasPods(lane)) {
    const pods = podsOf(run.world, workload)
    return pods.length > 0 && pods.every(pod => isCrashed(pod) && run.world.nodes[pod.node]?.up === true)
  }
  const units = unitsIn(run.world, workload, lane)
  return units.length > 0 && units.every(unit => unitCrashed(run, unit))
}

/** Every replica has its place and hangs all the same: another host holds its disk (Multi-Attach). */
export function waitsForDisk(run: Seen<Run>, workload: Seen<Workload>, lane: Lane): boolean {
  if (!hasPods(lane)) return unitsWait(run, workload, lane)
  const pods = podsOf(run.world, workload)
  return pods.length > 0 && pods.every(({ mountMessage, phase }) => mountMessage !== '' && phase !== 'Running')
}

/** Their hosts are there, and the disk is not: it is still attached where it was. */
function unitsWait({ world }: Seen<Run>, workload: Seen<Workload>, lane: Lane): boolean {
  const units = unitsIn(world, workload, lane)
  const waits = (unit: Seen<Unit>) => {
    const volume = diskOfUnit(world, unit)
    const there = unit.on.kind === 'machine' || world.servers[unit.on.id]?.booted === true
    return unit.state === 'waiting' && there && volume !== undefined && isElsewhere(volume, unit)
  }
  return units.length > 0 && units.every(waits)
}

/** Its process died; not one whose host did, and that starts as its host has booted again. */
const unitCrashed = (run: Seen<Run>, unit: Seen<Unit>) =>
  unit.failedAt !== NONE &&
  !unit.ready &&
  unit.state === 'activating' &&
  unitStands(run.world, unit) &&
  !hasBooted(run, unit)

const hasBooted = ({ world }: Seen<Run>, { on, failedAt }: Seen<Unit>) =>
  on.kind === 'server' && (world.servers[on.id]?.bootsAt ?? NONE) > failedAt

/** What it stood on is there, and the kernel of that has panicked: nothing of it runs until somebody resets it. */
export function hasPanicked({ world }: Seen<Run>, workload: Seen<Workload>, lane: Lane): boolean {
  const hosts: readonly HostRef[] = hasPods(lane)
    ? podsOf(world, workload).map(({ node }) => ({ kind: 'node', id: node }))
    : unitsIn(world, workload, lane).map(({ on }) => on)
  return hosts.length > 0 && hosts.every(host => host.id !== NONE && stoodStill(world, kernelOf(world, host)))
}

const stoodStill = ({ servers, machines }: Seen<World>, { kind, id }: HostRef) =>
  (kind === 'server' ? servers[id] : machines[id])?.hung === true

const diskJustLost = (run: Seen<Run>, { volume }: Seen<Workload>) =>
  recently(run, ({ reason, regarding }) => reason === 'DiskLost' && regarding.id === volume)

/** A drain asks for one of its pods and is not given it, or somebody asked a moment ago; over once it could be had. */
function heldByBudget(run: Seen<Run>, workload: Seen<Workload>): boolean {
  if (workload.spec.minAvailable === undefined) return false
  const pods = podsOf(run.world, workload)
  const held = pods.filter(pod => refusesEviction(run.world, pod) !== undefined)
  return held.some(pod => isWanted(run, pod)) || (held.length > 0 && justRefused(run, workload))
}

const isWanted = (run: Seen<Run>, pod: Seen<Pod>) => run.world.nodes[pod.node]?.draining === true

function justRefused({ play, world, level }: Seen<Run>, { spec }: Seen<Workload>): boolean {
  const since = world.tick - SEEN * level.timeScale
  const last = newest(play.given, ({ state, tick }) => state === 'refused' && tick > since)
  if (last?.refusal?.by !== 'system' || !last.refusal.text.includes('disruption budget')) return false
  return last.command.target === `rider/${spec.name}` || last.refusal.text.includes(`/"${spec.name}-`)
}

function recently({ play, world, level }: Seen<Run>, is: (happening: Seen<Happening>) => boolean): boolean {
  const since = world.tick - SEEN * level.timeScale
  for (let at = play.told.length - 1; at >= 0; at -= 1) {
    const each = play.told[at] as Seen<Happening>
    if (each.tick <= since) return false
    if (is(each)) return true
  }
  return false
}
