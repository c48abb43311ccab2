/**
 * What can be done now: LAND, HOLD, the four tricks, PLAN and REWIND, each with its
 * key, what it means for the present target, and the real command it stands for.
 *
 * Only the verbs that the level uses are here. One that would be refused looks it, and
 * can be pressed all the same: the answer says why.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import type { Verb } from '../model/command'
import type { Action } from '../session/actions'
import type { Intent, Trick } from '../session/intent'
import type { ParkView, VerbView } from '../view/park-view'
import { chip, shortcut } from './chip'
import { measureIs } from './measure'
import type { Part } from './part'
import type { Refusal } from './refusal'
import type { RunScreen } from './screen'

type Pressed = Exclude<Verb, 'ROUTE'>

/** In the order of the screen. */
const BUTTONS: readonly { verb: Pressed; action: Action; does: Intent }[] = [
  { verb: 'LAND', action: 'land', does: { do: 'land' } },
  ...(['SCALE', 'UNDO', 'SAVE', 'MOVE'] as const).map(verb => ({ verb, action: verb, does: trick(verb) })),
  { verb: 'HOLD', action: 'hold', does: { do: 'hold' } },
]

export function verbs(park: ParkView, screen: RunScreen, refused: Refusal, part: Part): TemplateResult {
  const many =
    park.verbs.filter(({ verb }) => verb !== 'ROUTE').length + Number(screen.can.plan) + Number(screen.can.rewind)
  return html`${target(park, part)}
    <div class="verb-buttons" ?data-few=${many <= FEW}>
      ${BUTTONS.map(button => {
        const view = park.verbs.find(({ verb }) => verb === button.verb)
        const refusal = view && refused.verb === view.verb ? refused.why : undefined
        return view
          ? verbButton(
              button,
              view,
              {
                refusal,
                aimed: aimedAt(view, park),
                other: other(view, park),
                timely: view.refusal !== undefined || isTimely(view),
              },
              part,
            )
          : nothing
      })}
      ${screen.can.plan ? clockButton('plan', screen.mode === 'planning', part) : nothing}
      ${screen.can.rewind ? clockButton('rewind', false, part) : nothing}
    </div>`
}

/** So many buttons leave room for words on a phone. */
const FEW = 4

/** Of what is small, beside the buttons. */
const LETTERS_IN_A_LINE = 21

/** What the tricks act on, and the way through everything else that they could. */
function target({ target: view, targets }: ParkView, { words, hands }: Part) {
  if (targets.length === 0) return nothing
  const measure = view?.measure ? measureIs(view.measure, words) : ''
  return html`<div class="target" role="group" aria-label=${words.ui('target.title')}>
    <button aria-keyshortcuts=${shortcut(words, 'previous')} @click=${() => hands.intent({ do: 'markPrevious' })}>
      ${chip(words, 'previous')}<span class="arrow" aria-hidden="true">◀</span><span class="sr">${words.ui('target.previous')}</span>
    </button>
    <p ?data-by-hand=${view?.byHand ?? false} ?data-long=${measure.length > LETTERS_IN_A_LINE} title=${view?.explained.join('\n') ?? ''}>
      <span class="name" data-leave=${view?.byHand && words.prompts.device === 'keys' ? 'Esc ✕' : nothing}>${words.ui('target.title')}</span>
      <b>${view ? targetIs(view, words) : html`<span class="it">${words.ui('target.none')}</span>`}</b>
      ${measure === '' ? nothing : html`<span class="measure">${measure}</span>`}
    </p>
    <button aria-keyshortcuts=${shortcut(words, 'next')} @click=${() => hands.intent({ do: 'markNext' })}>
      <span class="arrow" aria-hidden="true">▶</span>${chip(words, 'next')}<span class="sr">${words.ui('target.next')}</span>
    </button>
  </div>`
}

/** What kind of thing beside the title, so that its name has a line of its own. */
function targetIs({ kind, name }: NonNullable<ParkView['target']>, words: Part['words']): TemplateResult {
  const [before = '', after = ''] = words.ui(`target.${kind}`, { name }).split(name)
  return html`<span class="kind">${before}${after}</span> <span class="it">${name}</span>`
}

/** Whom LAND or HOLD would act on, if not what is shown as the target. */
const other = ({ target: on, verb }: VerbView, { target }: ParkView): string =>
  (verb !== 'LAND' && verb !== 'HOLD') || on === undefined || on === target?.target ? '' : on.slice(on.indexOf('/') + 1)

/** It would act on what was marked by hand. */
const aimedAt = ({ target: on }: VerbView, { target }: ParkView) => target?.byHand === true && on === target.target

/** LAND before its rider is ready may be pressed, and costs its users' requests: nobody should be invited to. */
const isTimely = ({ verb, ripe }: VerbView) => verb !== 'LAND' || ripe

interface Moment {
  /** Why it was refused a moment ago. */
  readonly refusal: string | undefined
  readonly aimed: boolean
  readonly other: string
  readonly timely: boolean
}

function verbButton(
  { action, does }: (typeof BUTTONS)[number],
  view: VerbView,
  { refusal, aimed, other, timely }: Moment,
  { words, hands }: Part,
): TemplateResult {
  const wont = view.refusal !== undefined
  return html`<button
    class="verb"
    data-verb=${view.verb}
    ?data-wont=${wont}
    ?data-aimed=${aimed && !wont}
    ?data-ready=${view.verb === 'LAND' && !wont && timely}
    ?data-early=${!timely}
    aria-keyshortcuts=${shortcut(words, action)}
    title=${[words.say(view.caption), view.command, words.say(view.refusal)].filter(Boolean).join('\n')}
    @click=${() => hands.intent(does)}
  >
    <span class="head">${chip(words, action)} <b>${view.verb}</b></span>
    <span class="sr">${timely ? words.say(view.caption) : words.ui('does.LAND.early')}</span>
    <span class="caption" aria-hidden="true">${other === '' ? nothing : html`<b>${other}</b> `}${timely ? words.say(view.short) : words.ui('short.LAND.early')}</span>
    ${view.command === '' ? nothing : html`<code>${view.command}</code>`}
    ${wont ? html`<span class="sr">${words.ui('verb.wont', { why: words.say(view.refusal) })}</span>` : nothing}
    ${refusal ? html`<span class="refused"><span>${refusal}</span></span>` : nothing}
  </button>`
}

const clockButton = (does: 'plan' | 'rewind', pressed: boolean, { words, hands }: Part) =>
  html`<button
    class="verb"
    data-verb=${does === 'plan' ? 'PLAN' : 'REWIND'}
    aria-pressed=${pressed}
    aria-keyshortcuts=${shortcut(words, does)}
    @click=${() => hands.intent({ do: does })}
  >
    <span class="head">${chip(words, does)} <b>${does === 'plan' ? 'PLAN' : 'REWIND'}</b></span>
    <span class="caption">${words.ui(pressed ? `does.${does}.again` : `does.${does}`)}</span>
  </button>`

function trick(verb: Trick): Intent {
  return { do: 'trick', verb }
}
