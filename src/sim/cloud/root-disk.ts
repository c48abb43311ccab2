/**
 * The root disk of a server: in a file on its hypervisor, made from the image, or a Cinder
 * volume that it boots from.
 *
 * What was deployed to a server since it was built lies there. Evacuated, a server is built
 * from its image again and has lost it, unless it boots from a volume: that is attached to
 * the new host as it is, and so is the data that a process keeps on the server's own disk.
 * For the volume it takes longer to be built; its image is a snapshot of the volume, quick,
 * and holds no bytes of its own. A rebuild writes the image over the volume today (API
 * 2.93); in 2017 the volume is booted from as it is, whatever image was asked for.
 *
 * Simpler than the real thing: the volume is no row of the table of volumes, for nobody
 * can attach it elsewhere; and a server that is a node, or of a stack, boots from its image.
 */

import { constantsOf } from '../../model/constants'
import type { Server } from '../../model/openstack'
import type { HostKind } from '../../model/refs'
import type { Unit } from '../../model/systemd'
import type { Seconds } from '../../model/units'
import type { DiskKind } from '../../model/volume'
import type { WorkloadSpec } from '../../model/workload'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'

export function bootsFromVolume(world: Seen<World>, { unit: id }: Pick<Seen<Server>, 'unit'>): boolean {
  const unit = world.units[id]
  return unit !== undefined && world.workloads[unit.workload]?.spec.bootVolumeGiB !== undefined
}

/** What data lies on that is kept on such a host. */
export const diskKindOn = ({ data, bootVolumeGiB }: Seen<WorkloadSpec>, kind: HostKind): DiskKind =>
  kind === 'server' && bootVolumeGiB !== undefined ? 'network' : (data?.disk ?? 'network')

/** Longer than from an image: the volume is made from that and attached, or only attached. */
export function rootVolumeSeconds({ era }: Seen<World>, isNew: boolean): Seconds {
  const { createVolume, attachVolume } = constantsOf(era)
  return (isNew ? Math.ceil(createVolume) : 0) + Math.ceil(attachVolume)
}

/** Until an image of it can be used. */
export const imageSeconds = (world: Seen<World>, server: Seen<Server>): Seconds =>
  bootsFromVolume(world, server) ? Math.ceil(constantsOf(world.era).createVolume) : constantsOf(world.era).imageCreate

/** It is built from its image on another host: what was deployed since is gone with the disk. */
export function loseRootDisk(world: Seen<World>, server: Seen<Server>, unit: Unit): void {
  if (!bootsFromVolume(world, server)) unit.template = unit.built
}

/** Whether a rebuild brings back what the image holds. */
export const isReimaged = (world: Seen<World>, server: Seen<Server>): boolean =>
  world.era === 'now' || !bootsFromVolume(world, server)

/** As `openstack server show` has it; nothing of one that boots from its image. */
export function rootLines(world: Seen<World>, server: Seen<Server>): readonly string[] {
  if (server.unit === NONE || !bootsFromVolume(world, server)) return []
  return ['image: N/A (booted from volume)']
}
