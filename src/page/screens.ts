/**
 * From where the app stands to what the HUD is to show.
 */

import type { LevelCard, ScreenView, Settings } from '../hud/screen'
import type { Level } from '../level/level'
import { type CampaignSnapshot, modeOf, placeOf } from '../session/campaign'
import type { Sitting } from '../session/sitting'
import { seeDebrief } from '../view/see-debrief'
import { seePark } from '../view/see-park'
import { allLevels, openLevel } from './library'

export interface Now {
  readonly snapshot: CampaignSnapshot
  readonly settings: Settings
  readonly sitting: Sitting | undefined
  readonly noPicture: boolean
  readonly best: (level: string) => LevelCard['best']
}

export function screenOf({ snapshot, settings, sitting, noPicture, best }: Now): ScreenView {
  const place = placeOf(snapshot)
  const level = sitting?.run.level ?? levelNamed(snapshot.context.levelId)
  const { problem } = snapshot.context
  if (problem) return { screen: 'problem', settings, problem }
  if (place === 'title' || !level)
    return { screen: 'title', settings, levels: allLevels().map(level => titled(level, best)) }
  if (place === 'briefing' || !sitting) return { screen: 'briefing', settings, level: cardOf(level) }
  if (place === 'debrief') {
    return { screen: 'debrief', settings, level: cardOf(level), debrief: seeDebrief(sitting.run) }
  }
  return {
    screen: 'run',
    settings,
    level: cardOf(level),
    park: seePark(sitting.run, sitting.marks),
    mode: modeOf(snapshot),
    replay: place === 'replay',
    noPicture,
    can: { plan: level.may.includes('PLAN'), rewind: level.may.includes('REWIND') && place === 'run' },
  }
}

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
