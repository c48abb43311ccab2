/**
 * From where the app stands to what the HUD is to show.
 */

import type { LevelCard, ScreenView, Settings } from '../hud/screen'
import type { Level } from '../level/level'
import type { Run } from '../rules/run'
import { type CampaignSnapshot, modeOf, placeOf } from '../session/campaign'
import type { Sitting } from '../session/sitting'
import type { DebriefView } from '../view/debrief-view'
import type { HindsightView, WorstView } from '../view/hindsight-view'
import type { ParkView } from '../view/park-view'
import { seeDebrief } from '../view/see-debrief'
import { seePark } from '../view/see-park'
import { allLevels, openLevel } from './library'

export interface Now {
  readonly snapshot: CampaignSnapshot
  readonly settings: Settings
  readonly sitting: Sitting | undefined
  readonly noPicture: boolean
  readonly hindsight: HindsightView | undefined
  readonly best: (level: string) => LevelCard['best']
}

export function screenOf({ snapshot, settings, sitting, noPicture, hindsight, best }: Now): ScreenView {
  const place = placeOf(snapshot)
  const level = sitting?.run.level ?? levelNamed(snapshot.context.levelId)
  const { problem } = snapshot.context
  if (problem) return { screen: 'problem', settings, problem }
  if (place === 'title' || !level)
    return { screen: 'title', settings, levels: allLevels().map(level => titled(level, best)) }
  if (place === 'briefing' || !sitting) return { screen: 'briefing', settings, level: cardOf(level) }
  if (place === 'debrief') {
    return { screen: 'debrief', settings, level: cardOf(level), debrief: debriefOf(sitting.run), hindsight }
  }
  return {
    screen: 'run',
    settings,
    level: cardOf(level),
    park: captioned(
      seePark(sitting.run, sitting.marks),
      place === 'replay' && snapshot.context.span ? hindsight?.worst : undefined,
    ),
    mode: modeOf(snapshot),
    replay: place === 'replay',
    noPicture,
    can: { plan: level.may.includes('PLAN'), rewind: level.may.includes('REWIND') && place === 'run' },
  }
}

/** Seen once: an ended run does not change, however often its page is shown. */
function debriefOf(run: Run): DebriefView {
  const view = debriefs.get(run) ?? seeDebrief(run)
  debriefs.set(run, view)
  return view
}

const debriefs = new WeakMap<Run, DebriefView>()

/** While the worst moment is replayed the board says what to look at. */
const captioned = (park: ParkView, worst: WorstView | undefined): ParkView =>
  worst ? { ...park, hint: worst.caption } : park

export const cardOf = (level: Level): LevelCard => ({
  id: level.id,
  words: level.words.en ?? {},
  era: level.era,
  lasts: level.lasts,
  timeScale: level.timeScale,
})

function titled(level: Level, best: Now['best']): LevelCard {
  const record = best(level.id)
  return record ? { ...cardOf(level), best: record } : cardOf(level)
}

function levelNamed(id: string): Level | undefined {
  const opened = openLevel(id)
  return opened.kind === 'level' ? opened.course.level : undefined
}
