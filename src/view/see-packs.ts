/**
 * The backpack of a rider: what kind of disk it is, whether it is moving, and how far.
 */

import type { Target } from '../model/command'
import { constantsOf } from '../model/constants'
import type { Volume } from '../model/volume'
import { NONE, type Seen, type Workload } from '../model/world'
import type { Run } from '../rules/run'
import { copySeconds } from '../sim/storage/snapshots'
import type { PackState, PackView } from './incident-view'
import { share } from './share'

export function seePack(run: Seen<Run>, workload: Seen<Workload>, mark: Target | undefined): PackView | undefined {
  const volume = run.world.volumes[workload.volume]
  if (!volume) return undefined
  const target: Target = `volume/${workload.spec.name}`
  const state = packState(volume)
  return {
    target,
    disk: volume.disk,
    state,
    word: volume.state,
    done: doneOf(run, volume, state),
    marked: mark === target,
  }
}

function packState(volume: Seen<Volume>): PackState {
  if (volume.splitAt !== NONE) return 'split'
  if (volume.state === 'lost') return 'lost'
  // a copy runs beside the work; a disk that is set back is nobody's meanwhile
  if (volume.busyUntil !== NONE) return volume.holder ? 'copying' : 'restoring'
  return volume.state === 'attaching' || volume.state === 'detaching' ? 'moving' : 'steady'
}

function doneOf(run: Seen<Run>, volume: Seen<Volume>, state: PackState) {
  const { attachVolume } = constantsOf(run.world.era)
  const quick = Math.ceil(attachVolume)
  const left = (until: number, takes: number) => share(takes - (until - run.world.tick), takes)
  if (state === 'moving') return left(volume.until, quick)
  if (state === 'copying') return left(volume.busyUntil, copySeconds(run.world, volume))
  if (state !== 'restoring') return 0
  return left(volume.busyUntil, volume.disk === 'network' ? 2 * quick : copySeconds(run.world, volume))
}
