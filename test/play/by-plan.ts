/**
 * A level landed through the interface alone by somebody who knows it: what its solution
 * does and when is known beforehand; when to do it is read off the clock on the screen,
 * and what is marked off the field that says so. Time is stopped (PLAN) to look for the
 * right one, as anybody may.
 */

import { expect, type Page } from '@playwright/test'
import type { Command, LoggedCommand, Target, Verb } from '../../src/model/command'
import type { Tick } from '../../src/model/units'

const FRAME = 17
/** So many looks at a clock that does not move: the run is over. */
const MOST_STANDS = 100

const LANES = { bowl: '1', boxes: '2', slab: '3', rail: '4' } as const
const KEYS: Partial<Record<Verb, string>> = {
  SCALE: 'ArrowUp',
  SAVE: 'ArrowDown',
  UNDO: 'ArrowLeft',
  MOVE: 'ArrowRight',
  LAND: 'Space',
  HOLD: 'KeyH',
}

/** `live`: lets the page live on for so many milliseconds. */
export interface Hands {
  readonly page: Page
  readonly live: (ms: number) => Promise<void>
  /** Cluster seconds in a second of the page's. */
  readonly pace: number
}

/** To its end, but for the last second. */
export const playByHand = (hands: Hands, log: readonly LoggedCommand[], lasts: Tick): Promise<void> =>
  playTo(hands, log, lasts - 30)

/** As far as a cluster second. */
export async function playTo(hands: Hands, log: readonly LoggedCommand[], to: Tick): Promise<void> {
  await begun(hands)
  const routed = new Set<Target>()
  for (const { tick, command } of log.filter(({ tick }) => tick < to)) {
    await liveUntil(hands, tick)
    await give(hands, command, command.verb === 'ROUTE' && !routed.has(command.target))
    if (command.verb === 'ROUTE') routed.add(command.target)
  }
  await liveUntil(hands, to)
}

const clockOf = (page: Page) => page.getByRole('region', { name: 'Clock', exact: true })

/** What a run needs comes over the wire, whose time is not the page's: without a clock it has not begun, or is over. */
async function begun({ page, live }: Hands): Promise<void> {
  await expect(async () => {
    await live(FRAME)
    expect(await clockOf(page).count(), 'a clock').toBe(1)
  }).toPass({ timeout: 60_000, intervals: [100] })
}

async function liveUntil(hands: Hands, tick: Tick): Promise<void> {
  let stood = 0
  for (let now = await clusterTime(hands.page); now < tick; ) {
    const ms = ((tick - now) * 1_000) / hands.pace
    await hands.live(Math.max(FRAME, ms - 2 * FRAME))
    const then = await clusterTime(hands.page)
    stood = then === now ? stood + 1 : 0
    if (stood > MOST_STANDS) throw new Error(`time stands still at ${now} and never comes to ${tick}`)
    now = then
  }
}

/** As the clock on the screen has it; once the run is over there is none. */
async function clusterTime(page: Page): Promise<Tick> {
  const clock = clockOf(page)
  if ((await clock.count()) === 0) return Number.POSITIVE_INFINITY
  const text = await clock.innerText({ timeout: 1_000 }).catch(() => '')
  if (text === '') return Number.POSITIVE_INFINITY // it went just now
  const [, hours = 0, minutes, seconds] = /real (?:s: )?(?:(\d+):)?(\d+):(\d\d)/.exec(text) ?? []
  expect(seconds, `a clock in "${text}"`).toBeDefined()
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
}

/** `isNew`: it is up, or about to be seen so. */
async function give(hands: Hands, command: Command, isNew: boolean): Promise<void> {
  const { page, live } = hands
  const key = command.verb === 'ROUTE' ? LANES[command.lane ?? 'bowl'] : KEYS[command.verb]
  if (!key) throw new Error(`no key for ${command.verb}`)
  if (await comesUp(hands, command, isNew)) return insist(hands, key)
  await page.keyboard.press('KeyP')
  await live(FRAME)
  await mark(hands, labelOf(command.target))
  const before = await refusalOf(page)
  await page.keyboard.press(key)
  await page.keyboard.press('KeyP')
  await live(FRAME)
  for (let times = 0; times < FEW_TIMES && (await isRefusedAnew(page, before)); times += 1) {
    await live(4 * FRAME) // some frames late, the one before was not over when this one was due
    await page.keyboard.press(key)
    await live(FRAME)
  }
}

const FEW_TIMES = 4

const REFUSAL = 'p.refused:not([data-stands], [data-kept])'

async function refusalOf(page: Page): Promise<string> {
  const [text = ''] = await page.getByRole('application').locator(REFUSAL).allInnerTexts()
  return text
}

async function isRefusedAnew(page: Page, before: string): Promise<boolean> {
  const text = await refusalOf(page)
  return text !== '' && text !== before
}

/** What is refused is asked for again, as long as somebody who waits for an API server would. */
async function insist({ page, live }: Hands, key: string): Promise<void> {
  const refusal = page.getByRole('application').locator(REFUSAL)
  for (let times = 0; times < MOST_TIMES; times += 1) {
    await page.keyboard.press(key)
    await live(FRAME)
    if ((await refusal.count()) === 0) return
    await live(4 * FRAME)
  }
}

const MOST_TIMES = 10

/** The clock may be seen some frames before the card is, on a slow machine. */
const LOOKS = 60

async function comesUp({ page, live }: Hands, { verb, target }: Command, isNew: boolean): Promise<boolean> {
  if (verb !== 'ROUTE' && verb !== 'HOLD') return false
  const next = page.getByRole('region', { name: 'NEXT', exact: true })
  for (let looks = isNew ? LOOKS : 1; looks > 0; looks -= 1) {
    if ((await next.getByText(nameOf(target), { exact: true }).count()) > 0) return true
    await live(FRAME)
  }
  return false
}

async function mark({ page, live }: Hands, label: string): Promise<void> {
  const field = page.getByRole('group', { name: 'TARGET', exact: true }).getByRole('paragraph')
  const seen: string[] = []
  for (let presses = 0; presses < 60; presses += 1) {
    seen.push((await field.innerText({ timeout: 10_000 })).replace(/\s+/g, ' ').trim())
    const byHand = (await field.getAttribute('data-by-hand')) !== null // what is only likely to be meant is not marked
    if (byHand && `${seen.at(-1)?.toLowerCase()} `.startsWith(`target ${label} `)) return // its room or load comes after it
    await page.keyboard.press('KeyE')
    await live(FRAME)
  }
  throw new Error(`"${label}" is none of what can be marked: ${[...new Set(seen)].join(', ')}`)
}

const nameOf = (target: Target) => target.slice(target.indexOf('/') + 1)

function labelOf(target: Target): string {
  const [kind, name] = [target.slice(0, target.indexOf('/')), nameOf(target).toLowerCase()]
  if (kind === 'rider' || kind === 'choice') return `${kind} ${name}`
  if (kind === 'volume') return `backpack of ${name}`
  return kind === 'control-plane' ? `control plane ${name}` : `plate ${name}`
}
