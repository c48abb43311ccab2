/**
 * What occurred, in order. One line at a time has the focus (up, down, Home, End), and
 * from each line that has a cause one can step to it.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { TimelineLine } from '../view/debrief-view'
import { playClock } from './figures'
import type { Part } from './part'

export function timeline(lines: readonly TimelineLine[], part: Part): TemplateResult {
  const { words } = part
  return html`<section aria-labelledby="timeline-title">
    <h2 id="timeline-title">${words.ui('timeline.title')}</h2>
    <p class="how">${words.ui('timeline.how')}</p>
    <ol class="timeline" @keydown=${walk}>
      ${lines.map((line, at) => row(line, at === 0, lines, part))}
    </ol>
  </section>`
}

function row(line: TimelineLine, first: boolean, lines: readonly TimelineLine[], { words, timeScale }: Part) {
  const cause = lines.find(({ id }) => id === line.cause)
  return html`<li id="line-${line.id}" data-kind=${line.kind} tabindex=${first ? '0' : '-1'} @focus=${rove}>
    <time>${playClock(line.tick, timeScale)}</time> <span>${words.say(line.text)}</span>
    ${
      cause
        ? html`<button class="cause" @click=${() => focusOn(`line-${cause.id}`)}>
            ${words.ui('timeline.because', { cause: words.say(cause.text) })}
          </button>`
        : nothing
    }
  </li>`
}

const focusOn = (id: string) => document.getElementById(id)?.focus()

/** Only the line that had the focus last is a stop for Tab. */
function rove(event: FocusEvent) {
  const line = event.currentTarget as HTMLElement
  for (const other of line.parentElement?.children ?? []) (other as HTMLElement).tabIndex = other === line ? 0 : -1
}

function walk(event: KeyboardEvent) {
  const list = event.currentTarget as HTMLElement
  const line = (event.target as HTMLElement).closest('li')
  const to = {
    ArrowDown: line?.nextElementSibling,
    ArrowUp: line?.previousElementSibling,
    Home: list.firstElementChild,
    End: list.lastElementChild,
  }[event.code]
  if (!to) return
  event.preventDefault()
  ;(to as HTMLElement).focus()
}
