/**
 * `npm run bench -- retry`: how long it is from a key to the first frame that shows what it
 * did. AGAIN after a wipe-out, to the first frame of the new run; and ROUTE, to the hand
 * that is seen to be at it, and to the call that starts its sound. From the press itself to
 * the end of the frame.
 */

import type { Page } from '@playwright/test'
import { opened, served } from './game-page'
import { median } from './measure'

const TIMES = 3
/** The smallest board: what is measured is the page, not how fast a processor fills pixels. */
const SIZE = { width: 640, height: 360 }
const TARGET = 500

export async function tellRetry(): Promise<void> {
  const { address, close } = await served()
  try {
    const { again, route } = await opened({ quality: 'full', muted: false }, page => measured(page, address), SIZE)
    console.log(`from AGAIN to the first frame of the new run: ${told(again)}, target ${TARGET} ms`)
    console.log(`from ROUTE to the frame that shows it: ${told(route)}`)
    console.log(`and its sound is started in frame ${route.map(({ heard }) => heard ?? 'never').join(', ')}`)
  } finally {
    await close()
  }
}

/** In frames too: how long one takes is the machine's, which of them shows it is ours. */
function told(all: readonly Shown[]): string {
  const times = all.map(({ ms }) => ms)
  const frames = Math.max(...all.map(each => each.frames))
  return `${median(times).toFixed(0)} ms (longest of ${times.length} ${Math.max(...times).toFixed(0)} ms), in frame ${frames} after the press`
}

interface Shown {
  readonly ms: number
  readonly frames: number
  /** In which frame after the press an effect's sound was first started. */
  readonly heard?: number
}

async function measured(page: Page, address: string) {
  const [again, route]: [Shown[], Shown[]] = [[], []]
  await page.goto(`${address}?all&level=L01-drop-in`)
  await page.getByRole('button', { name: 'Start', exact: true }).press('Enter')
  for (let time = 0; time < TIMES; time += 1) {
    await page.getByRole('region', { name: 'NEXT', exact: true }).locator('.up').waitFor()
    route.push(await pressed(page, 'Digit1', '.hand[data-busy]'))
    await page.getByRole('heading', { name: /wipe-out/i, level: 1 }).waitFor({ timeout: 60_000 })
    await page.waitForTimeout(700) // a key that was meant for the run is no AGAIN
    again.push(await pressed(page, 'KeyR', '.stage:not([hidden]) canvas'))
  }
  return { again, route }
}

/** In the page's own time, from the press to the end of the frame in which `seen` is there. */
async function pressed(page: Page, code: string, seen: string): Promise<Shown> {
  await page.evaluate(watchKey, [code, seen] as const)
  await page.keyboard.press(code)
  return page.evaluate(() => (globalThis as unknown as { shown: Promise<Shown> }).shown)
}

/** Runs in the page. */
function watchKey([code, selector]: readonly [string, string]) {
  const LIKE_AN_EFFECT = 3 // of its file a piece: when, from where and how long
  const shown = new Promise<Shown>(resolve => {
    let frame = 1
    let heard: number | undefined
    const { start } = AudioBufferSourceNode.prototype
    AudioBufferSourceNode.prototype.start = function (...when) {
      if (when.length === LIKE_AN_EFFECT) heard ??= frame
      start.apply(this, when)
    }
    const look = (since: number, frames: number) => {
      frame = frames
      requestAnimationFrame(() => {
        if (!document.querySelector(selector)) return look(since, frames + 1)
        const drawn = new MessageChannel() // its message comes when the frame has been handed on
        drawn.port1.onmessage = () => {
          AudioBufferSourceNode.prototype.start = start
          resolve({ ms: performance.now() - since, frames, ...(heard && { heard }) })
        }
        drawn.port2.postMessage(undefined)
      })
    }
    const press = (event: KeyboardEvent) => {
      if (event.code !== code) return
      removeEventListener('keydown', press, true)
      look(event.timeStamp, 1)
    }
    addEventListener('keydown', press, true)
  })
  Object.assign(globalThis, { shown })
}
