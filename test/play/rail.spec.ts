/**
 * The rail in a real browser: a level with tenants' clusters is served in the place of
 * the first one. A rider is routed by key, and by finger.
 */

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { preparedText } from '../../src/level/prepared'
import { expect, test } from './quiet-page'
import { openStill, until } from './still'

/** Up to where the first rider is up. */
async function start(page: Page): Promise<void> {
  const level = { ...JSON.parse(readFileSync('test/levels/rail.json', 'utf8')), id: 'L01-drop-in' }
  await page.route(/L01-drop-in[^/]*\.json/, route =>
    route.fulfill({ body: preparedText(JSON.stringify(level), 'rail.json'), contentType: 'application/json' }),
  )
  const pressStart = page.getByRole('button', { name: 'Press start' })
  await openStill(page, './?speed=2', pressStart)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await until(page, page.getByRole('region', { name: 'NEXT', exact: true }).getByText('shop', { exact: true }))
}

const rail = (page: Page) => page.getByRole('group', { name: '50-50 RAIL' })
const rides = (page: Page) => rail(page).getByRole('button', { name: /^shop.*rides/ })

test.describe('The rail', () => {
  test.setTimeout(120_000)

  test('takes a rider by key, and its cluster can be marked by name', async ({ page }) => {
    await start(page)
    await page.keyboard.press('4')
    await until(page, rides(page))
    await rail(page)
      .getByRole('button', { name: /control plane of acme/ })
      .click()
    await page.clock.runFor(68)
    await expect(page.getByRole('group', { name: 'TARGET', exact: true })).toContainText('control plane acme')
  })

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true })

    test('takes a rider by a tap on a button that a finger finds', async ({ page }) => {
      await start(page)
      const button = rail(page).getByRole('button', { name: /50-50 RAIL/ })
      const reach = await button.evaluate(it => Number.parseFloat(getComputedStyle(it, '::after').height))
      expect(reach).toBeGreaterThanOrEqual(48)
      const strip = await button.boundingBox()
      await page.touchscreen.tap((strip?.x ?? 0) + 200, (strip?.y ?? 0) + 44) // well under the title: it is the whole lane
      await until(page, rides(page))
    })
  })
})
