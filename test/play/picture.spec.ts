/** The picture, drawn by as much of Phaser as the build takes. */

import type { Locator, Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { expect, test } from './quiet-page'
import { openStill } from './still'

const picture = (page: Page) => page.locator('.canvas-host canvas')

/** L06 before anybody is up, with time stopped, so that nothing in the park moves by itself. */
async function stopped(page: Page): Promise<void> {
  const pressStart = page.getByRole('button', { name: 'Start', exact: true })
  await openStill(page, './?all&level=L06-spine-transfer', pressStart)
  await page.keyboard.press('Enter')
  await expect(async () => {
    await page.clock.runFor(34)
    await expect(picture(page)).toBeVisible({ timeout: 1 })
  }).toPass()
  await page.keyboard.press('p')
  await page.clock.runFor(340)
}

const pixels = async (canvas: Locator) => PNG.sync.read(await canvas.screenshot()).data

function coloursIn(data: Buffer): number {
  const seen = new Set<number>()
  for (let i = 0; i < data.length; i += 4) seen.add(data.readUInt32BE(i))
  return seen.size
}

const differing = (one: Buffer, other: Buffer) => {
  let count = 0
  for (let i = 0; i < one.length; i += 4) if (one.readUInt32BE(i) !== other.readUInt32BE(i)) count += 1
  return count
}

/** Takes the context away; who has it in hand can give it back. */
async function lose(page: Page) {
  const context = await page.evaluateHandle(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.canvas-host canvas')
    return (canvas?.getContext('webgl2') ?? canvas?.getContext('webgl'))?.getExtension('WEBGL_lose_context')
  })
  await context.evaluate(each => each?.loseContext())
  await page.waitForTimeout(300)
  return context
}

test.describe('The picture', () => {
  test('is drawn', async ({ page }) => {
    test.setTimeout(60_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await stopped(page)
    expect(coloursIn(await pixels(picture(page)))).toBeGreaterThan(12)
  })

  test('is there again with AGAIN, while the clock goes on', async ({ page }) => {
    test.setTimeout(60_000)
    await page.goto('./?all&level=L01-drop-in&speed=4')
    await page.getByRole('button', { name: 'Start', exact: true }).press('Enter')
    await expect(picture(page)).toBeVisible()
    await page.getByRole('heading', { name: /wipe-out/i, level: 1 }).waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Again' }).press('Enter')
    await expect(page.getByRole('region', { name: 'NEXT', exact: true })).toContainText('hello')
    expect(coloursIn(await pixels(picture(page)))).toBeGreaterThan(12)
  })

  test('is waited for on a slow line, and the clock waits with it', async ({ page }) => {
    test.setTimeout(60_000)
    let bring: (() => void) | undefined
    await page.route(/stage-[^/]*\.js/, async route => {
      await new Promise<void>(resolve => {
        bring = resolve
      })
      await route.continue()
    })
    await page.goto('./?all&level=L01-drop-in&speed=4')
    await page.getByRole('button', { name: 'Start', exact: true }).press('Enter')
    await expect(page.getByText('The park is on its way.')).toBeVisible()
    const clock = page.getByRole('region', { name: 'Clock', exact: true })
    const before = await clock.innerText()
    await page.waitForTimeout(1_500)
    expect(await clock.innerText()).toBe(before)
    bring?.()
    await expect(picture(page)).toBeVisible()
    await expect.poll(() => clock.innerText()).not.toBe(before)
    await expect(page.getByText('The park is on its way.')).toHaveCount(0)
  })

  test('comes back after the graphics card has lost it', async ({ page }) => {
    test.setTimeout(60_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto('./?all&level=L06-spine-transfer')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(picture(page)).toBeVisible()
    await page.keyboard.press('p')
    await page.waitForTimeout(500)
    const before = await pixels(picture(page))
    const all = before.length / 4
    const gone = await lose(page)
    expect(differing(before, await pixels(picture(page)))).toBeGreaterThan(all / 5)
    await gone.evaluate(each => each?.restoreContext())
    await page.waitForTimeout(700)
    expect(differing(before, await pixels(picture(page)))).toBeLessThan(all / 100) // lamps may blink meanwhile
  })
})
