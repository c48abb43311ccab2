/**
 * Who sits at the board: the one sitting there is, and how it comes to be.
 */

import type { Tick } from '../model/units'
import type { Course } from '../rules/course'
import type { RunFile } from '../session/run-file'
import { openReplay, openSitting, type Sitting } from '../session/sitting'
import { type Opened, openLevel, readLevel } from './library'

export interface Seat {
  readonly sitting: Sitting | undefined
  /** A new run of a level, or why there can be none. */
  play(levelId: string): Trouble | undefined
  /** A run from its log, from a tick on. */
  watch(file: RunFile, from?: Tick): Trouble | undefined
  /** The level was saved anew: the same commands on it, to the tick where the run stood. */
  replayOn(levelId: string): void
}

export type Trouble = Extract<Opened, { kind: 'problem' }>

export function openSeat(): Seat {
  let sitting: Sitting | undefined
  const take = (opened: Opened, sit: (course: Course) => Sitting): Trouble | undefined => {
    if (opened.kind === 'problem') return opened
    sitting = sit(opened.course)
    return undefined
  }
  return {
    get sitting() {
      return sitting
    },
    play: id => take(openLevel(id), course => openSitting(course, course.level.seed)),
    watch: (file, from) => take(levelOf(file), course => openReplay(course, file, from)),
    replayOn(id) {
      const before = sitting
      if (before?.run.level.id === id) take(openLevel(id), course => before.onto(course))
    },
  }
}

/** A level that came with the run goes through the same checks as any other. */
const levelOf = ({ level: { id, whole } }: RunFile): Opened =>
  whole === undefined ? openLevel(id) : readLevel(JSON.stringify(whole), id)
