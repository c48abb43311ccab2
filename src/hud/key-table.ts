/**
 * Which key does what, as a table in the settings: choose a row, press its new key.
 *
 * A key that was another's is swapped, and both are named. What is waited for ends with
 * a key that can be taken, with Esc, or when the focus goes elsewhere.
 */

import { html, type TemplateResult } from 'lit-html'
import { ACTIONS, type Action } from '../session/actions'
import { isTakeable, KEY_SETS, type KeySet, type Keys, rebind } from '../session/keys'
import { keyChip, keyName } from './prompts'
import type { Words } from './words'

export interface KeyTable {
  inside(keys: Keys, words: Words, change: (keys: Keys) => void): TemplateResult
}

/** `redraw` is called when it looks different though nothing was changed. */
export function openKeyTable(redraw: () => void): KeyTable {
  let waiting: Action | undefined
  let said: (words: Words) => string = () => ''

  const say = (next: Action | undefined, sentence: typeof said) => {
    waiting = next
    said = sentence
    redraw()
  }
  const put = (action: Action, code: string, keys: Keys, change: (keys: Keys) => void) => {
    const rebound = rebind(keys, action, code)
    waiting = undefined
    said = words => changed(action, rebound, words)
    change(rebound.keys)
  }
  const wait = (action: Action) =>
    say(action, words => words.ui('keys.waiting', { action: words.ui(`action.${action}`) }))
  const leave = (action: Action, keys: Keys) => {
    if (waiting !== action) return
    say(undefined, words =>
      words.ui('keys.left', { action: words.ui(`action.${action}`), key: named(keys[action], words) }),
    )
  }
  const pressed = (event: KeyboardEvent, action: Action, keys: Keys, change: (keys: Keys) => void) => {
    if (waiting !== action || event.code === 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault() // neither does Esc close the dialog, nor Space press the row again
    if (event.repeat) return
    if (event.code === 'Escape') leave(action, keys)
    else if (isTakeable(event.code)) put(action, event.code, keys, change)
    else say(action, words => words.ui('keys.cannot'))
  }
  const row = (action: Action, keys: Keys, words: Words, change: (keys: Keys) => void) => {
    const name = words.ui(`action.${action}`)
    const usual = KEY_SETS.usual[action]
    return html`<tr ?data-waiting=${waiting === action}>
      <th scope="row">${name}</th>
      <td>
        <button
          type="button"
          class="key"
          aria-label=${words.ui('keys.change', { action: name, key: named(keys[action], words) })}
          @click=${() => wait(action)}
          @keydown=${(event: KeyboardEvent) => pressed(event, action, keys, change)}
          @keyup=${(event: KeyboardEvent) => event.code === 'Space' && keys[action] === 'Space' && event.preventDefault()}
          @blur=${() => leave(action, keys)}
        >
          ${waiting === action ? words.ui('keys.press') : html`<kbd>${keyChip(keys[action])}</kbd>`}
        </button>
      </td>
      <td>
        <button
          type="button"
          aria-disabled=${keys[action] === usual}
          aria-label=${words.ui('keys.reset', { action: name, key: named(usual, words) })}
          @click=${() => keys[action] !== usual && put(action, usual, keys, change)}
        >
          ${words.ui('keys.reset.short')}
        </button>
      </td>
    </tr>`
  }
  const set = (name: KeySet, keys: Keys, words: Words, change: (keys: Keys) => void) =>
    html`<button
      type="button"
      aria-pressed=${ACTIONS.every(action => keys[action] === KEY_SETS[name][action])}
      @click=${() => {
        said = words => words.ui('keys.chosen', { set: words.ui(`keys.set.${name}`) })
        change(KEY_SETS[name])
      }}
    >
      ${words.ui(`keys.set.${name}`)}
    </button>`

  return {
    inside: (keys, words, change) =>
      html`<details class="key-table">
        <summary>${words.ui('settings.keys')}</summary>
        <p>${words.ui('keys.how')}</p>
        <div class="sets" role="group" aria-label=${words.ui('keys.sets')}>
          ${SETS.map(name => set(name, keys, words, change))}
        </div>
        <p class="said" role="status">${said(words)}</p>
        <table>
          <thead class="sr">
            <tr>
              <th scope="col">${words.ui('keys.what')}</th>
              <th scope="col">${words.ui('keys.key')}</th>
              <th scope="col">${words.ui('keys.reset.short')}</th>
            </tr>
          </thead>
          <tbody>
            ${ACTIONS.map(action => row(action, keys, words, change))}
          </tbody>
        </table>
      </details>`,
  }
}

const SETS = Object.keys(KEY_SETS) as KeySet[]

const named = (code: string, words: Words) => keyName(code, words.ui)

function changed(action: Action, { keys, swapped }: ReturnType<typeof rebind>, words: Words): string {
  const [name, key] = [words.ui(`action.${action}`), named(keys[action], words)]
  if (!swapped) return words.ui('keys.set', { action: name, key })
  const other = words.ui(`action.${swapped}`)
  return words.ui('keys.swapped', { action: name, key, other, was: named(keys[swapped], words) })
}
