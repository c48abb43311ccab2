/**
 * What is played: which tune, and which of its stems. It follows the run as it stands: how
 * long everybody has been served (FLOW comes of that), and what is left of the error
 * budget. Whoever looks away hears how it goes.
 */

import { isContest } from '../level/catalogue'
import type { Seconds } from '../model/units'
import type { Seen } from '../model/world'
import { budgetLeftPpm } from '../rules/meters'
import { NEVER } from '../rules/play'
import type { Run } from '../rules/run'

/** As in assets/sound/music.json. */
export const STEM_NAMES = ['drums', 'bass', 'riff', 'lead', 'panic'] as const
export type StemName = (typeof STEM_NAMES)[number]
export const TUNE_NAMES = ['street', 'coping', 'headliner', 'victory', 'wipeOut'] as const
export type TuneName = (typeof TUNE_NAMES)[number]

export interface Music {
  readonly tune: TuneName
  readonly stems: readonly StemName[]
}

/** Where nobody rides: all of it that there is. */
export const STREET_MUSIC: Music = { tune: 'street', stems: STEM_NAMES }

/** Cluster seconds in which everybody was served: two bars, and six. */
const CALM: Readonly<Record<'riff' | 'lead', Seconds>> = { riff: 100, lead: 300 }
const PANIC = 350_000 // ppm of the error budget

export function musicOf(run: Seen<Run>): Music {
  const { play } = run
  if (play.outcome !== 'running') return { tune: play.outcome === 'landed' ? 'victory' : 'wipeOut', stems: STEM_NAMES }
  return { tune: tuneFor(run), stems: STEM_NAMES.filter(stem => PLAYS[stem](run)) }
}

const tuneFor = ({ level }: Seen<Run>): TuneName =>
  isContest(level.id) || level.lab || level.duel ? 'headliner' : 'coping'

const PLAYS: Readonly<Record<StemName, (run: Seen<Run>) => boolean>> = {
  drums: () => true,
  bass: ({ play }) => play.riders.some(({ landedAt }) => landedAt !== NEVER),
  riff: run => calmFor(run) >= CALM.riff,
  lead: run => calmFor(run) >= CALM.lead,
  panic: run => budgetLeftPpm(run) < PANIC,
}

function calmFor({ play, world }: Seen<Run>): Seconds {
  const now = play.greens.at(-1)
  return now?.until === NEVER ? world.tick - now.from : 0
}
