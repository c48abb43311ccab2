/**
 * What the INCOMING board shows of releases: whose, and when. They are exact, and nobody
 * says of one that it will go wrong.
 */

import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import type { IncomingView } from './coming-view'
import { ui } from './phrase'
import { share } from './share'

/** So long beforehand. */
const BEFORE = 300

export const seeReleases = ({ world }: Seen<Run>): readonly IncomingView[] =>
  world.workloads.flatMap(({ spec: { name, ships = [] }, over }) =>
    over
      ? []
      : ships
          .filter(({ at }) => world.tick < at && world.tick >= at - BEFORE)
          .map(({ at }) => ({
            id: `${name}.release.${at}`,
            kind: 'incident' as const,
            name,
            stickers: [],
            marks: `rider/${name}` as const,
            short: ui('incoming.release.short'),
            inSeconds: at - world.tick,
            at,
            done: share(world.tick - at + BEFORE, BEFORE),
            about: ui('incoming.release'),
          })),
  )
