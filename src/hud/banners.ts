/** What is written across a lane while it holds: a host's fall with all that stood on it, and that nothing heals. */

import { html, nothing, type TemplateResult } from 'lit-html'
import { type SlamView, slamsOf } from '../view/incident-view'
import type { LaneView } from '../view/lane-view'
import type { LaneLayout } from '../view/layout-shapes'
import { at } from './place'
import { faceIcon } from './sprite'
import type { Words } from './words'

export function banners(view: LaneView, slam: SlamView | undefined, layout: LaneLayout, words: Words) {
  const here = slamsOf(slam).filter(({ lane }) => lane === view.lane)
  if (here.length === 0 && !view.paused) return nothing
  return html`<div class="banners" style=${at(layout.field)}>
    ${view.paused ? html`<p class="paused">${words.ui('lane.paused', view.paused)}</p>` : nothing}
    ${here[0] ? slamLine(here[0], here, words) : nothing}
  </div>`
}

const slamLine = ({ how }: SlamView, all: readonly SlamView[], words: Words): TemplateResult =>
  html`<p class="slam" data-how=${how}><b>${shout(how, all, words)}</b>
    <span class="short" aria-hidden="true">${inShort(all, words)}</span><span class="more">${radii(all, words)}</span></p>`

const shout = (how: SlamView['how'], { length }: readonly SlamView[], words: Words) =>
  `${words.ui(`slam.${how}`)}${length > 1 ? ` ×${length}` : ''}`

/** The same in the lane's title, where that is wide enough; it is read out of the lane itself. */
export function slamChip(view: LaneView, slam: SlamView | undefined, words: Words) {
  const here = slamsOf(slam).filter(({ lane }) => lane === view.lane)
  const [{ how } = { how: undefined }] = here
  if (!how) return nothing
  return html`<span class="slam-chip" data-how=${how} aria-hidden="true"
    >${faceIcon(how === 'down' ? 'host' : 'crab')} <b>${shout(how, here, words)}</b> ${inShort(here, words)}</span
  >`
}

/** The frames on the picture say the rest; of several hosts, who rode there too. */
const inShort = (all: readonly SlamView[], words: Words) =>
  words.ui('slam.short', {
    host: all.map(({ plates }) => nameOf(plates[0] ?? '')).join(', '),
    riders: (all.length === 1 && all[0]?.riders.join(', ')) || 'none',
    keys: keysOf(all.find(({ keeps }) => keeps)?.keeps, words),
  })

const keysOf = (plane: string | undefined, words: Words) => (plane ? words.ui('slam.keys', { name: plane }) : 'none')

const nameOf = (plate: string) => plate.slice(plate.indexOf('/') + 1)

export const radii = (all: readonly SlamView[], words: Words): string => all.map(each => radius(each, words)).join('; ')

/** From the ground up, and who rode there. */
const radius = ({ plates, riders, replicas, keeps }: SlamView, words: Words): string =>
  words.ui('slam.radius', {
    stack: plates.map(plate => wordsOf(plate, words)).join(' → '),
    replicas,
    keys: keysOf(keeps, words),
    riders: riders.join(', '),
  })

function wordsOf(plate: string, words: Words): string {
  const [kind = '', name = ''] = plate.split('/')
  return `${words.ui(`plate.${kind}`)} ${name}`
}
