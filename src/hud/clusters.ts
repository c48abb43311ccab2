/**
 * The tenants' clusters on the rail, each a button: its control plane as a target, with
 * its lamp, and its HEADROOM beside it as a gauge with the balance marked.
 */

import { html, type TemplateResult } from 'lit-html'
import { ASSUMPTIONS } from '../model/assumptions'
import { clusterAreas } from '../view/ground'
import type { ClusterView, LaneView } from '../view/lane-view'
import type { LaneLayout } from '../view/layout-shapes'
import { percent } from './figures'
import type { Part } from './part'
import { at } from './place'

export function clusterButtons({ clusters }: LaneView, { field }: LaneLayout, part: Part): readonly TemplateResult[] {
  const areas = clusterAreas(field, clusters.length)
  return clusters.map((view, nth) => clusterButton(view, at(areas[nth] ?? field), part))
}

function clusterButton(view: ClusterView, where: string, part: Part): TemplateResult {
  const { plane } = view
  const said = inWords(view, part)
  const inside = html`<span class="who" aria-hidden="true"><i class="sign"></i><b>${view.name}</b></span>
    ${gauge(view, part)} <span class="more">${said}</span>`
  if (!plane) return html`<div class="cluster" style=${where} data-balance=${view.balance}>${inside}</div>`
  return html`<button
    class="cluster"
    style=${where}
    data-balance=${view.balance}
    data-tone=${view.tone}
    aria-pressed=${plane.marked}
    title=${said}
    @click=${() => part.hands.intent({ do: 'mark', target: plane.target })}
  >
    ${inside}
  </button>`
}

function gauge({ headroom }: ClusterView, { words }: Part): TemplateResult {
  const { least, most } = ASSUMPTIONS.headroomBalance
  const free = percent(headroom)
  return html`<span class="gauge" aria-hidden="true" style="--free:${free}%;--least:${least}%;--most:${most}%"><i></i></span>
    <span class="free" aria-hidden="true"
      ><span class="long">${words.ui('headroom.name')}</span> ${words.ui('headroom.short', { free })}</span
    >`
}

function inWords({ name, plane, headroom, balance }: ClusterView, { words }: Part): string {
  const { least, most } = ASSUMPTIONS.headroomBalance
  const room = words.ui('headroom.inWords', {
    free: percent(headroom),
    balance: words.ui(`headroom.${balance}`, { least, most }),
  })
  if (!plane) return `${name}: ${room}`
  const parts = plane.lamps.map(({ about }) => words.say(about)).join(', ')
  const known = plane.known ? words.say(plane.known) : ''
  return `${words.ui('plane.inWords', { name, parts, known })} ${room}`
}
