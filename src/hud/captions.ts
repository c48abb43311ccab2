/**
 * What is heard, in writing, for whoever does not hear it: the newest few cues with
 * the lanes they come from, each for as long as it takes to read.
 *
 * Shown whether or not anything sounds. Not read aloud: the announcer says the same.
 * Where more is heard than there is room for, the least important is left out.
 */

import { html, render } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { CUES } from '../view/cues'
import type { Heard } from '../view/hearing'
import { type Words, wordsOf } from './words'

const STAYS_MS = 2_000
const MOST = 3

export interface Captions {
  readonly element: HTMLElement
  add(heard: Heard): void
}

interface Line extends Heard {
  readonly text: string
  readonly over: ReturnType<typeof setTimeout>
}

export function openCaptions(page: Document): Captions {
  const element = page.createElement('ul')
  element.className = 'captions part'
  element.setAttribute('aria-hidden', 'true')
  let lines: readonly Line[] = []
  const show = (next: readonly Line[]) => {
    lines = next
    render(
      repeat(lines, ({ text }) => text, caption),
      element,
    )
  }
  const add = (heard: Heard) => {
    const text = inWords(heard, wordsOf())
    const over = setTimeout(() => show(lines.filter(line => line.over !== over)), STAYS_MS)
    show(foremost([...lines.filter(line => line.text !== text), { ...heard, text, over }]))
  }
  return { element, add }
}

const caption = ({ lanes, text }: Line) =>
  html`<li data-lane=${lanes.length === 1 ? lanes[0] : 'none'}><span>${text}</span></li>`

const inWords = ({ cue, lanes }: Heard, words: Words) => {
  const names = [words.ui(`cue.${cue}`), ...lanes.map(lane => words.ui(`caption.${lane}`))]
  return words.ui('caption', { what: names.join(', ') })
}

/** In the order in which they were heard. */
function foremost(lines: readonly Line[]): readonly Line[] {
  const kept = [...lines].reverse().sort((a, b) => CUES.indexOf(a.cue) - CUES.indexOf(b.cue)) // of equals, the newest
  return lines.filter(line => kept.indexOf(line) < MOST)
}
