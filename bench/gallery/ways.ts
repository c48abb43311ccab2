/**
 * Ways to a moment. A run is not played up to it: the link to the level's own solution
 * is opened in the theatre, wound there, and played on from that second, which takes a
 * breath where playing takes minutes without a graphics card. From then on nobody gives
 * a command but us.
 */

import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { diagnose } from '../../src/level/diagnose'
import type { Level } from '../../src/level/level'
import type { Tick } from '../../src/model/units'
import { scripted } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { linkOf } from '../../src/session/link'
import { runFileOf } from '../../src/session/run-file'
import { openStill } from '../../test/play/still'

export const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first()

/** Long enough for pictures and fonts to come, whose time is not the page's. */
const DRAWN = 500

export const live = (page: Page, ms: number) => page.clock.runFor(ms)

export async function toTitle(page: Page): Promise<void> {
  await page.goto('./')
  await expect(page.locator('.title[data-drawn]')).toBeVisible({ timeout: 60_000 })
}

export async function toStreet(page: Page): Promise<void> {
  await toTitle(page)
  await button(page, 'The street').click()
  await page.waitForTimeout(DRAWN)
}

export async function toBriefing(page: Page, id: string): Promise<void> {
  await page.goto(`./?all&level=${id}`)
  await expect(button(page, 'Start')).toBeVisible({ timeout: 60_000 })
  await page.waitForTimeout(DRAWN)
}

/** Its clock stands; so does the run. */
export async function toTheatre(page: Page, id: string, tick: Tick): Promise<void> {
  const scrubber = page.getByRole('slider')
  await openStill(page, `./?all${linkTo(id)}`, scrubber)
  await page.keyboard.press('Space')
  await expect(async () => {
    await scrubber.fill(String(tick))
    await live(page, 100) // it is looked into, and the picture may still be on its way
    await expect(scrubber).toHaveValue(String(tick), { timeout: 1 })
    await expect(page.locator('canvas')).toBeVisible({ timeout: 1 })
  }).toPass({ timeout: 60_000, intervals: [100] })
}

/** The run as it is played, and under way. */
export async function toMoment(page: Page, id: string, tick: Tick, ms = 300): Promise<void> {
  await toTheatre(page, id, tick)
  await button(page, 'Play from here').press('Enter')
  await expect(page.getByRole('application')).toBeFocused()
  await live(page, 34)
  await page.locator('.toast').evaluate(it => it.getAnimations().at(0)?.finish()) // it is of the theatre
  await page.keyboard.press('KeyP')
  await live(page, ms)
}

function linkTo(id: string): string {
  const level = levelOf(id)
  const run = playOut(courseOf(level), level.seed, scripted(level.solution))
  return linkOf(runFileOf(run, { planned: false, rewound: false }))
}

export const levelOf = (id: string): Level =>
  diagnose(readFileSync(new URL(`../../levels/${id}.json`, import.meta.url), 'utf8')).level as Level
