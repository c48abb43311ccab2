/**
 * After a run: what came of it, the lesson as a picture, where each lost request went,
 * and the way back in. AGAIN has the focus; Enter or R is another run at once.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { DebriefView, GoalView, MedalView } from '../view/debrief-view'
import { airTimes } from './air-times'
import { money, percent, playClock, playSeconds } from './figures'
import { ledger } from './ledger'
import type { Part } from './part'
import type { DebriefScreen } from './screen'
import { timeline } from './timeline'

export function debriefPage({ debrief: view, level }: DebriefScreen, part: Part): TemplateResult {
  const { words } = part
  return html`<main class="page debrief" data-outcome=${view.outcome}>
    <header>
      <p class="level">${words.say({ from: 'level', key: 'name' })}</p>
      <h1>${words.ui(`debrief.${view.outcome}`)}</h1>
      <p class="lead">${words.say({ from: 'level', key: 'teaches' })}</p>
      <p class="verdict">${verdict(view, part)}</p>
      ${actions(part)}
    </header>
    ${airTimes(view, level.lasts, part)}
    <div class="columns">${medals(view, part)} ${goals(view.goals, part)}</div>
    ${ledger(view.ledger, part)} ${timeline(view.timeline, part)} ${runbook(view.runbook, part)}
    <p class="claim">${words.say(view.claim)}</p>
  </main>`
}

/** The rider that was waited for longest, or that nobody was. */
function verdict({ airTimes: all }: DebriefView, { words, timeScale }: Part): string {
  const worst = [...all].sort((a, b) => b.late - a.late)[0]
  if (!worst || worst.late === 0) return words.ui('debrief.inTime')
  const { rider, due, late } = worst
  return words.ui('debrief.late', { rider, due: playClock(due, timeScale), seconds: playSeconds(late, timeScale) })
}

const actions = ({ words, hands }: Part): TemplateResult =>
  html`<p class="actions">
    <button class="primary big" data-focus aria-keyshortcuts="R" @click=${() => hands.app({ type: 'AGAIN' })}>
      ${words.ui('debrief.again')}
    </button>
    <button @click=${() => hands.app({ type: 'REPLAY' })}>${words.ui('debrief.replay')}</button>
    <button @click=${() => hands.app({ type: 'COPY_LINK' })}>${words.ui('debrief.copyLink')}</button>
    <button @click=${() => hands.app({ type: 'DOWNLOAD_RUN' })}>${words.ui('debrief.download')}</button>
    <button @click=${() => hands.app({ type: 'QUIT' })}>${words.ui('debrief.title')}</button>
  </p>`

function medals(view: DebriefView, { words }: Part): TemplateResult {
  return html`<section aria-labelledby="medals-title">
    <h2 id="medals-title">${words.ui('medals.title')}</h2>
    <p class="score">
      ${words.ui('medals.score', { score: view.score })}
      <b class="medal" data-metal=${view.medal}>${words.ui(`metal.${view.medal}`)}</b>
    </p>
    <ul class="medals">
      ${view.medals.map(
        medal =>
          html`<li>
            <b>${words.ui(`medal.${medal.of}`)}</b>
            <span class="medal" data-metal=${medal.metal}>${words.ui(`metal.${medal.metal}`)}</span>
            <span>${amount(medal, medal.got)}</span>
            ${medal.next ? html`<span class="needs">${needs(medal, medal.next, words)}</span>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`
}

const needs = (medal: MedalView, next: NonNullable<MedalView['next']>, words: Part['words']) =>
  words.ui(`medal.${medal.of}.needs`, { metal: words.ui(`metal.${next.metal}`), amount: amount(medal, next.needs) })

const amount = ({ of }: MedalView, value: number) => {
  if (of === 'cost') return money(value)
  return of === 'slo' ? `${(value / 10_000).toFixed(2)} %` : `${percent(value)} %`
}

const goals = (view: readonly GoalView[], { words }: Part): TemplateResult =>
  html`<section aria-labelledby="goals-title">
    <h2 id="goals-title">${words.ui('goals.title')}</h2>
    <ul class="goals">
      ${view.map(
        goal =>
          html`<li ?data-met=${goal.met}>
            <b>${words.ui(goal.met ? 'goal.met' : 'goal.missed')}</b> ${words.say(goal.text)}
            ${goal.must ? html`<span class="must">${words.ui('goal.must')}</span>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`

const runbook = (commands: readonly string[], { words, hands }: Part): TemplateResult =>
  html`<section aria-labelledby="runbook-title">
    <h2 id="runbook-title">${words.ui('runbook.title')}</h2>
    <ol class="runbook">
      ${commands.map(command => html`<li><code>${command}</code></li>`)}
    </ol>
    <p class="actions">
      <button @click=${() => hands.app({ type: 'COPY_RUNBOOK', text: commands.join('\n') })}>
        ${words.ui('runbook.copy')}
      </button>
    </p>
  </section>`
