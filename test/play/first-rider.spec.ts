/**
 * L01 in a real browser: landed by keyboard alone and by touch, lost and landed again,
 * replayed, linked, and the same to the bit as in Node. Time runs faster (`?speed=`) and
 * stands still while we look (still.ts); nothing else differs.
 */

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { diagnose } from '../../src/level/diagnose'
import type { Level } from '../../src/level/level'
import { replay } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { hash } from '../../src/rules/run'
import { linkOf } from '../../src/session/link'
import type { RunFile } from '../../src/session/run-file'
import { parseRun } from '../../src/session/run-reading'
import { byKeyboard, byTouch, landL01 } from './l01'
import { expect, test } from './quiet-page'
import { openStill, until } from './still'

const headline = (page: Page, name: RegExp) => page.getByRole('heading', { name, level: 1 })

const SPEED = './?speed=8'

const pressStart = (page: Page) => page.getByRole('button', { name: 'Press start' })

async function start(page: Page) {
  await openStill(page, SPEED, pressStart(page))
  await expect(pressStart(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('application')).toBeFocused()
}

async function downloaded(page: Page): Promise<RunFile> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download run' }).click(),
  ])
  const decoded = parseRun(readFileSync(await download.path(), 'utf8'))
  if (decoded.kind !== 'run') throw new Error(decoded.detail)
  return decoded.file
}

const verbsOf = (file: RunFile) => file.log.map(({ command }) => command.verb)

const l01 = () => diagnose(readFileSync('levels/L01-drop-in.json', 'utf8')).level as Level

test.describe('L01 Drop In', () => {
  test.setTimeout(240_000)

  test('is landed by keyboard alone, replayed, and ends alike in Node', async ({ page }) => {
    await start(page)
    await landL01(page, byKeyboard(page))
    await until(page, headline(page, /landed/i))

    const file = await downloaded(page)
    expect(verbsOf(file)).toContain('LAND')
    const again = () => hash(replay(courseOf(l01()), file.seed, file.log, file.end.tick))
    expect([again(), again()]).toEqual([file.end.hash, file.end.hash])

    await page.getByRole('button', { name: 'Replay' }).click()
    await until(page, headline(page, /landed/i))
    expect((await downloaded(page)).end).toEqual(file.end)
  })

  test('is lost by doing nothing; the debrief says why; again, and it is landed', async ({ page }) => {
    await start(page)
    await until(page, headline(page, /wipe-out/i))
    const rows = page.getByRole('region', { name: 'Where the requests went' }).getByRole('row')
    await expect(rows.filter({ hasText: 'it had no place' }).first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Goals' }).getByRole('listitem').first()).toBeVisible()

    // at once: the page's clock stands still, so not a frame has passed between the press and the board
    await page.getByRole('button', { name: 'Again' }).click()
    await expect(page.getByRole('application')).toBeFocused()

    await landL01(page, byKeyboard(page))
    await until(page, headline(page, /landed/i))
  })

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true })

    test('is landed by touch', async ({ page }) => {
      await openStill(page, SPEED, pressStart(page))
      await pressStart(page).tap()
      await page.getByRole('button', { name: 'Start', exact: true }).tap()
      await landL01(page, byTouch(page))
      await until(page, headline(page, /landed/i))
      expect(verbsOf(await downloaded(page))).toContain('LAND')

      await page.getByRole('button', { name: 'The street', exact: true }).tap()
      await expect(
        page.getByRole('button', { name: /^L01 Drop In (bronze|silver|gold) · \d of \d goals/ }),
      ).toBeVisible()
      await expect(page.getByRole('button', { name: 'L02 Respawn Next' })).toBeFocused()
      await page.getByRole('button', { name: /^L01/ }).tap()
      await expect(page.getByRole('region', { name: 'Your place' })).toContainText('one live run of yours')
    })
  })
})

test.describe('A link', () => {
  const file: RunFile = {
    format: 1,
    level: { id: 'L01-drop-in', hash: '0123456789abcdef' },
    seed: 7,
    log: [{ tick: 30, command: { verb: 'ROUTE', target: 'rider/hello', lane: 'bowl', by: 'player' } }],
    marks: { planned: false, rewound: false },
    engine: 1,
    end: { tick: 40, hash: '0123456789abcdef' },
  }

  test('to a run plays that run', async ({ page }) => {
    await page.goto(`./?speed=8${linkOf(file)}`)
    await expect(page.getByRole('application')).toBeVisible()
    await expect(page.getByText('kubectl apply -f hello.yaml').first()).toBeVisible({ timeout: 60_000 })
  })

  test('that was cut says so, and leads on', async ({ page }) => {
    await page.goto(`./${linkOf(file).slice(0, -9)}`)
    await expect(page.getByText(/cut short/)).toBeVisible()
    await page.getByRole('button', { name: 'To the title' }).click()
    await expect(page.getByRole('button', { name: 'Press start' })).toBeVisible()
  })

  test('to a level opens its briefing', async ({ page }) => {
    await page.goto('./?level=L01-drop-in')
    await expect(page.getByRole('heading', { name: 'Drop In' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeFocused()
  })

  test('to a level that is not there says so', async ({ page }) => {
    await page.goto('./?level=../../secret')
    await expect(page.getByText(/no level of that name/)).toBeVisible()
  })
})
