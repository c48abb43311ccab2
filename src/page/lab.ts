/** The Lab as the page opens it: a level of the library made into one, and what its door shows. */

import type { LabDoorView } from '../hud/screen'
import { CHAPTERS, spotOf } from '../level/catalogue'
import { type LabWish, labOf } from '../level/lab'
import { type Course, courseOf } from '../rules/course'
import type { Library, Opened } from './library'

/** The same, made into a Lab where that is wished for. */
export const asLab = <Maybe extends Opened | undefined>(opened: Maybe, lab: LabWish | undefined): Opened | Maybe =>
  opened?.kind === 'level' && lab ? { kind: 'level', course: labCourse(opened.course, lab) } : opened

/** Made once, so that whoever comes in finds it ready. */
function labCourse(course: Course, lab: LabWish): Course {
  const wish = JSON.stringify(lab)
  const known = made.get(course) ?? new Map<string, Course>()
  const found = known.get(wish) ?? courseOf(labOf(course.level, lab))
  made.set(course, known.set(wish, found))
  return found
}

const made = new WeakMap<Course, Map<string, Course>>()

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
