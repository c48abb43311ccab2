/** What the pages show of a level: what it says of itself, and what was reached on it. */

import type { LevelCard } from '../hud/screen'
import { PAGER } from '../level/catalogue'
import { wordsOf } from '../level/condition-words'
import { entryOf, type LevelEntry } from '../level/entry'
import type { Condition } from '../level/guards'
import type { Level } from '../level/level'
import { STICKERS, type Sticker } from '../model/workload'
import { lanesOf } from '../rules/lanes'
import { told } from '../view/phrase'
import { comersOf } from '../view/see-comers'
import type { Reached } from './keeping'

export const cardOf = ({ id, words, era, lasts, timeScale, ...entry }: LevelEntry, reached: Reached): LevelCard => ({
  id,
  words,
  era,
  lasts,
  timeScale,
  lanes: lanesOf({ tenants: entry.tenants }),
  medals: entry.medals,
  ...(entry.gold && { gold: entry.gold }),
  ...(reached.best && { best: reached.best }),
  goals: entry.goals
    .map(({ id, that }) => ({ id, text: told(wordsOf(that as Condition)), kept: reached.goals.includes(id) }))
    .filter(({ id, kept }) => kept || id !== PAGER)
    .map(({ text, kept }) => ({ text, kept })),
  letters: { got: reached.letters.length, of: entry.letters },
  ...(entry.goals.some(({ id }) => id === PAGER) && { pager: reached.goals.includes(PAGER) }),
})

/** With all of its words. */
export const cardOfLevel = (level: Level, reached: Reached): LevelCard => ({
  ...cardOf(entryOf(level), reached),
  words: level.words.en ?? {},
  stickers: stickersOfAll(level),
})

/** In the order in which they are told apart. A card is made for every frame, and a level never changes. */
export function stickersOfAll(level: Level): readonly Sticker[] {
  const found = WORN.get(level) ?? wornIn(level)
  WORN.set(level, found)
  return found
}

const WORN = new WeakMap<Level, readonly Sticker[]>()

function wornIn(level: Level): readonly Sticker[] {
  const worn = new Set(comersOf(level).flatMap(({ stickers }) => stickers))
  return STICKERS.filter(sticker => worn.has(sticker))
}
