/**
 * One lane as buttons: the lane itself (ROUTE), its plates and its riders (mark).
 *
 * Over the picture they are clear and stand on what the scene draws; on the text board
 * they are the lane. Everything a button stands for is in its text, so that its name
 * for a screen reader and what the text board prints are one.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Target } from '../model/command'
import { BYTES_PER_MIB } from '../model/units'
import type { Intent } from '../session/intent'
import type { LaneLayout, Rect } from '../view/layout-shapes'
import type { LaneView, ParkView, PlateView, RiderView, VerbView } from '../view/park-view'
import { chip, shortcut } from './chip'
import { clusterSpan, cores, memory, percent, playSeconds, roughly } from './figures'
import type { Part } from './part'
import { at } from './place'
import { stickerIcon } from './stickers'

export interface LaneNow {
  readonly view: LaneView
  readonly layout: LaneLayout
  /** Why the last ROUTE to this lane was refused, while that is news. */
  readonly refusal: string | undefined
}

export function lane(now: LaneNow, park: ParkView, part: Part): TemplateResult {
  const { view, layout } = now
  const name = part.words.ui(`lane.${view.lane}`)
  return html`<div class="lane" role="group" aria-label=${name} data-lane=${view.lane} data-tone=${view.tone}>
    ${routeButton(now, park, part)}
    ${bad(now, part)}
    ${repeat(platesOf(view.plates), keyOfPlate, plate => plateButton(plate, layout.plates[keyOfPlate(plate)], park, part))}
    ${repeat(
      view.riders.filter(({ state }) => state !== 'gone'),
      ({ target }) => target,
      rider => riderButton(rider, layout.riders[rider.name], layout.field, pressed(rider, park), part),
    )}
  </div>`
}

/** What was refused a moment ago, else who hangs here, else who would: a plain sentence, then the system's own words. */
function bad({ view, layout, refusal }: LaneNow, { words }: Part) {
  const hung = view.riders.find(({ why }) => why !== '')
  const text = refusal ?? (hung && words.ui('lane.hung', { name: hung.name, why: hung.why }))
  if (text) return html`<p class="refused" style=${at(layout.field)}><span>${text}</span></p>`
  if (!view.noPlace) return nothing
  const foretold = words.ui('lane.noPlace', { ...view.noPlace })
  return html`<p class="foretold" style=${at(layout.field)}><span>${foretold}</span></p>`
}

/** The button is the lane's title strip, and reaches over the whole lane beneath whoever stands there. */
function routeButton({ view, layout }: LaneNow, park: ParkView, part: Part): TemplateResult {
  const { words, hands } = part
  const verb = park.verbs.find(one => one.verb === 'ROUTE' && one.lane === view.lane)
  const noneFits = view.noPlace !== undefined && view.noPlace.count === view.noPlace.of
  const inviting = view.open && verb?.target !== undefined && !verb.refusal && !noneFits
  return html`<button
    class="route"
    style="${at(layout.title)};--reach:${layout.rect.height}"
    aria-keyshortcuts=${shortcut(words, view.lane)}
    ?data-inviting=${inviting}
    title=${verb?.command ?? ''}
    @click=${() => hands.intent({ do: 'route', lane: view.lane })}
  >
    <span class="strip">
      ${chip(words, view.lane)}
      <b class="lane-name">${words.ui(`lane.${view.lane}`)}</b>
      <span class="ready">${readyIn(view, part)}</span>
      <span class="real">${words.ui('lane.real', { span: clusterSpan(view.readyIn.most) })}</span>
      <span class="speed" aria-hidden="true"><i style="width:${slowness(view, part)}%"></i></span>
      <span class="load">${load(view, words)} ${troubles(view, words)}</span>
    </span>
    ${invitation(inviting, verb, words)}
  </button>`
}

function readyIn({ readyIn: span, noPlace }: LaneView, { words, timeScale }: Part): string {
  if (noPlace && noPlace.count === noPlace.of) return words.ui('lane.ready.never')
  const [least, most] = [playSeconds(span.least, timeScale), playSeconds(span.most, timeScale)]
  return least === most ? words.ui('lane.ready.one', { seconds: most }) : words.ui('lane.ready', { least, most })
}

const LONGEST_PLAY_SECONDS = 30

/** As a share of the slowest thing there is, so that the three lanes can be compared at a glance. */
const slowness = ({ readyIn: { most } }: LaneView, { timeScale }: Part) =>
  Math.min(100, Math.round((most * 100) / (timeScale * LONGEST_PLAY_SECONDS)))

const load = ({ tone, utilisation }: LaneView, words: Part['words']) =>
  utilisation > 0 ? words.ui(`lane.load.${tone}`, { share: roughly(utilisation) }) : ''

/** Who does not ride, apart from how those do that ride: "1 of 4 hangs". */
const troubles = ({ troubles: { of, ...counts } }: LaneView, words: Part['words']) =>
  (['hung', 'bailed', 'failing'] as const)
    .filter(what => counts[what] > 0)
    .map(what => words.ui(`lane.${what}.count`, { count: counts[what], of }))
    .join(', ')

const invitation = (inviting: boolean, verb: VerbView | undefined, words: Part['words']) =>
  inviting && verb ? html`<span class="invite">${words.say(verb.caption)}</span>` : nothing

