/** Volumes, motion, patterns, help, text, keys, and the player's progress as a file. Every change counts at once. */

import { html, nothing, type TemplateResult } from 'lit-html'
import { QUALITIES } from '../session/quality'
import { difficultyChoice } from './difficulty'
import type { KeyTable } from './key-table'
import type { Hands, ScreenView, Settings } from './screen'
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

export function settingsForm(
  settings: Settings,
  words: Words,
  hands: Hands,
  keyTable: KeyTable,
  effects?: ScreenView['effects'],
): TemplateResult {
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
      ${choice('textSize', TEXT_SIZES, settings, words, change)} ${choice('quality', QUALITIES, settings, words, change)}
      ${effects ? chosenNow(effects, settings, words) : nothing}
      ${keyTable.inside(settings.keys, words, keys => change({ keys }))} ${progress(words, hands)}
      <button class="primary" value="close">${words.ui('settings.close')}</button>
    </form>`
}

type Choice = 'textSize' | 'quality'
type Change = (changes: Partial<Settings>) => void

const choice = (name: Choice, of: readonly string[], settings: Settings, words: Words, change: Change) =>
  html`<label>
    <span>${words.ui(`settings.${name}`)}</span>
    <select name=${name} @change=${(event: Event) => change({ [name]: chosen(event) })}>
      ${of.map(
        each =>
          html`<option value=${each} ?selected=${each === settings[name]}>${words.ui(`settings.${name}.${each}`)}</option>`,
      )}
    </select>
  </label>`

/** What was chosen by itself, and what it was measured by. */
const chosenNow = ({ now, median }: NonNullable<ScreenView['effects']>, { quality }: Settings, words: Words) =>
  quality !== 'auto'
    ? nothing
    : html`<p class="now">
        ${median === undefined ? words.ui('settings.quality.unmeasured') : words.ui('settings.quality.measured', { now, ms: Math.round(median) })}
      </p>`

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
