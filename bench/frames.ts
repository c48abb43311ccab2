/**
 * `npm run bench -- frames`: how long frames take in the worst second of C7, played by its
 * solution at the speed of play, with all effects and with none; beside a scene of Phaser
 * with nothing in it, in the same browser. And how many tasks of the run were long.
 *
 * Without a graphics card the picture is drawn by the processor: only the ratios travel.
 */

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { diagnose } from '../src/level/diagnose'
import type { Level } from '../src/level/level'
import { scripted } from '../src/proof/players'
import { playOut } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { logOf } from '../src/rules/run'
import { playByHand } from '../test/play/by-plan'
import { bundled, inChromium } from './chromium'
import { type Noted, notedIn, opened, served } from './game-page'
import { median } from './measure'

const ID = 'C7-full-park'
const TICKS_A_SECOND = 30
/** Milliseconds after the board is there: what a run needs has come by then. */
const LOADED = 3_000
const SECOND = 1_000
const PEER_SECONDS = 10

export async function tellFrames(): Promise<void> {
  console.log(tell('an empty scene of Phaser', worst(await emptyScene())))
  const { address, close } = await served()
  try {
    for (const quality of ['full', 'plain']) {
      const { frames, long } = await opened({ quality, muted: true }, page => played(page, address))
      console.log(tell(`${ID}, effects ${quality}`, worst(frames)))
      const took = long.map(({ took: ms }) => Math.round(ms)).join(', ')
      console.log(`  tasks over 50 ms after loading: ${long.length}${took && ` (${took} ms)`}, target 0`)
    }
  } finally {
    await close()
  }
}

async function played(page: Page, address: string): Promise<Noted> {
  const { level } = diagnose(readFileSync(new URL(`../levels/${ID}.json`, import.meta.url), 'utf8'))
  const { lasts, seed, solution } = level as Level
  const log = logOf(playOut(courseOf(level as Level), seed, scripted(solution)))
  await page.goto(`${address}?all&level=${ID}`)
  await page.getByRole('button', { name: 'Start', exact: true }).press('Enter')
  await page.locator('canvas').waitFor()
  const from = (await page.evaluate(() => performance.now())) + LOADED
  await playByHand({ page, live: ms => page.waitForTimeout(ms), pace: TICKS_A_SECOND }, log, lasts)
  const { frames, long } = await notedIn(page)
  return { frames: frames.filter(({ at }) => at >= from), long: long.filter(({ at }) => at >= from) }
}

async function emptyScene(): Promise<Noted['frames']> {
  const code = await bundled('./frames.page.ts')
  return inChromium(async page => {
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.addScriptTag({ content: code })
    return page.evaluate(ms => (globalThis as unknown as Bundle).bench.drawNothing(ms), PEER_SECONDS * SECOND)
  })
}

interface Bundle {
  readonly bench: typeof import('./frames.page')
}

interface Second {
  /** Milliseconds from frame to frame, and of work for one. */
  readonly middle: number
  readonly longest: number
  readonly work: number
  /** Of all that was seen. */
  readonly usual: number
}

/** The second in which the fewest frames came. */
function worst(frames: Noted['frames']): Second {
  const gaps = frames.slice(1).map(({ at, work }, i) => ({ at, work, gap: at - (frames[i]?.at ?? at) }))
  let [from, fewest, start] = [0, Number.POSITIVE_INFINITY, 0]
  gaps.forEach(({ at }, until) => {
    while (at - (gaps[start]?.at ?? at) > SECOND) start += 1
    if (at - (gaps[0]?.at ?? at) < SECOND || until - start >= fewest) return
    fewest = until - start
    from = start
  })
  const second = gaps.slice(from, from + fewest + 1)
  return {
    middle: median(second.map(({ gap }) => gap)),
    longest: Math.max(...second.map(({ gap }) => gap)),
    work: median(second.map(({ work }) => work)),
    usual: median(gaps.map(({ gap }) => gap)),
  }
}

const ms = (time: number) => `${time.toFixed(1)} ms`
const tell = (name: string, { middle, longest, work, usual }: Second) =>
  `${name}: a frame of the worst second ${ms(middle)} (longest ${ms(longest)}, work of the page ${ms(work)}), of all ${ms(usual)}`
