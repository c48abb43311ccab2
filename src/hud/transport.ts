/**
 * The transport bar of a run that is watched: play and pause, winding, the scrubber
 * with what is marked on it, the speed, and the ways out.
 *
 * It stands beside the board, not on it, so that the arrow keys are the scrubber's own.
 * What the scrubber says of itself is held still while it has the focus and time runs,
 * or a screen reader would never come to an end.
 */

import { html, nothing, render } from 'lit-html'
import type { Intent } from '../session/intent'
import { type MomentKind, type MomentView, SPEEDS, type TheatreView } from '../view/theatre-view'
import { playClock } from './figures'
import type { Part } from './part'
import type { RunScreen } from './screen'

/** Shows the bar in its element, or nothing where nobody watches. */
export type Transport = (screen: RunScreen, style: string, part: Part) => void

export function openTransport(element: HTMLElement): Transport {
  let held = { leaps: -1, text: '' }

  const saying = (screen: RunScreen, theatre: TheatreView, part: Part): string => {
    const scrubs = element.ownerDocument.activeElement?.matches('.scrubber') === true
    const runs = screen.mode === 'running' && scrubs
    if (!runs || held.leaps !== theatre.leaps) {
      held = { leaps: theatre.leaps, text: standing(screen.park.tick, theatre, part) }
    }
    return held.text
  }
  return (screen, style, part) => {
    const { theatre } = screen
    element.hidden = theatre === undefined
    if (!theatre) {
      render(nothing, element)
      return
    }
    element.style.cssText = style
    element.setAttribute('aria-label', part.words.ui('theatre.title'))
    render(bar(screen, theatre, saying(screen, theatre, part), part), element)
  }
}

const bar = (screen: RunScreen, theatre: TheatreView, text: string, part: Part) =>
  html`<div class="winding" role="group" aria-label=${part.words.ui('theatre.wind')}>
      ${winder({ do: 'jump', by: -1 }, '❘◀', 'Comma', part)} ${winder({ do: 'step', by: -1 }, '−1 s', 'ArrowLeft', part)}
      ${playButton(screen.mode !== 'running', part)} ${winder({ do: 'step', by: 1 }, '+1 s', 'ArrowRight', part)}
      ${winder({ do: 'jump', by: 1 }, '▶❘', 'Period', part)}
    </div>
    ${film(screen.park.tick, theatre, text, part)} ${speed(theatre, part)}
    <div class="exits">
      <button
        aria-keyshortcuts="B"
        ?disabled=${screen.park.outcome !== 'running'}
        @click=${() => part.hands.intent({ do: 'branch' })}
      >
        ${part.words.ui('theatre.branch')}
      </button>
      ${screen.lab ? nothing : html`<button @click=${() => part.hands.intent({ do: 'finish' })}>${part.words.ui('theatre.finish')}</button>`}
    </div>`

const playButton = (stands: boolean, { words, hands }: Part) =>
  html`<button class="primary" data-focus aria-keyshortcuts="Space" @click=${() => hands.intent({ do: 'plan' })}>
    <span aria-hidden="true">${stands ? '▶' : '❚❚'}</span
    ><span class="sr">${words.ui(stands ? 'theatre.play' : 'theatre.pause')}</span>
  </button>`

function winder(does: Intent & { by: number }, sign: string, key: string, { words, hands }: Part) {
  const name = `theatre.${does.do}.${does.by < 0 ? 'back' : 'on'}`
  return html`<button aria-keyshortcuts=${key} title=${words.ui(name)} @click=${() => hands.intent(does)}>
    <span aria-hidden="true">${sign}</span><span class="sr">${words.ui(name)}</span>
  </button>`
}

const film = (tick: number, theatre: TheatreView, text: string, part: Part) =>
  html`<div class="film">
    <div class="moments" aria-hidden="true">${theatre.moments.map(moment => mark(moment, theatre.end, part))}</div>
    <input
      class="scrubber"
      type="range"
      min="0"
      max=${theatre.end}
      step="1"
      .value=${String(tick)}
      aria-label=${part.words.ui('theatre.scrubber')}
      aria-valuetext=${text}
      @input=${(event: Event) => seekTo(event, part)}
      @keydown=${(event: KeyboardEvent) => scrub(event, theatre, part)}
    />
  </div>`

const mark = ({ tick, kind, text }: MomentView, end: number, { words, timeScale }: Part) =>
  html`<i
    data-kind=${kind}
    style="left:${(tick * 100) / Math.max(1, end)}%"
    title="${playClock(tick, timeScale)} ${words.say(text)}"
  ></i>`

const seekTo = (event: Event, { hands }: Part) =>
  hands.intent({ do: 'seek', to: Number((event.target as HTMLInputElement).value) })

/** The browser's own steps would be single ticks, too small to be seen. */
function scrub(event: KeyboardEvent, { end }: TheatreView, { hands }: Part) {
  const wish = SCRUBS[event.code]?.(end)
  if (!wish || event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault()
  hands.intent(wish)
}

const SCRUBS: Readonly<Record<string, (end: number) => Intent>> = {
  ArrowLeft: () => ({ do: 'step', by: -1 }),
  ArrowDown: () => ({ do: 'step', by: -1 }),
  ArrowRight: () => ({ do: 'step', by: 1 }),
  ArrowUp: () => ({ do: 'step', by: 1 }),
  PageDown: () => ({ do: 'step', by: -10 }),
  PageUp: () => ({ do: 'step', by: 10 }),
  Home: () => ({ do: 'seek', to: 0 }),
  End: end => ({ do: 'seek', to: end }),
}

/** "1:12 of 2:30, 4 hang-ups": where it stands, and what has gone wrong so far. */
export function standing(tick: number, { end, moments }: TheatreView, { words, timeScale }: Part): string {
  const past = (kind: MomentKind) => moments.filter(moment => moment.kind === kind && moment.tick < tick).length
  return words.ui('theatre.at', {
    time: playClock(tick, timeScale),
    end: playClock(end, timeScale),
    incidents: past('incident'),
    hangups: past('hangup'),
    bails: past('bail'),
  })
}

const speed = ({ speedPercent }: TheatreView, { words, hands }: Part) =>
  html`<label class="speed">
    <span>${words.ui('theatre.speed')}</span>
    <select @change=${(event: Event) => hands.intent({ do: 'speed', percent: Number(chosen(event)) })}>
      ${SPEEDS.map(
        percent =>
          html`<option value=${percent} .selected=${percent === speedPercent}>
            ${words.ui('theatre.times', { times: TIMES[percent] })}
          </option>`,
      )}
    </select>
  </label>`

const TIMES: Readonly<Record<(typeof SPEEDS)[number], string>> = {
  25: '¼',
  50: '½',
  100: '1',
  200: '2',
  400: '4',
  800: '8',
}

const chosen = (event: Event) => (event.target as HTMLSelectElement).value
