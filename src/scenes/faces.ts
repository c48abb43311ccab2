/** Which monster it was that a host fell to: it sits on top of what it has taken, and laughs. */

import type { SlamView } from '../view/incident-view'
import type { BoardLayout } from '../view/layout-shapes'
import type { Moment } from './moment'
import type { Stamps } from './stamps'

const SIZE = 16

export function putFace(stamps: Stamps, layout: BoardLayout, { lane, plates, how }: SlamView, { bob }: Moment) {
  const { field, plates: places } = layout.lanes[lane]
  const hit = plates.map(name => places[name]).filter(rect => rect !== undefined)
  const lowest = hit[0]
  if (!lowest) return
  const x = Math.max(field.x, Math.min(lowest.x + lowest.width - SIZE - 3, field.x + field.width - SIZE - 1))
  const under = hit.filter(rect => rect.x <= x && x + SIZE <= rect.x + rect.width)
  const y = Math.max(field.y, Math.min(...under.map(rect => rect.y), lowest.y) - SIZE + 1)
  stamps.put(how === 'down' ? 'face/host' : 'face/crab', x, y - bob)
}
