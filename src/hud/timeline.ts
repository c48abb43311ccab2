/**
 * What led to what: the moments of a run as one list, walked in time by up and down, to
 * the cause by left, to what came of it by right, and back to where it began by Enter.
 * Beside it stands the whole way back in words, each step a button.
 *
 * A listbox with `aria-activedescendant`: the focus stays on the list, and a screen
 * reader says each moment with its way back. It keeps its own place, so it lives as
 * long as the view it was made for.
 */

import { html, nothing, render, type TemplateResult } from 'lit-html'
import type { OccurrenceView } from '../view/debrief-view'
import { percent, playClock } from './figures'
import type { Part } from './part'

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

type Known = ReadonlyMap<number, OccurrenceView>

interface Walking {
  readonly moments: readonly OccurrenceView[]
  readonly known: Known
  readonly go: (to: OccurrenceView | undefined) => void
  readonly walk: (event: KeyboardEvent) => void
  readonly part: Part
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

const effectsOf = ({ effects }: OccurrenceView, known: Known) =>
  effects.map(id => known.get(id)).filter(each => each !== undefined)

/** What cost the most, else what came first. */
const dearest = (all: readonly OccurrenceView[]) => [...all].sort((a, b) => b.lost - a.lost)[0]

/** From here to where it began. */
function wayBack(from: OccurrenceView, known: Known): readonly OccurrenceView[] {
  const way = [from]
  for (let at = known.get(from.cause ?? -1); at; at = known.get(at.cause ?? -1)) way.push(at)
  return way
}

const idOf = ({ id }: OccurrenceView) => `moment-${id}`

function walkable(now: OccurrenceView, walking: Walking): TemplateResult {
  const { moments, walk, part } = walking
  return html`<ul
      class="timeline"
      role="listbox"
      tabindex="0"
      aria-labelledby="timeline-title"
      aria-activedescendant=${idOf(now)}
      @keydown=${walk}
    >
      ${moments.map(moment => option(moment, moment === now, walking))}
    </ul>
    <div class="why">
      <h3 id="why-title">${part.words.ui('timeline.why')}</h3>
      ${back(now, walking)} ${onward(now, walking)}
    </div>`
}

const option = (moment: OccurrenceView, isNow: boolean, { go, part }: Walking): TemplateResult =>
  html`<li
    id=${idOf(moment)}
    role="option"
    data-kind=${moment.kind}
    aria-selected=${isNow}
    aria-describedby=${isNow ? 'way-back' : nothing}
    @click=${() => go(moment)}
  >
    ${saying(moment, part)}
  </li>`

/** When, what, how often, and what it cost. */
function saying(moment: OccurrenceView, { words, timeScale }: Part): TemplateResult {
  const { tick, until, asked, text, count, alike, lost, share } = moment
  const [from, to] = [playClock(tick, timeScale), playClock(until, timeScale)]
  const said = asked ? words.ui('timeline.refused', { asked, why: words.say(text) }) : words.say(text)
  const again = count > 1 ? words.ui(alike ? 'timeline.times' : 'timeline.alike', { count, more: count - 1 }) : ''
  return html`<time>${from === to ? from : `${from}–${to}`}</time>
    <span class="said">${said} ${again ? html`<b class="times">${again}</b>` : nothing}</span>
    ${lost > 0 ? html`<span class="lost">${words.ui('timeline.lost', { lost, share: percent(share) })}</span>` : nothing}`
}

/** The way back, the last step first said by whom. */
function back(now: OccurrenceView, walking: Walking): TemplateResult {
  const way = wayBack(now, walking.known)
  const root = way.at(-1) ?? now
  return html`<ol class="chain" id="way-back">
    ${way.map((step, i) => link(step, i === 0 ? undefined : 'timeline.because', walking))}
    <li class="root">${rootOf(root, walking.part)}</li>
  </ol>`
}

function rootOf({ kind, scenario }: OccurrenceView, { words }: Part): string {
  if (kind === 'refusal') return words.ui('timeline.root.refused')
  return kind === 'command'
    ? words.ui('timeline.root.decision')
    : words.ui('timeline.root.scenario', { name: scenario })
}

function onward(now: OccurrenceView, walking: Walking) {
  const effects = effectsOf(now, walking.known)
  const { words } = walking.part
  return html`<h3>${words.ui('timeline.effects')}</h3>
    ${
      effects.length === 0
        ? html`<p class="none">${words.ui('timeline.noEffects')}</p>`
        : html`<ul class="chain">
            ${effects.map(effect => link(effect, undefined, walking))}
          </ul>`
    }`
}

const link = (moment: OccurrenceView, because: string | undefined, { go, part }: Walking): TemplateResult =>
  html`<li>
    ${because ? html`<span class="because">${part.words.ui(because)}</span>` : nothing}
    <button class="step" data-kind=${moment.kind} @click=${() => go(moment)}>${saying(moment, part)}</button>
  </li>`

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
