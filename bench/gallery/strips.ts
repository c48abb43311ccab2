/** Every animation, as a strip: each picture so many milliseconds of the page's after the one before it. */

import type { Page } from '@playwright/test'
import { openStill } from '../../test/play/still'
import type { Strip } from './shot'
import { button, live, toBriefing, toMoment } from './ways'

/** What CSS and the Web Animations move has a clock of its own, which the page's does not stop. */
async function wipeOn(page: Page): Promise<void> {
  await toBriefing(page, 'L01-drop-in')
  await button(page, /Back/).evaluate((it: HTMLElement) => {
    it.click()
    for (const each of document.getAnimations()) each.pause()
  })
}

const wind = (page: Page, ms: number) =>
  page.evaluate(by => {
    for (const each of document.getAnimations()) each.currentTime = Number(each.currentTime ?? 0) + by
  }, ms)

/** A key as the next picture's cause. */
const pressed = async (page: Page, key: string, [id, tick]: readonly [string, number], after = 100) => {
  await toMoment(page, id, tick, after)
  await page.keyboard.press(key)
  await live(page, 34)
}

export const STRIPS: readonly Strip[] = [
  {
    id: 'half-pipe',
    caption: 'The half pipe of the title',
    step: 100,
    come: page => openStill(page, './', page.locator('.title[data-drawn]')),
  },
  { id: 'wipe', caption: 'From the briefing back to the street', step: 20, still: true, come: wipeOn, pass: wind },
  {
    id: 'drop-in',
    caption: 'L01: routed into the bowl',
    step: 60,
    come: page => pressed(page, 'Digit1', ['L01-drop-in', 480]),
  },
  {
    id: 'land-bowl',
    caption: 'L01: it lands by itself',
    step: 80,
    come: page => toMoment(page, 'L01-drop-in', 490, 100),
  },
  {
    id: 'land-boxes',
    caption: 'L01: LAND in the boxes',
    step: 80,
    come: page => pressed(page, 'Space', ['L01-drop-in', 231], 400),
  },
  { id: 'slam', caption: 'L02: a plate falls', step: 100, come: page => toMoment(page, 'L02-respawn', 684, 100) },
  {
    id: 'scale',
    caption: 'L02: SCALE, one pod more',
    step: 100,
    come: page => pressed(page, 'ArrowUp', ['L02-respawn', 500]),
  },
  {
    id: 'migrate',
    caption: 'L06: MOVE in the boxes',
    step: 100,
    come: page => toMoment(page, 'L06-spine-transfer', 346, 100),
  },
]
