/**
 * `npm run gallery`: every screen and every animation as they are in the game, as
 * pictures on one page, `gallery/index.html`. `npm run gallery -- l02 slam phone` only those,
 * and of screens only the phone's.
 *
 * Screens are in three sizes, and with less motion once more. Left out, so that it takes
 * minutes: what stands still by itself is not shot again with less motion, strips are of
 * the landscape alone (what moves is drawn by the same code in each size), with less
 * motion only those of which something is then left; and of the contests there are two.
 */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { LEVEL_IDS } from '../../src/level/catalogue'
import { type LevelRecord, NO_PROGRESS, type Progress } from '../../src/session/record'
import { inChromium } from '../chromium'
import { keptBy, served } from '../game-page'
import { type Entry, type Picture, pageOf } from './page'
import { SCREENS } from './screens'
import { FRAMES, type Shot, SIZES, type Size, type Strip } from './shot'
import { STRIPS } from './strips'
import { levelOf } from './ways'

const OUT = 'gallery'
const DENSITY = 2 // of a phone's screen: most have three, which is slow to draw here

/** Where on a phone there is nothing to be touched. */
const NOTHING = [3, 3] as const

/** Somebody halfway down the street. */
const LANDED = LEVEL_IDS.slice(0, 8)
const METALS = ['gold', 'silver', 'bronze'] as const

const record = (id: string, i: number): LevelRecord => ({
  landed: 1,
  tried: 1 + i,
  medal: METALS[i % METALS.length] ?? 'bronze',
  score: 700 + 20 * i,
  goals: levelOf(id)
    .goals.slice(i % METALS.length)
    .map(goal => goal.id),
  letters: [],
})

const progress = (reducedMotion: boolean): Progress => ({
  ...NO_PROGRESS,
  levels: Object.fromEntries(LANDED.map((id, i) => [id, record(id, i)])),
  settings: { quality: 'full', muted: true, reducedMotion },
})

/** One picture, or one strip. */
interface Task {
  readonly shot: Shot | Strip
  readonly size: Size
  readonly calm: boolean
}

const isStrip = (shot: Shot): shot is Strip => 'step' in shot

const tasksOf = (shot: Shot | Strip): Task[] =>
  (isStrip(shot) ? (['landscape'] as const) : (Object.keys(SIZES) as Size[])).flatMap(size =>
    (shot.still ? [false] : [false, true]).map(calm => ({ shot, size, calm })),
  )

async function main(asked: readonly string[]): Promise<void> {
  const sizes = only(Object.keys(SIZES) as Size[], asked)
  const ids = only(
    [...SCREENS, ...STRIPS].map(({ id }) => id),
    asked,
  )
  const shots = [...SCREENS, ...STRIPS].filter(({ id }) => ids.includes(id))
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT)
  const { address, close } = await served()
  try {
    const entries = await inChromium(page => take(page, address, shots, sizes))
    writeFileSync(`${OUT}/index.html`, pageOf(entries))
    console.log(`${OUT}/index.html`)
  } finally {
    await close()
  }
}

/** Those that were asked for; if none was, all. */
function only<Each extends string>(all: readonly Each[], asked: readonly string[]): readonly Each[] {
  const some = all.filter(each => asked.includes(each))
  return some.length > 0 ? some : all
}

async function take(
  first: Page,
  address: string,
  shots: readonly (Shot | Strip)[],
  sizes: readonly Size[],
): Promise<Entry[]> {
  const tasks = shots.flatMap(tasksOf).filter(({ shot, size }) => isStrip(shot) || sizes.includes(size))
  const taken = new Map<Shot, Picture[]>()
  for (const [i, task] of tasks.entries()) {
    console.log(`${i + 1} of ${tasks.length}: ${task.shot.id}, ${task.size}${task.calm ? ', less motion' : ''}`)
    const pictures = await tried(() => inNewPage(first, address, task))
    taken.set(task.shot, [...(taken.get(task.shot) ?? []), ...pictures])
  }
  return shots.map(shot => ({ caption: shot.caption, strip: isStrip(shot), pictures: taken.get(shot) ?? [] }))
}

/** One that does not come is told of, and keeps nobody from the others. */
async function tried(shoot: () => Promise<Picture[]>): Promise<Picture[]> {
  try {
    return await shoot()
  } catch (error) {
    console.error(`  did not come: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
    return []
  }
}

async function inNewPage(first: Page, address: string, task: Task): Promise<Picture[]> {
  const isPhone = task.size === 'phone'
  const context = await first
    .context()
    .browser()
    ?.newContext({
      baseURL: address,
      viewport: SIZES[task.size],
      ...(isPhone && { deviceScaleFactor: DENSITY, hasTouch: true, isMobile: true }),
    })
  if (!context) throw new Error('no browser')
  try {
    const page = await context.newPage()
    await keptBy(page, progress(task.calm))
    await task.shot.come(page)
    if (isPhone) await page.touchscreen.tap(...NOTHING) // or its buttons would name the keys that brought us here
    return await pictures(page, task)
  } finally {
    await context.close()
  }
}

async function pictures(page: Page, { shot, size, calm }: Task): Promise<Picture[]> {
  const all: Picture[] = []
  const many = isStrip(shot) ? FRAMES : 1
  if (!isStrip(shot)) await page.evaluate(pastTheWipe)
  for (let i = 0; i < many; i += 1) {
    const file = [shot.id, size, ...(calm ? ['calm'] : []), ...(isStrip(shot) ? [i] : [])].join('-')
    writeFileSync(`${OUT}/${file}.png`, await page.screenshot())
    all.push({ file: `${file}.png`, size, calm })
    if (isStrip(shot)) await (shot.pass ?? passing)(page, shot.step)
  }
  return all
}

/** Runs in the page: what is looked at is the screen, not the way to it. */
const pastTheWipe = () => {
  for (const each of document.querySelector('.wipe')?.getAnimations() ?? []) each.finish()
}

const passing = (page: Page, ms: number) => page.clock.runFor(ms)

await main(process.argv.slice(2))
