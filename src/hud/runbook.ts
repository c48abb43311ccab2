/**
 * The run as a runbook: a shell script of the real commands with their times. What was
 * refused stands in it as a comment, with the reason in the system's own words.
 */

import { html, type TemplateResult } from 'lit-html'
import type { RunbookLine } from '../view/debrief-view'
import { clusterClock, playClock } from './figures'
import type { Part } from './part'

export function runbook(lines: readonly RunbookLine[], title: string, part: Part): TemplateResult {
  const { words, hands } = part
  const text = scriptOf(lines, title, part)
  return html`<section aria-labelledby="runbook-title">
    <h2 id="runbook-title">${words.ui('runbook.title')}</h2>
    <pre class="runbook" role="group" tabindex="0" aria-labelledby="runbook-title">${text.trimEnd().split('\n').map(colored)}</pre>
    <p class="actions">
      <button @click=${() => hands.app({ type: 'COPY_RUNBOOK', text })}>${words.ui('runbook.copy')}</button>
    </p>
  </section>`
}

const colored = (line: string) => html`<code ?data-comment=${line.startsWith('#')}>${line}</code>${'\n'}`

export function scriptOf(lines: readonly RunbookLine[], title: string, part: Part): string {
  const head = ['#!/bin/sh', comment(part.words.ui('runbook.head', { level: title }))]
  const steps = lines.length > 0 ? lines.map(line => stepOf(line, part)) : [comment(part.words.ui('runbook.empty'))]
  return `${[...head, ...steps].join('\n')}\n`
}

function stepOf({ tick, asked, line, state, refusal }: RunbookLine, { words, timeScale }: Part): string {
  const at = words.ui('runbook.at', { time: playClock(tick, timeScale), cluster: clusterClock(tick), asked })
  if (state === 'refused') {
    const why = words.ui('runbook.refused', { why: words.say(refusal) })
    return [at, line, why].filter(Boolean).map(comment).join('\n')
  }
  if (state === 'waiting') return comment(`${at}: ${words.ui('runbook.waiting')}`)
  return line === '' ? comment(at) : `${comment(at)}\n${line}`
}

/** Whatever a system says, in as many lines as it likes, nothing of it is run. */
const comment = (text: string): string => text.replace(/^/gm, '# ').replace(/[\r\u2028\u2029]/g, ' ')
