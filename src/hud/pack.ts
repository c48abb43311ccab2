/** A backpack as a button: the disk under a rider, and what is being done with it. */

import { html, type TemplateResult } from 'lit-html'
import type { PackView } from '../view/incident-view'
import type { Rect } from '../view/layout-shapes'
import type { RiderView } from '../view/rider-view'
import { percent } from './figures'
import type { Part } from './part'
import { at } from './place'

/** Over the picture it is there only where it has an area of its own. */
export function packButton(
  { name, leaving }: RiderView,
  pack: PackView,
  where: Rect | undefined,
  { words, hands }: Part,
): TemplateResult {
  return html`<button
    class="pack"
    style=${where ? at(where) : 'display:none'}
    data-state=${pack.state}
    data-rider=${name}
    ?data-leaving=${leaving}
    aria-pressed=${pack.marked}
    @click=${() => hands.intent({ do: 'mark', target: pack.target })}
  >
    <span class="label"><b>${words.ui('target.backpack', { name })}</b></span>
    <span class="more">${packInWords(pack, words)}</span>
  </button>`
}

export const packInWords = (pack: PackView, words: Part['words']): string =>
  words.ui('pack.inWords', {
    disk: words.ui(`pack.${pack.disk}`),
    state: words.ui(`pack.${pack.state}`, { to: words.ui(`pack.${pack.disk === 'local' ? 'network' : 'local'}`) }),
    word: pack.word,
    done: percent(pack.done),
  })
