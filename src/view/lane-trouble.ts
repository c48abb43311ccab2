/**
 * What is wrong with a lane as a whole, for one look at its title: which host lies under
 * it, and how much of what comes is lost.
 *
 * Only while it matters to somebody: a dead host that everybody has left is no trouble of
 * the lane's, nor is a second in which a request was lost; so the title does not flicker.
 */

import type { Target } from '../model/command'
import { PPM, type Ppm } from '../model/units'
import { NONE, type Seen } from '../model/world'
import type { Run } from '../rules/run'
import { riderNamed } from '../rules/verbs'
import type { LaneTroubleView, TroublesView } from './lane-view'
import { flat } from './plate-tree'
import type { PlateView } from './plate-view'
import type { RiderView } from './rider-view'
import { share } from './share'
import type { Tone } from './tone'

export function seeTrouble(
  run: Seen<Run>,
  riders: readonly RiderView[],
  plates: readonly PlateView[],
  { tone, troubles }: { readonly tone: Tone; readonly troubles: TroublesView },
): LaneTroubleView | undefined {
  const losers = riders.filter(({ target }) => lostNow(run, target) > 0)
  const losing = lostShare(run, riders)
  const host = losing > 0 ? hostUnder(losers, plates) : undefined
  const { hung, bailed, failing } = troubles
  return hung + bailed + failing > 0 || host || tone === 'failing' ? { losing, host } : undefined
}

const trafficOf = (run: Seen<Run>, target: Target) =>
  run.world.workloads[riderNamed(run, target)?.workload ?? NONE]?.traffic

function lostNow(run: Seen<Run>, target: Target): number {
  const { lostNow: lost = 0, lateNow: late = 0 } = trafficOf(run, target) ?? {}
  return lost + late
}

/** Of the requests that came in this second; nothing while that is less than the budget bears for good. */
function lostShare(run: Seen<Run>, riders: readonly RiderView[]): Ppm {
  let lost = 0
  let served = 0
  for (const { target } of riders) {
    lost += lostNow(run, target)
    served += trafficOf(run, target)?.servedNow ?? 0
  }
  const came = lost + served
  return lost * PPM > came * (PPM - run.level.slo) ? share(lost, came) : 0
}

/** The first that is down or cut off and has one of those on it: the API may count it as ready still. */
function hostUnder(losers: readonly RiderView[], plates: readonly PlateView[]): LaneTroubleView['host'] {
  const targets = new Set(losers.map(({ target }) => target))
  const carries = (plate: PlateView) => flat([plate]).some(({ pips }) => pips.some(({ rider }) => targets.has(rider)))
  const bad = flat(plates).find(
    plate => plate.kind !== 'server' && (plate.state === 'down' || plate.cutOff) && carries(plate),
  )
  return bad && { name: bad.name, how: bad.state === 'down' ? 'down' : 'cutOff' }
}
