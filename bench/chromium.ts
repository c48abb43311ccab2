/**
 * A page of Chromium with nothing on it, and code bundled for it as the page's own is.
 */

import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { build, type Rollup } from 'vite'
import { findChromium } from '../test/play/chromium'

/** A browser of its own, so that nothing in it is warm. */
export async function inChromium<Found>(use: (page: Page, version: string) => Promise<Found>): Promise<Found> {
  const executablePath = findChromium()
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) })
  try {
    return await use(await browser.newPage(), browser.version())
  } finally {
    await browser.close()
  }
}

/** A file of this folder with all it imports. What it exports stands in the page under `bench`. */
export async function bundled(file: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL(file, import.meta.url)), formats: ['iife'], name: 'bench' },
    },
  })
  const [output] = (Array.isArray(built) ? built : [built]) as Rollup.RollupOutput[]
  return output?.output[0].code ?? ''
}
