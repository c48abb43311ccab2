/** A run on a phone, in a real browser: what has to be readable and pressed there has room. */

import { readFileSync } from 'node:fs'
import { diagnose } from '../../src/level/diagnose'
import type { Level } from '../../src/level/level'
import { scripted } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { logOf, type Run } from '../../src/rules/run'
import { linkOf } from '../../src/session/link'
import { openReel } from '../../src/session/reel'
import { runFileOf } from '../../src/session/run-file'
import { expect, test } from './quiet-page'

const level = diagnose(readFileSync('levels/C5-box-yard.json', 'utf8')).level as Level
const course = courseOf(level)

/** The first second in which both hands are busy and a command waits. */
function busyIn(run: Run): number {
  const reel = openReel(course, level.seed, logOf(run))
  for (let tick = 30; tick < level.lasts; tick += 30) {
    const { play, world } = reel.to(tick)
    if (play.waiting.length > 0 && play.hands.every(({ busyUntil }) => busyUntil > world.tick + 30)) return tick
  }
  throw new Error('nobody is ever that busy')
}

test.describe('A phone', () => {
  test.setTimeout(120_000)

  for (const [width, height] of [
    [390, 844],
    [360, 640],
  ] as const) {
    test(`of ${width} by ${height} shows all four meters while both hands are busy and a command waits`, async ({
      page,
    }) => {
      const run = playOut(course, level.seed, scripted(level.solution))
      await page.setViewportSize({ width, height })
      await page.goto(`./?all${linkOf(runFileOf(run, { planned: false, rewound: false }))}`)
      await page.getByRole('button', { name: 'Pause', exact: true }).click()
      await page.getByRole('slider', { name: 'Time' }).fill(String(busyIn(run)))
      await expect(page.locator('.hand[data-busy] .verb-only')).toHaveCount(2)
      const meters = await page.locator('.part.meters').boundingBox()
      for (const meter of ['budget .value', 'cost .value', 'toil .value', 'hand', 'waiting']) {
        const box = await page.locator(`.meters .${meter}`).first().boundingBox()
        expect(box?.width, meter).toBeGreaterThan(15)
        expect((box?.x ?? 0) + (box?.width ?? 0), meter).toBeLessThanOrEqual((meters?.x ?? 0) + (meters?.width ?? 0))
        expect((box?.y ?? 0) + (box?.height ?? 0), meter).toBeLessThan((meters?.y ?? 0) + (meters?.height ?? 0) + 1)
      }
      await expect(page.locator('.meters .toil')).toHaveCSS('clip-path', 'none')
    })
  }
})
