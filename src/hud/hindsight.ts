/**
 * The other line in sentences: which decision, changed how, and what would have come of
 * it. The first of them stands at the top of the debrief.
 */

import { html, type TemplateResult } from 'lit-html'
import type { ChoiceView, FiguresView, HindsightView, OtherLineView } from '../view/hindsight-view'
import { capital, money, percentTo, playClock, playSeconds } from './figures'
import type { Part } from './part'

/** What would have changed it, or what held it up, in one breath. */
export function headline(view: HindsightView | undefined, part: Part): TemplateResult {
  const { words } = part
  return html`<p class="hindsight" role="status">
    <b>${words.ui(isBetter(view?.telling) ? 'hindsight.would' : 'hindsight.mattered')}</b>
    ${inBrief(view, part)}
  </p>`
}

function inBrief(view: HindsightView | undefined, part: Part): string {
  const { words } = part
  if (!view?.settled) return words.ui('hindsight.looking')
  const { telling } = view
  if (!telling) return words.ui('hindsight.none')
  return words.ui('hindsight.brief', { choice: capital(choiceOf(telling.choice, part)), result: thenOf(telling, part) })
}

/** What would have been no worse is told as what would have changed it. */
const isBetter = (line: OtherLineView | undefined): boolean => line === undefined || betterOf(line) !== 'yours'

/** Which of the two ended better: landed at last, else went further, with less lost, or cheaper. */
export function betterOf({ yours, other }: OtherLineView): 'yours' | 'other' | 'neither' {
  const landed = Number(other.outcome === 'landed') - Number(yours.outcome === 'landed')
  const further = other.outcome === 'landed' ? 0 : other.endedAt - yours.endedAt
  const by = landed || further || yours.lost - other.lost || yours.cost - other.cost
  if (by === 0) return 'neither'
  return by > 0 ? 'other' : 'yours'
}

/** A decision with its change, as one line. */
export function choiceOf({ decision, tick, change }: ChoiceView, part: Part): string {
  const { words, timeScale } = part
  const what = changeOf(change, part)
  if (!decision || tick === undefined) return what
  const values = { decision: words.say(decision), time: playClock(tick, timeScale), change: what }
  return words.ui(change.what === 'add' ? 'choice.add' : 'choice.change', values)
}

export function changeOf(change: ChoiceView['change'], { words, timeScale }: Part): string {
  if (change.what !== 'shift') return words.say(change.text)
  const seconds = playSeconds(Math.abs(change.by), timeScale)
  return words.ui(change.by < 0 ? 'change.earlier' : 'change.later', { seconds })
}

/** What would have come of it. */
export function thenOf({ yours, other, refusal }: OtherLineView, part: Part): string {
  const { words, timeScale } = part
  if (refusal) return words.ui('then.refused', { why: words.say(refusal) })
  if (yours.outcome !== other.outcome) {
    const values = { left: percentTo('down', other.budgetLeft), time: playClock(other.endedAt, timeScale) }
    return words.ui(other.outcome === 'landed' ? 'then.landed' : 'then.wiped', values)
  }
  return other.outcome === 'landed' ? bothLanded(yours, other, part) : bothWiped(yours, other, part)
}

function bothWiped(yours: FiguresView, other: FiguresView, { words, timeScale }: Part): string {
  const by = other.endedAt - yours.endedAt
  if (by === 0) return words.ui('then.wipedToo')
  return words.ui(by > 0 ? 'then.longer' : 'then.sooner', { seconds: playSeconds(Math.abs(by), timeScale) })
}

function bothLanded(yours: FiguresView, other: FiguresView, { words }: Part): string {
  const lost = other.lost - yours.lost
  if (lost !== 0) return words.ui(lost < 0 ? 'then.saved' : 'then.more', { lost: Math.abs(lost) })
  if (other.medal && other.medal !== yours.medal)
    return words.ui('then.medal', { medal: words.ui(`metal.${other.medal}`) })
  const cost = other.cost - yours.cost
  if (cost === 0) return words.ui('then.same')
  return words.ui(cost < 0 ? 'then.cheaper' : 'then.dearer', { cost: money(Math.abs(cost)) })
}
