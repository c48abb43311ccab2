/**
 * Swipes over the board, as the four tricks: up SCALE, down SAVE, left UNDO, right MOVE.
 *
 * Taps are the buttons' own and arrive as clicks. A swipe that began on a button must
 * not press it as well, so the click that follows a swipe is swallowed. One finger at
 * a time: a second one ends the gesture.
 */

import type { Intent, Trick } from './intent'

const LEAST_PX = 24
/** What takes longer is no swipe. */
export const MOST_MS = 300
/** A click that a swipe brings about comes at once, or not at all. */
const CLICK_WITHIN_MS = 60

interface Stroke {
  readonly pointer: number
  readonly x: number
  readonly y: number
  readonly at: number
}

/** The trick that a stroke of so many CSS pixels in so many milliseconds means. */
export function trickOf(dx: number, dy: number, ms: number): Trick | undefined {
  if (ms > MOST_MS || Math.max(Math.abs(dx), Math.abs(dy)) < LEAST_PX) return undefined
  if (Math.abs(dx) > Math.abs(dy)) return dx < 0 ? 'UNDO' : 'MOVE'
  return dy < 0 ? 'SCALE' : 'SAVE'
}

/** Listens until the answer is called. */
export function listenToSwipes(board: HTMLElement, hands: { intent(intent: Intent): void }): () => void {
  const listening = new AbortController()
  const { signal } = listening
  let stroke: Stroke | undefined
  let swiped = Number.NEGATIVE_INFINITY

  const down = (event: PointerEvent) => {
    const alone = (stroke === undefined || stroke.pointer === event.pointerId) && event.button === 0
    stroke = alone ? { pointer: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp } : undefined
  }
  const up = (event: PointerEvent) => {
    if (stroke?.pointer !== event.pointerId) return
    const verb = trickOf(event.clientX - stroke.x, event.clientY - stroke.y, event.timeStamp - stroke.at)
    stroke = undefined
    if (!verb) return
    swiped = event.timeStamp
    hands.intent({ do: 'trick', verb })
  }
  const click = (event: MouseEvent) => {
    if (event.timeStamp - swiped > CLICK_WITHIN_MS) return
    event.preventDefault()
    event.stopPropagation()
  }
  const forget = () => {
    stroke = undefined
  }

  board.addEventListener('pointerdown', down, { signal })
  board.ownerDocument.addEventListener('pointerup', up, { signal })
  board.ownerDocument.addEventListener('pointercancel', forget, { signal })
  board.addEventListener('click', click, { signal, capture: true })
  return () => listening.abort()
}
