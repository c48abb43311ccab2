/** Volumes, motion, patterns, help, text, keys, and the player's progress as a file. Every change counts at once. */

import { html, type TemplateResult } from 'lit-html'
import { difficultyChoice } from './difficulty'
import type { KeyTable } from './key-table'
import type { Hands, Settings } from './screen'
import { TEXT_SIZES } from './screen'
import type { Words } from './words'

type Switch = { [K in keyof Settings]: Settings[K] extends boolean ? K : never }[keyof Settings]

const SLIDERS = ['volume', 'music'] as const

const SWITCHES: readonly Switch[] = [
  'muted',
  'captions',
  'reducedMotion',
  'patterns',
  'leftHand',
  'callOut',
  'longerWarnings',
  'textBoard',
  'ghost',
  'allOpen',
]

export function settingsForm(settings: Settings, words: Words, hands: Hands, keyTable: KeyTable): TemplateResult {
  const change = (changes: Partial<Settings>) => hands.app({ type: 'SETTINGS', settings: { ...settings, ...changes } })
  return html`<h2 id="settings-title">${words.ui('settings.title')}</h2>
    <form method="dialog" class="settings">
      ${SLIDERS.map(
        name =>
          html`<label>
            <span>${words.ui(`settings.${name}`)}</span>
            <input
              type="range"
              min="0"
              max="100"
              step="5"
              .value=${String(settings[name])}
              @input=${(event: Event) => change({ [name]: Number(chosen(event)) })}
            />
          </label>`,
      )}
      ${difficultyChoice('settings', settings, words, hands)}
      ${SWITCHES.map(
        name =>
          html`<label>
            <span>${words.ui(`settings.${name}`)}</span>
            <input
              type="checkbox"
              .checked=${settings[name]}
              @change=${(event: Event) => change({ [name]: (event.target as HTMLInputElement).checked })}
            />
          </label>`,
      )}
      <label>
        <span>${words.ui('settings.textSize')}</span>
        <select @change=${(event: Event) => change({ textSize: chosen(event) as Settings['textSize'] })}>
          ${TEXT_SIZES.map(
            size =>
              html`<option value=${size} ?selected=${size === settings.textSize}>
                ${words.ui(`settings.textSize.${size}`)}
              </option>`,
          )}
        </select>
      </label>
      ${keyTable.inside(settings.keys, words, keys => change({ keys }))} ${progress(words, hands)}
      <button class="primary" value="close">${words.ui('settings.close')}</button>
    </form>`
}

const progress = (words: Words, hands: Hands): TemplateResult =>
  html`<fieldset>
    <legend>${words.ui('settings.progress')}</legend>
    <button type="button" @click=${() => hands.app({ type: 'EXPORT_PROGRESS' })}>${words.ui('settings.export')}</button>
    <label class="file">
      <span>${words.ui('settings.import')}</span>
      <input type="file" accept=".json,application/json" @change=${(event: Event) => importFrom(event, hands)} />
    </label>
  </fieldset>`

const chosen = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value

function importFrom(event: Event, hands: Hands) {
  const input = event.target as HTMLInputElement
  const file = input.files?.[0]
  if (file) hands.app({ type: 'IMPORT_PROGRESS', file })
  input.value = '' // the same file may be chosen again
}
