/**
 * A run that is watched: played from its log at any speed, wound to any moment, and
 * left at any moment to be played on by hand.
 *
 * Hands may mark, to look at things, and wind; the run they watch stays what it is,
 * and so does its file.
 */

import type { Course } from '../rules/course'
import { ENGINE, give, hash, type Run } from '../rules/run'
import { NO_MARKS } from '../view/aim'
import { NOTHING_CHOSEN } from '../view/see-duel'
import { seeMoments } from '../view/see-moments'
import type { Faith, MomentView, TheatreView } from '../view/theatre-view'
import type { Intent } from './intent'
import { nextSpeed } from './lab'
import { marksFor } from './meaning'
import { openPace } from './pace'
import { openReckoning } from './reckoning'
import { openReel, type Reel } from './reel'
import { levelHash, type RunFile } from './run-file'
import { openBranch, type Sitting } from './sitting'

export interface Screening extends Sitting {
  readonly theatre: TheatreView
  /** Looks a little further ahead, for what is marked on the scrubber; false if there is nothing more to see. */
  explore(): boolean
  /** The moment that is shown as a sitting of its own. */
  branch(): Sitting
  onto(course: Course): Screening
}

/** Some five milliseconds of work in a frame: 90 minutes are known in three quarters of a second. */
const TICKS_AHEAD = 120
const NORMAL = 100

export function openReplay(course: Course, file: RunFile): Screening {
  const until = course.level.lab ? file.end.tick : Infinity // a Lab goes on for ever
  const reel = openReel(course, file.seed, file.log, until)
  const pace = openPace()
  const moments = momentsOf(reel)
  const faith = faithOf(course, file)
  const sameEnd = endOf(file, reel)
  let marks = NO_MARKS
  let speedPercent = NORMAL
  let leaps = 0
  let reached: MomentView | undefined
  const reckoning = openReckoning(() => ({ run: reel.run, past: reel.checkpoints }))

  const wind = (to: number, at?: MomentView) => {
    reel.to(Math.max(0, to))
    pace.reset()
    leaps += 1
    reached = at
  }
  const wish = (intent: Intent) => {
    const { tick } = reel.run.world
    if (intent.do === 'seek') wind(intent.to)
    if (intent.do === 'finish') wind(Infinity)
    if (intent.do === 'step') wind(tick + intent.by * course.level.timeScale)
    if (intent.do === 'speed') speedPercent = intent.percent
    if (intent.do === 'slower') speedPercent = nextSpeed(speedPercent, -1)
    if (intent.do === 'faster') speedPercent = nextSpeed(speedPercent, 1)
    if (intent.do !== 'jump') return
    const at = nextMoment(moments(), tick, intent.by)
    wind(at?.tick ?? (intent.by < 0 ? 0 : tick), at)
  }

  return {
    get run() {
      return reel.run
    },
    get marks() {
      return marks
    },
    throwing: NOTHING_CHOSEN,
    get alpha() {
      return pace.alpha
    },
    get speedPercent() {
      return speedPercent
    },
    get theatre() {
      const end = reel.explored ? reel.ahead.world.tick : Math.min(course.level.lasts, until)
      return { end, moments: moments(), speedPercent, leaps, reached, faith, sameEnd: sameEnd() }
    },
    explore: () => reel.explore(TICKS_AHEAD),
    advance(elapsed, percent = NORMAL) {
      const told = reel.run.play.told.length
      const owed = pace.advance(elapsed, course.level.timeScale, (percent * speedPercent) / NORMAL)
      return owed > 0 ? reel.to(reel.run.world.tick + owed).play.told.slice(told) : []
    },
    intend(intent) {
      wish(intent)
      marks = marksFor(reel.run, marks, intent)
      return undefined
    },
    helpedBy() {},
    plan() {}, // watching is not playing: however often it stands, the run stays as it was played
    file: () => file,
    reckoning,
    branch: () => openBranch(moment(reel, file), reel.checkpoints, file),
    onto(other) {
      const again = openReplay(other, file)
      again.intend({ do: 'seek', to: reel.run.world.tick })
      return again
    },
  }
}

/** What was given in the last second of what a file holds is of that moment too: in the Lab one goes on from there. */
function moment(reel: Reel, { log, end }: RunFile): Run {
  const { tick } = reel.run.world
  const run = reel.fork(tick)
  if (tick === end.tick) for (const each of log) if (each.tick === tick) give(run, each.command)
  return run
}

/** Looked for again only when more of the run is known. */
function momentsOf({ ahead }: Reel): () => readonly MomentView[] {
  let upTo = -1
  let found: readonly MomentView[] = []
  return () => {
    if (ahead.world.tick !== upTo) found = seeMoments(ahead)
    upTo = ahead.world.tick
    return found
  }
}

function nextMoment(all: readonly MomentView[], now: number, by: 1 | -1): MomentView | undefined {
  if (by > 0) return all.find(({ tick }) => tick > now)
  const last = all.filter(({ tick }) => tick < now).at(-1)
  return all.find(({ tick }) => tick === last?.tick)
}

function faithOf({ level }: Course, file: RunFile): Faith {
  if (file.level.hash !== levelHash(level)) return 'level'
  return file.engine === ENGINE ? 'same' : 'engine'
}

/** Whether it stands at the end as its file says it stood; asked once, when so much of it is known. */
function endOf({ log, end }: RunFile, reel: Reel): () => boolean | undefined {
  let same: boolean | undefined
  return () => {
    if (same !== undefined || (reel.ahead.world.tick < end.tick && !reel.explored)) return same
    const run = reel.fork(end.tick)
    for (const { tick, command } of log) if (tick === end.tick) give(run, command) // what was given in its last second
    same = run.world.tick === end.tick && hash(run) === end.hash
    return same
  }
}
