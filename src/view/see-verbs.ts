/**
 * What can be done now: each verb of the level with what it means here, the real
 * command it stands for, and why it would be refused.
 */

import { type Command, LANES, type Lane, VERBS, type Verb } from '../model/command'
import { NONE, type Seen } from '../model/world'
import { servingIn } from '../rules/carriers'
import { bringsDisk } from '../rules/data-lines'
import type { Refusal, Rider } from '../rules/play'
import type { Run } from '../rules/run'
import { commandLine } from '../rules/runbook'
import { joiner, mustRenew, mustRestore } from '../rules/tricks-control-plane'
import { planOf, riderNamed } from '../rules/verbs'
import { aimHold, aimLand, aimRoute, aimTrick, type Marks, waits } from './aim'
import type { VerbView } from './park-view'
import { type Phrase, system, ui } from './phrase'

export function seeVerbs(run: Seen<Run>, marks: Marks): readonly VerbView[] {
  const mine = VERBS.filter(verb => run.level.may.includes(verb))
  return mine.flatMap(verb =>
    verb === 'ROUTE'
      ? LANES.map(lane => seeVerb(run, verb, lane, aimRoute(run, marks, lane)))
      : [seeVerb(run, verb, undefined, aim(run, marks, verb))],
  )
}

/** Why not, as a phrase: a rule by its key, the system in its own words. */
export const phraseOf = (why: Refusal): Phrase => (why.by === 'system' ? system(why.text) : ui(why.key, why.values))

function aim(run: Seen<Run>, marks: Marks, verb: Verb): Command | undefined {
  if (verb === 'LAND') return aimLand(run, marks)
  return verb === 'HOLD' ? aimHold(run, marks) : aimTrick(run, marks, verb)
}

function seeVerb(run: Seen<Run>, verb: Verb, lane: Lane | undefined, command: Command | undefined): VerbView {
  if (!command) {
    const nothing = { caption: ui(`does.${verb}.none`), refusal: nobody(run, verb), ripe: false }
    return { verb, lane, target: undefined, command: '', ...nothing }
  }
  const plan = planOf(run, command)
  return {
    verb,
    lane,
    target: command.target,
    caption: ui(captionOf(run, command), { name: command.target.slice(command.target.indexOf('/') + 1) }),
    command: commandLine(run, command),
    refusal: plan.kind === 'refused' ? phraseOf(plan.why) : undefined,
    ripe: verb === 'LAND' && waits(run, riderNamed(run, command.target)),
  }
}

/** For want of anybody to do it to; who is announced is said to come, and when. */
function nobody(run: Seen<Run>, verb: Verb): Phrase {
  if (verb === 'LAND') return ui('refused.nothingReady')
  if (verb !== 'ROUTE') return ui('refused.nobody')
  const next = run.play.riders.filter(({ state }) => state === 'announced').sort((a, b) => a.upAt - b.upAt)[0]
  if (!next) return ui('refused.nobodyUp')
  const seconds = Math.ceil(Math.max(0, next.upAt - run.world.tick) / run.level.timeScale)
  return ui('refused.nobodyYet', { name: run.world.workloads[next.workload]?.spec.name ?? '', seconds })
}

/** `does.SCALE.order` for a spare machine, `does.SCALE.bowl` for a rider there. */
function captionOf(run: Seen<Run>, { verb, target, lane }: Command): string {
  if (verb === 'ROUTE') return routeCaption(run, target, lane)
  if (target.startsWith('machine/')) return `does.${verb}.order`
  if (target.startsWith('control-plane/')) return planeCaption(run, verb)
  if (target.startsWith('volume/'))
    return `does.${verb}.${verb === 'MOVE' ? `backpack.${diskOf(run, target)}` : 'backpack'}`
  if (!target.startsWith('rider/'))
    return verb === 'MOVE' && isLost(run, target) ? 'does.MOVE.plate.lost' : `does.${verb}.plate`
  const rider = riderNamed(run, target)
  if (verb === 'HOLD' && rider?.state !== 'deck') return 'does.HOLD.none'
  if (verb === 'SCALE' && rider?.lane === 'bowl' && getsEmptyDisk(run, rider)) return 'does.SCALE.bowl.empty'
  return `does.${verb}.${rider?.lane ?? 'queue'}`
}

/** One more pod of a StatefulSet whose engine keeps one copy. */
function getsEmptyDisk({ world }: Seen<Run>, { workload }: Seen<Rider>): boolean {
  const spec = world.workloads[workload]?.spec
  return spec?.controller === 'StatefulSet' && spec.data?.copies === 'one'
}

/** Of who rides it is a second place, and with a disk a copy of that; of who changes lanes the way back. */
function routeCaption(run: Seen<Run>, target: string, lane: Lane | undefined): string {
  const rider = riderNamed(run, target)
  const workload = run.world.workloads[rider?.workload ?? NONE]
  if (rider?.from !== undefined && rider.from === lane) return 'does.ROUTE.back'
  const rides = workload && rider?.lane && servingIn(run.world, workload, rider.lane) > 0
  return rides && bringsDisk(workload) && rider.lane !== lane ? `does.ROUTE.copy.${lane}` : `does.ROUTE.${lane}`
}

/** What a trick on the control plane means depends on what it needs most. */
function planeCaption({ world }: Seen<Run>, verb: Verb): string {
  const plane = world.controlPlane
  if (verb === 'SCALE') return joiner(world) ? 'does.SCALE.plane' : 'does.SCALE.plane.order'
  if (verb === 'SAVE' && plane && mustRenew(world, plane)) return 'does.SAVE.plane.renew'
  if (verb === 'UNDO' && plane && mustRestore(world, plane)) return 'does.UNDO.plane.restore'
  return `does.${verb}.plane`
}

const bare = (target: string) => target.slice(target.indexOf('/') + 1)

/** Where a backpack lies now; MOVE brings it to the other kind. */
function diskOf({ world }: Seen<Run>, target: string) {
  const workload = world.workloads.find(({ spec }) => spec.name === bare(target))
  return world.volumes[workload?.volume ?? NONE]?.disk ?? 'local'
}

/** A node that is NotReady can only be declared dead. */
const isLost = ({ world }: Seen<Run>, target: string) =>
  target.startsWith('node/') && world.nodes.some(({ name, ready }) => name === bare(target) && !ready)
