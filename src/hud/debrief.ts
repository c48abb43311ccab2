/**
 * After a run: what came of it and why, what would have changed it, and the way back
 * in; below that the other line, the worst moment, the lesson as a picture, what led to
 * what, and where each lost request went. AGAIN has the focus; Enter or R is another
 * run at once, and nothing has to be read for it. Where no better medal is to be had,
 * the next spot has it.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { PAGER } from '../level/catalogue'
import { type DebriefView, type GoalView, isBest, type LimitsView, type MedalView } from '../view/debrief-view'
import type { Difficulty } from '../view/difficulty'
import type { ScoreView } from '../view/impact-view'
import { airTimes } from './air-times'
import { codex } from './codex'
import { yourPlace } from './crowd'
import { moneyBeside, percentBeside, playClock, playSeconds } from './figures'
import { headline } from './hindsight'
import { ledger } from './ledger'
import { otherLine } from './other-line'
import type { Part } from './part'
import { runbook } from './runbook'
import { scoreSection, total } from './score'
import type { DebriefScreen } from './screen'
import { medalIcon } from './sprite'
import { type Timeline, timelineOf } from './timeline'
import { nameOf } from './title'
import { worstMoment } from './worst'

export function debriefPage(
  { debrief: view, level, score: scored, hindsight, next, place, settings, help }: DebriefScreen,
  part: Part,
  picture: HTMLElement,
): TemplateResult {
  const { words } = part
  const name = words.say({ from: 'level', key: 'name' })
  const walk = timelineOf(view.timeline, view.ledger.rows[0]?.moment, part)
  return html`<main class="page debrief" data-outcome=${view.outcome}>
    <div class="postcard">
      ${picture}
      <p class="level">${name}</p>
      <h1>${words.ui(`debrief.${view.outcome}`)}</h1>
      <p class="ended">${ended(view, level.lasts, part)}</p>
    </div>
    <header>
      <div class="result">${score(view, scored, help, part)} ${goals(view.goals, scored, part)} ${nextMedal(view, part)}</div>
      <p class="verdict">${verdict(view, part)}</p>
      ${headline(hindsight, part)} ${actions(view, view.outcome === 'landed' || level.best !== undefined ? next : undefined, part)}
    </header>
    ${scoreSection(scored, part)} ${otherLine(hindsight, part)} ${worstMoment(hindsight?.worst, part)} ${yourPlace(place, words)} ${airTimes(view, level.lasts, part)}
    <p class="lead">${words.say({ from: 'level', key: 'teaches' })}</p>
    ${whatLedToWhat(walk, part)} ${ledger(view.ledger, view.limits, part, walk.walkTo)} ${medals(view, part)}
    ${runbook(view.runbook, name, part)} ${codex(view.codex, level.era, part)}
    <p class="claim">${words.say(view.claim)}</p>
    ${settings.cape ? html`<p class="claim">${words.ui('cape.did')}</p>` : nothing}
  </main>`
}

/** When and why it was over: before its time only because nothing more was to come, or nothing was left. */
const ended = ({ ending, endedAt }: DebriefView, lasts: number, { words, timeScale }: Part): string =>
  words.ui(`ended.${ending}`, { at: playClock(endedAt, timeScale), of: playClock(lasts, timeScale) })

const whatLedToWhat = ({ element }: Timeline, { words }: Part): TemplateResult =>
  html`<section aria-labelledby="timeline-title">
    <h2 id="timeline-title">${words.ui('timeline.title')}</h2>
    <p class="how">${words.ui('timeline.how')}</p>
    ${element}
  </section>`

/** Why: what cost the most requests, and for how long its users were not served. */
function verdict({ verdict: most }: DebriefView, { words, timeScale }: Part): string {
  if (!most) return words.ui('debrief.inTime')
  const { rider, lost, reasons, waited } = most
  const reason = reasons.map(one => words.say(one)).join('; ')
  if (!waited) return words.ui('debrief.lost', { rider, lost, reason })
  const { due, seconds } = waited
  const times = { due: playClock(due, timeScale), seconds: playSeconds(seconds, timeScale) }
  return words.ui('debrief.waited', { rider, lost, reason, ...times })
}

function actions(view: DebriefView, next: DebriefScreen['next'], { words, hands }: Part): TemplateResult {
  const goesOn = next !== undefined && isBest(view)
  const again = html`<button
    class=${goesOn ? 'again' : 'primary big'}
    ?data-focus=${!goesOn}
    aria-keyshortcuts="R"
    @click=${() => hands.app({ type: 'AGAIN' })}
  >
    ${words.ui('debrief.again')}
  </button>`
  const on = next
    ? html`<button
        class=${goesOn ? 'next-level primary big' : 'next-level'}
        ?data-focus=${goesOn}
        @click=${() => hands.app({ type: 'OPEN', levelId: next.id })}
      >
        ${words.ui('debrief.next', { name: nameOf(next) })}
      </button>`
    : nothing
  return html`<p class="actions">
    ${goesOn ? html`${on} ${again}` : html`${again} ${on}`}
    <button @click=${() => hands.app({ type: 'REPLAY' })}>${words.ui('debrief.replay')}</button>
    <button @click=${() => hands.app({ type: 'COPY_LINK' })}>${words.ui('debrief.copyLink')}</button>
    <button @click=${() => hands.app({ type: 'DOWNLOAD_RUN' })}>${words.ui('debrief.download')}</button>
    <button @click=${() => hands.app({ type: 'QUIT' })}>${words.ui('debrief.title')}</button>
  </p>`
}