/** What stands on a plate comes after it, so that Tab walks from the ground up. */
const platesOf = (plates: readonly PlateView[]): readonly PlateView[] =>
  plates.flatMap(plate => [plate, ...platesOf(plate.above)])

const keyOfPlate = ({ kind, name }: PlateView) => `${kind}/${name}`

/** A host that cannot be marked is only read. */
function plateButton(view: PlateView, where: Rect | undefined, park: ParkView, { words, hands }: Part) {
  const { target } = view
  const inside = html`<span class="label"><b>${view.name}</b> <span aria-hidden="true">${inShort(view, words)}</span></span
    ><span class="more">${plateInWords(view, words)}</span>`
  const style = where ? at(where) : 'display:none'
  if (!target || !park.targets.includes(target)) {
    return html`<div class="plate" style=${style} data-kind=${view.kind} data-state=${view.state}>${inside}</div>`
  }
  return html`<button
    class="plate"
    style=${style}
    data-kind=${view.kind}
    data-state=${view.state}
    aria-pressed=${view.marked}
    @click=${() => hands.intent(pressedPlate(view, target, park))}
  >
    ${inside}
  </button>`
}

/** A spare machine says ORDER, and a tap on it orders it; any other plate is marked. */
const pressedPlate = (view: PlateView, target: Target, { verbs }: ParkView): Intent =>
  view.state === 'spare' && verbs.some(({ verb }) => verb === 'SCALE')
    ? { do: 'trick', verb: 'SCALE', on: target }
    : { do: 'mark', target }

/** What is beside its name on the picture, where there is little room. */
function inShort({ state, word, done, gpus, known }: PlateView, words: Part['words']): string {
  if (state === 'ordered' || state === 'building') return `${word} ${percent(done)} %`
  if (state === 'spare') return words.ui('plate.spare.short', { gpus })
  return [state === 'down' ? words.ui('plate.down') : '', known ? words.say(known) : ''].filter(Boolean).join(': ')
}

const plateInWords = (view: PlateView, words: Part['words']) =>
  words.ui('plate.inWords', {
    kind: words.ui(`plate.${view.kind}`),
    state: words.ui(`plate.${view.state}`),
    word: [view.word, view.known ? words.say(view.known) : ''].filter(Boolean).join(', '),
    gpus: view.gpus,
    promised: promisedInWords(view, words),
    pips: view.pips.length,
  })

/** The count and its share: of what the host has least left of. */
function promisedInWords({ amount, promised }: PlateView, words: Part['words']): string {
  if (!amount || amount.asked === 0) return ''
  const written = amount.what === 'memory' ? bytes : amount.what === 'cpu' ? cores : String
  const counts = { asked: written(amount.asked), has: written(amount.has), share: percent(promised) }
  return words.ui(`plate.promised.${amount.what}`, counts)
}

const bytes = (count: number) => memory(count / BYTES_PER_MIB)

/** A rider that says LAND! is landed by a tap; any other is marked. With several ready, this one is meant, and the mark does not stay. */
function pressed({ target, state, marked }: RiderView, park: ParkView): readonly Intent[] {
  const mark: Intent = { do: 'mark', target }
  if (state !== 'ready') return [mark]
  const ready = park.lanes.flatMap(({ riders }) => riders).filter(rider => rider.state === 'ready')
  return marked || ready.length === 1 ? [{ do: 'land' }] : [mark, { do: 'land' }, mark]
}

function riderButton(
  view: RiderView,
  where: Rect | undefined,
  field: Rect,
  intents: readonly Intent[],
  { words, hands }: Part,
): TemplateResult {
  const press = () => {
    for (const intent of intents) hands.intent(intent)
  }
  return html`<button
    class="rider"
    style=${where ? at(where) : 'display:none'}
    data-state=${view.state}
    data-tone=${view.tone}
    ?data-right=${where && view.plate?.startsWith('node/') === false && where.x - field.x > field.width * 0.6}
    ?data-failing=${view.failing}
    aria-pressed=${view.marked}
    @click=${press}
  >
    <span class="label"><b>${view.name}</b>${shout(view, words)}</span
    ><span class="more"
      >${view.stickers.map(stickerIcon)} ${view.stickers.join(' ')} ${riderInWords(view, words)}</span
    >
  </button>`
}

/** The one thing about it that cannot wait. */
function shout(view: RiderView, words: Part['words']) {
  if (view.state === 'ready') return html`<strong>${words.ui('rider.land')}</strong>`
  if (view.failing) return html`<strong>${words.ui('rider.failing')}</strong>`
  if (view.state === 'air') return html`<span>${percent(view.done)} %</span>`
  if (view.state === 'hung' || view.state === 'bailed') return html`<strong>${words.ui(`rider.${view.state}`)}</strong>`
  return nothing
}

const riderInWords = (view: RiderView, words: Part['words']) =>
  words.ui('rider.inWords', {
    about: words.say(view.about),
    state: words.ui(`rider.${view.state}`),
    word: view.word,
    done: view.state === 'air' ? roughly(view.done) : 0,
    ready: view.replicas.ready,
    wanted: view.replicas.wanted,
    load: roughly(view.utilisation),
    failing: view.failing ? 'yes' : 'no',
  })
