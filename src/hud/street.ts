/**
 * The street behind the title: every level where it stands, what is open, what was done
 * there, and the shop. Each spot is a button that says all of it; the arrow keys go from
 * one to the next as they stand on the screen, Esc goes back to the title.
 */

import { html, nothing, type TemplateResult } from 'lit-html'
import { dailyHall, duelHall, house, labHouse, rootShop } from './houses'
import type { Hands, SpotView, StreetView } from './screen'
import { nameOf } from './title'
import type { Words } from './words'

const LETTERS = [...'STATE']

interface Around {
  readonly words: Words
  readonly hands: Hands
  readonly openSettings: () => void
  /** Decoration: the evening, and the pavement that the houses stand on. */
  readonly picture: HTMLElement
}

export function street(view: StreetView, { words, hands, openSettings, picture }: Around): TemplateResult {
  return html`<main class="page street" @keydown=${(event: KeyboardEvent) => walk(event, hands)}>
    ${picture}
    <header>
      <h1>${words.ui('street.title')}</h1>
      ${till(view, words)}
      <p class="actions">
        <button @click=${() => hands.app({ type: 'QUIT' })}>${words.ui('street.back')}</button>
        <button @click=${openSettings}>${words.ui('settings.title')}</button>
      </p>
    </header>
    ${view.chapters.map(({ id, spots }) => (spots.length > 0 ? chapter(id, spots, view.here, words, hands) : nothing))}
    <section aria-labelledby="street-shops">
      <h2 id="street-shops">${words.ui('chapter.shops')}</h2>
      <ol class="row">
        <li>${shop(view, words, hands)}</li>
        <li>${duel(words, hands)}</li>
        <li>${lab(words, hands)}</li>
        ${view.daily ? html`<li>${daily(words, hands)}</li>` : nothing}
      </ol>
    </section>
  </main>`
}

const till = ({ landed, letters, points }: StreetView, words: Words) =>
  html`<p class="till">
    <span>${words.ui('street.landed', landed)}</span>
    <span class="letters" role="img" aria-label=${words.ui('street.letters', { got: letters })}>
      ${LETTERS.map((letter, i) => html`<b ?data-lit=${i < letters}>${letter}</b>`)}
    </span>
    <span>${words.ui('street.points', { points })}</span>
  </p>`

const chapter = (id: string, spots: readonly SpotView[], here: string, words: Words, hands: Hands) =>
  html`<section aria-labelledby="street-${id}">
    <h2 id="street-${id}">${words.ui(`chapter.${id}`)}</h2>
    <ol class="row">
      ${spots.map((spot, at) => html`<li>${spotButton(spot, { at, chapter: id, here: spot.level.id === here }, words, hands)}</li>`)}
    </ol>
  </section>`

interface Standing {
  readonly at: number
  readonly chapter: string
  readonly here: boolean
}

function spotButton(spot: SpotView, { at, chapter, here }: Standing, words: Words, hands: Hands): TemplateResult {
  const { level, state, front } = spot
  const open = () => state !== 'closed' && hands.app({ type: 'OPEN', levelId: level.id })
  const { got, of } = goalsOf(spot)
  const drawn = house({
    at,
    kind: chapter === 'contests' ? 'contest' : 'lesson',
    spot: spot.spot,
    lit: of === 0 ? 0 : got / of,
    state,
    metal: level.best?.medal ?? 'none',
    here,
  })
  return html`<button
    class="spot"
    data-state=${state}
    data-metal=${(level.medals && level.best?.medal) || nothing}
    ?data-focus=${here}
    aria-disabled=${state === 'closed' ? 'true' : nothing}
    aria-current=${front ? 'step' : nothing}
    @click=${open}
  >
    ${drawn}
    <span class="sign"><b>${spot.spot}</b> ${nameOf(level)}</span>
    <span class="done">${done(spot, words)}</span>
  </button>`
}

