/** The page itself, before anything is played: it opens, is called by its name, is quiet, and stays at home. */

import { LEVEL_IDS, spotOf } from '../../src/level/catalogue'
import { expect, test } from './quiet-page'

test.describe('The page', () => {
  test('opens under its name, with an icon, without an error and without asking anybody else', async ({ page }) => {
    await page.goto('./', { waitUntil: 'load' })
    await expect(page).toHaveTitle(/K8S or DIE/)
    await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /icon/)
  })

  test('has its name in a picture, which stands still for whoever wants that', async ({ page }) => {
    const picture = () => page.locator('.title .sky canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto('./', { waitUntil: 'load' })
    await expect(page.locator('.title[data-drawn]').getByRole('heading', { name: 'K8S or DIE' })).toBeVisible()
    const before = await picture()
    await page.waitForTimeout(700)
    expect(await picture()).toBe(before)
  })

  test('leads to the street, where every level can be chosen by whoever leads a room', async ({ page }) => {
    await page.goto('./?all', { waitUntil: 'load' })
    await page.getByRole('button', { name: 'The street' }).click()
    for (const id of LEVEL_IDS) {
      await page.getByRole('button', { name: new RegExp(`^${spotOf(id)} `) }).click()
      await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeFocused()
      await page.getByRole('button', { name: 'Back' }).click()
    }
  })

  test('sends for no level that is not wanted, and says so where one does not come', async ({ page }) => {
    const asked: string[] = []
    let down = true
    await page.route(/\/L\d\d-[^/]*\.json$/, route => {
      asked.push(/L\d\d/.exec(route.request().url())?.[0] ?? '')
      return down ? route.fulfill({ status: 204 }) : route.continue()
    })
    await page.goto('./', { waitUntil: 'load' })
    await page.getByRole('button', { name: 'Press start' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'did not come' })).toBeVisible()
    expect(new Set(asked)).toEqual(new Set(['L01']))
    down = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(page.getByRole('application')).toBeFocused()
    expect(new Set(asked)).toEqual(new Set(['L01', 'L02']))
  })

  test('has a shop where a cape costs everything and does nothing', async ({ page }) => {
    await page.goto('./', { waitUntil: 'load' })
    await page.getByRole('button', { name: 'The street' }).click()
    await page.getByRole('button', { name: /Auntie Cron/ }).click()
    await page.getByRole('button', { name: 'Pay everything' }).click()
    await page.getByRole('button', { name: 'Everything', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Take it off' })).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('button', { name: 'The street' }).click()
    await expect(page.getByRole('button', { name: /in a cape/ })).toBeVisible()
  })

  test('says that a missing file is missing', async ({ request }) => {
    for (const missing of ['nothing-here', 'assets/nothing-here.png', 'levels/nothing-here.json']) {
      expect((await request.get(missing)).status(), missing).toBe(404)
    }
  })
})
