/** Call-out mode: what is seen, said in words, and what can be answered, by number or by a press. */

import { html, nothing, type TemplateResult } from 'lit-html'
import { type Action, PADS } from '../session/actions'
import type { ParkView } from '../view/park-view'
import type { PlateView } from '../view/plate-view'
import type { AnswerView, CallKind, CallView } from '../view/see-calls'
import { comingIs, type Listener, upIs } from './news'
import { soon } from './no-place'
import type { Part } from './part'
import { chipOf, keyName } from './prompts'

/** All of it, for who listens. */
export function callIs(call: CallView, park: ParkView, to: Listener): string {
  const answers = call.answers.flatMap((answer, at) => answerIs(answer, at + 1, park, to))
  return [to.words.ui('said.stands'), seenBy(call, park, to), ...answers].join(' ')
}

function answerIs(answer: AnswerView, number: number, park: ParkView, to: Listener): readonly string[] {
  const { words } = to
  const what = [headOf(answer, words), captionOf(answer, park, to)].filter(Boolean).join(', ')
  const wont = answer.refusal ? [ended(words.ui('verb.wont', { why: words.say(answer.refusal) }))] : []
  return [words.ui('call.answer', { by: byWhat(answer, number, words, spoken) || 'none', what }), ...wont]
}

/** What a system has said ends in nothing, and would run into what is said next. */
const ended = (sentence: string) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`)

/** What it is about, in the words of the news. */
export function seenBy(call: CallView, park: ParkView, to: Listener): string {
  return SEEN[call.about](call, park, { ...to, calling: true }) ?? call.name
}

type Sentence = (call: CallView, park: ParkView, to: Listener) => string | undefined

const ofRider =
  (key: string): Sentence =>
  ({ name, target }, { lanes }, { words }) => {
    const rider = lanes.flatMap(({ riders }) => riders).find(each => each.target === target)
    return words.ui(key, { name, why: rider?.why ?? '' })
  }

const SEEN = {
  up: (_, { deck: { up }, lanes }, to) => up && upIs(up, lanes, to),
  ready: ofRider('said.rider.ready.watched'),
  hung: ofRider('said.rider.hung'),
  bailed: ofRider('said.rider.bailed'),
  failing: ofRider('said.failing'),
  coming: ({ id }, { incoming }, to) => {
    const entry = incoming.find(each => id === `coming/${each.id}`)
    return entry && comingIs(entry, to)
  },
  down: ofPlate('call.down'),
  known: ofPlate('call.known'),
} satisfies Record<CallKind, Sentence>

function ofPlate(key: string): Sentence {
  return ({ name, target }, { lanes }, { words }) => {
    const plate = flat(lanes.flatMap(({ plates }) => plates)).find(each => each.target === target)
    return plate && words.ui(key, { kind: words.ui(`plate.${plate.kind}`), name, known: words.say(plate.known) })
  }
}

const flat = (plates: readonly PlateView[]): readonly PlateView[] => plates.flatMap(each => [each, ...flat(each.above)])

const headOf = ({ verb, lane }: AnswerView, words: Part['words']) => (lane ? words.ui(`lane.${lane}`) : (verb ?? ''))

/** A number on the keyboard, a button on a gamepad, nothing for a finger. */
function byWhat(answer: AnswerView, number: number, words: Part['words'], name: typeof chip): string {
  const { device } = words.prompts
  return device === 'keys' ? String(number) : device === 'touch' ? '' : name(actionOf(answer), words)
}

const chip = (action: Action, { prompts }: Part['words']) => chipOf(prompts, action)
const spoken = (action: Action, { ui, prompts }: Part['words']) => keyName(PADS[action] ?? '', ui, prompts)

/** GO ON is what PLAN does while time stands. */
function actionOf({ verb, lane }: AnswerView): Action {
  if (lane) return lane
  if (!verb || verb === 'ROUTE') return 'plan'
  if (verb === 'LAND') return 'land'
  return verb === 'HOLD' ? 'hold' : verb
}

/** Of a lane, how soon it would serve: that is what one chooses by. */
function captionOf(
  { lane, caption }: AnswerView,
  { lanes }: ParkView,
  to: Pick<Listener, 'words' | 'timeScale'>,
): string {
  const view = lanes.find(each => each.lane === lane)
  if (!view) return to.words.say(caption)
  return view.plates.length === 0 ? to.words.ui('lane.empty') : soon(view, to.words, to.timeScale)
}

/** In the place of the verbs. */
export const answers = (call: CallView, park: ParkView, part: Part): TemplateResult =>
  html`<div
    class="verb-buttons answers"
    data-few
    style="--across:${call.answers.length > 4 ? 3 : 2}"
    role="group"
    aria-label=${part.words.ui('call.title')}
  >
    ${call.answers.map((answer, at) => answerButton(answer, at + 1, park, part))}
  </div>`

function answerButton(answer: AnswerView, number: number, park: ParkView, part: Part) {
  const { words, hands } = part
  const wont = words.say(answer.refusal)
  const by = byWhat(answer, number, words, chip)
  return html`<button
    class="verb"
    data-lane=${answer.lane ?? nothing}
    ?data-wont=${wont !== ''}
    aria-keyshortcuts=${number}
    title=${wont || nothing}
    @click=${() => hands.intent({ do: 'answer', number })}
  >
    <span class="head">
      ${by === '' ? nothing : html`<kbd data-device=${words.prompts.device}>${by}</kbd>`}
      <b>${headOf(answer, words) || words.ui('call.on')}</b>
    </span>
    <span class="caption">${captionOf(answer, park, part)}</span>
    ${wont ? html`<span class="sr">${words.ui('verb.wont', { why: wont })}</span>` : nothing}
  </button>`
}
