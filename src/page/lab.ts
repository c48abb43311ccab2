/** What the Lab's door shows. */

import type { LabDoorView } from '../hud/screen'
import { CHAPTERS, spotOf } from '../level/catalogue'
import type { LabWish } from '../level/lab'
import type { Library } from './library'

interface Wished {
  readonly library: Pick<Library, 'entry' | 'share'>
  /** The level that was opened last, and how, if that was in the Lab. */
  readonly levelId: string
  readonly seed?: number | undefined
  readonly lab?: LabWish | undefined
  readonly loading: boolean
}

/** Every park of the campaign, however far whoever asks has come. */
export function doorNow({ library, levelId, seed, lab, loading }: Wished): LabDoorView {
  const parks = CHAPTERS.map(({ id, levels }) => ({
    chapter: id,
    parks: levels.flatMap(level => {
      const entry = library.entry(level)
      return entry ? [{ id: level, spot: spotOf(level), words: entry.words, era: entry.era }] : []
    }),
  }))
  return {
    parks,
    chosen: levelId,
    ...(lab && { wish: lab, seed }),
    ...(loading && { loading: library.share(levelId) }),
  }
}
