/**
 * `npm run bench -- download`: what comes over the wire until the first rider rides, for
 * somebody who has never been here: the page, the engine, the first level, the pictures and
 * the first sounds. Each file as gzip packs it, for that is how it is sent. What nobody
 * waits for (music, and the level after) comes meanwhile and is told apart.
 */

import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'
import { inChromium } from './chromium'
import { served } from './game-page'

const TARGET = { bytes: 450_000, requests: 12 }
const PEER = 'the whole of Phaser alone'
/** phaser.min.js of 4.2.1, as npm has it. */
const PEER_BYTES = 357_000

interface Sent {
  readonly name: string
  readonly bytes: number
}

export async function tellDownload(): Promise<void> {
  const { address, close } = await served()
  try {
    const all = await inChromium(page => firstRide(page, address))
    const [sent, meanwhile] = [all.filter(each => !isMeanwhile(each)), all.filter(isMeanwhile)]
    for (const each of sent) console.log(`  ${kB(each.bytes)}  ${each.name}`)
    const bytes = sum(sent)
    console.log(`first download: ${kB(bytes)} in ${sent.length} requests; ${PEER}: ${kB(PEER_BYTES)}`)
    console.log(`target ${kB(TARGET.bytes)} in ${TARGET.requests}: ${isMet(bytes, sent.length) ? 'met' : 'missed'}`)
    console.log(`meanwhile: ${kB(sum(meanwhile))}, ${meanwhile.map(({ name }) => name).join(', ')}`)
  } finally {
    await close()
  }
}

const isMeanwhile = ({ name }: Sent) => /\/(music-|L02-)/.test(name)
const sum = (all: readonly Sent[]) => all.reduce((bytes, each) => bytes + each.bytes, 0)
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`
const isMet = (bytes: number, requests: number) => bytes <= TARGET.bytes && requests <= TARGET.requests

async function firstRide(page: Page, address: string): Promise<readonly Sent[]> {
  const answers: Response[] = []
  page.on('response', answer => answers.push(answer))
  await page.goto(address)
  await page.getByRole('button', { name: 'Press start', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Start', exact: true }).press('Enter')
  await page.locator('canvas').first().waitFor()
  await page.keyboard.press('Digit1')
  await page.waitForTimeout(1_500) // its sound is sent for with the key
  const sent = await Promise.all(answers.map(packed))
  return sent.filter(each => each !== undefined).sort((a, b) => b.bytes - a.bytes)
}

/** Undefined for what has no body, or is of this very page. */
async function packed(answer: Response): Promise<Sent | undefined> {
  const { protocol, pathname } = new URL(answer.url())
  if (!protocol.startsWith('http') || !answer.ok()) return undefined
  return { name: pathname, bytes: gzipSync(await answer.body(), { level: 9 }).length }
}
