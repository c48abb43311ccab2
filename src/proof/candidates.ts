/**
 * What could be done about what has just occurred: at most a handful of commands, none
 * of which would be refused, the likeliest first.
 *
 * The same for every level: lanes for who is up, with and without a plate to go to;
 * tricks on the rider, its backpack, the plate and the control plane that are concerned;
 * metal and nodes ahead of who is announced.
 */

import type { Command, Lane, Target, Verb } from '../model/command'
import type { Id } from '../model/refs'
import { NONE, type Seen } from '../model/world'
import { fellIn, hungIn } from '../rules/carriers'
import { standsOn } from '../rules/incident-log'
import { NEVER, type Rider } from '../rules/play'
import { riderUp } from '../rules/riders'
import type { Run } from '../rules/run'
import { machineUnder } from '../sim/hosts/hosts'
import { spareMachine } from '../sim/metal/ironic'
import { podsOf } from '../sim/traffic/backends'
import { hangs, isRefused, lacksPlace, lanesFor, type Means, roomiest, routeOf } from './autopilot'
import { type Concern, isOfSeveral } from './concerns'
import { roomMoves } from './room'

/** Where the rider that is up could go. A pod waits until there is room; a server that finds no host never tries again. */
export function waysFor(run: Seen<Run>, means: Means): readonly Command[] {
  const rider = riderUp(run)
  if (!rider || !means.verbs.includes('ROUTE')) return []
  const could = roomiest(run, rider, means).filter(lane => !isRefused(run, routeOf(run, rider, lane)))
  const sound = could.filter(lane => lane !== 'boxes' || !lacksPlace(run, rider, lane))
  const lanes = sound.length > 0 ? sound : could
  const free = lanes.map(lane => routeOf(run, rider, lane))
  const splits = (run.world.workloads[rider.workload]?.spec.replicas ?? 1) > 1
  const bound = (splits ? [] : lanes).flatMap(lane =>
    platesOf(run, lane).map(plate => ({ ...routeOf(run, rider, lane), plate })),
  )
  return [...free, ...bound.filter(command => !isRefused(run, command) && !hangs(run, command))]
}

/** As many plates of each lane, for who has one replica: several are better apart. */
const ONE = 1

/** The plate of a lane that somebody could be sent to: of those that nothing threatens the emptiest. */
function platesOf({ world, play }: Seen<Run>, lane: Lane): readonly Target[] {
  const threatened = (machine: Id) => play.incidents.some(each => each.machine === machine && each.closedAt === NEVER)
  const hosts =
    lane === 'bowl'
      ? world.nodes.filter(({ up, removed }) => up && !removed).map(row => ({ ...row, on: row.pods.length }))
      : world.hypervisors.filter(({ up, disabled }) => up && !disabled).map(row => ({ ...row, on: row.servers.length }))
  if (lane === 'slab' || lane === 'rail') return []
  const kind = lane === 'bowl' ? 'node' : 'hypervisor'
  const machineOf = (name: string) => world.machines.findIndex(machine => machine.name === name)
  const weigh = ({ name, on }: { name: string; on: number }) => Number(threatened(machineOf(name))) * 1_000 + on
  const names = [...hosts].sort((one, other) => weigh(one) - weigh(other)).map(({ name }) => `${kind}/${name}` as const)
  return names.slice(0, ONE)
}

/** What could be done about these, each once. */
export function movesFor(run: Seen<Run>, concerns: readonly Concern[], means: Means): readonly Command[] {
  const seen = new Set<string>()
  const all = concerns.flatMap(concern => movesForOne(run, concern, means))
  return all.filter(command => {
    const key = `${command.verb} ${command.target} ${command.lane ?? ''}`
    if (seen.has(key) || !means.verbs.includes(command.verb)) return false
    seen.add(key)
    return run.level.may.includes(command.verb) && !isRefused(run, command)
  })
}

function movesForOne(run: Seen<Run>, concern: Concern, means: Means): readonly Command[] {
  const { about, machine, plate, workload } = concern
  const rider = run.play.riders.find(each => each.workload === workload)
  if (about === 'coming') return rider ? ahead(run, rider, means) : []
  if (about === 'sign' && isOfSeveral(run, concern.entry)) return rider ? elsewhere(run, rider, means) : []
  const onRider = rider && rider.state === 'placed' ? onRiderMoves(run, rider, about, means) : []
  const plates = plate ? [plate] : platesOver(run, machine)
  const onPlate = plates.flatMap(each => onPlateMoves(run, each, about, means))
  const onPlane = plates.length === 0 && workload === NONE ? onPlaneMoves(run) : []
  return [...onRider, ...onPlate, ...onPlane, ...(isOfPlane(run, concern) ? onPlaneMoves(run) : [])]
}

const isOfPlane = ({ level }: Seen<Run>, { entry }: Concern) =>
  level.incidents.some(({ id, target }) => id === entry && target.startsWith('control-plane/'))

const does = (target: Target, ...verbs: readonly Verb[]): readonly Command[] =>
  verbs.map(verb => ({ verb, target, by: 'player' }) as const)

