/**
 * From where the app stands to what the HUD is to show.
 */

import type { LevelCard, PictureState, ScreenView, Settings } from '../hud/screen'
import { CHAPTERS, spotOf } from '../level/catalogue'
import { figuresOf, type RunFigures } from '../rules/figures'
import { budgetLeftPpm } from '../rules/meters'
import type { Run } from '../rules/run'
import { type CampaignSnapshot, modeOf, placeOf } from '../session/campaign'
import type { RunFile } from '../session/run-file'
import type { Sitting } from '../session/sitting'
import { nextAfter, streetOf } from '../session/street'
import { marked } from '../view/aim'
import type { DebriefView } from '../view/debrief-view'
import type { HindsightView, WorstView } from '../view/hindsight-view'
import type { ParkView } from '../view/park-view'
import type { CallView } from '../view/see-calls'
import { comersOf } from '../view/see-comers'
import { seeGhost } from '../view/see-ghost'
import { seeScore } from '../view/see-impact'
import { asWatched, seePark } from '../view/see-park'
import { cardOf, cardOfLevel, stickersOfAll } from './cards'
import type { Crowds } from './crowd'
import type { Second } from './halves'
import type { Help } from './help'
import type { Keeping } from './keeping'
import { doorNow } from './lab'
import type { Library } from './library'
import type { Seat } from './seat'
import { shopNow, streetNow } from './street'

export interface Now {
  readonly snapshot: CampaignSnapshot
  readonly settings: Settings
  readonly seat: Seat
  readonly picture: PictureState
  readonly hindsight: HindsightView | undefined
  readonly keeping: Pick<Keeping, 'reached' | 'points' | 'ownsCape'>
  readonly library: Pick<Library, 'entry' | 'opened' | 'share'>
  readonly crowds: Crowds
  readonly help: Help
  /** The half of the page that no first run needs, once it is here. */
  readonly second: Second | undefined
  /** The address asked for it. */
  readonly allOpen: boolean
  /** What time stands for in call-out mode. */
  readonly call: CallView | undefined
}

/** Their pages come with it. */
const NEEDS_SECOND: ReadonlySet<string | undefined> = new Set(['street', 'shop', 'lab', 'duel', 'debrief', 'replay'])

export function screenOf(now: Now): ScreenView {
  const { snapshot, settings, seat, picture, hindsight, keeping, library, crowds, call, second } = now
  const { sitting, screening } = seat
  const place = placeOf(snapshot)
  const { problem, levelId } = snapshot.context
  const listed = (id: string | undefined) => {
    const entry = id === undefined ? undefined : library.entry(id)
    return entry && cardOf(entry, keeping.reached(entry.id))
  }
  // the run that is over stays at the board until the next begins; a briefing is of the level that was chosen
  const chosen = listed(levelId)
  if (problem) return { screen: 'problem', settings, problem }
  if (!second && NEEDS_SECOND.has(place)) return { screen: 'coming', settings }
  if (place === 'shop') return { screen: 'shop', settings, shop: shopNow(keeping) }
  const allOpen = now.allOpen || settings.allOpen
  const street = () => streetNow({ listed, keeping, settings, allOpen, from: levelId })
  if (place === 'street') return { screen: 'street', settings, street: street() }
  const { lab, seed } = snapshot.context
  if (place === 'lab' || (place === 'loading' && lab))
    return { screen: 'lab', settings, door: doorNow({ library, levelId, seed, lab, loading: place === 'loading' }) }
  if (place === 'title' || !chosen) return { screen: 'title', settings, street: street() }
  if (place === 'duel') {
    const parks = CHAPTERS.flatMap(({ levels }) => levels.flatMap(id => listed(id) ?? [])).map(parkOf)
    return { screen: 'duel', settings, level: chosen, parks, rounds: [], round: 1 }
  }
  if (place === 'briefing' || place === 'loading' || !sitting) {
    const loading = place === 'loading' ? { loading: library.share(levelId) } : {}
    const here = library.opened(levelId)
    const known = here?.kind === 'level' ? here.course.level : undefined
    const bots = known ? crowds(known) : []
    return {
      screen: 'briefing',
      settings,
      level: known ? { ...chosen, stickers: stickersOfAll(known) } : chosen,
      riders: known ? comersOf(known) : [],
      place: second?.seePlace(keeping.reached(levelId).runs, bots),
      seed: snapshot.context.seed,
      ...loading,
    }
  }
  const { level } = sitting.run
  const card = cardOfLevel(level, keeping.reached(level.id))
  if (place === 'debrief' && level.duel) {
    const rounds = snapshot.context.duel?.rounds
    if (rounds) return { screen: 'duel', settings, level: card, rounds, round: rounds.length + 1 }
    return { screen: 'duel', settings, level: card, rounds: [{ kept: budgetLeftPpm(sitting.run) }] }
  }
  if (place === 'debrief' && second) {
    const { impacts, settled } = sitting.reckoning
    const score = settled ? seeScore(sitting.run, impacts) : undefined
    return {
      screen: 'debrief',
      settings,
      level: card,
      debrief: debriefOf(sitting.run, second),
      score,
      help: now.help.of(sitting),
      hindsight,
      next: listed(
        nextAfter(
          level.id,
          streetOf(id => keeping.reached(id).best !== undefined, allOpen),
        ),
      ),
      place: placeNow(sitting, keeping.reached(level.id).runs, crowds(level), second),
    }
  }
  const { run, marks, looks, reckoning } = sitting
  const park = seePark(run, marks, { sight: settings, impacts: reckoning.impacts, looks })
  const mode = modeOf(snapshot)
  const shown = {
    screen: 'run',
    settings,
    level: card,
    mode,
    picture,
    lab: second && labNow(sitting, second),
  } as const
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
    duel: level.duel && second?.seeDuel(sitting.run, sitting.throwing),
    // whoever plays on from a replay finds time standing, and must be able to let it run
    can: { plan: level.may.includes('PLAN') || mode === 'planning', rewind: level.may.includes('REWIND') },
  }
}

const parkOf = (card: LevelCard) => ({ id: card.id, spot: spotOf(card.id), name: nameIn(card) })

/** As it stands in its file. */
const nameIn = ({ id, words }: LevelCard) => words.name ?? id
function labNow({ run, marks, speedPercent }: Sitting, { seeLab }: Second) {
  const view = seeLab(run, marked(marks))
  return view && { view, speedPercent }
}

/** Seen once: an ended run does not change, however often its page is shown. */
function debriefOf(run: Run, { seeDebrief }: Second): DebriefView {
  const view = debriefs.get(run) ?? seeDebrief(run)
  debriefs.set(run, view)
  return view
}

const debriefs = new WeakMap<Run, DebriefView>()

/** A run that is watched again, or somebody else's, stands there too. */
function placeNow(
  { run, file }: Sitting,
  own: readonly RunFigures[],
  bots: readonly RunFigures[],
  { seePlace }: Second,
) {
  const figures = ended.get(run) ?? figuresOf(run, isPlanned(file()))
  ended.set(run, figures)
  return seePlace(own, bots, figures)
}

const ended = new WeakMap<Run, RunFigures>()
const isPlanned = ({ marks }: RunFile) => marks.planned || marks.rewound

/** While the worst moment is replayed the board says what to look at. */
const captioned = (park: ParkView, worst: WorstView | undefined): ParkView =>
  worst ? { ...park, hint: worst.caption } : park
