/**
 * One lane as buttons: the lane itself (ROUTE), its plates and its riders (mark).
 *
 * Over the picture they are clear and stand on what the scene draws; on the text board
 * they are the lane. Everything a button stands for is in its text, so that its name
 * for a screen reader and what the text board prints are one.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { slamsOf } from '../view/incident-view'
import type { LaneView } from '../view/lane-view'
import type { LaneLayout } from '../view/layout-shapes'
import { nameTags } from '../view/name-tags'
import { packAreas, type Reach } from '../view/pack-areas'
import type { ParkView, VerbView } from '../view/park-view'
import { flat, keyOf } from '../view/plate-tree'
import type { RiderView } from '../view/rider-view'
import type { Type } from '../view/tag-shapes'
import { banners, slamChip } from './banners'
import { chip, shortcut } from './chip'
import { clusterButtons } from './clusters'
import { clusterSpan, roughly } from './figures'
import { inShort, isAll, noPlaceIs, soon } from './no-place'
import { packButton } from './pack'
import type { Part } from './part'
import { pipsInWords } from './pips'
import { at } from './place'
import { lettersOn, plateButton } from './plate'
import { riderButton, shouted } from './rider'

export interface LaneNow {
  readonly view: LaneView
  readonly layout: LaneLayout
  /** Why the last ROUTE to this lane was refused, while that is news. */
  readonly refusal: string | undefined
  /** It was not: it is kept for who comes. */
  readonly kept: boolean
  readonly reach: Reach
  readonly type: Type
  /** The board is higher than it is wide. */
  readonly upright: boolean
}

export function lane(now: LaneNow, park: ParkView, part: Part): TemplateResult {
  const { view, layout } = now
  const name = part.words.ui(`lane.${view.lane}`)
  return html`<div class="lane" role="group" aria-label=${name} data-lane=${view.lane} data-tone=${view.tone} ?data-trouble=${view.trouble}>
    ${routeButton(now, park, part)}
    ${bad(now, part)}
    ${banners(view, park.slam, layout, part.words)}
    ${repeat(flat(view.plates), keyOf, plate => plateButton(plate, layout, now.type, park, part))}
    ${clusterButtons(view, layout, part)} ${pending(view, part)}
    ${riders(now, park, part)}
  </div>`
}

/** Each with its backpack behind it. */
function riders(now: LaneNow, park: ParkView, part: Part) {
  const { view, layout, reach, type } = now
  const packs = packAreas(layout, view.riders, reach)
  const tags = nameTags(view, layout, { ...written(now, part), under: underTitle(now, park, part) }, type)
  return repeat(
    view.riders.filter(({ state }) => state !== 'gone'),
    ({ target }) => target,
    rider => html`${riderButton(rider, layout, tags[rider.name], packs[rider.name] !== undefined, park, part)}
      ${rider.pack ? packButton(rider, rider.pack, packs[rider.name], part) : nothing}`,
  )
}

const written = ({ view: { plates }, layout, type }: LaneNow, { words }: Part) => ({
  beside: (rider: RiderView) => shouted(rider, words).length + (rider.warned ? 1 : 0),
  onPlate: Object.fromEntries(flat(plates).map(plate => [keyOf(plate), lettersOn(plate, layout, type, words)])),
})

/** What would be done hangs from the lane's title, and where the board stands upright notices do. */
function underTitle({ view, upright }: LaneNow, park: ParkView, { words }: Part) {
  const verb = routeOf(view, park)
  const isHung = view.riders.some(({ why }) => why !== '')
  const fell = slamsOf(park.slam).some(({ lane }) => lane === view.lane)
  const lines = !upright ? 0 : fell || isHung ? 2 : view.noPlace && !view.noPlace.anybody && !isEmpty(view) ? 2 : 0
  return { lines, letters: verb && isInviting(view, verb) ? words.say(verb.caption).length : 0 }
}

/** Replicas that stand nowhere: on the picture they hang at the lip. */
const pending = ({ pending: pips }: LaneView, { words }: Part) =>
  pips.length > 0
    ? html`<p class="pending more">${words.ui('lane.pending', { pips: pipsInWords(pips, words) })}</p>`
    : nothing

/** What was refused a moment ago, else who hangs here, else who would: a plain sentence, then the system's own words. Upright who hangs has one line, or it would hide who rides. */
function bad({ view, layout, refusal, kept }: LaneNow, { words }: Part) {
  const hung = view.riders.find(({ why }) => why !== '')
  const text = refusal ?? (hung && words.ui('lane.hung', { name: hung.name, why: hung.why }))
  if (text) {
    const hanging = view.riders.filter(({ state }) => state === 'hung').length
    const short = !refusal && hung ? words.ui('lane.hung.short', { name: hung.name }) : nothing
    return html`<p class="refused" ?data-stands=${!refusal} ?data-kept=${refusal !== undefined && kept} style="${at(layout.field)};--hung:${hanging}" title=${text}>
      <span data-short=${short}><span>${text}</span></span>
    </p>`
  }
  if (!view.noPlace || isEmpty(view)) return nothing
  const foretold = noPlaceIs(view.noPlace, words)
  return html`<p class="foretold" style=${at(layout.field)} title=${foretold} ?data-anybody=${view.noPlace.anybody}>
    <span aria-hidden="true">${inShort(view.noPlace, words)}</span><span class="more">${foretold}</span>
  </p>`
}

