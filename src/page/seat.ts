/**
 * Who sits at the board: the one sitting there is, and how it comes to be.
 */

import type { Level } from '../level/level'
import { type Making, madeOf } from '../level/made'
import type { Seed, Tick } from '../model/units'
import { type Course, courseOf } from '../rules/course'
import { ENGINE, type Run } from '../rules/run'
import { openReel, type Reel } from '../session/reel'
import { levelHash, type RunFile } from '../session/run-file'
import { openReplay, type Screening } from '../session/screening'
import { openSitting, type Sitting } from '../session/sitting'
import type { Library, Opened } from './library'

export interface Seat {
  readonly sitting: Sitting | undefined
  /** The same, if it is watched and not played. */
  readonly screening: Screening | undefined
  /** It is played on a level that comes with the page, so what comes of it counts. */
  readonly counts: boolean
  /** The best run of the level at the same second; a value of its own, never to be played on. */
  readonly ghost: Run | undefined
  /** A new run of a level, with its own seed or another, or why there can be none. */
  play(levelId: string, seed?: Seed, making?: Making): Trouble | undefined
  /** A run from its log, wound to a tick. */
  watch(file: RunFile, from?: Tick): Trouble | undefined
  /** The moment that is watched, to be played on by hand. */
  branch(): void
  /** The level was saved anew: the same commands on it, to the tick where the run stood. */
  replayOn(levelId: string): void
}

export type Trouble = Extract<Opened, { kind: 'problem' }>

/** `best`: the best run that was kept of a level. */
export function openSeat(best: (levelId: string) => RunFile | undefined, library: Pick<Library, 'opened'>): Seat {
  let sitting: Sitting | undefined
  let screening: Screening | undefined
  let ghost: Reel | undefined

  const counts = () => sitting !== undefined && isOurs(sitting.run.course, library)
  const sit = (next: Sitting) => {
    sitting = next
    screening = undefined
    ghost = counts() ? ghostOf(next.run.course, best(next.run.level.id)) : undefined
  }
  const show = (next: Screening) => {
    sitting = screening = next
    ghost = undefined
  }
  const take = (opened: Opened, begin: (course: Course) => void): Trouble | undefined => {
    if (opened.kind === 'problem') return opened
    begin(opened.course)
    return undefined
  }
  return {
    get sitting() {
      return sitting
    },
    get screening() {
      return screening
    },
    get counts() {
      return counts()
    },
    get ghost() {
      return sitting && ghost?.to(sitting.run.world.tick)
    },
    play: (id, seed, making = {}) =>
      take(library.opened(id) ?? notHere(id), course =>
        sit(openSitting(madeInto(course, making), seed ?? course.level.seed)),
      ),
    watch: (file, from = 0) =>
      take(levelOf(file, library) ?? notHere(file.level.id), course => {
        const watched = openReplay(madeInto(course, file.level), file)
        if (from > 0) watched.intend({ do: 'seek', to: from })
        show(watched)
      }),
    branch() {
      if (screening) sit(screening.branch())
    },
    replayOn(id) {
      if (sitting?.run.level.id !== id || sitting.run.level.lab) return
      const [played, watched] = [sitting, screening]
      take(library.opened(id) ?? notHere(id), course =>
        watched ? show(watched.onto(course)) : sit(played.onto(course)),
      )
    },
  }
}

/** A level that came with the run was read with it. Undefined while it is not here. */
export const levelOf = ({ level: { id, whole } }: RunFile, library: Pick<Library, 'opened'>): Opened | undefined =>
  whole === undefined ? library.opened(id) : { kind: 'level', course: courseOf(whole as Level) }

/** Nobody should get here: a level is waited for before it is played. */
const notHere = (id: string): Opened => ({ kind: 'problem', key: 'problem.notCome', detail: id })

const isOurs = (course: Course, library: Pick<Library, 'opened'>) => {
  const ours = library.opened(course.level.id)
  return ours?.kind === 'level' && ours.course === course
}

/** A level that was made into something else is a course of its own. */
const madeInto = (course: Course, { lab, duel }: Making): Course =>
  lab || duel ? courseOf(madeOf(course.level, { lab, duel })) : course

/** Only a run of this very level, by this very engine, is a race. */
function ghostOf(course: Course, file: RunFile | undefined): Reel | undefined {
  if (!file || file.engine !== ENGINE || file.level.hash !== levelHash(course.level)) return undefined
  return openReel(course, file.seed, file.log)
}
