/** A browser that cannot draw the picture: the page says so in words and offers the same game as text. */

import { byKeyboard, landL01 } from './l01'
import { expect, test } from './quiet-page'

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--disable-3d-apis'] })
  },
})

test('Without WebGL the text board is played, and said to be', async ({ page }) => {
  test.setTimeout(90_000)
  await page.goto('./?speed=2')
  await page.getByRole('button', { name: 'Press start' }).click()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(page.getByText(/WebGL/).first()).toBeVisible()
  await page.getByRole('application').focus()
  await landL01(page, byKeyboard(page))
  await expect(page.getByRole('heading', { name: /landed/i, level: 1 })).toBeVisible({ timeout: 40_000 })
})
