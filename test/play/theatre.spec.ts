/**
 * The theatre in a real browser, by keyboard and by accessible names: a bit of L01 is
 * played, watched again, wound, and played on by hand from the middle; and what does
 * not open costs nobody the run under way. On the text board, which is drawn at once.
 */

import type { Page } from '@playwright/test'
import { byKeyboard } from './l01'
import { expect, test } from './quiet-page'
import { openStill, until } from './still'

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--disable-3d-apis'] })
  },
})

const live = (page: Page, milliseconds = 68) => page.clock.runFor(milliseconds)
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
  await live(page)
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Time' })
const standsAt = (page: Page, time: RegExp) => expect(scrubber(page)).toHaveAttribute('aria-valuetext', time)

test.describe('The theatre', () => {
  test.setTimeout(90_000)

  test('winds a run by keyboard, and lets it be played on from the middle', async ({ page }) => {
    await openStill(page, './?speed=16', button(page, 'Press start'))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await until(page, page.getByRole('region', { name: 'NEXT', exact: true }).getByText('hello', { exact: true }))
    await byKeyboard(page).route('bowl')
    await until(page, page.getByRole('heading', { name: /wipe-out/i, level: 1 }))

    await button(page, 'Replay').focus()
    await press(page, 'Enter')
    await expect(button(page, 'Pause')).toBeFocused()
    await press(page, 'Space')
    await expect(button(page, 'Play')).toBeFocused()

    await live(page, 1_000) // it is looked into to its end
    await scrubber(page).focus()
    await press(page, 'End')
    await standsAt(page, /^(\d:\d\d) of \1.*bail/)
    await expect(button(page, 'Play from here')).toBeDisabled()
    await press(page, 'Home')
    await standsAt(page, /^0:00 of/)
    await press(page, 'PageUp', 'ArrowRight', 'ArrowRight', 'ArrowLeft')
    await standsAt(page, /^0:11 of/)
    await press(page, 'Comma')
    await live(page, 1_600) // the announcer takes a rest between two sayings
    await expect(page.getByRole('status')).toContainText(/0:\d\d, /)

    await press(page, 'Home', 'ArrowRight', 'ArrowRight', 'b')
    await expect(page.getByRole('application')).toBeFocused()
    await expect(page.getByRole('region', { name: 'Clock' })).toContainText('Time stands')
    await expect(scrubber(page)).toBeHidden()
    await press(page, 'KeyP')
    await until(page, page.getByRole('heading', { name: /wipe-out/i, level: 1 }))
  })

  test('opens files, says what is wrong with those that are none, and never loses the run under way', async ({
    page,
  }) => {
    await openStill(page, './?speed=16', button(page, 'Press start'))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await until(page, page.getByRole('region', { name: 'NEXT', exact: true }).getByText('hello', { exact: true }))
    await press(page, 'Escape')
    const give = (text: string) =>
      page
        .getByLabel('Open a run')
        .setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(text) })

    await give('not a run')
    await expect(page.getByRole('dialog', { name: 'That did not open' })).toContainText('holds no run')
    await page.keyboard.press('Enter')
    await give(JSON.stringify(RUN))
    await expect(page.getByRole('dialog', { name: 'Watch that run?' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Time stands' })).toBeVisible()

    await give(JSON.stringify(RUN))
    await button(page, 'Watch it').click()
    await live(page, 1_000)
    await expect(page.getByRole('note').filter({ hasText: 'The level has changed' })).toBeVisible()
    await press(page, 'KeyP')
    await standsAt(page, /^0:\d\d of/)
  })
})

const RUN = {
  format: 1,
  level: { id: 'L01-drop-in', hash: '0123456789abcdef' },
  seed: 7,
  log: [{ tick: 30, command: { verb: 'ROUTE', target: 'rider/hello', lane: 'bowl' } }],
  marks: { planned: false, rewound: false },
  engine: 1,
  end: { tick: 40, hash: '0123456789abcdef' },
}
