/**
 * L06 in a real browser, by three pairs of hands: a host is left before its power goes,
 * a budget refuses until there is one more, a dead node is vouched for.
 */

import { byGamepad, byKeyboard, byTouch, landL06, padInit, pressPad } from './l06'
import { expect, test } from './quiet-page'
import { openStill, until } from './still'

const ADDRESS = './?level=L06-spine-transfer&speed=8'

test.describe('L06 Spine Transfer is landed', () => {
  test.setTimeout(240_000)

  test('by keyboard, and its other line is read', async ({ page }) => {
    await openStill(page, ADDRESS, page.getByRole('button', { name: 'Start', exact: true }))
    await page.keyboard.press('Enter')
    await landL06(page, byKeyboard(page))
    await until(page, page.getByRole('heading', { name: /landed/i, level: 1 }))
    await expect(page.getByRole('region', { name: 'The other line' })).toBeVisible()
    const choices = page.getByRole('combobox', { name: 'Change one decision' })
    await until(page, choices) // it is thought about when nothing else is to be done
    await choices.selectOption({ index: 1 })
    await until(page, page.getByText(/They part at|Nothing would have changed|could not be done/).first())
  })

  test('by gamepad', async ({ page }) => {
    await page.addInitScript(padInit)
    await openStill(page, ADDRESS, page.getByRole('button', { name: 'Start', exact: true }))
    await pressPad(page, 0)
    await landL06(page, byGamepad(page))
    await until(page, page.getByRole('heading', { name: /landed/i, level: 1 }))
  })

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true })

    test('by touch', async ({ page }) => {
      await openStill(page, ADDRESS, page.getByRole('button', { name: 'Start', exact: true }))
      await page.getByRole('button', { name: 'Start', exact: true }).tap()
      await landL06(page, byTouch(page))
      await until(page, page.getByRole('heading', { name: /landed/i, level: 1 }))
    })
  })
})
