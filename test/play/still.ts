/**
 * A page whose clock stands still unless we let it live on, so that a slow machine
 * sees every moment a quick one does: nothing happens between looking and pressing.
 */

import { expect, type Locator, type Page } from '@playwright/test'

const STEP = 34 // two frames of sixty a second, in milliseconds
const AHEAD = 2_000 // the clock cannot be stopped in the past, and a slow machine takes a while to be told

/** Opens the page and stops its clock as soon as `ready` can be seen. */
export async function openStill(page: Page, address: string, ready: Locator): Promise<void> {
  await page.clock.install()
  await page.goto(address)
  await expect(ready).toBeVisible()
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + AHEAD)
}

/** Lets the page live until `seen` can be seen, for at most so many of its own milliseconds. */
export async function until(page: Page, seen: Locator, most = 60_000): Promise<void> {
  for (let lived = 0; lived < most && !(await seen.first().isVisible()); lived += STEP) await page.clock.runFor(STEP)
  await expect(seen.first(), `within ${most} ms of the page's own time`).toBeVisible({ timeout: 1 })
}
