/**
 * What has been heard of a run so far, so that each happening and each settled command
 * sounds once.
 */

import type { Run } from '../rules/run'
import type { Speaker } from '../sound/speaker'
import { cuesOf, ENDING_CUES } from '../view/cues'

/** Cluster seconds: what happened in the first frame of a run is heard. */
const MOMENT = 4

export interface Ears {
  hear(run: Run): void
}

export function openEars(speaker: Speaker): Ears {
  let world: Run['world'] | undefined
  let told = 0
  let waiting: readonly number[] = []
  let given = 0
  let ended = false

  /** Another run, or the same one rewound: what lies more than a moment back is not news. */
  const turnTo = (run: Run) => {
    world = run.world
    told = run.play.told.filter(({ tick }) => tick < run.world.tick - MOMENT).length
    given = run.play.given.length
    waiting = []
    ended = false
  }
  return {
    hear(run) {
      if (run.world !== world) turnTo(run)
      const fresh = run.play.given.slice(given).map(({ id }) => id)
      const looked = [...waiting, ...fresh].flatMap(id => run.play.given[id] ?? [])
      const settled = looked.filter(({ state }) => state !== 'waiting')
      for (const cue of cuesOf(run.play.told.slice(told), settled)) speaker.play(cue)
      if (run.play.outcome !== 'running' && !ended) speaker.play(ENDING_CUES[run.play.outcome])
      ended = run.play.outcome !== 'running'
      waiting = looked.filter(({ state }) => state === 'waiting').map(({ id }) => id)
      told = run.play.told.length
      given = run.play.given.length
    },
  }
}
