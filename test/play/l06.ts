/**
 * How L06 is landed by somebody who knows it: what to wait for, by what the page says
 * to a screen reader, and what to do then. The hands come from outside.
 */

import type { Page } from '@playwright/test'
import { until } from './still'

/** Things that can be marked, by what the TARGET field calls them. */
type Marked = 'rider orders-db' | 'rider shop' | 'plate b1' | 'plate b2' | 'plate b3'

export interface Tricks {
  route(lane: 'bowl' | 'boxes'): Promise<void>
  land(): Promise<void>
  trick(name: 'SCALE' | 'MOVE', on: Marked): Promise<void>
}

const FRAME = 34

/** By anything that marks the next one, until the right one is marked. */
async function markBy(page: Page, next: () => Promise<void>, on: Marked): Promise<void> {
  const target = page.getByRole('group', { name: 'TARGET', exact: true })
  for (let i = 0; i < 24 && !(await target.getByText(on, { exact: true }).isVisible()); i += 1) {
    await next()
    await page.clock.runFor(FRAME)
  }
}

export const byKeyboard = (page: Page): Tricks => ({
  route: lane => page.keyboard.press(lane === 'bowl' ? '1' : '2'),
  land: () => page.keyboard.press('Space'),
  trick: async (name, on) => {
    await markBy(page, () => page.keyboard.press('KeyE'), on)
    await page.keyboard.press(name === 'SCALE' ? 'ArrowUp' : 'ArrowRight')
  },
})

export const byTouch = (page: Page): Tricks => ({
  route: lane =>
    page.getByRole('button', { name: lane === 'bowl' ? /K8S BOWL/ : /VM BOXES/ }).tap({ position: { x: 60, y: 8 } }),
  land: () => page.getByRole('button', { name: /LAND/ }).first().tap(),
  trick: async (name, on) => {
    const thing = on.slice(on.indexOf(' ') + 1)
    await page
      .getByRole('button', { name: new RegExp(`^${thing}\\b`) })
      .first()
      .tap()
    await page.clock.runFor(FRAME)
    await page
      .getByRole('button', { name: new RegExp(`^\\S* ?${name}`) })
      .first()
      .tap()
  },
})

const PAD = { bowl: 2, boxes: 3, land: 0, next: 5, SCALE: 12, MOVE: 15 } as const

/** Put in before the page: a pad whose buttons the test holds. */
export const padInit = () => {
  const held = new Set<number>()
  Object.assign(globalThis, { padHeld: held })
  const button = (i: number) => ({ pressed: held.has(i), touched: false, value: 0 })
  navigator.getGamepads = () =>
    [{ buttons: Array.from({ length: 17 }, (_, i) => button(i)), axes: [0, 0] }] as unknown as Gamepad[]
}

export async function pressPad(page: Page, button: number): Promise<void> {
  await page.evaluate(i => (globalThis as unknown as { padHeld: Set<number> }).padHeld.add(i), button)
  await page.clock.runFor(FRAME)
  await page.evaluate(i => (globalThis as unknown as { padHeld: Set<number> }).padHeld.delete(i), button)
  await page.clock.runFor(FRAME)
}

export const byGamepad = (page: Page): Tricks => ({
  route: lane => pressPad(page, PAD[lane]),
  land: () => pressPad(page, PAD.land),
  trick: async (name, on) => {
    await markBy(page, () => pressPad(page, PAD.next), on)
    await pressPad(page, PAD[name])
  },
})

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const isUp = (page: Page, rider: string) => until(page, section(page, 'NEXT').getByText(rider, { exact: true }))

export async function landL06(page: Page, hands: Tricks): Promise<void> {
  await isUp(page, 'orders-db')
  await hands.route('boxes')
  await isUp(page, 'shop')
  await hands.route('bowl')
  await until(page, page.getByRole('button', { name: /^orders-db.*(LAND|rides)/ }))
  await hands.land()
  await isUp(page, 'ledger')
  await hands.route('bowl')
  await until(page, section(page, 'INCOMING').getByText('h1', { exact: true }))
  await hands.trick('MOVE', 'rider orders-db')
  await until(page, section(page, 'INCOMING').getByText('b2', { exact: true }))
  await hands.trick('SCALE', 'rider shop')
  await page.clock.runFor(300)
  await hands.trick('MOVE', 'plate b2')
  const dead = page.getByRole('button', { name: /^b[13]\b.*NotReady/ })
  await until(page, dead)
  const name = (await dead.first().getAttribute('aria-label')) ?? (await dead.first().textContent()) ?? ''
  await hands.trick('MOVE', `plate ${name.trim().slice(0, 2)}` as Marked)
}
