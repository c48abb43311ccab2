/**
 * From where the app stands to what the HUD is to show.
 */

import type { LevelCard, ScreenView, Settings } from '../hud/screen'
import type { Level } from '../level/level'
import type { Run } from '../rules/run'
import { type CampaignSnapshot, modeOf, placeOf } from '../session/campaign'
import type { DebriefView } from '../view/debrief-view'
import type { HindsightView, WorstView } from '../view/hindsight-view'
import type { ParkView } from '../view/park-view'
import type { CallView } from '../view/see-calls'
import { seeDebrief } from '../view/see-debrief'
import { seeGhost } from '../view/see-ghost'
import { seeScore } from '../view/see-impact'
import { asWatched, seePark } from '../view/see-park'
import { allLevels, openLevel } from './library'
import type { Seat } from './seat'

export interface Now {
  readonly snapshot: CampaignSnapshot
  readonly settings: Settings
  readonly seat: Seat
  readonly noPicture: boolean
  readonly hindsight: HindsightView | undefined
  readonly best: (level: string) => LevelCard['best']
  /** What time stands for in call-out mode. */
  readonly call: CallView | undefined
}

export function screenOf({ snapshot, settings, seat, noPicture, hindsight, best, call }: Now): ScreenView {
  const { sitting, screening } = seat
  const place = placeOf(snapshot)
  const level = sitting?.run.level ?? levelNamed(snapshot.context.levelId)
  const { problem } = snapshot.context
  if (problem) return { screen: 'problem', settings, problem }
  if (place === 'title' || !level)
    return { screen: 'title', settings, levels: allLevels().map(level => titled(level, best)) }
  if (place === 'briefing' || !sitting) return { screen: 'briefing', settings, level: cardOf(level) }
  if (place === 'debrief') {
    const { impacts, settled } = sitting.reckoning
    const score = settled ? seeScore(sitting.run, impacts) : undefined
    return { screen: 'debrief', settings, level: cardOf(level), debrief: debriefOf(sitting.run), score, hindsight }
  }
  const park = seePark(sitting.run, sitting.marks, { sight: settings, impacts: sitting.reckoning.impacts })
  const mode = modeOf(snapshot)
  const shown = { screen: 'run', settings, level: cardOf(level), mode, noPicture } as const
  if (place === 'replay') {
    const can = { plan: true, rewind: false }
    const watched = captioned(asWatched(park), snapshot.context.span ? hindsight?.worst : undefined)
    return { ...shown, park: watched, replay: true, theatre: screening?.theatre, can }
  }
  const ghost = settings.ghost ? seat.ghost : undefined
  return {
    ...shown,
    park,
    replay: false,
    call,
    ghost: ghost && seeGhost(ghost),
    // whoever plays on from a replay finds time standing, and must be able to let it run
    can: { plan: level.may.includes('PLAN') || mode === 'planning', rewind: level.may.includes('REWIND') },
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
