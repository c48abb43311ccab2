/** A rider as a button: its name, the one thing about it that cannot wait, and the rest for who listens. */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Intent } from '../session/intent'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import type { ParkView } from '../view/park-view'
import type { RiderView } from '../view/rider-view'
import type { Tag } from '../view/tag-shapes'
import { percent, roughly } from './figures'
import type { Part } from './part'
import { at } from './place'
import { stickerIcon, warningIcon } from './stickers'

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
  { riders }: LaneLayout,
  tag: Tag | undefined,
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
    data-target=${view.target}
    style=${where ? `${at(where)};--string:${tag?.string ?? 0}` : 'display:none'}
    data-state=${view.state}
    data-tone=${view.tone}
    ?data-beside-pack=${besidePack}
    ?data-failing=${view.failing}
    data-landed=${(view.justLanded && view.landed) || nothing}
    ?data-warned=${view.warned}
    aria-pressed=${view.marked}
    aria-hidden=${view.echo ? 'true' : nothing}
    tabindex=${view.echo ? '-1' : nothing}
    title=${tag?.whole ? nothing : view.name}
    @click=${press}
  >
    <span class="label" style=${where && tag ? hangs(tag, where) : nothing} ?data-unnamed=${where && !tag}
      >${view.warned ? warningIcon : nothing}<b>${view.name}</b>${where && tag && !tag.whole ? nothing : shout(view, words)}</span
    ><span class="more"
      >${view.stickers.map(stickerIcon)} ${view.stickers.join(' ')} ${riderInWords(view, words)}</span
    >
  </button>`
}

/** In logical pixels from its rider. */
const hangs = ({ x, y, width }: Tag, rider: Rect) => `--x:${x - rider.x};--y:${y - rider.y};--width:${width}`

/** The one thing about it that cannot wait. */
function shout(view: RiderView, words: Part['words']) {
  const text = shouted(view, words)
  if (text === '') return nothing
  const calls = view.state === 'ready' || (view.state !== 'unknown' && (view.bail !== undefined || view.failing))
  return calls
    ? html`<strong data-bail=${view.state === 'ready' ? nothing : (view.bail ?? nothing)}>${text}</strong>`
    : html`<span>${text}</span>`
}

/** How long it is says how much room its name needs. */
export function shouted(view: RiderView, words: Part['words']): string {
  if (view.state === 'unknown') return '?'
  if (view.state === 'ready') return words.ui('rider.land')
  if (view.bail) return words.ui(`bail.${bailWord(view)}`)
  if (view.failing) return words.ui('rider.failing')
  if (view.state === 'air') return `${percent(view.done)} %`
  if (view.justLanded && view.landed) return words.ui(`rider.landed.${view.landed}`)
  if (view.finished) return words.ui('rider.finished')
  return view.leaving ? words.ui('rider.leaving') : ''
}

/** A kernel that panicked throws as a host does, and is called what it is. */
export const bailWord = ({ bail, panicked }: RiderView) => (panicked ? 'panic' : bail)

const riderInWords = (view: RiderView, words: Part['words']) =>
  [ofRider(view, words), view.bail ? words.ui(`bail.${bailWord(view)}.more`) : ''].filter(Boolean).join(' ')

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
