/**
 * What settling costs a page that is not allowed a thread, in Chromium: each page is a new
 * browser's, so nothing in it is warm, as in somebody's first run.
 */

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { bundled, inChromium } from './chromium'
import { traced } from './tracing'

export interface Longest {
  /** In milliseconds, the longest of each page. */
  readonly slices: readonly number[]
  /** All slices that one frame gave, likewise. */
  readonly frames: readonly number[]
  /** A frame's whole task, with its four ticks of play, likewise, in the thread's own processor time. */
  readonly tasks: readonly number[]
}

export async function settleInChromium(pages: number): Promise<Longest> {
  const code = await bundled('./settling.page.ts')
  const text = readFileSync(new URL('../levels/L06-spine-transfer.json', import.meta.url), 'utf8')
  const all: Found[] = []
  for (let each = 0; each < pages; each += 1) all.push(await inChromium(page => settleIn(page, code, text)))
  return {
    slices: all.map(({ slice }) => slice),
    frames: all.map(({ frame }) => frame),
    tasks: all.map(({ task }) => task),
  }
}

interface Found {
  readonly slice: number
  readonly frame: number
  readonly task: number
}

/** The clock sees what else the machine did meanwhile; the trace does not. */
async function settleIn(page: Page, code: string, text: string): Promise<Found> {
  await page.addScriptTag({ content: code })
  let found = { slice: 0, frame: 0 }
  const { tasks, frames } = await traced(page, async () => {
    found = await page.evaluate(level => (globalThis as unknown as Bundle).bench.playAndSettle(level), text)
  })
  const after = tasks.filter(({ at }) => at > (frames[0] as number)) // before the first frame there is nothing to settle
  return { ...found, task: Math.max(...after.map(({ cpu }) => cpu)) }
}

interface Bundle {
  readonly bench: typeof import('./settling.page')
}
