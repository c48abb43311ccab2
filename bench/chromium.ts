/**
 * A run of the whole size in a worker of Chromium. The worker is bundled as the page's own
 * are, and started from a page that has nothing else to do.
 */

import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { build, type Rollup } from 'vite'
import { findChromium } from '../test/play/chromium'
import type { Carried, Size } from './whole-size'

export async function carryInChromium(size: Size, seed: number): Promise<{ carried: Carried; version: string }> {
  const code = await bundled()
  const executablePath = findChromium()
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) })
  try {
    const page = await browser.newPage()
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
    return { carried, version: browser.version() }
  } finally {
    await browser.close()
  }
}

async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('./whole-size.worker.ts', import.meta.url)),
        formats: ['iife'],
        name: 'bench',
      },
    },
  })
  const [output] = (Array.isArray(built) ? built : [built]) as Rollup.RollupOutput[]
  return output?.output[0].code ?? ''
}
