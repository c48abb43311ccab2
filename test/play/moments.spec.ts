/**
 * Ten moments as they are to look, to the pixel or nearly: the same run, the same second,
 * the page's clock standing still. A picture that has changed on purpose is made anew with
 * `npx playwright test moments --update-snapshots`, and looked at.
 */

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { diagnose } from '../../src/level/diagnose'
import type { Level } from '../../src/level/level'
import { scripted } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { logOf } from '../../src/rules/run'
import { playTo } from './by-plan'
import { expect, test } from './quiet-page'
import { openStill, until } from './still'

const DESK = { width: 1280, height: 720 }
const PHONE = { width: 390, height: 844 }

/** Letters are drawn a little otherwise from one font file to the next. */
const NEARLY = { maxDiffPixelRatio: 0.02 }

const start = (page: Page) => page.getByRole('button', { name: 'Start', exact: true })
const board = (page: Page) => page.locator('.canvas-host canvas')

/** A page's picture hangs once the sheet is loaded, which takes a time that is not the page's. */
const hung = (page: Page) => until(page, page.locator('.sky canvas'))

/** Without a thread, what is settled when hangs on the page's own clock alone. */
const withoutThread = () => Object.assign(globalThis, { Worker: undefined })

/** In a run, as its solution plays it, at a cluster second. */
const IN_RUNS = [
  { what: 'a rider has dropped into the bowl', level: 'L01-drop-in', at: 300, size: DESK },
  { what: 'two plates have fallen', level: 'L02-respawn', at: 900, size: DESK },
  { what: 'a backpack is carried', level: 'L03-backpack', at: 700, size: PHONE },
  { what: 'a database migrates', level: 'L06-spine-transfer', at: 560, size: DESK },
  { what: 'a hypervisor has died in a full park', level: 'C7-full-park', at: 1_730, size: DESK },
  { what: 'a storm is on', level: 'C6-storm-drain', at: 2_350, size: PHONE },
] as const

const ON_PAGES = [
  { what: 'the title', at: './', ready: 'Press start', size: DESK },
  { what: 'the title on a phone', at: './', ready: 'Press start', size: PHONE },
  { what: 'a briefing', at: './?all&level=C1-fifty-fifty-grind', ready: 'Start', size: DESK },
] as const

/** All that is on its way has come, a level's riders with it, and has been drawn. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.clock.runFor(500)
}

test.describe('It looks as it did:', () => {
  test.beforeEach(async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.addInitScript(withoutThread)
  })

  for (const { what, at, ready, size } of ON_PAGES) {
    test(what, async ({ page }) => {
      await page.setViewportSize(size)
      await openStill(page, at, page.getByRole('button', { name: ready, exact: true }))
      await hung(page)
      await settle(page)
      await expect(page).toHaveScreenshot(`${what}.png`, NEARLY)
    })
  }

  test('the street', async ({ page }) => {
    await page.setViewportSize(DESK)
    const street = page.getByRole('button', { name: 'The street', exact: true })
    await openStill(page, './', street)
    await street.click()
    await hung(page)
    await settle(page)
    await expect(page).toHaveScreenshot('the street.png', NEARLY)
  })

  for (const { what, level: id, at, size } of IN_RUNS) {
    test(what, async ({ page }) => {
      test.setTimeout(240_000)
      const level = diagnose(readFileSync(`levels/${id}.json`, 'utf8')).level as Level
      const log = logOf(playOut(courseOf(level), level.seed, scripted(level.solution)))
      await page.setViewportSize(size)
      await openStill(page, `./?all&level=${id}&speed=16`, start(page))
      await page.keyboard.press('Enter')
      await until(page, board(page))
      await playTo({ page, live: ms => page.clock.runFor(ms), pace: 16 * level.timeScale }, log, at)
      await page.keyboard.press('p')
      await settle(page)
      await expect(page).toHaveScreenshot(`${what}.png`, NEARLY)
    })
  }
})
