/**
 * Every other server of a rider has somebody in it too: a box in which a replica serves
 * is not an empty one. Without stickers and words, which the rider itself has.
 */

import { RIDER, SERVER_FLOOR } from '../view/ground'
import type { PipView } from '../view/incident-view'
import type { LaneView, RiderView } from '../view/park-view'
import { figureOf, putFigure } from './figures'
import type { Moment } from './moment'
import type { StandingPlate } from './plates'
import type { Stamps } from './stamps'

const THERE: readonly PipView['state'][] = ['serving', 'ready']

export function putTwins(stamps: Stamps, lane: LaneView, plates: readonly StandingPlate[], moment: Moment) {
  for (const { plate, rect } of plates) {
    if (plate.kind !== 'server') continue
    for (const rider of lane.riders.filter(each => standsElsewhere(each, plate.name))) {
      const pip = plate.pips.find(each => each.rider === rider.target)
      if (!pip || !THERE.includes(pip.state)) continue
      const x = Math.round(rect.x + rect.width / 2 - RIDER.width / 2)
      const y = rect.y + rect.height - SERVER_FLOOR - RIDER.height
      putFigure(stamps, figureOf(rider.name, rider.stickers), 'coast', { x, y, flip: true }, moment)
    }
  }
}

const standsElsewhere = ({ plate }: RiderView, server: string) => plate !== `server/${server}` && plate !== server
