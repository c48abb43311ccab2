/**
 * What the page's main thread did, task by task, as Chromium traces it. In processor
 * time: what it waited for, other programs or a picture drawn without a graphics card,
 * is nothing that the page could do faster.
 */

import type { Page } from '@playwright/test'

/** Milliseconds. */
export interface Task {
  readonly at: number
  readonly cpu: number
}

export interface Traced {
  readonly tasks: readonly Task[]
  /** When each frame's turn came. */
  readonly frames: readonly number[]
}

interface Event {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly tdur?: number
}

/** From now on until `use` has done. */
export async function traced(page: Page, use: () => Promise<void>): Promise<Traced> {
  const session = await page.context().newCDPSession(page)
  const events: Event[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const each of value as unknown as Event[]) if (isOfInterest(each)) events.push(each)
  })
  const complete = new Promise(resolve => session.on('Tracing.tracingComplete', resolve))
  await session.send('Tracing.start', { categories: 'devtools.timeline,toplevel', transferMode: 'ReportEvents' })
  await use()
  await session.send('Tracing.end')
  await complete
  const turns = events.filter(({ name }) => name === FRAME).sort((a, b) => a.ts - b.ts)
  const own = ({ pid, tid }: Event) => pid === turns[0]?.pid && tid === turns[0]?.tid
  const tasks = events.filter(each => each.name === TASK && own(each)).sort((a, b) => a.ts - b.ts)
  return {
    tasks: tasks.map(({ ts, tdur = 0 }) => ({ at: ts / 1_000, cpu: tdur / 1_000 })),
    frames: turns.map(({ ts }) => ts / 1_000),
  }
}

const FRAME = 'FireAnimationFrame'
const TASK = 'ThreadControllerImpl::RunTask'
const isOfInterest = ({ name, ph }: Event) => ph === 'X' && (name === FRAME || name === TASK)
