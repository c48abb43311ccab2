/**
 * What settling costs a page that is not allowed a thread, in Chromium: each page is a new
 * browser's, so nothing in it is warm, as in somebody's first run.
 */

import { readFileSync } from 'node:fs'
import { bundled, inChromium } from './chromium'

export interface Longest {
  /** In milliseconds, the longest of each page. */
  readonly slices: readonly number[]
  /** All slices that one frame gave, likewise. */
  readonly frames: readonly number[]
}

export async function settleInChromium(pages: number): Promise<Longest> {
  const code = await bundled('./settling.page.ts')
  const text = readFileSync(new URL('../levels/L06-spine-transfer.json', import.meta.url), 'utf8')
  const all: { slice: number; frame: number }[] = []
  for (let each = 0; each < pages; each += 1) {
    all.push(
      await inChromium(async page => {
        await page.addScriptTag({ content: code })
        return page.evaluate(level => (globalThis as unknown as Bundle).bench.playAndSettle(level), text)
      }),
    )
  }
  return { slices: all.map(({ slice }) => slice), frames: all.map(({ frame }) => frame) }
}

interface Bundle {
  readonly bench: typeof import('./settling.page')
}
