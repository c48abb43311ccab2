/** A plate as a button, or, where it cannot be marked, as words: its name and trouble in short, and all of it for who listens. */

import { html, nothing } from 'lit-html'
import type { Target } from '../model/command'
import { BYTES_PER_MIB, type Ppm } from '../model/units'
import type { Intent } from '../session/intent'
import type { LaneLayout } from '../view/layout-shapes'
import type { ParkView } from '../view/park-view'
import { keyOf } from '../view/plate-tree'
import type { PlateView } from '../view/plate-view'
import { share } from '../view/share'
import { sharesRack } from '../view/tag-lines'
import type { Type } from '../view/tag-shapes'
import { cores, memory, percent } from './figures'
import type { Part } from './part'
import { pipsInWords } from './pips'
import { at } from './place'
import { warningIcon } from './stickers'

/** A host that cannot be marked is only read. */
export function plateButton(view: PlateView, layout: LaneLayout, type: Type, park: ParkView, { words, hands }: Part) {
  const where = layout.plates[keyOf(view)]
  const { target } = view
  const full = barOf(view, layout, type)
  const inside = html`<span class="label" data-bar=${full ?? nothing}>${view.warned ? warningIcon : nothing}<b>${nameOf(view, (where?.width ?? 0) / type.letter)}</b> ${full ? bar(view) : nothing}<span aria-hidden="true">${inShort(view, words)}</span></span
    ><span class="more">${plateInWords(view, words)}</span>`
  const style = where ? `${at(where)};--rack:${layout.rack}` : 'display:none'
  if (!target || !park.targets.includes(target)) {
    return html`<div class="plate" style=${style} data-kind=${view.kind} data-state=${view.state} ?data-member=${view.member === true}>${inside}</div>`
  }
  return html`<button
    class="plate"
    style=${style}
    data-kind=${view.kind}
    data-state=${view.state}
    ?data-member=${view.member === true}
    ?data-warned=${view.warned}
    aria-pressed=${view.marked}
    @click=${() => hands.intent(pressedPlate(view, target, park))}
  >
    ${inside}
  </button>`
}

/**
 * Of a guest what comes before its last part is left out where there is little room (its tenant is told by others),
 * and all of it where there is too little for that as well.
 */
function nameOf({ kind, member, name }: PlateView, letters: number) {
  const tail = name.slice(name.lastIndexOf('-') + 1)
  if (tail === name || (kind !== 'node' && !member)) return name
  const room = name.length + 1 <= letters ? 'all' : tail.length <= letters + 0.5 ? 'tail' : 'none'
  return html`<span class="stem" data-room=${room}>${name.slice(0, -tail.length)}</span
    ><span class="tail" data-room=${room}>${tail}</span>`
}

/** How many letters stand on it, the bar counted as some. */
export function lettersOn(view: PlateView, layout: LaneLayout, type: Type, words: Part['words']): number {
  const more = inShort(view, words)
  return lettersWith(barOf(view, layout, type), view) + (more === '' ? 0 : more.length + 1)
}

/** How full it is, for the eye: who listens is told the figures. */
const bar = (view: PlateView) =>
  html`<i class="full" ?data-tight=${fullness(view) >= TIGHT} style="--full:${percent(fullness(view))}%" aria-hidden="true"></i> `

/** Of cores, memory and GPUs what there is least left of. */
const fullness = ({ promised, gpus, gpusTaken = 0 }: PlateView): Ppm => Math.max(promised, share(gpusTaken, gpus))

/** From here on it is hatched. */
const TIGHT = 900_000

/** Together with the gap before it, and by itself. */
const LETTERS_OF_BAR = 5
const LEAST_LETTERS = 4

/** Beside its name; under it where names of riders stand there too. Who is down or in a box has none. */
function barOf(view: PlateView, { plates, field, rack }: LaneLayout, type: Type): 'beside' | 'under' | undefined {
  const where = plates[keyOf(view)]
  const stands = where && where.y + where.height + rack === field.y + field.height
  if ((view.kind !== 'node' && view.kind !== 'hypervisor') || view.state !== 'up' || !stands) return undefined
  const under = sharesRack(view.kind, where.height, rack, type)
  return lettersWith(under ? 'under' : 'beside', view) * type.letter > where.width
    ? undefined
    : under
      ? 'under'
      : 'beside'
}

