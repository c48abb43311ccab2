/**
 * Which key does what, as a table in the settings: choose a row, press its new key.
 *
 * A key that was another's is swapped, and both are named. What is waited for ends with
 * a key that can be taken, with Esc, or when the focus goes elsewhere.
 */

import { html, type TemplateResult } from 'lit-html'
import { ACTIONS, type Action } from '../session/actions'
import { isTakeable, KEY_SETS, type KeyCode, type KeySet, type Keys, rebind } from '../session/keys'
import { keyChip, keyName } from './prompts'
import type { Words } from './words'

export interface KeyTable {
  inside(keys: Keys, words: Words, change: (keys: Keys) => void): TemplateResult
}

/** What is done with the table, as it stands now. */
interface Doing {
  readonly keys: Keys
  readonly words: Words
  /** Which row waits for its key. */
  readonly waiting: Action | undefined
  wait(action: Action): void
  leave(action: Action): void
  put(action: Action, code: KeyCode): void
  refuse(action: Action): void
  choose(set: KeySet): void
}

/** `redraw` is called when it looks different though nothing was changed. */
export function openKeyTable(redraw: () => void): KeyTable {
  let waiting: Action | undefined
  let said: (words: Words) => string = () => ''

  const say = (next: Action | undefined, sentence: typeof said) => {
    waiting = next
    said = sentence
  }
  const doing = (keys: Keys, words: Words, change: (keys: Keys) => void): Doing => ({
    keys,
    words,
    waiting,
    wait(action) {
      say(action, words => words.ui('keys.waiting', { action: nameOf(action, words) }))
      redraw()
    },
    leave(action) {
      if (waiting !== action) return
      say(undefined, words => words.ui('keys.left', { action: nameOf(action, words), key: named(keys[action], words) }))
      redraw()
    },
    put(action, code) {
      const rebound = rebind(keys, action, code)
      say(undefined, words => changed(action, rebound, words))
      change(rebound.keys)
    },
    refuse(action) {
      say(action, words => words.ui('keys.cannot'))
      redraw()
    },
    choose(set) {
      say(undefined, words => words.ui('keys.chosen', { set: words.ui(`keys.set.${set}`) }))
      change(KEY_SETS[set])
    },
  })
  return { inside: (keys, words, change) => table(doing(keys, words, change), said(words)) }
}

const table = (doing: Doing, said: string) =>
  html`<details class="key-table">
    <summary>${doing.words.ui('settings.keys')}</summary>
    <p>${doing.words.ui('keys.how')}</p>
    <div class="sets" role="group" aria-label=${doing.words.ui('keys.sets')}>
      ${SETS.map(name => wholeSet(name, doing))}
    </div>
    <p class="said" role="status">${said}</p>
    <table>
      <thead class="sr">
        <tr>
          <th scope="col">${doing.words.ui('keys.what')}</th>
          <th scope="col">${doing.words.ui('keys.key')}</th>
          <th scope="col">${doing.words.ui('keys.reset.short')}</th>
        </tr>
      </thead>
      <tbody>
        ${ACTIONS.map(action => row(action, doing))}
      </tbody>
    </table>
  </details>`

const wholeSet = (name: KeySet, { keys, words, choose }: Doing) =>
  html`<button
    type="button"
    aria-pressed=${ACTIONS.every(action => keys[action] === KEY_SETS[name][action])}
    @click=${() => choose(name)}
  >
    ${words.ui(`keys.set.${name}`)}
  </button>`

const row = (action: Action, doing: Doing) =>
  html`<tr ?data-waiting=${doing.waiting === action}>
    <th scope="row">${nameOf(action, doing.words)}</th>
    <td>${keyOf(action, doing)}</td>
    <td>${reset(action, doing)}</td>
  </tr>`

function keyOf(action: Action, doing: Doing) {
  const { keys, words, waiting, wait, leave } = doing
  const key = keys[action]
  return html`<button
    type="button"
    class="key"
    aria-label=${words.ui('keys.change', { action: nameOf(action, words), key: named(key, words) })}
    @click=${() => wait(action)}
    @keydown=${(event: KeyboardEvent) => pressed(event, action, doing)}
    @keyup=${(event: KeyboardEvent) => event.code === 'Space' && key === 'Space' && event.preventDefault()}
    @blur=${() => leave(action)}
  >
    ${waiting === action ? words.ui('keys.press') : html`<kbd>${keyChip(key, words.prompts)}</kbd>`}
  </button>`
}

function pressed(event: KeyboardEvent, action: Action, { waiting, leave, put, refuse }: Doing) {
  if (waiting !== action || event.code === 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault() // neither does Esc close the dialog, nor Space press the row again
  if (event.repeat) return
  if (event.code === 'Escape') leave(action)
  else if (isTakeable(event.code)) put(action, event.code)
  else refuse(action)
}

function reset(action: Action, { keys, words, put }: Doing) {
  const usual = KEY_SETS.usual[action]
  const isUsual = keys[action] === usual
  return html`<button
    type="button"
    aria-disabled=${isUsual}
    aria-label=${words.ui('keys.reset', { action: nameOf(action, words), key: named(usual, words) })}
    title=${words.ui('keys.reset.short')}
    @click=${() => !isUsual && put(action, usual)}
  >
    ↺
  </button>`
}

const SETS = Object.keys(KEY_SETS) as KeySet[]

const nameOf = (action: Action, words: Words) => words.ui(`action.${action}`)

const named = (code: KeyCode, words: Words) => keyName(code, words.ui, words.prompts)

function changed(action: Action, { keys, swapped }: ReturnType<typeof rebind>, words: Words): string {
  const [name, key] = [nameOf(action, words), named(keys[action], words)]
  if (!swapped) return words.ui('keys.set', { action: name, key })
  const other = nameOf(swapped, words)
  return words.ui('keys.swapped', { action: name, key, other, was: named(keys[swapped], words) })
}
