/**
 * The rail in a real browser: a level with tenants' clusters, opened by a run that has
 * it with it, and played on from its beginning. A rider is routed by key, and by finger.
 */

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { diagnose } from '../../src/level/diagnose'
import type { Level } from '../../src/level/level'
import { courseOf } from '../../src/rules/course'
import { openRun, tick } from '../../src/rules/run'
import { linkOf } from '../../src/session/link'
import { runFileOf } from '../../src/session/run-file'
import { expect, test } from './quiet-page'
import { openStill, until } from './still'

const SECOND = 30 // cluster seconds

function link(): string {
  const run = openRun(courseOf(diagnose(readFileSync('test/levels/rail.json', 'utf8')).level as Level))
  for (let at = 0; at < SECOND; at += 1) tick(run)
  return linkOf(runFileOf(run, { planned: false, rewound: false }, true))
}

/** The run stands at its end, and is played on. */
async function playOn(page: Page): Promise<void> {
  const on = page.getByRole('button', { name: 'Play from here' })
  await openStill(page, `./${link()}`, page.getByRole('application'))
  await page.clock.runFor(500)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.clock.runFor(68)
  await on.click()
  await page.clock.runFor(68)
  await page.getByRole('application').focus()
  await page.keyboard.press('KeyP')
}

const rail = (page: Page) => page.getByRole('group', { name: '50-50 RAIL' })
const rides = (page: Page) => rail(page).getByRole('button', { name: /^shop.*rides/ })

test.describe('The rail', () => {
  test.setTimeout(120_000)

  test('takes a rider by key, and its cluster can be marked by name', async ({ page }) => {
    await playOn(page)
    await until(page, page.getByRole('region', { name: 'NEXT', exact: true }).getByText('shop', { exact: true }))
    await page.keyboard.press('4')
    await until(page, rides(page))
    await rail(page)
      .getByRole('button', { name: /^control plane of acme/ })
      .click()
    await page.clock.runFor(68)
    await expect(page.getByRole('group', { name: 'TARGET', exact: true })).toContainText('control plane acme')
  })

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true })

    test('takes a rider by a tap on a button that a finger finds', async ({ page }) => {
      await playOn(page)
      await until(page, page.getByRole('region', { name: 'NEXT', exact: true }).getByText('shop', { exact: true }))
      const button = rail(page).getByRole('button', { name: /^50-50 RAIL/ })
      const reach = await button.evaluate(it => Number.parseFloat(getComputedStyle(it, '::after').height))
      expect(reach).toBeGreaterThanOrEqual(48)
      await button.tap({ position: { x: 200, y: 40 } })
      await until(page, rides(page))
    })
  })
})
