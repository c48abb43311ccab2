/**
 * Hindsight, as the debrief shows it: the worst moment, the decisions that could be
 * made otherwise, and both lines side by side.
 */

import type { Command, LoggedCommand, Verb } from '../model/command'
import { PPM, type Tick } from '../model/units'
import type { Seen } from '../model/world'
import type { Change, Log } from '../proof/change'
import type { Hindsight, Recorded, Shown } from '../proof/hindsight'
import { changedCommand, type Figures } from '../proof/other-line'
import type { Recording } from '../proof/recording'
import type { WorstMoment } from '../proof/worst-moment'
import { isToLocalDisk } from '../rules/disk-copy-lines'
import { byPlayer, type Run } from '../rules/run'
import { partsOf } from '../rules/tricks'
import { riderNamed } from '../rules/verbs'
import type {
  ChangeView,
  ChoiceView,
  FiguresView,
  HindsightView,
  OtherLineView,
  PointView,
  WorstView,
} from './hindsight-view'
import { captionByLine, isEvacuation, startsEtcd } from './line-captions'
import { type Phrase, ui } from './phrase'
import { seeParting } from './see-parting'
import { phraseOf } from './see-verbs'
import { share } from './share'

export function seeHindsight({ recorded, settled, shown, best }: Hindsight): HindsightView {
  if (!recorded) return { worst: undefined, choices: [], settled: false, telling: undefined, shown: undefined }
  const { yours, worst, changes } = recorded
  const telling = settled && best ? seeOther(recorded, best) : undefined
  return {
    worst: worst && seeWorst(yours.run, worst),
    choices: changes.map((change, id) => seeChoice(yours, change, id)),
    settled,
    telling,
    shown: shown === best ? telling : shown && seeOther(recorded, shown),
  }
}

const seeWorst = (run: Seen<Run>, { from, to, lost, row }: WorstMoment): WorstView => ({
  from,
  to,
  lost,
  share: share(lost, run.play.budget),
  caption: ui(`watch.${row.loss}`, { rider: run.world.workloads[row.workload]?.spec.name ?? '' }),
})

function seeChoice({ run, log }: Recording, change: Change, id: number): ChoiceView {
  const entry = entryOf(log, change)
  return {
    id,
    group: 'entry' in change ? String(change.entry) : change.what,
    tick: entry?.tick,
    decision:
      entry && decisionOf(run, entry.command, 'entry' in change ? (givenOf(run, change.entry)?.line ?? '') : ''),
    change: seeChange(change),
  }
}

const givenOf = (run: Seen<Run>, entry: number) => byPlayer(run)[entry]

function entryOf(log: Log, change: Change): LoggedCommand | undefined {
  if (change.what === 'add') return change.move
  return 'entry' in change ? log[change.entry] : undefined
}

/** As the verb's button said it; what a trick was at the time is told by the command that it stood for. */
function decisionOf(run: Seen<Run>, { verb, target, lane }: Command, line: string): Phrase {
  const [kind, name] = partsOf(target)
  if (verb === 'ROUTE') return ui(`does.ROUTE.${lane}`, { name })
  const own = captionByLine(verb, line, undefined)
  if (own) return ui(`does.${own}`, { name })
  if (verb === 'SCALE' && kind === 'machine') return ui('choice.order', { name })
  if (kind === 'machine') return ui(`does.${verb}.order`, { name })
  if (kind === 'choice') return ui(`does.${verb === 'MOVE' ? 'MOVE.choice' : `${verb}.none`}`, { name })
  if (kind === 'control-plane') return ui(`does.${verb}.plane${startsEtcd(line) ? '.start' : ''}`, { name })
  if (kind === 'node')
    return ui(`does.${verb}.node${verb === 'MOVE' && !/^kubectl drain|^$/.test(line) ? '.lost' : ''}`, { name })
  if (kind === 'hypervisor') return ui(`does.${verb}.host${isEvacuation(line) ? '.lost' : ''}`, { name })
  if (kind === 'volume') return ui(`does.${verb}.backpack${diskCopied(verb, line)}`, { name })
  return ui(`does.${verb}.${verb === 'HOLD' ? heldBy(line) : whereBy(run, target, line)}`, { name })
}

/** Who had no lane was let wait; a gate is closed by a third, which is said alike in every lane, or opened again. */
function heldBy(line: string): string {
  if (line.includes('--connection-limit -1')) return 'open'
  return line.includes('--connection-limit') ? 'bowl' : 'queue'
}

/** From which kind of disk. */
function diskCopied(verb: Verb, line: string): string {
  if (verb !== 'MOVE') return ''
  return isToLocalDisk(line) ? '.network' : '.local'
}

/** The lane it rode in then; without a command, the one it rides in at the end. */
function whereBy(run: Seen<Run>, target: Command['target'], line: string): string {
  if (isEvacuation(line)) return 'boxes.evacuate'
  if (line.includes('server start')) return 'boxes.start'
  if (line.includes('kubectl')) return 'bowl'
  if (/^(?:openstack (?:server|loadbalancer)|nova|neutron) /.test(line)) return 'boxes'
  return riderNamed(run, target)?.lane ?? 'queue'
}

function seeChange(change: Change): ChangeView {
  switch (change.what) {
    case 'shift':
      return change
    case 'lane':
      return { what: 'lane', text: ui(`change.lane.${change.lane}`) }
    case 'plate':
      return { what: 'plate', text: ui('change.plate', { plate: change.plate.slice(change.plate.indexOf('/') + 1) }) }
    default:
      return { what: change.what, text: ui(`change.${change.what}`) }
  }
}

function seeOther({ yours, figures, changes }: Recorded, shown: Shown): OtherLineView {
  const change = changes[shown.choice] as Change
  const refusal = isSingle(change) ? changedCommand(yours.log, shown.other.run)?.refusal : undefined
  const lasts = Math.max(figures.endedAt, shown.figures.endedAt)
  return {
    choice: seeChoice(yours, change, shown.choice),
    yours: seeFigures(yours, figures, lasts),
    other: seeFigures(shown.other, shown.figures, lasts),
    parting: seeParting(yours, shown.other),
    refusal: refusal && phraseOf(refusal),
  }
}

const isSingle = ({ what }: Change) => what !== 'nothing' && what !== 'solution' && what !== 'leaveOut'

const seeFigures = (recording: Recording, figures: Figures, lasts: Tick): FiguresView => ({
  outcome: figures.outcome === 'landed' ? 'landed' : 'wipedOut',
  endedAt: figures.endedAt,
  lost: figures.lost,
  budgetLeft: figures.budgetLeftPpm,
  cost: figures.cost,
  toil: figures.toil,
  medal: figures.medals.length > 0 ? figures.medal : undefined,
  curve: curveOf(recording, lasts),
})

const POINTS = 80

/** The same moments in both lines, and the end of each. */
function curveOf({ run, lost }: Recording, lasts: Tick): readonly PointView[] {
  const { budget } = run.play
  const left = (tick: Tick) => (budget === 0 ? 0 : Math.max(0, PPM - Math.ceil(((lost[tick] ?? 0) * PPM) / budget)))
  const every = Math.max(1, Math.ceil(lasts / POINTS))
  const end = lost.length - 1
  const ticks = Array.from({ length: Math.ceil(end / every) }, (_, i) => i * every)
  return [...ticks, end].map(tick => ({ tick, left: left(tick) }))
}
