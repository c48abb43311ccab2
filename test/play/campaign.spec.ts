/**
 * Every level of the campaign is landed in a real browser through its interface alone:
 * three at the speed of play, the others eight times as fast with the page's clock
 * standing still between two moves, so that a slow machine is no slower a player.
 */

import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { diagnose } from '../../src/level/diagnose'
import type { Level } from '../../src/level/level'
import { scripted } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { logOf } from '../../src/rules/run'
import { type Hands, playByHand } from './by-plan'
import { expect, test } from './quiet-page'
import { openStill, until } from './still'

/** The smallest board, at its own size: frames are drawn without a graphics card. */
test.use({ viewport: { width: 640, height: 400 } })

const TRUE_SPEED = ['L01', 'L02', 'L06']
const TICKS_A_SECOND = 30

const levels = readdirSync('levels').filter(name => /^[LC]\d.*\.json$/.test(name))

const solved = (file: string) => {
  const level = diagnose(readFileSync(`levels/${file}`, 'utf8')).level as Level
  return { level, log: logOf(playOut(courseOf(level), level.seed, scripted(level.solution))) }
}

const start = (page: Page) => page.getByRole('button', { name: 'Start', exact: true })
const landed = (page: Page) => page.getByRole('heading', { name: /landed/i, level: 1 })

async function atEightfold(page: Page, id: string): Promise<Hands> {
  await openStill(page, `./?all&level=${id}&speed=8`, start(page))
  return { page, live: ms => page.clock.runFor(ms), pace: 8 * TICKS_A_SECOND }
}

async function atTrueSpeed(page: Page, id: string): Promise<Hands> {
  await page.goto(`./?all&level=${id}`)
  await expect(start(page)).toBeVisible()
  return { page, live: ms => page.waitForTimeout(ms), pace: TICKS_A_SECOND }
}

for (const file of levels) {
  const id = file.slice(0, -'.json'.length)
  const isTrue = TRUE_SPEED.some(name => id.startsWith(name))
  test(`${id} is landed through the interface alone, ${isTrue ? 'at the speed of play' : 'at 8x'}`, async ({
    page,
  }) => {
    test.setTimeout(240_000)
    const { level, log } = solved(file)
    const hands = isTrue ? await atTrueSpeed(page, id) : await atEightfold(page, id)
    await page.keyboard.press('Enter')
    await playByHand(hands, log, level.lasts)
    if (isTrue) await expect(landed(page)).toBeVisible({ timeout: (level.lasts / TICKS_A_SECOND) * 1_000 })
    else await until(page, landed(page))
  })
}
