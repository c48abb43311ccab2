/**
 * The screen of a run: the board (an application: lanes, plates, riders, verbs, over
 * the picture) and beside it what is only read (meters, clock, NEXT, INCOMING, log).
 *
 * The elements stay for as long as the page does, so that the picture keeps its host
 * and the focus its place. With a picture every part lies at its rectangle of the
 * layout; without one the same elements are a plain page.
 */

import { html, nothing, render, type TemplateResult } from 'lit-html'
import type { Intent } from '../session/intent'
import type { Heard } from '../view/hearing'
import type { BoardLayout, Rect } from '../view/layout-shapes'
import type { ParkView } from '../view/park-view'
import type { Phrase } from '../view/phrase'
import type { CallView } from '../view/see-calls'
import type { Type } from '../view/tag-shapes'
import { answers, seenBy } from './call'
import { openCaptions } from './captions'
import { card } from './card'
import { choices } from './choices'
import { type Frame, frameOf, leastTap, sizeOf, typeOf, watchSize } from './frame'
import { hand } from './hand'
import { impact } from './impact'
import { incoming } from './incoming'
import { lane } from './lane'
import { says } from './log'
import { clock, meters } from './meters'
import type { Part } from './part'
import { at } from './place'
import { plane } from './plane'
import { type Asked, askedNow, type Refusal, refusalNow } from './refusal'
import { type Hands, handOf, type PictureState, type RunScreen } from './screen'
import { faithOf } from './theatre-news'
import type { openTransport, Transport } from './transport'
import { verbs } from './verbs'
import { type Words, wordsFor } from './words'

export interface Board {
  /** Everything that is shown during a run. */
  readonly stage: HTMLElement
  /** What has the focus while one plays; game keys act on it. */
  readonly element: HTMLElement
  /** The transport bar of a run that is watched. */
  readonly transport: HTMLElement
  /** Where the picture goes. */
  readonly canvasHost: HTMLElement
  show(screen: RunScreen): void
  /** What a run that is watched needs has come. */
  have(later: { readonly openTransport: typeof openTransport }): void
  /** What was asked for last, by whatever device: a refusal is shown there. */
  tried(intent: Intent): void
  /** Writes what is heard, where captions are on. */
  caption(heard: Heard): void
}

/** `refused` is told of what no log will tell. */
export function openBoard(page: Document, hands: Hands, refused: (why: Phrase) => void): Board {
  const { stage, element, canvasHost, controls, info } = elements(page)
  const transport = page.createElement('section')
  transport.className = 'part transport'
  transport.hidden = true
  let showTransport: Transport | undefined
  const captions = openCaptions(page)
  const strip = page.createElement('section')
  strip.className = 'hand-strip'
  stage.append(transport, captions.element, strip)
  let screen: RunScreen | undefined
  let asked: Asked | undefined
  let size = sizeOf(element)
  let read = ''

  const close = (note: string) => {
    read = note
    draw()
  }
  const tried = (intent: Intent) => {
    const now = screen && !screen.replay && askedNow(intent, screen.park)
    if (!now) return
    asked = now
    if (now.why) refused(now.why)
    draw()
  }
  const ours: Hands = {
    app: hands.app,
    intent: intent => {
      tried(intent)
      hands.intent(intent)
    },
  }
  const draw = () => {
    if (!screen) return
    const words = wordsFor(screen)
    const part: Part = { words, hands: ours, timeScale: screen.level.timeScale }
    const frame = frameOf(size, screen.park, handOf(screen.settings))
    dress(stage, element, screen, frame, words)
    const type = typeOf(size, frame, screen.settings.textSize)
    render(controlsOf(screen, frame, type, refusalNow(screen.park, asked, part), part), controls)
    const note = screen.theatre ? faithOf(screen.theatre, words) : ''
    render(
      html`${infoOf(screen, frame.layout, part)}${note === read ? nothing : faith(note, frame.layout, words, close)}`,
      info,
    )
    captions.element.hidden = !screen.settings.captions
    captions.element.style.cssText = at(frame.layout.captions)
    strip.hidden = !screen.duel
    strip.setAttribute('aria-label', words.ui('duel.thrower'))
    stage.toggleAttribute('data-duel', screen.duel !== undefined)
    render(screen.duel ? hand(screen.duel, part) : nothing, strip)
    showTransport?.(screen, at(frame.layout.verbs), part)
  }
  watchSize(stage, () => {
    size = sizeOf(element)
    draw()
  })
  const show = (next: RunScreen) => {
    const appears = stage.hidden
    screen = next
    stage.hidden = false
    if (appears) size = sizeOf(element)
    draw()
  }
  const have: Board['have'] = later => {
    showTransport = later.openTransport(transport)
    draw()
  }
  return { stage, element, transport, canvasHost, show, have, tried, caption: captions.add }
}

