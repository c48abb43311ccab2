/** From what was reached to what the street and its shop are to show. */

import type { LevelCard, Settings, ShopView, SpotView, StreetView } from '../hud/screen'
import { CHAPTERS, spotOf } from '../level/catalogue'
import { streetOf, type Way } from '../session/street'
import { seeDecks } from '../view/see-decks'
import { hasDaily } from './daily'
import type { Keeping } from './keeping'

interface Reaching {
  readonly listed: (id: string) => LevelCard | undefined
  readonly keeping: Pick<Keeping, 'points'>
  readonly settings: Pick<Settings, 'cape'>
  readonly allOpen: boolean
  /** The level that was opened last. */
  readonly from: string
}

/** S-T-A-T-E has so many. */
const LETTERS = 5

export function streetNow({ listed, keeping, settings, allOpen, from }: Reaching): StreetView {
  const landed = (id: string) => listed(id)?.best !== undefined
  const { ways, front } = streetOf(landed, allOpen)
  const spots = new Map(
    ways.flatMap(way => spotAt(way, front, listed(way.id)) ?? []).map(spot => [spot.level.id, spot]),
  )
  const all = [...spots.values()]
  return {
    chapters: CHAPTERS.map(({ id, levels }) => ({ id, spots: levels.flatMap(level => spots.get(level) ?? []) })),
    front,
    here: spots.get(from)?.state === 'open' ? from : front,
    landed: { got: all.filter(({ level }) => level.best).length, of: all.length },
    letters: Math.min(
      LETTERS,
      all.reduce((sum, { level }) => sum + level.letters.got, 0),
    ),
    points: keeping.points,
    cape: settings.cape,
    daily: hasDaily,
  }
}

function spotAt({ id, open, after }: Way, front: string, level: LevelCard | undefined): SpotView | undefined {
  if (!level) return undefined
  return {
    level,
    spot: spotOf(id),
    state: level.best ? 'landed' : open ? 'open' : 'closed',
    front: id === front,
    ...(after && { after: { need: after.need, of: after.of.map(spotOf) } }),
  }
}

export const shopNow = ({ points, ownsCape }: Pick<Keeping, 'points' | 'ownsCape'>): ShopView => ({
  decks: seeDecks(),
  points,
  owned: ownsCape,
})