const score = (
  { medal, medals: all }: DebriefView,
  scored: DebriefScreen['score'],
  help: DebriefScreen['help'],
  part: Part,
): TemplateResult =>
  html`<p class="score">
    ${all.length > 0 ? html`<b class="medal" data-metal=${medal}>${medal === 'none' ? nothing : medalIcon(medal)} ${part.words.ui(`metal.${medal}`)}</b>` : nothing}
    ${total(scored, part)} ${help ? helped(help, part) : nothing}
  </p>`

const helped = (help: Difficulty, { words }: Part): TemplateResult =>
  html`<span class="help">${words.ui(`difficulty.${help}`)} ${words.ui(`difficulty.${help}.was`)}</span>`

/** The run's medal is the lowest of its three: those are what holds it back. */
function nextMedal({ outcome, medal, medals: all, limits }: DebriefView, { words }: Part): TemplateResult {
  const short = outcome === 'landed' ? all.filter(({ metal, next }) => metal === medal && next) : []
  const none = all.length === 0 ? 'medals.none' : outcome === 'landed' ? 'medals.next.best' : 'medals.next.land'
  return html`<section class="next-medal" aria-labelledby="next-medal-title">
    <h2 id="next-medal-title">${words.ui(all.length === 0 ? 'medals.title' : 'medals.next')}</h2>
    ${
      short.length === 0
        ? html`<p>${words.ui(none)}</p>`
        : html`<ul>
            ${short.map(
              one =>
                html`<li>
                  <b>${words.ui(`medal.${one.of}`)}</b> ${one.next ? needs(one, one.next, limits, words) : nothing}
                  <span class="needs">${words.ui('medals.now', { amount: amount(one, one.got, limits) })}</span>
                </li>`,
            )}
          </ul>`
    }
  </section>`
}

function medals(view: DebriefView, { words }: Part): TemplateResult | typeof nothing {
  if (view.medals.length === 0) return nothing
  return html`<section aria-labelledby="medals-title">
    <h2 id="medals-title">${words.ui('medals.title')}</h2>
    <ul class="medals">
      ${view.medals.map(
        medal =>
          html`<li>
            <b>${words.ui(`medal.${medal.of}`)}</b>
            <span class="medal" data-metal=${medal.metal}>${words.ui(`metal.${medal.metal}`)}</span>
            <span>${amount(medal, medal.got, view.limits)}</span>
            ${medal.next ? html`<span class="needs">${needs(medal, medal.next, view.limits, words)}</span>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`
}

const needs = (medal: MedalView, next: NonNullable<MedalView['next']>, limits: LimitsView, words: Part['words']) =>
  words.ui(`medal.${medal.of}.needs`, {
    metal: words.ui(`metal.${next.metal}`),
    amount: amount(medal, next.needs, limits),
  })

const amount = ({ of }: MedalView, value: number, limits: LimitsView) =>
  of === 'cost'
    ? moneyBeside(value, limits.cost)
    : of === 'slo'
      ? `${percentBeside(value, limits.slo, 'down', 2)} %`
      : `${percentBeside(value, limits.toil, 'up')} %`

const goals = (all: DebriefView['goals'], scored: DebriefScreen['score'], { words }: Part): TemplateResult =>
  html`<section aria-labelledby="goals-title">
    <h2 id="goals-title">${words.ui('goals.title')}</h2>
    <ul class="goals">
      ${all.filter(isTold).map(goal => {
        const value = reached(goal, words)
        return html`<li ?data-met=${goal.met} ?data-in-vain=${goal.inVain}>
          <b>${words.ui(`goal.${verdictOf(goal)}`)}</b> <span>${words.say(goal.text)}</span>
          ${value ? html`<span class="reached">${words.ui('goal.reached', { value })}</span>` : nothing}
          ${goal.must ? html`<span class="must">${words.ui('goal.must')}</span>` : nothing}
        </li>`
      })}
      ${scored && scored.letters.of > 0 ? lettersGoal(scored.letters, words) : nothing}
    </ul>
  </section>`

function verdictOf({ met, inVain, must }: GoalView): 'met' | 'inVain' | 'missed' | 'notYet' {
  if (met) return 'met'
  if (inVain) return 'inVain'
  return must ? 'missed' : 'notYet'
}

/** A secret is one until it was found. */
const isTold = ({ id, met }: GoalView) => met || id !== PAGER

/** The same goal as in the briefing. */
const lettersGoal = ({ riders, of }: ScoreView['letters'], words: Part['words']): TemplateResult =>
  html`<li ?data-met=${riders.length >= of}>
    <b>${words.ui(riders.length >= of ? 'goal.met' : 'goal.notYet')}</b>
    <span>${words.ui('goal.letters.run', { got: riders.length, of })}</span>
  </li>`

/** What came of it; that it is the very limit, the goal has said. A share is told finer than the meter does. */
function reached({ met, got }: GoalView, words: Part['words']): string | undefined {
  if (!got || (met && got.value === got.limit)) return undefined
  const { unit, value, limit, most } = got
  if (unit === 'ppm') return `${percentBeside(value, [limit], most ? 'up' : 'down', 1)} %`
  return unit === 'microUnits' ? moneyBeside(value, [limit]) : words.ui(`unit.${unit}`, { number: value })
}
