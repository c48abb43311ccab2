/**
 * A duel at one keyboard: from the street into the first round, a card chosen, aimed and
 * thrown, the swap, the second round, the result. Nobody operates, so it is a draw.
 */

import { expect, test } from './quiet-page'
import { openStill, until } from './still'

test('A duel is played to its end by keyboard', async ({ page }) => {
  test.setTimeout(120_000)
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 })
  const press = (name: string) => page.getByRole('button', { name }).first().press('Enter')
  const thrower = page.getByRole('region', { name: 'Who throws' })
  await openStill(page, './?speed=8', page.getByRole('button', { name: 'Press start' }))
  await press('The street')
  await press('Chaos duel')
  await expect(page.getByRole('button', { name: 'Start' })).toBeFocused()
  await page.getByRole('combobox', { name: 'The park' }).selectOption({ label: 'L02 Respawn' })
  await press('Start')

  await test.step('a card is thrown, and seen coming', async () => {
    await expect(page.getByRole('application')).toBeFocused()
    await until(page, thrower.getByText('READY'))
    for (const key of ['6', '6', '7', '7', '8', '8', '9', '9']) await page.keyboard.press(key)
    await until(page, thrower.getByText(/^in \d+ s$/))
    await expect(page.getByRole('region', { name: 'Incoming' }).getByText(/ will /)).toBeVisible()
  })

  await test.step('they swap, and nobody has won', async () => {
    await until(page, heading('Swap!'))
    await press('Start')
    await until(page, heading('A draw'))
    await expect(page.getByText(/(ONE|TWO) operated, and kept 0 %/)).toHaveCount(2)
    await expect(page.getByRole('button', { name: 'Another duel' })).toBeFocused()
  })
})
