/**
 * The Lab's panel beside the board: time, what can fail, loads, who can be called up, and
 * why what is marked is as it is. On a small screen a bar, and the rest a sheet over it.
 *
 * It stands beside the board, not on it: its own keys are those of a page, and the
 * board's keys stay the board's. Esc goes back there.
 */

import { html, render, type TemplateResult } from 'lit-html'
import type { LabView } from '../view/lab-view'
import type { ParkView } from '../view/park-view'
import { loads, park, riders, time } from './lab-knobs'
import { type Chosen, strikes } from './lab-strikes'
import type { Part } from './part'
import type { Hands, RunScreen, ScreenView } from './screen'
import { wordsFor } from './words'

export interface LabPanel {
  readonly element: HTMLElement
  show(screen: ScreenView): void
}

/** Room enough beside the board. */
const WIDE = '(min-width: 1000px) and (orientation: landscape)'

/** `toBoard`: the focus goes back there. */
export function openLabPanel(page: Document, hands: Hands, toBoard: () => void): LabPanel {
  const element = page.createElement('aside')
  element.className = 'lab'
  element.hidden = true
  const chosen: Chosen = { target: '', lasts: 0 }
  let open = false
  let isEmpty = false
  let marked: string | undefined
  let screen: RunScreen | undefined

  const follow = (view: LabView) => {
    if (view.marked !== undefined && view.marked !== marked) chosen.target = view.marked
    marked = view.marked
  }
  const unfold = (now: boolean) => {
    open = now
    draw()
    if (now) element.querySelector<HTMLElement>('.sheet select')?.focus()
    else toBoard()
  }
  const draw = () => {
    if (!screen?.lab) return
    const words = wordsFor(screen)
    const part: Part = { words, hands, timeScale: screen.level.timeScale }
    follow(screen.lab.view)
    element.toggleAttribute('data-open', open)
    element.setAttribute('aria-label', words.ui('lab.title'))
    render(
      html`<div class="tool">
          ${time(screen, screen.lab.speedPercent, part)}
          <button class="unfold" aria-expanded=${open} @click=${() => unfold(!open)}>
            ${words.ui(open ? 'lab.fold' : 'lab.unfold')}
          </button>
        </div>
        ${answer(screen.lab.view, part)}
        <div class="sheet">${sheet(screen, screen.lab.view, part)}</div>`,
      element,
    )
  }
  const sheet = (now: RunScreen, view: LabView, part: Part): TemplateResult =>
    html`${stand(view, part)} ${fold('fire', true, strikes(view, chosen, draw, part), part)}
    ${fold('why', wide(page), why(now.park, part), part)} ${fold('load', false, loads(view, part), part)}
    ${fold('riders', isEmpty, riders(view, part), part)} ${fold('knobs', false, park(view, part), part)} ${foot(part)}`

  element.addEventListener('keydown', event => {
    if (event.code !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    unfold(false)
  })
  return {
    element,
    show(next) {
      const before = screen
      screen = next.screen === 'run' && !next.replay && next.lab ? next : undefined
      if (!before && screen?.lab) isEmpty = screen.lab.view.empty
      element.hidden = screen === undefined
      if (screen) draw()
      else open = false
    },
  }
}

const wide = (page: Document): boolean => page.defaultView?.matchMedia?.(WIDE).matches ?? true

/** Whether it is open is the browser's to keep; this is only how it is at first. */
const fold = (name: string, open: boolean, inside: TemplateResult, { words }: Part) =>
  html`<details class="fold" ?open=${open}>
    <summary><h3>${words.ui(`lab.${name}`)}</h3></summary>
    ${inside}
  </details>`

const answer = ({ refusal }: LabView, { words }: Part) =>
  html`<p class="answer" role="status" ?hidden=${refusal === undefined}>${words.say(refusal)}</p>`

const stand = ({ served, lost }: LabView, { words }: Part) =>
  html`<p class="stand">${words.ui('lab.stand', { served, lost })}</p>`

/** As `kubectl describe` and its like would say it, as it is now. */
const why = ({ target }: ParkView, { words }: Part) =>
  target === undefined
    ? html`<p>${words.ui('lab.why.none')}</p>`
    : html`<p class="about">${words.ui(`target.${target.kind}`, { name: target.name })}</p>
        <pre tabindex="0" aria-label=${words.ui('says.explained')}>${target.explained.join('\n')}</pre>`

const foot = ({ words, hands }: Part) =>
  html`<p class="actions">
    <button @click=${() => hands.app({ type: 'AGAIN' })}>${words.ui('lab.reset')}</button>
    <button @click=${() => hands.app({ type: 'COPY_LINK' })}>${words.ui('lab.link')}</button>
    <button @click=${() => hands.app({ type: 'DOWNLOAD_RUN' })}>${words.ui('lab.file')}</button>
    <button @click=${() => hands.app({ type: 'QUIT' })}>${words.ui('lab.leave')}</button>
  </p>`
