/** The choice of how much help there is: in the settings, and before each run. Every change counts at once. */

import { html } from 'lit-html'
import { DIFFICULTIES } from '../view/difficulty'
import type { Hands, Settings } from './screen'
import type { Words } from './words'

/** `where`: both places may be on the page at once, and each is a group of its own. */
export const difficultyChoice = (where: 'briefing' | 'settings', settings: Settings, words: Words, hands: Hands) =>
  html`<fieldset class="difficulty">
    <legend>${words.ui('difficulty.title')}</legend>
    ${DIFFICULTIES.map(
      difficulty =>
        html`<label>
          <input
            type="radio"
            name="difficulty-${where}"
            value=${difficulty}
            .checked=${settings.difficulty === difficulty}
            @change=${() => hands.app({ type: 'SETTINGS', settings: { ...settings, difficulty } })}
          />
          <span><b>${words.ui(`difficulty.${difficulty}`)}</b> ${words.ui(`difficulty.${difficulty}.about`)}</span>
        </label>`,
    )}
    <p class="how">${words.ui('difficulty.how')}</p>
  </fieldset>`
