/**
 * The tenants' clusters on the rail, each a button: its control plane as a target, with
 * its lamp, and its HEADROOM beside it as a gauge with the balance marked.
 */

import { html, type TemplateResult } from 'lit-html'
import { ASSUMPTIONS } from '../model/assumptions'
import { clusterAreas } from '../view/ground'
import type { LaneLayout } from '../view/layout-shapes'
import type { ClusterView, LaneView } from '../view/park-view'
import { percent } from './figures'
import type { Part } from './part'
import { at } from './place'

export function clusterButtons({ clusters }: LaneView, { field }: LaneLayout, part: Part): readonly TemplateResult[] {
  const areas = clusterAreas(field, clusters.length)
  return clusters.map((view, nth) => clusterButton(view, at(areas[nth] ?? field), part))
}

function clusterButton(view: ClusterView, where: string, { words, hands }: Part): TemplateResult {
  const { least, most } = ASSUMPTIONS.headroomBalance
  const free = percent(view.headroom)
  const inWords = words.ui('cluster.inWords', {
    name: view.name,
    plane: words.say(view.plane),
    free,
    balance: words.ui(`headroom.${view.balance}`, { least, most }),
  })
  return html`<button
    class="cluster"
    style=${where}
    data-balance=${view.balance}
    data-tone=${view.tone}
    aria-pressed=${view.marked}
    title=${inWords}
    @click=${() => hands.intent({ do: 'mark', target: view.target })}
  >
    <span class="who" aria-hidden="true"><i class="sign"></i><b>${view.name}</b></span>
    <span class="gauge" aria-hidden="true" style="--free:${free}%;--least:${least}%;--most:${most}%"><i></i></span>
    <span class="free" aria-hidden="true"><span class="long">${words.ui('headroom.name')}</span> ${words.ui('headroom.short', { free })}</span>
    <span class="more">${inWords}</span>
  </button>`
}
