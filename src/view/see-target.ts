/**
 * What the tricks would act on: why it is as it is, and the one figure that decides what
 * to do with it: the room on a plate, the load of a rider, the size of a disk.
 */

import type { Target } from '../model/command'
import type { Ref } from '../model/refs'
import { BYTES_PER_MIB } from '../model/units'
import { NONE, type Seen } from '../model/world'
import { hostNamed } from '../rules/hosts'
import type { Run } from '../rules/run'
import { planeNamed } from '../sim/control-plane/working'
import { explain } from '../sim/explain/explain'
import { type Marks, marked } from './aim'
import type { Difficulty } from './difficulty'
import type { LaneView } from './lane-view'
import { mostUrgent } from './most-urgent'
import type { MeasureView, TargetView } from './park-view'
import { flat } from './plate-tree'

export function seeTarget(
  run: Seen<Run>,
  lanes: readonly LaneView[],
  marks: Marks,
  difficulty: Difficulty,
): TargetView | undefined {
  const byHand = marked(marks)
  const target = byHand ?? mostUrgent(run, difficulty)
  if (!target) return undefined
  const explained = explain(run.world, refOf(run, target))
  const measure = measureOf(run, lanes, target)
  return { target, kind: kindOf(target), name: bare(target), byHand: byHand !== undefined, explained, measure }
}

function kindOf(target: Target): TargetView['kind'] {
  if (target.startsWith('volume/')) return 'backpack'
  if (target.startsWith('control-plane/')) return 'plane'
  if (target.startsWith('choice/')) return 'choice'
  return target.startsWith('rider/') ? 'rider' : 'plate'
}

function measureOf(run: Seen<Run>, lanes: readonly LaneView[], target: Target): MeasureView | undefined {
  const kind = kindOf(target)
  if (kind === 'backpack') return diskOf(run, target)
  if (kind === 'rider') {
    const load = Math.max(
      0,
      ...lanes.flatMap(({ riders }) => riders.filter(isAt(target))).map(busy => busy.utilisation),
    )
    return load > 0 ? { of: 'rider', load } : undefined
  }
  const room = kind === 'plate' ? lanes.flatMap(({ plates }) => flat(plates)).find(isAt(target))?.room : undefined
  return room && { of: 'plate', room }
}

const isAt =
  (target: Target) =>
  (view: { readonly target: Target | undefined }): boolean =>
    view.target === target

function diskOf(run: Seen<Run>, target: Target): MeasureView | undefined {
  const volume = run.world.volumes[refOf(run, target).id]
  return volume && { of: 'backpack', sizeMiB: volume.size / BYTES_PER_MIB, disk: volume.disk }
}

function refOf({ world }: Seen<Run>, target: Target): Ref {
  if (target.startsWith('choice/')) return { kind: 'control-plane', id: 0 }
  if (target.startsWith('control-plane/'))
    return { kind: 'control-plane', id: planeNamed(world, bare(target))?.cluster ?? NONE }
  const host = hostNamed(world, target)
  const workload = world.workloads.findIndex(({ spec }) => spec.name === bare(target))
  if (target.startsWith('volume/')) return { kind: 'volume', id: world.workloads[workload]?.volume ?? NONE }
  return host ?? { kind: 'workload', id: workload }
}

const bare = (target: string) => target.slice(target.indexOf('/') + 1)
