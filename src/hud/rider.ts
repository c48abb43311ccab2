/** A rider as a button: its name, the one thing about it that cannot wait, and the rest for who listens. */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Lane } from '../model/command'
import type { Intent } from '../session/intent'
import { wordsAbove, wordsLeft } from '../view/lane-layouts'
import type { LaneLayout } from '../view/layout-shapes'
import type { ParkView, RiderView } from '../view/park-view'
import { percent, roughly } from './figures'
import type { Part } from './part'
import { at } from './place'
import { stickerIcon } from './stickers'

/** A rider that says LAND! is landed by a tap; any other is marked. With several ready, this one is meant, and the mark does not stay. */
function pressed({ target, state, marked }: RiderView, park: ParkView): readonly Intent[] {
  const mark: Intent = { do: 'mark', target }
  if (state !== 'ready') return [mark] // of one that nobody has looked at: that is the look
  const ready = park.lanes.flatMap(({ riders }) => riders).filter(rider => rider.state === 'ready')
  return marked || ready.length === 1 ? [{ do: 'land' }] : [mark, { do: 'land' }, mark]
}

/** `besidePack`: its backpack has an area of its own, to its left. */
export function riderButton(
  view: RiderView,
  lane: Lane,
  { riders, field }: LaneLayout,
  besidePack: boolean,
  park: ParkView,
  { words, hands }: Part,
): TemplateResult {
  const where = riders[view.name]
  const press = () => {
    for (const intent of pressed(view, park)) hands.intent(intent)
  }
  return html`<button
    class="rider"
    style=${where ? at(where) : 'display:none'}
    data-state=${view.state}
    data-tone=${view.tone}
    ?data-right=${where && wordsLeft(lane, view, where, field)}
    ?data-above=${stands(view, lane) && (view.state === 'unknown' || wordsAbove(lane, view.name, riders, field))}
    ?data-beside-pack=${besidePack}
    ?data-has-pack=${view.pack !== undefined}
    ?data-failing=${view.failing}
    aria-pressed=${view.marked}
    aria-hidden=${view.echo ? 'true' : nothing}
    tabindex=${view.echo ? '-1' : nothing}
    @click=${press}
  >
    <span class="label"><b>${view.name}</b>${shout(view, words)}</span
    ><span class="more"
      >${view.stickers.map(stickerIcon)} ${view.stickers.join(' ')} ${riderInWords(view, words)}</span
    >
  </button>`
}

/** Where words can stand above a head; nobody knows beside whom one stands whom nobody has looked at. */
const stands = ({ state }: RiderView, lane: Lane) => state !== 'air' && lane !== 'bowl'

/** The one thing about it that cannot wait. */
function shout(view: RiderView, words: Part['words']) {
  if (view.state === 'unknown') return html`<span>?</span>`
  if (view.state === 'ready') return html`<strong>${words.ui('rider.land')}</strong>`
  if (view.bail) return html`<strong data-bail=${view.bail}>${words.ui(`bail.${view.bail}`)}</strong>`
  if (view.failing) return html`<strong>${words.ui('rider.failing')}</strong>`
  if (view.state === 'air') return html`<span>${percent(view.done)} %</span>`
  if (view.leaving) return html`<span>${words.ui('rider.leaving')}</span>`
  return nothing
}

const riderInWords = (view: RiderView, words: Part['words']) =>
  [ofRider(view, words), view.bail ? words.ui(`bail.${view.bail}.more`) : ''].filter(Boolean).join(' ')

const ofRider = (view: RiderView, words: Part['words']) =>
  words.ui(view.state === 'unknown' ? 'rider.unknown.inWords' : 'rider.inWords', {
    about: words.say(view.about),
    state: words.ui(`rider.${view.state}`),
    word: view.word,
    done: view.state === 'air' ? roughly(view.done) : 0,
    ready: view.replicas.ready,
    wanted: view.replicas.wanted,
    load: roughly(view.utilisation),
    failing: view.failing ? 'yes' : 'no',
  })
