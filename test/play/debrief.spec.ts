/**
 * The debrief of a run in which nobody did anything: what would have changed it, the
 * other line by its names, cause and effect by keyboard, the worst moment again.
 */

import type { Page } from '@playwright/test'
import { expect, test } from './quiet-page'
import { openStill, until } from './still'

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

const TELLING = 'What would have changed it: Put till in a VM at 0:05. Still a WIPE-OUT, but 3.5 s later.'

test('A lost run is looked back at, by keyboard and by name', async ({ page }) => {
  test.setTimeout(60_000)
  const pressStart = page.getByRole('button', { name: 'Press start' })
  await openStill(page, './?speed=16', pressStart)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await until(page, page.getByRole('heading', { name: /wipe-out/i, level: 1 }))
  await expect(page.getByRole('button', { name: 'Again' })).toBeFocused()

  await test.step('what would have changed it is found without a key', async () => {
    await until(page, page.getByRole('status').filter({ hasText: TELLING }))
    await expect(page.getByRole('button', { name: 'Again' })).toBeFocused()
  })

  await test.step('the other line is chosen, and read by name', async () => {
    const other = region(page, 'The other line')
    await other
      .getByRole('combobox', { name: 'Change one decision' })
      .selectOption({ label: 'Play the level’s own solution' })
    await until(page, other.getByText('You would have LANDED, with 100 % of the error budget left.'))
    await expect(
      other.getByText('They part at 0:00: hello is ready. In your run, at that moment, hello waits for a lane.'),
    ).toBeVisible()
    await expect(other.getByRole('row', { name: /Requests lost [\d,]+ 0 −/ })).toBeVisible()
    await expect(
      other.getByRole('img', { name: /Your run: .+ then down to 0 % at 0:12\. The other line: 100 %/ }),
    ).toBeVisible()
  })

  const list = page.getByRole('listbox', { name: 'What led to what' })
  const now = list.getByRole('option', { selected: true })
  await test.step('cause and effect are walked', async () => {
    await list.focus()
    await expect(now).toHaveAccessibleName(/nothing answers for till [\d,]+ lost \(57 %\)/)
    await page.keyboard.press('ArrowRight')
    await expect(now).toContainText('half of the error budget is gone')
    await page.keyboard.press('End')
    await expect(now).toContainText('the error budget is gone')
    await expect(now).toHaveAccessibleDescription(/because .*nothing answers for till .*It began with the level: till/)
    await page.keyboard.press('Enter')
    await expect(now).toContainText('nothing answers for till')
    await page.keyboard.press('Home')
    await expect(now).toContainText('hello is coming')
    await expect(list).toBeFocused()
  })

  await test.step('a lost request leads to its moment', async () => {
    await region(page, 'Where the requests went')
      .getByRole('button', { name: 'hello and its users came' })
      .press('Enter')
    await expect(now).toContainText('nothing answers for hello')
  })

  await test.step('the worst moment is watched, and leads back here', async () => {
    await page.getByRole('button', { name: /^Watch these \d+ s$/ }).press('Enter')
    await expect(page.getByRole('application')).toBeVisible()
    await expect(page.getByText('Watch till: its users come, and it has no lane.').first()).toBeVisible()
    await until(page, page.getByRole('heading', { name: /wipe-out/i, level: 1 }))
    await expect(page.getByRole('status').filter({ hasText: TELLING })).toBeVisible()
  })
})
