/** What the level says, and under it what occurred and what it said before, the newest first. */

import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { LogLine, ParkView, TargetView } from '../view/park-view'
import type { Phrase } from '../view/phrase'
import { playClock } from './figures'
import type { Part } from './part'

/** `called`: what time stands for goes before what the level says. */
export function says(park: ParkView, planning: boolean, part: Part, called?: string): TemplateResult {
  const { words } = part
  if (planning && park.target && called === undefined) return explained(park.target, part)
  const line = park.hint ?? park.says
  return html`<h2 class="sr">${words.ui('says.title')}</h2>
    ${called === undefined ? spoken(line, park.hint !== undefined, words) : html`<p class="called">${called}</p>`}
    ${log(park.log, part)}`
}

const spoken = (line: Phrase | undefined, isHint: boolean, words: Part['words']) =>
  line ? html`<p class="line" ?data-hint=${isHint}>${words.say(line)}</p>` : nothing

/** While time stands one can look: why the target is as it is. */
const explained = ({ explained: lines }: TargetView, { words }: Part) =>
  html`<h2 class="sr">${words.ui('says.explained')}</h2>
    <p class="explained">${lines.map(line => html`<span>${line}</span> `)}</p>`

export const log = (lines: readonly LogLine[], { words, timeScale }: Part): TemplateResult =>
  html`<ol class="log" reversed aria-label=${words.ui('log.title')}>
    ${repeat(
      [...lines].reverse(),
      ({ id }) => id,
      line =>
        html`<li data-kind=${line.kind}>
          <time>${playClock(line.tick, timeScale)}</time> <span>${words.say(line.text)}</span>
        </li>`,
    )}
  </ol>`
