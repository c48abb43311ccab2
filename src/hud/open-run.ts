/**
 * A run from a file: chosen in a dialog of the browser's, or dropped anywhere on the page.
 *
 * Any other file that is dropped is taken too, so that the browser does not leave the
 * page for it, and is refused in words.
 */

import { html, type TemplateResult } from 'lit-html'
import type { Hands } from './screen'
import { type Words, wordsOf } from './words'

export const openRun = (words: Words, hands: Hands): TemplateResult =>
  html`<label class="open-run">
    <span>${words.ui('opening.open')}</span>
    <input type="file" accept=".json,application/json" @change=${(event: Event) => openFrom(event, hands)} />
  </label>`

function openFrom(event: Event, hands: Hands) {
  const input = event.target as HTMLInputElement
  const file = input.files?.[0]
  if (file) hands.app({ type: 'OPEN_RUN', file })
  input.value = '' // the same file may be chosen again
}

/** Listens on the whole page; `root` is told while a file is held over it. */
export function takeDrops(root: HTMLElement, hands: Hands): HTMLElement {
  const page = root.ownerDocument
  const place = page.createElement('p')
  place.className = 'drop-here'
  place.setAttribute('aria-hidden', 'true') // whoever drags sees it
  place.textContent = wordsOf().ui('opening.drop')
  const held = (over: boolean) => root.toggleAttribute('data-drop', over)

  page.addEventListener('dragover', event => {
    if (!bringsFiles(event)) return
    event.preventDefault()
    held(true)
  })
  page.addEventListener('dragleave', event => {
    if (event.relatedTarget === null) held(false)
  })
  page.addEventListener('drop', event => {
    held(false)
    if (!bringsFiles(event)) return
    event.preventDefault()
    const file = event.dataTransfer?.files[0]
    if (file) hands.app({ type: 'OPEN_RUN', file })
  })
  return place
}

const bringsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true
