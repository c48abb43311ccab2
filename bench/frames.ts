/**
 * `npm run bench -- frames`: what a frame costs in the worst second of C7, played by its
 * solution at the speed of play, with all effects and plain; beside a scene of Phaser with
 * nothing in it, in the same browser. And how many tasks of the run were long. Another
 * level by its id: `npm run bench -- frames L02-respawn`.
 *
 * What a frame costs is the main thread's processor time. From frame to frame more goes
 * by: without a graphics card the picture is drawn by the same processor.
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
import { opened, served } from './game-page'
import { median } from './measure'
import { type Traced, traced } from './tracing'

const TICKS_A_SECOND = 30
/** Milliseconds after the board is there: what a run needs has come by then. */
const LOADED = 3_000
const SECOND = 1_000
const LONG = 50

export async function tellFrames(id = 'C7-full-park'): Promise<void> {
  console.log(tell('an empty scene of Phaser', worst(await emptyScene())))
  const { address, close } = await served()
  try {
    for (const quality of ['full', 'plain']) {
      const run = await opened({ quality, muted: true }, page => played(page, address, id))
      const long = run.tasks.filter(({ cpu }) => cpu > LONG).map(({ cpu }) => `${Math.round(cpu)} ms`)
      const longest = Math.max(...run.tasks.map(({ cpu }) => cpu))
      console.log(tell(`${id}, effects ${quality}`, worst(run)))
      console.log(
        `  tasks over ${LONG} ms after loading: ${[long.length, ...long].join(' ')}, target 0; longest ${ms(longest)}`,
      )
    }
  } finally {
    await close()
  }
}

async function played(page: Page, address: string, id: string): Promise<Traced> {
  const { level } = diagnose(readFileSync(new URL(`../levels/${id}.json`, import.meta.url), 'utf8'))
  const { lasts, seed, solution } = level as Level
  const log = logOf(playOut(courseOf(level as Level), seed, scripted(solution)))
  await page.goto(`${address}?all&level=${id}`)
  await page.getByRole('button', { name: 'Start', exact: true }).press('Enter')
  await page.locator('canvas').waitFor()
  const run = await traced(page, () =>
    playByHand({ page, live: each => page.waitForTimeout(each), pace: TICKS_A_SECOND }, log, lasts),
  )
  const from = (run.frames[0] ?? 0) + LOADED
  return { tasks: run.tasks.filter(({ at }) => at >= from), frames: run.frames.filter(at => at >= from) }
}

const PEER_SECONDS = 10

async function emptyScene(): Promise<Traced> {
  const code = await bundled('./frames.page.ts')
  return inChromium(async page => {
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.addScriptTag({ content: code })
    return traced(page, () =>
      page.evaluate(forMs => (globalThis as unknown as Bundle).bench.drawNothing(forMs), PEER_SECONDS * SECOND),
    )
  })
}

interface Bundle {
  readonly bench: typeof import('./frames.page')
}

/** Milliseconds: what a frame costs, and from one to the next. */
interface Second {
  readonly cost: number
  readonly gap: number
  /** Of all that was seen. */
  readonly usual: number
}

/** The whole second in which a frame cost most. */
function worst({ tasks, frames }: Traced): Second {
  const start = frames[0] ?? 0
  const many = Math.floor(((frames.at(-1) ?? 0) - start) / SECOND)
  const within = (second: number) => (at: number) => Math.floor((at - start) / SECOND) === second
  const seconds = Array.from({ length: many }, (_, second) => {
    const turns = frames.filter(within(second)).length
    const cpu = tasks.filter(({ at }) => within(second)(at)).reduce((sum, task) => sum + task.cpu, 0)
    return { cost: cpu / Math.max(1, turns), gap: SECOND / Math.max(1, turns) }
  }).sort((a, b) => b.cost - a.cost)
  return { ...(seconds[0] ?? { cost: 0, gap: 0 }), usual: median(seconds.map(({ cost }) => cost)) }
}

const ms = (time: number) => `${time.toFixed(1)} ms`
const tell = (name: string, { cost, gap, usual }: Second) =>
  `${name}: a frame of the worst second costs ${ms(cost)} (one every ${ms(gap)}), usually ${ms(usual)}`