/** There is nothing in it that could ever carry anybody. */
const isEmpty = ({ plates, clusters }: LaneView) => plates.length === 0 && clusters.length === 0

/** The button is the lane's title strip, and reaches over the whole lane beneath whoever stands there. */
function routeButton(now: LaneNow, park: ParkView, part: Part): TemplateResult {
  const { view, layout } = now
  const { words, hands } = part
  const verb = routeOf(view, park)
  const inviting = isInviting(view, verb)
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
      <span class=${readyFits(now, park, part) ? 'ready' : 'ready more'}>${readyIn(view, part)}</span>
      ${isEmpty(view) ? nothing : howSlow(view, part)} ${bound(view, words)} ${quota(view, words)} ${whyNot(view, words)}
      ${slamChip(view, park.slam, words)}
      <span class="load"><span class="how">${load(view, words)}</span> <span class="woe">${woe(view, park, words)}</span></span>
    </span>
    ${invitation(inviting, verb, words)}
  </button>`
}

/** Upright a title is short, and what is wrong comes first: half a word of the rest would be none. */
function readyFits({ view, layout, upright, type }: LaneNow, park: ParkView, part: Part): boolean {
  const trouble = woe(view, park, part.words)
  const letters =
    part.words.ui(`lane.${view.lane}`).length + readyIn(view, part).length + trouble.length + ROOM_OF_SIGNS
  return !upright || trouble === '' || letters * type.letter <= layout.title.width
}

/** The key, the cross, and what is between. */
const ROOM_OF_SIGNS = 9

const routeOf = ({ lane }: LaneView, { verbs }: ParkView) =>
  verbs.find(one => one.verb === 'ROUTE' && one.lane === lane)

function isInviting(view: LaneView, verb: VerbView | undefined): boolean {
  const noneFits = view.noPlace !== undefined && isAll(view.noPlace)
  return view.open && verb?.target !== undefined && !verb.refusal && !noneFits && !isEmpty(view)
}

const howSlow = (view: LaneView, part: Part) =>
  html`<span class="real">${part.words.ui('lane.real', { span: clusterSpan(view.readyIn.most) })}</span>
    <span class="speed" aria-hidden="true"><i style="width:${slowness(view, part)}%"></i></span>`

/** The same as below the title, where that is wide enough. */
const whyNot = ({ noPlace, plates, clusters, riders }: LaneView, words: Part['words']) =>
  noPlace && plates.length + clusters.length > 0 && riders.every(({ why }) => why === '')
    ? html`<span class="why-not" aria-hidden="true">${inShort(noPlace, words)}</span>`
    : nothing

/** A mark on a plate binds the next ROUTE here, and in the bowl whoever it places for good: that is said before. */
const bound = ({ lane, boundTo }: LaneView, words: Part['words']) =>
  boundTo ? html`<b class="bound">${words.ui(`lane.bound.${lane}`, { plate: boundTo })}</b>` : nothing

const quota = (view: LaneView, words: Part['words'], limit = view.quota) =>
  limit && !isEmpty(view)
    ? html`<span class="quota" ?data-full=${limit.used >= limit.of}>${words.ui('lane.quota', limit)}</span>`
    : nothing

const readyIn = (view: LaneView, { words, timeScale }: Part): string =>
  isEmpty(view) ? words.ui('lane.empty') : soon(view, words, timeScale)

const LONGEST_PLAY_SECONDS = 30

/** As a share of the slowest thing there is, so that the three lanes can be compared at a glance. */
const slowness = ({ readyIn: { most } }: LaneView, { timeScale }: Part) =>
  Math.min(100, Math.round((most * 100) / (timeScale * LONGEST_PLAY_SECONDS)))

const load = ({ tone, utilisation }: LaneView, words: Part['words']) =>
  utilisation > 0 ? words.ui(`lane.load.${tone}`, { share: roughly(utilisation) }) : ''

/** Why first, then what it costs and whom: one look has to do. What fell a moment ago stands in the title already. */
function woe(view: LaneView, { slam }: ParkView, words: Part['words']): string {
  const { losing = 0, host } = view.trouble ?? {}
  const fell =
    host && !slamsOf(slam).some(({ lane }) => lane === view.lane)
      ? words.ui(`lane.host.${host.how}`, { name: host.name })
      : ''
  const whom = troubles(view, words)
  const lost = losing > 0 ? words.ui('lane.losing', { share: Math.max(5, roughly(losing)) }) : ''
  const why = host || whom !== '' || lost === '' ? fell : load(view, words)
  return [why, lost, whom].filter(Boolean).join(' · ')
}

/** Who does not ride, apart from how those do that ride: "1 of 4 hangs". */
const troubles = ({ troubles: { of, ...counts } }: LaneView, words: Part['words']) =>
  (['hung', 'bailed', 'failing'] as const)
    .filter(what => counts[what] > 0)
    .map(what => words.ui(`lane.${what}.count`, { count: counts[what], of }))
    .join(', ')

const invitation = (inviting: boolean, verb: VerbView | undefined, words: Part['words']) =>
  inviting && verb ? html`<span class="invite">${words.say(verb.caption)}</span>` : nothing
