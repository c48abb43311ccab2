/**
 * How L01 is landed by somebody who knows it: what to wait for, by what the page says
 * to a screen reader, and what to do then. The hands (keys, taps) come from outside.
 */

import type { Page } from '@playwright/test'
import { until } from './still'

export interface Hands {
  route(lane: 'bowl' | 'boxes' | 'slab'): Promise<void>
  land(): Promise<void>
  /** Marks the spare machine s1 and orders it. */
  order(): Promise<void>
}

export const byKeyboard = (page: Page): Hands => ({
  route: lane => page.keyboard.press({ bowl: '1', boxes: '2', slab: '3' }[lane]),
  land: () => page.keyboard.press('Space'),
  order: async () => {
    const target = page.getByRole('group', { name: 'TARGET', exact: true })
    for (let i = 0; i < 12 && !(await target.getByText('plate s1').isVisible()); i += 1) {
      await page.keyboard.press('KeyE')
      await page.clock.runFor(34) // a frame or two, until the target shows
    }
    await page.keyboard.press('ArrowUp')
  },
})

export const byTouch = (page: Page): Hands => ({
  route: async lane => {
    const name = { bowl: /K8S BOWL/, boxes: /VM BOXES/, slab: /METAL SLAB/ }[lane]
    await page.getByRole('button', { name }).tap({ position: { x: 60, y: 8 } })
  },
  land: () => page.getByRole('button', { name: /LAND/ }).first().tap(),
  order: async () => {
    await page.getByRole('button', { name: /^s1/ }).tap()
  },
})

export async function landL01(page: Page, hands: Hands): Promise<void> {
  await isUp(page, 'hello')
  await hands.route('bowl')
  await isUp(page, 'till')
  await hands.route('boxes')
  await landWhenReady(page, hands, 'till')
  await until(page, section(page, 'INCOMING').getByText('render', { exact: true }))
  await hands.order()
  await isUp(page, 'blog')
  await hands.route('bowl')
  await isUp(page, 'render')
  await hands.route('slab')
  await landWhenReady(page, hands, 'render')
  await isUp(page, 'chat')
  await hands.route('bowl')
}

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

const isUp = (page: Page, rider: string) => until(page, section(page, 'NEXT').getByText(rider, { exact: true }))

/** After a second of play a health check would do it: whoever looks in time is the first. */
async function landWhenReady(page: Page, hands: Hands, rider: string): Promise<void> {
  await until(page, page.getByRole('button', { name: new RegExp(`^${rider}.*LAND`) }))
  await hands.land()
}
