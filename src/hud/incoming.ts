/** The INCOMING board: icon, name, a bar that shrinks, and in how many seconds its users come. */

import { html, type TemplateResult } from 'lit-html'
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
    <span class="icons">${entry.face ? faceIcon(entry.face) : entry.on ? warningIcon : entry.stickers.map(stickerIcon)}</span>
    <b class="rider-name">${entry.name}</b>
    ${when(entry, part)}
    <span class="about"
      >${part.words.say(entry.about)}${entry.stickers.map(sticker => html` <span class="sr">${sticker}</span>`)}</span
    >
    <span class="bar" aria-hidden="true"><i style="width:${100 - percent(entry.done)}%"></i></span>
  </li>`

/** A sign's window may be open for seconds: it is not in none of them. */
const when = ({ kind, inSeconds }: IncomingView, { words, timeScale }: Part): TemplateResult =>
  kind === 'sign' && inSeconds === 0
    ? html`<span class="when"><span class="until">${words.ui('incoming.sign.now')}</span> <b>${words.ui('incoming.now')}</b></span>`
    : html`<span class="when"><span class="until">${words.ui(`incoming.${kind}`)}</span>
        <b>${words.ui('incoming.in', { seconds: countdown(inSeconds, timeScale) })}</b></span>`
