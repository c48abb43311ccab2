/** What is written across a lane while it holds: a host's fall with all that stood on it, and that nothing heals. */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { SlamView } from '../view/incident-view'
import type { LaneLayout } from '../view/layout-shapes'
import type { LaneView } from '../view/park-view'
import { at } from './place'
import { faceIcon } from './sprite'
import type { Words } from './words'

export function banners(view: LaneView, slam: SlamView | undefined, layout: LaneLayout, words: Words) {
  const here = slam?.lane === view.lane ? slam : undefined
  if (!here && !view.paused) return nothing
  return html`<div class="banners" style=${at(layout.field)}>
    ${view.paused ? html`<p class="paused">${words.ui('lane.paused', view.paused)}</p>` : nothing}
    ${here ? slamLine(here, words) : nothing}
  </div>`
}

const slamLine = (slam: SlamView, words: Words): TemplateResult =>
  html`<p class="slam" data-how=${slam.how}><b>${words.ui(`slam.${slam.how}`)}</b>
    <span class="short" aria-hidden="true">${inShort(slam, words)}</span><span class="more">${radius(slam, words)}</span></p>`

/** The same in the lane's title, where that is wide enough; it is read out of the lane itself. */
export const slamChip = (view: LaneView, slam: SlamView | undefined, words: Words) =>
  slam?.lane === view.lane
    ? html`<span class="slam-chip" data-how=${slam.how} aria-hidden="true"
        >${faceIcon(slam.how === 'down' ? 'host' : 'crab')} <b>${words.ui(`slam.${slam.how}`)}</b> ${inShort(slam, words)}</span
      >`
    : nothing

/** The frames on the picture say the rest. */
const inShort = ({ plates, riders, keeps }: SlamView, words: Words) =>
  words.ui('slam.short', {
    host: nameOf(plates[0] ?? ''),
    riders: riders.join(', ') || 'none',
    keys: keysOf(keeps, words),
  })

const keysOf = (plane: string | undefined, words: Words) => (plane ? words.ui('slam.keys', { name: plane }) : 'none')

const nameOf = (plate: string) => plate.slice(plate.indexOf('/') + 1)

/** From the ground up, and who rode there. */
export const radius = ({ plates, riders, replicas, keeps }: SlamView, words: Words): string =>
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
