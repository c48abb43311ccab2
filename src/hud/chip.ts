/** A key or a button beside what it does, as long as the device in use has one. */

import { html, nothing } from 'lit-html'
import type { Action } from '../session/actions'
import { chipOf, shortcutOf } from './prompts'
import type { Words } from './words'

export function chip({ prompts }: Words, action: Action) {
  const text = chipOf(prompts, action)
  return text === '' ? nothing : html`<kbd data-device=${prompts.device}>${text}</kbd>`
}

/** For assistive technology: the key, whatever was used last. */
export const shortcut = ({ prompts }: Words, action: Action): string => shortcutOf(prompts.keys[action], prompts)
