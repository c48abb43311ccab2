/**
 * The Root Shop: Auntie Cron behind the counter, the four decks to read about, and the
 * cape. Nothing here has to be read, and nothing that is bought changes a run.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { ERAS } from '../model/units'
import type { DeckView } from '../view/see-decks'
import { capeIcon, counter, deckOf, outside, stuck, wallOfDecks } from './auntie'
import { clusterSpan } from './figures'
import type { Hands, Settings, ShopView } from './screen'
import type { Words } from './words'

export function shop(view: ShopView, settings: Settings, words: Words, hands: Hands): TemplateResult {
  const leave = () => hands.app({ type: 'QUIT' })
  return html`<main class="page shop" @keydown=${(event: KeyboardEvent) => event.code === 'Escape' && leave()}>
    <div class="inside" aria-hidden="true">${counter()} ${outside()} ${stuck()} ${wallOfDecks()}</div>
    <header>
      <div>
        <h1>${words.ui('shop.title')}</h1>
        <p class="says">${words.ui(settings.cape ? 'shop.says.cape' : 'shop.says')}</p>
      </div>
      <p class="actions">
        <button class="primary" data-focus @click=${leave}>${words.ui('shop.back')}</button>
      </p>
    </header>
    <section aria-labelledby="decks-title">
      <h2 id="decks-title">${words.ui('decks.title')}</h2>
      <p>${words.ui('decks.about')}</p>
      <ul class="decks">
        ${view.decks.map(deck => html`<li>${deckCard(deck, words)}</li>`)}
      </ul>
      <p><small>${words.ui('codex.source', { source: [...new Set(view.decks.map(({ source }) => source))].join('; ') })}</small></p>
    </section>
    ${cape(view, settings, words, hands)}
  </main>`
}

function deckCard(deck: DeckView, words: Words): TemplateResult {
  const rows = ['makesHosts', 'members', 'upgrades'] as const
  const value = (row: (typeof rows)[number], era: (typeof ERAS)[number]) =>
    words.ui(`deck.${row}.${deck.eras[era][row]}`, { percent: deck.eras[era].batchPercent })
  return html`<article aria-labelledby="deck-${deck.tool}" data-tool=${deck.tool}>
    ${deckOf(deck.tool)}
    <h3 id="deck-${deck.tool}">${words.ui(`deck.${deck.tool}`)}</h3>
    <p>${words.ui(`deck.${deck.tool}.about`)}</p>
    <dl>
      ${rows.map(row => {
        const [then = '', now = ''] = ERAS.map(era => value(row, era))
        return html`<dt>${words.ui(`deck.${row}`)}</dt>
          <dd>${then === now ? then : ERAS.map(era => html`<span>${words.ui(`codex.era.${era}`)} <b>${value(row, era)}</b></span> `)}</dd>`
      })}
      <dt>${words.ui('deck.time')}</dt>
      <dd>${times(deck, words)}</dd>
      ${refusals(deck, words)}
    </dl>
    ${deck.notes.map(({ text, source }) => html`<p>${words.say(text)} <small>${words.ui('codex.source', { source })}</small></p>`)}
  </article>`
}

function times({ runs, joins }: DeckView, words: Words) {
  if (runs.length === 0)
    return html`${words.ui('deck.joins', { seconds: joins })} <em>${words.ui('codex.assumed')}</em>`
  return runs.map(
    ({ hosts, seconds }) => html`<span>${words.ui('deck.measured', { hosts, time: clusterSpan(seconds) })}</span> `,
  )
}

/** What it answers, word for word. */
function refusals({ eras }: DeckView, words: Words) {
  const said = ERAS.flatMap(era => eras[era].refusals.map(answer => ({ era, answer })))
  const once = said.filter(({ answer }, i) => said.findIndex(other => other.answer === answer) === i)
  if (once.length === 0) return nothing
  const always = (answer: string) => ERAS.every(era => eras[era].refusals.includes(answer))
  return html`<dt>${words.ui('deck.refuses')}</dt>
    <dd>
      ${once.map(({ era, answer }) => html`<span>${always(answer) ? nothing : words.ui(`codex.era.${era}`)} <code>${answer}</code></span>`)}
    </dd>`
}

/** It can be worn. It costs everything and does nothing. */
function cape({ points, owned }: ShopView, settings: Settings, words: Words, hands: Hands): TemplateResult {
  const wear = () => hands.app({ type: 'SETTINGS', settings: { ...settings, cape: !settings.cape } })
  return html`<section class="cape" aria-labelledby="cape-title">
    ${capeIcon()}
    <div>
      <h2 id="cape-title">${words.ui('cape.name')}</h2>
      <p>${words.ui('cape.about')}</p>
      <p class="price">${owned ? words.ui('cape.paid') : words.ui('cape.price', { points })}</p>
      ${
        owned
          ? html`<button aria-pressed=${settings.cape} @click=${wear}>${words.ui(settings.cape ? 'cape.off' : 'cape.on')}</button>`
          : html`<button @click=${() => hands.app({ type: 'BUY_CAPE' })}>${words.ui('cape.buy')}</button>`
      }
    </div>
  </section>`
}