function onRiderMoves(run: Seen<Run>, rider: Seen<Rider>, about: Concern['about'], means: Means): readonly Command[] {
  const workload = run.world.workloads[rider.workload]
  if (!workload || !rider.lane) return []
  const { name } = workload.spec
  const hung = hungIn(run.world, workload, rider.lane)
  const lost = hung || fellIn(run.world, workload, rider.lane)
  const away = elsewhere(run, rider, means)
  const backpack = run.world.volumes[workload.volume] ? does(`volume/${name}`, 'MOVE', 'SAVE', 'UNDO', 'SCALE') : []
  if (lost)
    return [
      ...does(`rider/${name}`, 'UNDO', 'MOVE'),
      ...away,
      ...(hung ? roomMoves(run, rider, means) : []),
      ...oneMore(run, rider.lane),
      ...does(`rider/${name}`, 'SCALE'),
    ]
  if (about === 'landed') return [...does(`rider/${name}`, 'SCALE'), ...backpack.slice(0, 2)]
  const own = does(`rider/${name}`, 'SCALE', 'UNDO', 'HOLD')
  return [...own, ...away, ...backpack, ...does(`rider/${name}`, 'MOVE', 'SAVE')]
}

const elsewhere = (run: Seen<Run>, rider: Seen<Rider>, means: Means): readonly Command[] =>
  lanesFor(run, rider, means)
    .filter(lane => lane !== rider.lane && (lane !== 'boxes' || !lacksPlace(run, rider, lane)))
    .map(lane => routeOf(run, rider, lane))

/** Of who stands there, the first ones only: the plate itself can be emptied whole. */
const FEW = 3

function onPlateMoves(run: Seen<Run>, plate: Target, about: Concern['about'], means: Means): readonly Command[] {
  const { world } = run
  const there = run.play.riders
    .filter(({ workload, state }) => state === 'placed' && isOn(run, workload, plate))
    .slice(0, FEW)
  const riders = there.map(rider => `rider/${world.workloads[rider.workload]?.spec.name ?? ''}` as const)
  return [
    ...(means.verbs.includes('MOVE') ? does(plate, 'MOVE') : []),
    ...(about === 'sign' ? [...does(plate, 'SCALE'), ...there.flatMap(rider => roomMoves(run, rider, means))] : []),
    ...riders.flatMap(target => does(target, 'MOVE', 'SCALE')),
    ...(about === 'known' ? [...does(plate, 'UNDO'), ...emptied(run)] : []),
    ...does(plate, 'SAVE'),
    ...there.flatMap(({ workload }) => backpackMoves(run, workload)),
    ...does(plate, 'SCALE'),
  ]
}

/** Where a plate has joined there is room for who stands on one that is threatened. */
const emptied = (run: Seen<Run>): readonly Command[] =>
  run.play.incidents.flatMap(({ machine, struckAt, closedAt }) =>
    struckAt === NEVER && closedAt === NEVER ? platesOver(run, machine).flatMap(plate => does(plate, 'MOVE')) : [],
  )

function isOn({ world }: Seen<Run>, id: Id, plate: Target): boolean {
  const workload = world.workloads[id]
  if (!workload) return false
  const node = world.nodes.find(({ name }) => plate === `node/${name}`)
  if (node) return podsOf(world, workload).some(pod => pod.node === node.id)
  const machine = world.machines.findIndex(({ name }) => plate === `hypervisor/${name}`)
  return standsOn(world, workload, machine)
}

function backpackMoves({ world }: Seen<Run>, workload: Id): readonly Command[] {
  const row = world.workloads[workload]
  return row && world.volumes[row.volume] ? does(`volume/${row.spec.name}`, 'MOVE', 'SAVE') : []
}

/** The node or the hypervisor on a machine, and the nodes that are guests of that. */
function platesOver({ world }: Seen<Run>, machine: Id): readonly Target[] {
  const row = world.machines[machine]
  if (!row) return []
  const nodes = world.nodes.filter(
    node => !node.removed && machineUnder(world, { kind: 'node', id: node.id }) === machine,
  )
  const host = world.hypervisors[row.hypervisor]
  return [...(host ? [`hypervisor/${host.name}` as const] : []), ...nodes.map(({ name }) => `node/${name}` as const)]
}

const onPlaneMoves = ({ world }: Seen<Run>): readonly Command[] =>
  world.controlPlanes.flatMap(plane =>
    plane ? does(`control-plane/${plane.name}`, 'MOVE', 'SAVE', 'UNDO', 'SCALE') : [],
  )

/** Before somebody comes: a machine, if it belongs on one; what the park lets one choose; room, if there is none. */
function ahead(run: Seen<Run>, rider: Seen<Rider>, means: Means): readonly Command[] {
  const chosen = (run.level.park.choices ?? []).flatMap(choice => does(`choice/${choice}`, 'MOVE'))
  const spare = spareMachine(run.world)
  const onMetal = spare && lanesFor(run, rider, means)[0] === 'slab'
  const room = roomMoves(run, rider, means)
  const more = room.length > 0 ? oneMore(run, 'bowl') : []
  return [...(onMetal ? does(`machine/${spare.name}`, 'SCALE') : []), ...chosen, ...room, ...more]
}

/** For who finds no place: one more plate of its lane. */
function oneMore({ world }: Seen<Run>, lane: Lane): readonly Command[] {
  const node = world.nodes.find(({ removed }) => !removed)
  const host = world.hypervisors[0]
  if (lane === 'bowl') return node ? does(`node/${node.name}`, 'SCALE') : []
  return lane === 'boxes' && host ? does(`hypervisor/${host.name}`, 'SCALE') : []
}
