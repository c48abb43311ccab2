/**
 * What the INCOMING board shows of users: whose become half as many again or more between
 * two points of the timetable, and when that begins. It is exact, and goes when it begins.
 */

import type { DemandPoint } from '../model/workload'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import type { IncomingView } from './coming-view'
import { ui } from './phrase'
import { share } from './share'

/** So long beforehand. */
const BEFORE = 300

export const seeRamps = ({ world }: Seen<Run>): readonly IncomingView[] =>
  world.workloads.flatMap(({ spec: { name, demand, batch }, due, over }) =>
    over || batch
      ? []
      : rises(demand)
          .map(rise => ({ ...rise, at: due + rise.at }))
          .filter(({ at }) => world.tick < at && world.tick >= Math.max(due, at - BEFORE))
          .map(({ at, from, to }) => ({
            id: `${name}.ramp.${at}`,
            kind: 'incident' as const,
            name,
            stickers: [],
            marks: `rider/${name}` as const,
            short: ui('incoming.ramp.short'),
            inSeconds: at - world.tick,
            at,
            done: share(world.tick - at + BEFORE, BEFORE),
            about: ui('incoming.ramp', { from, to }),
          })),
  )

/** Counted from when its users came. */
const rises = (demand: readonly Seen<DemandPoint>[]) =>
  demand.flatMap(({ at, perSecond: from }, i) => {
    const to = demand[i + 1]?.perSecond ?? 0
    return from > 0 && to * 2 >= from * 3 ? [{ at, from, to }] : []
  })
