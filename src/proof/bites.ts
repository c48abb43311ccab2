/**
 * What a report must say of a contest, or its trade-offs do not bite: who knows nothing
 * never gets a medal, who is slow does, making trouble does not pay, no lane alone is
 * enough, and nearly every seed can be landed.
 */

import type { Level } from '../level/level'
import { PPM, type Ppm } from '../model/units'
import type { BotReport, LevelReport } from './report'

/** Never get so much as bronze. */
export const KNOW_NOTHING: readonly string[] = ['idle', 'sticker', 'random']
const MOST_LANDED: Ppm = 950_000

/** Each a sentence; none if all is as it should be. A bot that did not play is not complained of. */
export function complaintsOf({ bots }: LevelReport, level: Level): readonly string[] {
  const named = (name: string) => bots.find(({ bot }) => bot === name)
  const [oracle, greedy, arsonist, late] = ['oracle', 'greedy', 'arsonist', 'late'].map(named)
  return [
    ...bots
      .filter(knowsNothing)
      .filter(hasMedal)
      .map(({ bot }) => `${bot} gets a medal`),
    ...(late && canBeWon(bots) && late.medals.none > PPM / 2 ? ['late gets no medal'] : []),
    ...(arsonist && greedy && arsonist.medianScore > greedy.medianScore ? ['arsonist beats greedy'] : []),
    ...bots.filter(each => mayNotShine(each, level)).map(({ bot }) => `${bot} gets gold`),
    ...(oracle && oracle.landedPpm < MOST_LANDED ? ['the oracle does not land 95 % of seeds'] : []),
  ]
}

const knowsNothing = ({ bot }: BotReport) => KNOW_NOTHING.includes(bot) || bot.startsWith('spam:')
const hasMedal = ({ medals }: BotReport) => medals.none < PPM

/** A level without medals gives none to its own solution either. */
const canBeWon = (bots: readonly BotReport[]) => bots.some(each => each.bot === 'solution' && hasMedal(each))

/** Where the best run uses no Kubernetes, doing without it may be gold. */
function mayNotShine({ bot, medals }: BotReport, { solution }: Level): boolean {
  if (!bot.startsWith('all:') || medals.gold === 0) return false
  const usesBowl = solution.some(({ command }) => 'lane' in command && command.lane === 'bowl')
  return usesBowl || bot === 'all:k8s'
}