function elements(page: Document) {
  const make = (name: string, attributes: Record<string, string>, ...children: HTMLElement[]) => {
    const element = page.createElement(name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    element.append(...children)
    return element
  }
  const canvasHost = make('div', { class: 'canvas-host', 'aria-hidden': 'true' })
  const controls = make('div', { class: 'controls' })
  const element = make('div', { class: 'board', role: 'application', tabindex: '0' }, canvasHost, controls)
  const info = make('div', { class: 'info' })
  const stage = make('main', { class: 'stage', hidden: '' }, element, info)
  return { stage, element, canvasHost, controls, info }
}

function dress(stage: HTMLElement, element: HTMLElement, screen: RunScreen, { layout, px }: Frame, words: Words) {
  const name = words.say({ from: 'level', key: 'name' })
  stage.style.setProperty('--px', `${px}px`)
  stage.dataset.orientation = layout.orientation
  stage.dataset.hand = handOf(screen.settings)
  stage.dataset.mode = screen.replay ? 'watching' : screen.mode // the frame of PLAN says that commands may be given
  stage.classList.toggle('text', isPlain(screen))
  stage.toggleAttribute('data-nobody-up', screen.park.deck.up === undefined)
  element.setAttribute('aria-label', words.ui('board.label', { name }))
  element.setAttribute('aria-description', words.ui(screen.replay ? 'theatre.keys' : 'board.keys'))
}

function controlsOf(
  screen: RunScreen,
  { layout, px }: Frame,
  type: Type,
  refused: Refusal,
  part: Part,
): TemplateResult {
  const { park } = screen
  const reach = { px, tap: leastTap() }
  return html`${ending(park, part)}<div class="lanes">
      ${plane(park.plane, layout.plane, part)}
      ${park.lanes.map(view =>
        lane(
          {
            view,
            layout: layout.lanes[view.lane],
            refusal: refused.lane === view.lane ? refused.why : undefined,
            kept: refused.kept === true,
            reach,
            type,
            upright: layout.orientation === 'portrait',
          },
          park,
          part,
        ),
      )}
      ${choices(park, layout, part)}
    </div>
    ${screen.replay ? nothing : verbsOf(screen, layout, refused, part)}`
}

const verbsOf = (screen: RunScreen, layout: BoardLayout, refused: Refusal, part: Part): TemplateResult =>
  html`<div class="part verbs" role="group" aria-label=${part.words.ui('verbs.title')} style=${`${at(layout.verbs)};--says:calc(var(--px) * ${layout.says.height})`}>
    ${screen.call ? called(screen.call, screen, part) : verbs(screen.park, screen, refused, part)}
  </div>`

/** On the plain board, what is said may be further down than one sees: there it stands with its answers. */
const called = (call: CallView, screen: RunScreen, part: Part) =>
  html`${isPlain(screen) ? html`<p class="called">${seenBy(call, screen.park, part)}</p>` : nothing}
  ${answers(call, screen.park, part)}`

const isPlain = ({ settings, picture }: RunScreen) => settings.textBoard || picture === 'late' || picture === 'none'

/** The last look at the board. What is said of it is said by the debrief. */
const ending = ({ outcome, ending: why }: ParkView, { words }: Part) =>
  outcome === 'running'
    ? nothing
    : html`<p class="ending" data-outcome=${outcome} aria-hidden="true">${words.ui(`debrief.${outcome}`)}${why ? html`<small>${words.ui(`ended.${why}.short`)}</small>` : nothing}</p>`

const ofThePicture = (state: PictureState, { words }: Part) =>
  state === 'open'
    ? nothing
    : html`<p class="part notice" role=${state === 'coming' ? 'status' : 'note'} data-picture=${state}>${words.ui(`board.picture.${state}`)}</p>`

function infoOf(screen: RunScreen, layout: BoardLayout, part: Part): TemplateResult {
  const { park, mode, replay, settings, picture, ghost, call } = screen
  const explains = mode === 'planning' && (!replay || park.target?.byHand === true)
  const section = (name: string, where: Rect, label: string, inside: TemplateResult) =>
    html`<section class="part ${name}" style=${at(where)} aria-label=${part.words.ui(label)}>${inside}</section>`
  return html`${settings.textBoard ? nothing : ofThePicture(picture, part)}
  ${section('meters', layout.meters, 'meters.title', meters(park.meters, part, ghost))}
  ${section('clock', layout.clock, 'clock.title', clock(park, mode === 'planning', replay, part))}
  ${section('next', layout.next, 'next.title', card(park.deck, part))}
  ${section('incoming', layout.incoming, 'incoming.title', incoming(park.incoming, part))}
  ${section('impact', layout.impact, 'impact.title', impact(park.impact, part))}
  ${section('says', layout.says, 'says.title', says(park, explains, part, call && !isPlain(screen) ? seenBy(call, park, part) : undefined))}`
}

/** Of a run that is not what it was: why. It lies on the NEXT card, until it was read. */
const faith = (note: string, { next }: BoardLayout, words: Words, close: (note: string) => void) =>
  note === ''
    ? nothing
    : html`<div class="part faith" role="note" style=${at(next)}>
        <p>${note}</p>
        <button @click=${() => close(note)}>${words.ui('notice.close')}</button>
      </div>`
