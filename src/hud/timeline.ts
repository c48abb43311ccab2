/**
 * What led to what: the moments of a run as one list, walked in time by up and down, to
 * the cause by left, to what came of it by right, and back to where it began by Enter.
 * Beside it stands the whole way back in words, each step a button.
 *
 * A listbox with `aria-activedescendant`: the focus stays on the list, and a screen
 * reader says each moment with its way back. It keeps its own place, so it lives as
 * long as the view it was made for.
 */

import { nothing, render } from 'lit-html'
import type { OccurrenceView } from '../view/debrief-view'
import type { Part } from './part'
import { effectsOf, type Known, walkable, wayBack } from './timeline-lines'

export interface Timeline {
  readonly element: HTMLElement
  /** Goes to a moment, and takes the focus along. */
  walkTo(id: number): void
}

const open = new WeakMap<readonly OccurrenceView[], Timeline>()

/** The one for these moments. `first`: where it stands when it is opened. */
export function timelineOf(moments: readonly OccurrenceView[], first: number | undefined, part: Part): Timeline {
  const timeline = open.get(moments) ?? openTimeline(moments, first, part)
  open.set(moments, timeline)
  return timeline
}

function openTimeline(moments: readonly OccurrenceView[], first: number | undefined, part: Part): Timeline {
  const element = document.createElement('div')
  element.className = 'walk'
  const known = new Map(moments.map(moment => [moment.id, moment]))
  let now = known.get(first ?? -1) ?? moments[0]

  const go = (to: OccurrenceView | undefined) => {
    if (!to) return
    now = to
    draw()
  }
  const walk = (event: KeyboardEvent) => {
    const to = now && stepFrom(now, event.code, moments, known)
    if (!to) return
    event.preventDefault()
    go(to)
  }
  const draw = () => {
    render(now ? walkable(now, { moments, known, go, walk, part }) : nothing, element)
    reveal(element)
  }
  draw()
  requestAnimationFrame(() => reveal(element)) // once it is on the page
  return {
    element,
    walkTo(id) {
      go(known.get(id))
      element.querySelector<HTMLElement>('[role=listbox]')?.focus()
    },
  }
}

function stepFrom(now: OccurrenceView, code: string, moments: readonly OccurrenceView[], known: Known) {
  const at = moments.indexOf(now)
  const steps: Readonly<Record<string, OccurrenceView | undefined>> = {
    ArrowDown: moments[at + 1],
    ArrowUp: moments[at - 1],
    Home: moments[0],
    End: moments.at(-1),
    ArrowLeft: known.get(now.cause ?? -1),
    ArrowRight: dearest(effectsOf(now, known)),
    Enter: wayBack(now, known).at(-1),
  }
  return steps[code]
}

/** What cost the most, else what came first. */
const dearest = (all: readonly OccurrenceView[]) => [...all].sort((a, b) => b.lost - a.lost)[0]

/** Scrolls the list, and nothing but the list. */
function reveal(element: HTMLElement): void {
  const list = element.querySelector<HTMLElement>('[role=listbox]')
  const now = element.querySelector<HTMLElement>('[aria-selected=true]')
  if (!list || !now) return
  const above = now.offsetTop - list.scrollTop
  if (above < 0) list.scrollTop = now.offsetTop
  if (above + now.offsetHeight > list.clientHeight)
    list.scrollTop = now.offsetTop + now.offsetHeight - list.clientHeight
}
