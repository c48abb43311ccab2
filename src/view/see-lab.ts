/**
 * The Lab's panel, from a run: what can fail now and where, how much everybody's users
 * ask, who can be called up, and what was fired so far.
 */

import { GUESTS } from '../level/lab'
import type { Target } from '../model/command'
import { FAILURES, type Failure, type FailureKind, KNOBS, type Knob } from '../model/lab'
import type { Seen, Workload } from '../model/world'
import { incidentNamed } from '../rules/lab-log'
import { mends, struck } from '../rules/lab-targets'
import { requestsOf } from '../rules/meters'
import type { LabGiven, Refusal } from '../rules/play'
import type { Run } from '../rules/run'
import type { CallableView, FiredView, KnobView, LabView, LoadView, StrikeGroup, StrikeView } from './lab-view'
import { fromLevel, type Phrase, system, ui } from './phrase'
import { stickersIn } from './see-riders'

/** Lines of what was fired. */
const NEWEST = 6
const USUAL = 100

export function seeLab(run: Seen<Run>, mark: Target | undefined): LabView | undefined {
  if (!run.level.lab) return undefined
  const { served, lost } = requestsOf(run.world)
  const loads = seeLoads(run)
  const strikes = seeStrikes(run)
  const marked = mark?.replace(/^volume\//, 'rider/')
  const percents = new Set(loads.map(({ percent }) => percent))
  return {
    empty: run.level.lab.riders === 'none',
    served,
    lost,
    load: percents.size === 1 ? loads[0]?.percent : undefined,
    loads,
    strikes,
    marked: strikes.some(({ target }) => target === marked) ? marked : undefined,
    fired: seeFired(run),
    callable: seeCallable(run),
    knobs: seeKnobs(run),
    up: run.play.riders.filter(({ state }) => state === 'deck').length,
    refusal: refusalOf(run.play.lab?.at(-1)),
  }
}

const refusalOf = (given: Seen<LabGiven> | undefined): Phrase | undefined =>
  given?.refusal && words(given.refusal as Refusal)

const words = (refusal: Refusal): Phrase =>
  refusal.by === 'system' ? system(refusal.text) : ui(refusal.key, refusal.values)

function seeLoads({ play, world }: Seen<Run>): readonly LoadView[] {
  return play.riders.flatMap(({ state, workload }) => {
    const row = world.workloads[workload]
    if (!row || row.over || row.spec.batch || state === 'coming' || state === 'gone') return []
    const { perSecond, lostNow, lateNow } = row.traffic
    const { name } = row.spec
    return [{ target: `rider/${name}`, name, percent: row.load ?? USUAL, perSecond, failing: lostNow + lateNow }]
  })
}

/** As each was turned last. */
const seeKnobs = ({ play }: Seen<Run>): readonly KnobView[] =>
  (Object.keys(KNOBS) as Knob[]).map(knob => {
    const turned = (play.lab ?? []).filter(
      ({ command, refusal }) => !refusal && command.verb === 'TUNE' && command.target === `knob/${knob}`,
    )
    const last = turned.at(-1)?.command
    return { knob, value: last?.verb === 'TUNE' ? last.value : KNOBS[knob][0], values: KNOBS[knob] }
  })

function seeStrikes(run: Seen<Run>): readonly StrikeView[] {
  const found = new Map<string, Failure[]>()
  for (const what of FAILURES) {
    for (const target of struck(run, what)) {
      const fire = usually(run, what, target)
      if (fire) found.set(target, [...(found.get(target) ?? []), ...fire])
    }
  }
  return [...found].map(([target, failures]) => ({ target, name: bare(target), group: groupOf(target), failures }))
}

/** With what the kind needs beside a target; undefined where there is nobody for it. */
function usually(run: Seen<Run>, what: FailureKind, target: string): readonly Failure[] | undefined {
  if (what === 'days-pass') return [30, 365].map(days => ({ what, days }))
  if (what === 'etcd-disk-slow') return [{ what, byMs: SLOW_DISK }]
  if (what !== 'intruder') return [{ what }]
  const from = struck(run, what).find(each => each !== target)
  return from === undefined ? undefined : [{ what, from: bare(from), perSecond: INTRUDES }]
}

/** A second more than a leader's heartbeat may take, so that it is unseated. */
const SLOW_DISK = 2_000
const INTRUDES = 50

function groupOf(target: string): StrikeGroup {
  const kind = target.slice(0, target.indexOf('/'))
  if (kind === 'rider') return 'riders'
  if (kind === 'control-plane' || kind === 'server') return 'plane'
  return kind === 'registry' || kind === 'park' || kind === 'rack' || kind === 'feed' ? 'park' : 'plates'
}

function seeFired(run: Seen<Run>): readonly FiredView[] {
  const all = (run.play.lab ?? []).filter(({ refusal }) => refusal === undefined)
  const mended = new Set(all.flatMap(({ command }) => (command.verb === 'MEND' ? [keyOf(command)] : [])))
  return all
    .flatMap(({ id, tick, command }) => {
      if (command.verb !== 'FIRE') return []
      const { target, fire } = command
      const incident = incidentNamed(run, `fire-${id}`)
      const left = fire.lasts === undefined ? undefined : tick + fire.lasts - run.world.tick
      const open = !mended.has(keyOf(command)) && (left === undefined || left > 0)
      return [
        {
          id,
          at: tick,
          text: ui(`incident.${fire.what}`, { name: bare(target) }),
          target,
          fire,
          mends: open && incident !== undefined && mends(fire.what),
          endsIn: open ? left : undefined,
        },
      ]
    })
    .slice(-NEWEST)
    .reverse()
}

const keyOf = ({ target, fire }: Seen<{ target: string; fire: Failure }>) => `${fire.what} ${target}`

function seeCallable(run: Seen<Run>): readonly CallableView[] {
  const own = ownRiders(run)
  return run.play.riders.flatMap(({ state, workload }) => {
    const row = run.world.workloads[workload] as Seen<Workload> | undefined
    if (!row || (state !== 'coming' && state !== 'announced')) return []
    const { name } = row.spec
    return [
      {
        target: `rider/${name}`,
        name,
        about: fromLevel(`rider.${name}`),
        stickers: stickersIn(run, row),
        own: workload < own,
      },
    ]
  })
}

/** The palette's come after them. */
const ownRiders = ({ level }: Seen<Run>): number => level.workloads.length - GUESTS

const bare = (target: string) => target.slice(target.indexOf('/') + 1)
