/**
 * The game as it is put on the web: built, served, and opened in a Chromium of its own,
 * with settings that were chosen before.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build, preview } from 'vite'
import { memoryStore } from '../src/session/ports'
import { save } from '../src/session/progress'
import { NO_PROGRESS, type Progress, SLOTS } from '../src/session/record'
import { inChromium } from './chromium'

export interface Served {
  readonly address: string
  close(): Promise<void>
}

export async function served(): Promise<Served> {
  const outDir = mkdtempSync(join(tmpdir(), 'kod-bench-'))
  await build({ logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const server = await preview({ logLevel: 'error', build: { outDir }, preview: { port: 0, strictPort: false } })
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    async close() {
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

/** As somebody finds it who has chosen these settings. */
export const opened = <Found>(
  settings: Progress['settings'],
  use: (page: Page) => Promise<Found>,
  size = { width: 1280, height: 720 },
): Promise<Found> =>
  inChromium(async page => {
    await page.setViewportSize(size)
    await keptBy(page, { ...NO_PROGRESS, settings })
    return use(page)
  })

/** So that the page finds this progress, whenever it is opened. */
export async function keptBy(page: Page, progress: Progress): Promise<void> {
  const kept = memoryStore()
  save(kept, progress)
  const slots = SLOTS.map(slot => [slot, kept.read(slot)] as const)
  await page.addInitScript(all => {
    for (const [slot, text] of all) if (text !== undefined) localStorage.setItem(slot, text)
  }, slots)
  await page.addInitScript('globalThis.__name = it => it') // what tsx writes around functions that have a name
}
