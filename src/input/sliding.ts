/**
 * A finger that rests on a figure and then slides marks whoever comes under it: so one is
 * picked out of a crowd that stands closer than a fingertip is wide.
 *
 * What is quicker is a swipe (`pointer.ts`). Fingers only: a mouse points well enough.
 */

import type { Target } from '../model/command'
import type { Intent } from './intent'
import { MOST_MS } from './pointer'

interface Finger {
  readonly pointer: number
  readonly since: number
  on: Element
}

/** Listens until the answer is called. What can be marked so says which target it is. */
export function listenToSliding(board: HTMLElement, hands: { intent(intent: Intent): void }): () => void {
  const listening = new AbortController()
  const { signal } = listening
  let finger: Finger | undefined

  const down = (event: PointerEvent) => {
    const on = event.pointerType === 'touch' && !finger && markable(event.target as Element)
    finger = on ? { pointer: event.pointerId, since: event.timeStamp, on } : undefined
  }
  const move = (event: PointerEvent) => {
    if (finger?.pointer !== event.pointerId || event.timeStamp - finger.since <= MOST_MS) return
    const on = markable(board.ownerDocument.elementFromPoint(event.clientX, event.clientY))
    if (!on || on === finger.on || !board.contains(on)) return
    finger.on = on
    const isMarked = on.getAttribute('aria-pressed') === 'true' // a mark on what is marked takes it away
    if (!isMarked) hands.intent({ do: 'mark', target: on.getAttribute('data-target') as Target })
  }
  const end = (event: PointerEvent) => {
    if (finger?.pointer === event.pointerId) finger = undefined
  }

  board.addEventListener('pointerdown', down, { signal })
  board.ownerDocument.addEventListener('pointermove', move, { signal })
  board.ownerDocument.addEventListener('pointerup', end, { signal })
  board.ownerDocument.addEventListener('pointercancel', end, { signal })
  return () => listening.abort()
}

const markable = (element: Element | null): Element | undefined =>
  element?.closest('button[data-target][aria-pressed]') ?? undefined