const goalsOf = ({ level: { goals, letters, pager } }: SpotView) => {
  const kept = goals.filter(({ kept }) => kept).length
  const secret = pager === false ? 1 : 0 // found, it is among the goals
  return {
    got: kept + (letters.of > 0 && letters.got >= letters.of ? 1 : 0),
    of: goals.length + secret + (letters.of > 0 ? 1 : 0),
  }
}

/** One line: what it waits for, or what was done there. */
function done(spot: SpotView, words: Words): string {
  const { level, state, front, after } = spot
  if (after)
    return after.need < after.of.length ? words.ui('spot.more', { need: after.need }) : closedUntil(after.of, words)
  if (!level.best) return words.ui(front ? 'spot.next' : `spot.${state}`)
  const marks = [
    words.ui(level.medals ? `metal.${level.best.medal}` : 'spot.landed'),
    words.ui('title.goals', goalsOf(spot)),
  ]
  if (level.letters.got > 0) marks.push(words.ui('spot.letter'))
  if (level.pager) marks.push(words.ui('spot.pager'))
  return marks.join(' · ')
}

const closedUntil = (of: readonly string[], words: Words) => words.ui('spot.after', { levels: of.join(', ') })

const shop = ({ cape }: StreetView, words: Words, hands: Hands) =>
  html`<button class="spot" data-state="open" @click=${() => hands.app({ type: 'SHOP' })}>
    ${rootShop()}
    <span class="sign"><b>${words.ui('shop.title')}</b></span>
    <span class="done">${words.ui(cape ? 'shop.worn' : 'shop.keeper')}</span>
  </button>`

const duel = (words: Words, hands: Hands) =>
  html`<button class="spot" data-state="open" @click=${() => hands.app({ type: 'DUEL' })}>
    ${duelHall()}
    <span class="sign"><b>${words.ui('duel.title')}</b></span>
    <span class="done">${words.ui('duel.short')}</span>
  </button>`

const lab = (words: Words, hands: Hands) =>
  html`<button class="spot" data-state="open" @click=${() => hands.app({ type: 'LAB' })}>
    ${labHouse()}
    <span class="sign"><b>${words.ui('lab.title')}</b></span>
    <span class="done">${words.ui('lab.about')}</span>
  </button>`

const daily = (words: Words, hands: Hands) =>
  html`<button class="spot" data-state="open" @click=${() => hands.app({ type: 'DAILY' })}>
    ${dailyHall()}
    <span class="sign"><b>${words.ui('daily.title')}</b></span>
    <span class="done">${words.ui('daily.about')}</span>
  </button>`

/** From spot to spot as they stand on the screen. */
function walk(event: KeyboardEvent, hands: Hands): void {
  if (event.code === 'Escape') return hands.app({ type: 'QUIT' })
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  }
  const step = steps[event.code]
  const from = (event.target as Element).closest<HTMLElement>('.spot')
  if (!step || !from) return
  event.preventDefault()
  const all = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('.spot')]
  const next = step[0] ? all[all.indexOf(from) + step[0]] : above(all, from, step[1])
  next?.focus()
  next?.scrollIntoView?.({ block: 'nearest' })
}

/** The nearest in the next row up (-1) or down (1). */
function above(all: readonly HTMLElement[], from: HTMLElement, way: number): HTMLElement | undefined {
  const middle = (spot: HTMLElement) => {
    const { left, width, top } = spot.getBoundingClientRect()
    return { x: left + width / 2, y: top }
  }
  const here = middle(from)
  const there = all.map(spot => ({ spot, ...middle(spot) })).filter(({ y }) => (y - here.y) * way > 8)
  const row = Math.min(...there.map(({ y }) => (y - here.y) * way))
  const inRow = there.filter(({ y }) => (y - here.y) * way <= row + 8)
  return inRow.sort((a, b) => Math.abs(a.x - here.x) - Math.abs(b.x - here.x))[0]?.spot
}
