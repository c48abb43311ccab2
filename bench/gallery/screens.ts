/** Every screen, in the order in which one comes to them. */

import type { Page } from '@playwright/test'
import { openStill, until } from '../../test/play/still'
import type { Shot } from './shot'
import { button, live, toBriefing, toMoment, toStreet, toTheatre, toTitle } from './ways'

const heading = (page: Page, name: RegExp) => page.getByRole('heading', { name, level: 1 })

/** From a button on the street. */
const behind = (door: RegExp) => async (page: Page) => {
  await toStreet(page)
  await button(page, door).click()
  await page.waitForTimeout(300)
}

/** A long page, and what is below its fold. */
async function byDoingNothing(page: Page): Promise<void> {
  await openStill(page, './?all&level=L01-drop-in&speed=16', button(page, 'Start'))
  await page.keyboard.press('Enter')
  await until(page, heading(page, /wipe-out/i))
  await live(page, 500)
}

const LAST = 1_135 // L01 has landed at 1,140

export const SCREENS: readonly Shot[] = [
  { id: 'title', caption: 'Title', come: toTitle },
  { id: 'street', caption: 'The street, half of it landed', come: toStreet },
  { id: 'briefing', caption: 'Briefing of L01', still: true, come: page => toBriefing(page, 'L01-drop-in') },
  { id: 'contest', caption: 'Briefing of C7', still: true, come: page => toBriefing(page, 'C7-full-park') },
  { id: 'l01', caption: 'L01: three lanes ride', come: page => toMoment(page, 'L01-drop-in', 975) },
  { id: 'l02', caption: 'L02: a plate has fallen', come: page => toMoment(page, 'L02-respawn', 692, 500) },
  { id: 'l03', caption: 'L03: a backpack is on its way', come: page => toMoment(page, 'L03-backpack', 345) },
  { id: 'l06', caption: 'L06: a live migration', come: page => toMoment(page, 'L06-spine-transfer', 350) },
  { id: 'c1', caption: 'C1: the rail', come: page => toMoment(page, 'C1-fifty-fifty-grind', 2_400) },
  { id: 'c7', caption: 'C7: the park is full', come: page => toMoment(page, 'C7-full-park', 3_300) },
  { id: 'end', caption: 'L01 has landed: the last look', come: page => toMoment(page, 'L01-drop-in', LAST, 700) },
  {
    id: 'landed',
    caption: 'Debrief of L01, landed',
    still: true,
    async come(page) {
      await toMoment(page, 'L01-drop-in', LAST)
      await until(page, heading(page, /landed/i))
      await live(page, 500)
    },
  },
  { id: 'wipe-out', caption: 'Debrief of L01, nothing done', still: true, come: byDoingNothing },
  {
    id: 'settings',
    caption: 'Settings',
    still: true,
    async come(page) {
      await toTitle(page)
      await button(page, 'Settings').click()
      await page.waitForTimeout(300)
    },
  },
  {
    id: 'menu',
    caption: 'Menu of a run',
    async come(page) {
      await toMoment(page, 'L02-respawn', 460)
      await page.keyboard.press('Escape')
      await live(page, 300)
    },
  },
  { id: 'shop', caption: 'The Root Shop', still: true, come: behind(/Auntie Cron/) },
  { id: 'lab-door', caption: 'The door of the Lab', still: true, come: behind(/^The Lab/) },
  {
    id: 'lab',
    caption: 'The Lab',
    async come(page) {
      await behind(/^The Lab/)(page)
      await page.getByRole('combobox', { name: 'Park' }).selectOption('L02-respawn')
      await button(page, 'Open the Lab').click()
      await page.locator('canvas').waitFor()
      await page.waitForTimeout(2_000)
    },
  },
  { id: 'duel-door', caption: 'Before a duel', still: true, come: behind(/Chaos duel/) },
  {
    id: 'duel',
    caption: 'A duel',
    async come(page) {
      await behind(/Chaos duel/)(page)
      await page.getByRole('combobox', { name: 'The park' }).selectOption({ label: 'L02 Respawn' })
      await button(page, 'Start').click()
      await page.locator('canvas').waitFor()
      await page.waitForTimeout(2_000)
    },
  },
  { id: 'theatre', caption: 'The theatre', come: page => toTheatre(page, 'L02-respawn', 700) },
  {
    id: 'problem',
    caption: 'A link that leads nowhere',
    still: true,
    async come(page) {
      await page.goto('./?level=nowhere')
      await page.locator('main.problem').waitFor()
    },
  },
]
