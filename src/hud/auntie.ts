/** Auntie Cron at her counter, and what hangs and stands about in the Root Shop. */

import type { TemplateResult } from 'lit-html'
import { TOOLS, type Tool } from '../model/toolbox'
import { scenery, sprite } from './sprite'

/** She, the till and her radio, under the neon. */
export const counter = (): TemplateResult =>
  scenery('counter', 98, 66, [
    sprite('shop/lamp', 62, 0),
    sprite('shop/neon', 2, 6),
    sprite('auntie/stands', 36, 22, 26),
    sprite('shop/till', 8, 36),
    sprite('auntie/boombox', 66, 39),
  ])

export const wallOfDecks = (): TemplateResult =>
  scenery(
    'wall',
    74,
    48,
    TOOLS.map((tool, i) => sprite(`deck/${tool}/hung`, i * 19, 2)),
  )

export const outside = (): TemplateResult => scenery('outside', 36, 30, sprite('shop/window'))

/** What everybody has stuck to the wall. */
export const stuck = (): TemplateResult =>
  scenery('stuck', 66, 34, [
    sprite('sticker/BOLT', 0, 6),
    sprite('sticker/GHOST', 14, 1),
    sprite('sticker/ANCHOR', 28, 9),
    sprite('sticker/BALLOON', 44, 3),
    sprite('sticker/LOCK', 9, 18),
    sprite('sticker/SHIP', 40, 21),
    sprite('sticker/CREW', 55, 16),
  ])

export const deckOf = (tool: Tool): TemplateResult => scenery('deck', 44, 16, sprite(`deck/${tool}`))

export const capeIcon = (): TemplateResult => scenery('cape-icon', 12, 11, sprite('shop/cape'))
