/** The page itself, before anything is played: it opens, is called by its name, is quiet, and stays at home. */

import { expect, test } from './quiet-page'

test.describe('The page', () => {
  test('opens under its name, with an icon, without an error and without asking anybody else', async ({ page }) => {
    await page.goto('./', { waitUntil: 'load' })
    await expect(page).toHaveTitle(/K8S or DIE/)
    await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /icon/)
  })

  test('lets every level be chosen with a pointer', async ({ page }) => {
    for (const name of ['Drop In', 'Respawn', 'Backpack', 'Spine Transfer']) {
      await page.goto('./', { waitUntil: 'load' })
      await page.getByRole('navigation', { name: 'Levels' }).getByRole('button', { name }).click()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    }
  })

  test('says that a missing file is missing', async ({ request }) => {
    for (const missing of ['nothing-here', 'assets/nothing-here.png', 'levels/nothing-here.json']) {
      expect((await request.get(missing)).status(), missing).toBe(404)
    }
  })
})
