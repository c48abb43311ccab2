/** The picture, drawn by as much of Phaser as the build takes. */

import type { Locator, Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { expect, test } from './quiet-page'
import { openStill } from './still'

const picture = (page: Page) => page.locator('canvas')

/** L06 before anybody is up, with time stopped, so that nothing in the park moves by itself. */
async function stopped(page: Page): Promise<void> {
  const pressStart = page.getByRole('button', { name: 'Start', exact: true })
  await openStill(page, './?all&level=L06-spine-transfer', pressStart)
  await page.keyboard.press('Enter')
  await expect(async () => {
    await page.clock.runFor(34)
    await expect(picture(page)).toBeVisible({ timeout: 1 })
  }).toPass()
  await page.keyboard.press('p')
  await page.clock.runFor(340)
}

const pixels = async (canvas: Locator) => PNG.sync.read(await canvas.screenshot()).data

function coloursIn(data: Buffer): number {
  const seen = new Set<number>()
  for (let i = 0; i < data.length; i += 4) seen.add(data.readUInt32BE(i))
  return seen.size
}

test.describe('The picture', () => {
  test('is drawn', async ({ page }) => {
    test.setTimeout(60_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await stopped(page)
    expect(coloursIn(await pixels(picture(page)))).toBeGreaterThan(12)
  })
})
