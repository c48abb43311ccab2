/** The INCOMING board: icon, name, a bar that shrinks, and in how many seconds its users come. A row of what can be marked marks it. */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Target } from '../model/command'
import type { IncomingView } from '../view/coming-view'
import { countdown, percent } from './figures'
import type { Part } from './part'
import { faceIcon } from './sprite'
import { stickerIcon, warningIcon } from './stickers'

export function incoming(entries: readonly IncomingView[], part: Part): TemplateResult {
  const { words } = part
  return html`<h2>${words.ui('incoming.title')}</h2>
    ${
      entries.length === 0
        ? html`<p class="nobody">${words.ui('incoming.nobody')}</p>`
        : html`<ul>
            ${entries.map(entry => row(entry, part))}
          </ul>`
    }`
}

const row = (entry: IncomingView, part: Part): TemplateResult =>
  html`<li data-kind=${entry.kind} data-sticker=${entry.stickers[0] ?? ''} ?data-warns=${entry.on} ?data-face=${entry.face}>
    ${entry.marks === undefined ? html`<div class="row">${inside(entry, part)}</div>` : marking(entry, entry.marks, part)}
  </li>`

/** The figure itself may stand in a crowd that no finger can part. */
const marking = (entry: IncomingView, target: Target, part: Part): TemplateResult =>
  html`<button
    class="row"
    aria-pressed=${entry.marked === true}
    @click=${() => part.hands.intent({ do: 'mark', target })}
  >
    ${inside(entry, part)}
  </button>`

const inside = (entry: IncomingView, part: Part): TemplateResult =>
  html`<span class="icons">${entry.face ? faceIcon(entry.face) : entry.on ? warningIcon : entry.stickers.map(stickerIcon)}</span>
    <span class="whose"
      ><b class="rider-name">${entry.name}</b>${shortly(entry, part)}</span
    >
    ${when(entry, part)}
    <span class="about"
      >${part.words.say(entry.about)}${entry.stickers.map(sticker => html` <span class="sr">${sticker}</span>`)}</span
    >
    <span class="bar" aria-hidden="true"><i style="width:${100 - percent(entry.done)}%"></i></span>`

/** Of what will be back it is the row's own word; else it stands for the line under it, where that has no room. */
const shortly = ({ kind, short }: IncomingView, { words }: Part) =>
  short
    ? html` <span class="short" aria-hidden=${kind === 'back' ? nothing : 'true'}>${words.say(short)}</span>`
    : nothing

/** A sign's window may be open for seconds: it is not in none of them. */
const when = ({ kind, inSeconds }: IncomingView, { words, timeScale }: Part): TemplateResult =>
  kind === 'sign' && inSeconds === 0
    ? html`<span class="when"><span class="until">${words.ui('incoming.sign.now')}</span> <b>${words.ui('incoming.now')}</b></span>`
    : html`<span class="when"><span class="until">${words.ui(`incoming.${kind}`)}</span>
        <b>${words.ui('incoming.in', { seconds: countdown(inSeconds, timeScale) })}</b></span>`
