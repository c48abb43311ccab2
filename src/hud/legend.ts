/** What the signs of the picture mean: every one of them as it is drawn, with its words. */

import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { Sticker } from '../model/workload'
import { ROLES, type Role } from '../view/palette'
import { LEGEND, PIP_LOOKS } from '../view/pips'
import { SIGN_LEGEND, SIGN_LOOKS } from '../view/signs'
import { stickerIcon } from './stickers'
import type { Words } from './words'

/** Of stickers those that somebody wears here. */
export const legend = (words: Words, stickers: readonly Sticker[] = []): TemplateResult =>
  html`<details class="signs">
    <summary>${words.ui('legend.title')}</summary>
    <p>${words.ui('legend.pips')}</p>
    <ul>
      ${LEGEND.map(name => entry(pipIcon(name), name, words))}
    </ul>
    <p>${words.ui('legend.signs')}</p>
    <ul>
      ${SIGN_LEGEND.map(name => entry(signIcon(name), `sign/${name}`, words))}
    </ul>
    ${stickers.length > 0 ? worn(stickers, words) : nothing}
  </details>`

const worn = (stickers: readonly Sticker[], words: Words) =>
  html`<p>${words.ui('legend.stickers')}</p>
    <ul>
      ${stickers.map(
        sticker =>
          html`<li data-sticker=${sticker}>
            ${stickerIcon(sticker)} <span><b>${sticker}</b> ${words.ui(`sticker.${sticker}.means`)}</span>
          </li>`,
      )}
    </ul>`

const entry = (icon: TemplateResult | undefined, name: string, words: Words) =>
  html`<li>${icon} <span>${words.ui(`legend.${name.replace('/', '.')}`)}</span></li>`

export function pipIcon(name: string): TemplateResult | undefined {
  const look = PIP_LOOKS[name]
  return look && drawn(look.rows, { c: look.colour, l: 'white', k: 'ink' })
}

function signIcon(name: string): TemplateResult | undefined {
  const look = SIGN_LOOKS[name]
  return look && drawn(look.rows, look.inks)
}

const drawn = (rows: readonly string[], inks: Readonly<Record<string, Role>>) =>
  html`<svg class="sign-icon" viewBox="0 0 ${rows[0]?.length ?? 1} ${rows.length}" aria-hidden="true">
    ${rows.flatMap((row, y) => [...row].map((letter, x) => pixel(inks[letter], x, y)))}
  </svg>`

const pixel = (role: Role | undefined, x: number, y: number) =>
  role ? svg`<rect x=${x} y=${y} width="1.02" height="1.02" fill=${ROLES[role]} />` : undefined
