/**
 * What has just hit the park, and how hard: read off two pictures of it that follow one
 * another, so that nothing shakes of which there is nothing to be seen.
 */

import { PPM, type Ppm } from '../model/units'
import { type Bail, slamsOf } from './incident-view'
import type { ParkView } from './park-view'

export type Sight = Pick<ParkView, 'slam' | 'lanes' | 'outcome'>

const DOWN = 500_000
/** All that stood on the host that fell, up to so many. */
const EACH_PLATE = 40_000
const MOST_PLATES = 5
const CUT_OFF = 250_000
const THROWN = 250_000
const WIPED_OUT = 800_000

/** The rest only make it wobble, or hang. */
const THROWS: readonly (Bail | undefined)[] = ['crash', 'host', 'disk', 'split']

/** 0 to a million: what fell, who was thrown, and the end. */
export function blowBetween(before: Sight, now: Sight): Ppm {
  const wiped = now.outcome === 'wipedOut' && before.outcome !== 'wipedOut' ? WIPED_OUT : 0
  return Math.min(PPM, slamOf(before, now) + THROWN * thrownNew(before, now) + wiped)
}

function slamOf({ slam: known }: Sight, { slam }: Sight): Ppm {
  if (!slam || slam.id === known?.id) return 0
  const plates = slamsOf(slam).flatMap(each => each.plates)
  return slam.how === 'down' ? DOWN + EACH_PLATE * Math.min(MOST_PLATES, plates.length) : CUT_OFF
}

function thrownNew(before: Sight, now: Sight): number {
  const known = thrownIn(before)
  return thrownIn(now).filter(name => !known.includes(name)).length
}

const thrownIn = ({ lanes }: Sight): readonly string[] =>
  lanes.flatMap(({ riders }) => riders.filter(({ bail }) => THROWS.includes(bail)).map(({ name }) => name))
