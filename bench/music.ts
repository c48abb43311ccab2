/** Whether the stems of a tune are in step after a minute, in Chromium: `npm run bench -- music`. */

import { bundled, inChromium } from './chromium'

const A_MINUTE = 60 // s

export async function tellStems(): Promise<void> {
  const code = await bundled('./music.page.ts')
  const { rate, late } = await inChromium(async page => {
    await page.addScriptTag({ content: code })
    await page.mouse.click(1, 1)
    return page.evaluate(seconds => (globalThis as unknown as Bundle).bench.stemsAfter(seconds), A_MINUTE)
  })
  const places = Object.values(late)
  const apart = Math.max(...places) - Math.min(...places)
  console.log(`stems after a minute: ${apart} samples of ${rate} Hz apart (${JSON.stringify(late)})`)
}

interface Bundle {
  readonly bench: typeof import('./music.page')
}
