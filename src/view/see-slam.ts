/**
 * A slam: a host that fell, or was cut off, a moment ago, and its blast radius, which is
 * all that stands on it, stack upon stack.
 */

import type { Happening } from '../model/happening'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import { nameOf } from '../sim/names'
import type { SlamView } from './incident-view'
import type { LaneView } from './lane-view'
import { flat, keyOf } from './plate-tree'
import { share } from './share'

/** In seconds of play. */
const SHOWN = 4

export function seeSlam(run: Seen<Run>, lanes: readonly LaneView[]): SlamView | undefined {
  const [slam, ...also] = lastBlows(run).flatMap(blow => seeBlow(run, lanes, blow) ?? [])
  return slam && (also.length > 0 ? { ...slam, also } : slam)
}

function seeBlow(run: Seen<Run>, lanes: readonly LaneView[], blow: Seen<Happening>): SlamView | undefined {
  const hit = `${blow.regarding.kind}/${nameOf(run.world, blow.regarding)}`
  const lane = lanes.find(({ plates }) => flat(plates).some(plate => keyOf(plate) === hit))
  const lowest = lane && flat(lane.plates).find(plate => keyOf(plate) === hit)
  if (!lane || !lowest) return undefined
  const radius = flat([lowest])
  const pips = radius.flatMap(({ pips: on }) => on)
  return {
    id: blow.id,
    how: blow.reason === 'HostDown' ? 'down' : 'cutOff',
    lane: lane.lane,
    plates: radius.map(keyOf),
    riders: [...new Set(pips.map(({ rider }) => rider.slice('rider/'.length)))],
    replicas: pips.length,
    keeps: radius.find(({ keeps }) => keeps !== undefined)?.keeps,
    done: share(run.world.tick - blow.tick, SHOWN * run.level.timeScale),
  }
}

/** The newest that still holds, and those of its kind in the same second: a host that is back is no longer anybody's blast. */
function lastBlows({ play, world, level }: Seen<Run>): readonly Seen<Happening>[] {
  const blows: Seen<Happening>[] = []
  for (let at = play.told.length - 1; at >= 0; at -= 1) {
    const each = play.told[at] as Seen<Happening>
    const newest = blows.at(-1)
    if (each.tick <= world.tick - SHOWN * level.timeScale || (newest && each.tick < newest.tick)) break
    if (each.reason === 'HostUp' || each.reason === 'HostReconnected') break
    if (each.reason !== 'HostDown' && each.reason !== 'HostCutOff') continue
    if (!newest || each.reason === newest.reason) blows.unshift(each)
  }
  return blows
}