function lettersWith(bar: 'beside' | 'under' | undefined, { name, warned }: PlateView): number {
  const letters = name.length + (warned ? 1 : 0)
  return bar === 'beside' ? letters + LETTERS_OF_BAR : bar === 'under' ? Math.max(LEAST_LETTERS, letters) : letters
}

/** A spare machine says ORDER, and a tap on it orders it; any other plate is marked. */
const pressedPlate = (view: PlateView, target: Target, { verbs }: ParkView): Intent =>
  view.state === 'spare' && verbs.some(({ verb }) => verb === 'SCALE')
    ? { do: 'trick', verb: 'SCALE', on: target }
    : { do: 'mark', target }

/** What is beside its name on the picture, where there is little room. */
function inShort(view: PlateView, words: Part['words']): string {
  const { state, word, done, gpus, gpusTaken, known } = view
  if (state === 'ordered' || state === 'building' || state === 'arriving') return `${word} ${percent(done)} %`
  if (state === 'spare') return words.ui('plate.spare.short', { gpus })
  if (state === 'up' && known && gpusTaken !== undefined && gpus > 0)
    return `${whatItHas(view, words)}, ${words.say(known)}` // how many are free is what one drains it for
  const trouble = [state === 'down' ? words.ui('plate.down') : '', known ? words.say(known) : ''].filter(Boolean)
  return trouble.length > 0 ? trouble.join(': ') : whatItHas(view, words)
}

/** Of what there is of it, what the level makes one count. */
function whatItHas({ gpus, gpusTaken, amount, tellsPromise, keeps }: PlateView, words: Part['words']): string {
  if (gpusTaken !== undefined && gpus > 0) return words.ui('plate.gpus.short', { taken: gpusTaken, gpus })
  if (tellsPromise && amount && amount.what !== 'memory') {
    const written = amount.what === 'cpu' ? cores : String
    return words.ui(`plate.promised.short.${amount.what}`, { asked: written(amount.asked), has: written(amount.has) })
  }
  return keeps ? words.ui('plate.keys', { name: keeps }) : ''
}

const plateInWords = (view: PlateView, words: Part['words']) =>
  words.ui('plate.inWords', {
    kind: words.ui(`plate.${view.kind}`),
    state: words.ui(`plate.${view.state}`),
    word: wordsOfPlate(view, words),
    gpus: view.gpusTaken ? 0 : view.gpus,
    promised: gpusInWords(view, words) + promisedInWords(view, words),
    pips: whoStands(view, words),
  })

function whoStands({ pips, unseen }: PlateView, words: Part['words']): string {
  const told = [pipsInWords(pips, words), unseen ? words.ui('plate.unseen') : '']
  return told.filter(Boolean).join(', ') || 'none'
}

/** Of whole devices so many are somebody's: they are never shared. */
const gpusInWords = ({ gpus, gpusTaken: taken }: PlateView, words: Part['words']): string =>
  taken ? words.ui('plate.gpus', { taken, gpus }) : ''

/** The system's word, what it knows, and, where it does not know better, that it lives. */
function wordsOfPlate({ word, known, believed, cutOff }: PlateView, words: Part['words']): string {
  const lives = cutOff && believed === 'down' ? words.ui('plate.cutOff') : ''
  return [...new Set([word, known ? words.say(known) : '', lives])].filter(Boolean).join(', ')
}

/** The count and its share: of what the host has least left of. */
function promisedInWords({ amount, promised }: PlateView, words: Part['words']): string {
  if (!amount || amount.asked === 0) return ''
  const written = amount.what === 'memory' ? bytes : amount.what === 'cpu' ? cores : String
  const counts = { asked: written(amount.asked), has: written(amount.has), share: percent(promised) }
  return words.ui(`plate.promised.${amount.what}`, counts)
}

const bytes = (count: number) => memory(count / BYTES_PER_MIB)
