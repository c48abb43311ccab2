/**
 * A run of the whole size in a worker of Chromium, started from a page that has nothing
 * else to do.
 */

import { bundled, inChromium } from './chromium'
import type { Carried, Size } from './whole-size'

export async function carryInChromium(size: Size, seed: number): Promise<{ carried: Carried; version: string }> {
  const code = await bundled('./whole-size.worker.ts')
  return inChromium(async (page, version) => {
    const carried = await page.evaluate(
      ([text, wish]) =>
        new Promise<Carried>((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))
          worker.onmessage = ({ data }) => resolve(data)
          worker.onerror = ({ message }) => reject(new Error(message))
          worker.postMessage(wish)
        }),
      [code, { size, seed }] as const,
    )
    return { carried, version }
  })
}
