/**
 * What has been heard of a run so far, so that each happening and each settled command
 * sounds once.
 */

import { combosOf } from '../rules/combos'
import type { Impact } from '../rules/impact'
import type { Run } from '../rules/run'
import { ENDING_CUES } from '../view/cues'
import { type Heard, heardOf } from '../view/hearing'

/** Cluster seconds: what happened in the first frame of a run is heard. */
const MOMENT = 4

export interface Ears {
  /** `leaps`: how often it was wound so far; what a leap has passed is not heard. `impacts`: what is settled by now. */
  hear(run: Run, leaps?: number, impacts?: readonly Impact[]): void
}

/** `sounds`: plays it, and captions it. */
export function openEars(sounds: (heard: Heard) => void): Ears {
  let world: Run['world'] | undefined
  let told = 0
  let waiting: readonly number[] = []
  let given = 0
  let ended = false
  let wound = 0
  let verdicts = 0
  let combos = ''

  /** Another run, or the same one rewound: what lies more than a moment back is not news. */
  const turnTo = (run: Run, moment: number) => {
    world = run.world
    told = run.play.told.filter(({ tick }) => tick < run.world.tick - moment).length
    given = run.play.given.length
    waiting = []
    ended = false
    verdicts = -1
  }
  /** What an incident came to, and what became of a combo: not of those that were over when one came. */
  const hearImpact = (run: Run, impacts: readonly Impact[]) => {
    const now = combosOf(run, impacts).filter(({ state }) => state !== 'open')
    const fresh = verdicts >= 0
    if (fresh && impacts.length > verdicts) sounds({ cue: 'incidentClosed', lanes: [] })
    const last = now.at(-1)
    const key = last ? `${last.state} ${last.at}` : ''
    if (fresh && last && key !== combos) sounds({ cue: last.state === 'banked' ? 'bank' : 'comboLost', lanes: [] })
    verdicts = impacts.length
    combos = key
  }
  return {
    hear(run, leaps = 0, impacts = []) {
      if (run.world !== world || leaps !== wound) turnTo(run, leaps === wound ? MOMENT : 0)
      wound = leaps
      const fresh = run.play.given.slice(given).map(({ id }) => id)
      const looked = [...waiting, ...fresh].flatMap(id => run.play.given[id] ?? [])
      const settled = looked.filter(({ state }) => state !== 'waiting')
      hearImpact(run, impacts)
      for (const heard of heardOf(run, run.play.told.slice(told), settled)) sounds(heard)
      if (run.play.outcome !== 'running' && !ended) sounds({ cue: ENDING_CUES[run.play.outcome], lanes: [] })
      ended = run.play.outcome !== 'running'
      waiting = looked.filter(({ state }) => state === 'waiting').map(({ id }) => id)
      told = run.play.told.length
      given = run.play.given.length
    },
  }
}
