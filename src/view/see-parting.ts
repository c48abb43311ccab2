/**
 * Where two lines of one run first part, in words: what occurs in the one, and how the
 * same thing stands at that moment in the other.
 */

import type { Happening } from '../model/happening'
import { GAME_REASONS } from '../model/happening'
import type { Ref } from '../model/refs'
import type { Seen, Workload } from '../model/world'
import { parting } from '../proof/other-line'
import { type Recording, runAt } from '../proof/recording'
import type { Run } from '../rules/run'
import { nameOf } from '../sim/names'
import type { PartingView } from './hindsight-view'
import { type Phrase, system, ui } from './phrase'
import { seeRiders } from './see-riders'

export function seeParting(yours: Recording, other: Recording): PartingView | undefined {
  const found = parting(yours.run, other.run)
  if (!found) return undefined
  const { tick, happening, where } = found
  const [here, there] = where === 'other' ? [other, yours] : [yours, other]
  const subject = subjectOf(here.run, happening.regarding)
  const then = runAt(there, tick + 1) // as that second has left it
  return { tick, where, what: whatOf(here.run, happening, subject), instead: insteadOf(then, happening, subject) }
}

const READY: readonly Happening['reason'][] = ['Ready', 'UnitReady']
const OURS: readonly Happening['reason'][] = GAME_REASONS

function whatOf(run: Seen<Run>, { reason, regarding, note }: Happening, rider: string | undefined): Phrase {
  if (READY.includes(reason) && rider) return ui('parting.ready', { name: rider })
  if (reason === 'MachineActive') return ui('parting.active', { name: nameOf(run.world, regarding) })
  if (OURS.includes(reason)) return ui(`told.${reason}`, { name: nameOf(run.world, regarding) })
  return system(note)
}

/** The rider it is about, by name: rows may have other numbers in the other line. */
function subjectOf({ world }: Seen<Run>, { kind, id }: Ref): string | undefined {
  const owner = {
    workload: id,
    unit: world.units[id]?.workload,
    pod: world.pods[id]?.workload,
    deployment: world.deployments[id]?.workload,
  }[kind as 'workload' | 'unit' | 'pod' | 'deployment']
  return world.workloads[owner ?? -1]?.spec.name
}

function insteadOf(run: Seen<Run>, happening: Happening, rider: string | undefined): Phrase | undefined {
  if (run.play.outcome !== 'running') return ui('parting.is.over')
  if (rider) return standing(run, rider)
  if (happening.regarding.kind !== 'machine') return undefined
  const machine = run.world.machines[happening.regarding.id]
  return machine && ui('parting.is.machine', { name: machine.name, word: machine.state })
}

function standing(run: Seen<Run>, name: string): Phrase | undefined {
  const workload = run.world.workloads.find(each => each.spec.name === name) as Seen<Workload>
  const rider = run.play.riders.find(each => each.workload === workload.id)
  if (!rider) return undefined
  if (rider.state === 'gone') return ui('parting.is.gone', { name })
  if (rider.state !== 'placed' || !rider.lane) return ui(`parting.is.${WAITS[rider.state]}`, { name })
  const view = seeRiders(run, rider.lane, undefined).find(each => each.name === name)
  return view && ui(`parting.is.${view.state}`, { name, word: view.word })
}

const WAITS = { coming: 'coming', announced: 'coming', deck: 'deck', asked: 'deck', placed: 'deck' } as const
