/** The best run beside one's own: a second mark on the budget, and one line. */

import { html, type TemplateResult } from 'lit-html'
import type { GhostView } from '../view/theatre-view'
import { percent, percentTo } from './figures'
import type { Words } from './words'

export const ghostMark = ({ budgetLeft }: GhostView): TemplateResult =>
  html`<b class="ghost-mark" style="left:${percent(budgetLeft)}%"></b>`

export const ghostLine = (ghost: GhostView, words: Words): string =>
  words.ui('ghost.line', { share: percentTo('down', ghost.budgetLeft), landed: ghost.landed })

export const ghostMeter = (ghost: GhostView, words: Words): TemplateResult =>
  html`<div class="meter ghost">${ghostLine(ghost, words)}</div>`
