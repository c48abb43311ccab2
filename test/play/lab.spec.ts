/** The Lab: from the street into a park, something is struck there, and its link brings it back. */

import type { Page } from '@playwright/test'
import { expect, test } from './quiet-page'

async function intoLab(page: Page) {
  await page.goto('./', { waitUntil: 'load' })
  await page.getByRole('button', { name: 'The street' }).click()
  await page.getByRole('button', { name: /^The Lab/ }).click()
  await page.getByRole('combobox', { name: 'Park' }).selectOption('L02-respawn')
  await page.getByRole('button', { name: 'Open the Lab' }).click()
  await expect(page.getByRole('application')).toBeFocused()
}

test.describe('The Lab', () => {
  test('strikes what is chosen, says why, mends it, and is a link', async ({ page }) => {
    await intoLab(page)
    const lab = page.getByRole('complementary', { name: 'The Lab' })
    await page.keyboard.press('p') // from here on time goes by the buttons alone
    await lab.getByText('Riders', { exact: true }).click()
    await lab.getByRole('button', { name: /^cart/ }).first().click()
    await lab.getByRole('button', { name: /^Place/ }).click()
    for (let i = 0; i < 5; i += 1) await lab.getByRole('button', { name: /On by 30/ }).click()
    await lab.getByRole('combobox', { name: 'What' }).selectOption('node/b1')
    await lab.getByRole('button', { name: 'Goes down' }).click()
    await expect(lab.getByText('b1 went down')).toBeVisible()
    await lab.getByRole('button', { name: 'Mend' }).click()
    await expect(lab.getByRole('button', { name: 'Mend' })).toHaveCount(0)
    await page.evaluate(() => {
      Object.assign(navigator.clipboard, {
        writeText: async (text: string) => void Object.assign(window, { copied: text }),
      })
    })
    await lab.getByRole('button', { name: 'Copy link' }).click()
    const link = await page.waitForFunction(() => (window as { copied?: string }).copied)
    await page.goto('about:blank')
    await page.goto((await link.jsonValue()) as string, { waitUntil: 'load' })
    await expect(page.getByRole('slider')).toBeVisible()
    await page.getByRole('button', { name: 'Play from here' }).click()
    await expect(page.getByRole('complementary', { name: 'The Lab' })).toBeVisible()
  })
})
