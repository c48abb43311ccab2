/**
 * Whom INCOMING warns of, as one would mark it: of a machine what stands on it, of a disk
 * the backpack. What is foreseen of a plate that stands empty is nobody's trouble, but
 * that can be marked as well.
 */

import type { Incident } from '../level/level'
import type { Target } from '../model/command'
import type { Seen, World } from '../model/world'
import type { Run } from '../rules/run'
import { riderNamed } from '../rules/verbs'
import type { IncomingView } from './coming-view'
import type { LaneView } from './lane-view'
import type { PlateView } from './plate-view'
import type { RiderView } from './rider-view'

/** Undefined where there is nothing to mark, or nothing left to lose. */
export function aimedAt(run: Seen<Run>, { what, target }: Seen<Incident>): Target | undefined {
  const [kind, name = ''] = target.split('/')
  if (kind === 'machine') return onMachine(run, name)
  if (kind !== 'rider' || riderNamed(run, `rider/${name}`)?.state !== 'placed') return undefined
  return what === 'disk-lost' ? `volume/${name}` : `rider/${name}`
}

/** What a row of it marks, whoever is on it; of no use where nothing goes by that name (`pressable`). */
export function namedBy({ world }: Seen<Run>, { what, target }: Seen<Incident>): Target | undefined {
  const name = target.slice(target.indexOf('/') + 1)
  if (what === 'disk-lost') return `volume/${name}`
  if (!target.startsWith('machine/')) return target as Target
  const { node, host } = carriedBy(world, name)
  if (node) return `node/${node.name}`
  return host ? `hypervisor/${host.name}` : `machine/${name}`
}

/** Rows keep what they mark if that can be marked now. */
export const pressable = (
  entries: readonly IncomingView[],
  targets: readonly Target[],
  mark: Target | undefined,
): readonly IncomingView[] =>
  entries.map(({ marks, ...entry }) =>
    marks && targets.includes(marks) ? { ...entry, marks, marked: marks === mark } : entry,
  )

function carriedBy(world: Seen<World>, name: string) {
  const machine = world.machines.find(each => each.name === name)
  const node = world.nodes.find(({ id, removed }) => id === machine?.node && !removed)
  const host = world.hypervisors.find(({ id }) => id === machine?.hypervisor)
  return { machine, node, host }
}

function onMachine({ world }: Seen<Run>, name: string): Target | undefined {
  const { machine, node, host } = carriedBy(world, name)
  if (node && node.pods.length > 0) return `node/${node.name}`
  if (host && host.servers.length > 0) return `hypervisor/${host.name}`
  return machine && machine.unit >= 0 ? `machine/${machine.name}` : undefined
}

/** The same on the picture: on the plate or the rider itself. */
export function withWarnings(lanes: readonly LaneView[], incoming: readonly IncomingView[]): readonly LaneView[] {
  const on = new Set(incoming.flatMap(({ on }) => on ?? []))
  if (on.size === 0) return lanes
  const plate = (view: PlateView): PlateView => ({
    ...view,
    ...(view.target && on.has(view.target) && { warned: true }),
    above: view.above.map(plate),
  })
  const rider = (view: RiderView): RiderView =>
    on.has(view.target) || (view.pack && on.has(view.pack.target)) ? { ...view, warned: true } : view
  return lanes.map(lane => ({ ...lane, plates: lane.plates.map(plate), riders: lane.riders.map(rider) }))
}
