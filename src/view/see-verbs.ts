/**
 * What can be done now: each verb of the level with what it means here, the real
 * command it stands for, and why it would be refused.
 */

import { type Command, type Lane, type Target, VERBS, type Verb } from '../model/command'
import { TOOLS } from '../model/toolbox'
import type { Seconds } from '../model/units'
import { NONE, type Seen, type Workload } from '../model/world'
import { servingIn } from '../rules/carriers'
import { bringsDisk } from '../rules/data-lines'
import { hasPods, lanesOf } from '../rules/lanes'
import type { Refusal, Rider } from '../rules/play'
import type { Run } from '../rules/run'
import { commandLine } from '../rules/runbook'
import { etcdStopped, joiner, mustRenew, mustRestore } from '../rules/tricks-control-plane'
import { planOf, riderNamed } from '../rules/verbs'
import { planeNamed } from '../sim/control-plane/working'
import { BY_HEALTH_CHECK } from '../sim/hosts/systemd'
import { makingTakes } from '../sim/toolbox/choices'
import { podsOf } from '../sim/traffic/backends'
import { aimHold, aimLand, aimRoute, aimTrick, earlyBy, type Marks, waits } from './aim'
import type { Difficulty } from './difficulty'
import { captionByLine, isEvacuation } from './line-captions'
import { lostRiders } from './most-urgent'
import type { VerbView } from './park-view'
import { type Phrase, system, ui } from './phrase'

export function seeVerbs(run: Seen<Run>, marks: Marks, difficulty?: Difficulty): readonly VerbView[] {
  const mine = VERBS.filter(verb => run.level.may.includes(verb))
  return mine.flatMap(verb =>
    verb === 'ROUTE'
      ? lanesOf(run.world).map(lane => seeVerb(run, verb, lane, aimRoute(run, marks, lane)))
      : [seeVerb(run, verb, undefined, aim(run, marks, verb, difficulty))],
  )
}

/** Why not, as a phrase: a rule by its key, the system in its own words. */
export const phraseOf = (why: Refusal): Phrase => (why.by === 'system' ? system(why.text) : ui(why.key, why.values))

function aim(run: Seen<Run>, marks: Marks, verb: Verb, difficulty?: Difficulty): Command | undefined {
  if (verb === 'LAND') return aimLand(run, marks)
  return verb === 'HOLD' ? aimHold(run, marks, difficulty) : aimTrick(run, marks, verb, difficulty)
}

function seeVerb(run: Seen<Run>, verb: Verb, lane: Lane | undefined, command: Command | undefined): VerbView {
  if (!command) {
    const nothing = { ...captions(`${verb}.none`, {}), refusal: nobody(run, verb), ripe: false }
    return { verb, lane, target: undefined, command: '', ...nothing }
  }
  const plan = planOf(run, command)
  const line = commandLine(run, command)
  return {
    verb,
    lane,
    target: command.target,
    ...captions(captionOf(run, command, line), { ...namesIn(command), ...takenBy(run, command) }),
    command: line,
    refusal: plan.kind === 'refused' ? phraseOf(plan.why) : undefined,
    ripe: verb === 'LAND' && waits(run, riderNamed(run, command.target)),
  }
}

/** For want of anybody to do it to; who is announced is said to come, and when. */
function nobody(run: Seen<Run>, verb: Verb): Phrase {
  if (verb === 'LAND') return landedItself(run) ?? ui('refused.nothingReady')
  if (verb !== 'ROUTE') return ui('refused.nobody')
  const lost = run.world.workloads[lostRiders(run)[0]?.workload ?? NONE]?.spec.name
  const said = (key: string, values?: Readonly<Record<string, string | number>>) =>
    lost ? ui(`${key}.lost`, { ...values, lost }) : ui(key, values)
  const next = run.play.riders.filter(({ state }) => state === 'announced').sort((a, b) => a.upAt - b.upAt)[0]
  if (!next) return said('refused.nobodyUp')
  const name = run.world.workloads[next.workload]?.spec.name ?? ''
  const ticks = Math.max(0, next.upAt - run.world.tick)
  if (ticks <= earlyBy(run)) return ui('route.kept', { name })
  return said('refused.nobodyYet', { name, seconds: Math.ceil(ticks / run.level.timeScale) })
}

/** Whoever is a moment late learns what happened instead. */
function landedItself({ world, play, level }: Seen<Run>): Phrase | undefined {
  const { told } = play
  let at = told.length - 1
  const isRecent = () => world.tick - (told[at]?.tick ?? Number.NEGATIVE_INFINITY) <= level.timeScale
  while (isRecent() && told[at]?.reason !== 'CutOver') at -= 1 // asked each frame: the whole log is long
  const last = isRecent() ? told[at] : undefined
  if (!last?.note.endsWith(BY_HEALTH_CHECK)) return undefined
  const workload = world.workloads[world.units[last.regarding.id]?.workload ?? NONE]
  return workload && ui('refused.landedItself', { name: workload.spec.name })
}

/** The whole of what it means, and as much of it as a button holds: a few words, with no name in them. */
const captions = (key: string, values: Readonly<Record<string, string | number>>) => ({
  caption: ui(`does.${key}`, values),
  short: ui(`short.${key}`),
})

/** `SCALE.order` for a spare machine, `SCALE.bowl` for a rider there. */
function captionOf(run: Seen<Run>, command: Command, line: string): string {
  const { verb, target, lane, plate } = command
  if (verb === 'ROUTE') return routeCaption(run, target, lane, plate)
  const own = target.startsWith('rider/') ? undefined : captionByLine(verb, line, undefined)
  if (own) return own === 'UNDO.boxes.start' && target.startsWith('hypervisor/') ? 'UNDO.host.start' : own
  if (target.startsWith('machine/')) return `${verb}.order`
  if (target.startsWith('choice/')) return verb === 'MOVE' ? choiceCaption(run, bare(target)) : `${verb}.none`
  if (target.startsWith('control-plane/')) return planeCaption(run, verb, bare(target))
  if (target.startsWith('volume/')) return `${verb}.${verb === 'MOVE' ? `backpack.${diskOf(run, target)}` : 'backpack'}`
  if (target.startsWith('rider/')) return riderCaption(run, verb, riderNamed(run, target), line)
  if (!target.startsWith('node/')) return isEvacuation(line) ? 'MOVE.host.lost' : `${verb}.host`
  return verb === 'MOVE' && isLost(run, target) ? 'MOVE.node.lost' : `${verb}.node`
}

/** A network is changed at once; a deck takes its time, which is half of the choice. */
function choiceCaption({ world }: Seen<Run>, name: string): string {
  const tool = TOOLS.find(each => each === name)
  if (!tool) return 'MOVE.net'
  const takes = makingTakes(world, tool)
  if (takes <= SOON) return 'MOVE.deck.soon'
  return takes <= MINUTES ? 'MOVE.deck.minutes' : 'MOVE.deck.long'
}

const SOON: Seconds = 60
const MINUTES: Seconds = 600

function riderCaption(run: Seen<Run>, verb: Verb, rider: Seen<Rider> | undefined, line: string): string {
  if (verb === 'HOLD') return holdCaption(run, rider)
  if (verb === 'SCALE' && rider && hasPods(rider.lane) && getsEmptyDisk(run, rider)) return `SCALE.${rider.lane}.empty`
  if (isEvacuation(line)) return 'MOVE.boxes.evacuate'
  if (verb === 'MOVE' && rider && hasPods(rider.lane) && onLostNode(run, rider)) return `MOVE.${rider.lane}.lost`
  return captionByLine(verb, line, rider?.lane) ?? `${verb}.${rider?.lane ?? 'queue'}`
}

/** Who waits for a lane is let wait; the gate of who rides is closed by a third, or opened again. */
function holdCaption({ world }: Seen<Run>, rider: Seen<Rider> | undefined): string {
  if (rider?.state === 'deck') return 'HOLD.queue'
  if (rider?.state !== 'placed') return 'HOLD.none'
  return world.workloads[rider.workload]?.shedBy === NONE ? `HOLD.${rider.lane}` : 'HOLD.open'
}

/** The pod that would be asked for stands on a node that nobody hears. */
function onLostNode({ world }: Seen<Run>, { workload }: Seen<Rider>): boolean {
  const pod = podsOf(world, world.workloads[workload] as Seen<Workload>).find(({ node }) => node >= 0)
  return pod !== undefined && world.nodes[pod.node]?.ready === false
}

/** How long a deck takes, in seconds of play. */
function takenBy({ world, level }: Seen<Run>, { target }: Command): Readonly<Record<string, number>> {
  const tool = TOOLS.find(each => target === `choice/${each}`)
  return tool ? { seconds: Math.ceil(makingTakes(world, tool) / level.timeScale) } : {}
}

const namesIn = ({ target, lane, plate }: Command): Readonly<Record<string, string>> =>
  plate && lane ? { name: bare(target), plate: bare(plate) } : { name: bare(target) }

/** One more pod of a StatefulSet whose engine keeps one copy. */
function getsEmptyDisk({ world }: Seen<Run>, { workload }: Seen<Rider>): boolean {
  const spec = world.workloads[workload]?.spec
  return spec?.controller === 'StatefulSet' && spec.data?.copies === 'one'
}

/** Of who rides it is a second place, and with a disk a copy of that; of who changes lanes the way back. */
function routeCaption(run: Seen<Run>, target: string, lane: Lane | undefined, plate: Target | undefined): string {
  const rider = riderNamed(run, target)
  const workload = run.world.workloads[rider?.workload ?? NONE]
  if (rider?.from !== undefined && rider.from === lane) return 'ROUTE.back'
  const rides = workload && rider?.lane && servingIn(run.world, workload, rider.lane) > 0
  if (rides && bringsDisk(workload) && rider.lane !== lane) return `ROUTE.copy.${lane}`
  return plate ? `ROUTE.${lane}.only` : `ROUTE.${lane}`
}

/** What a trick on the control plane means depends on what it needs most. */
function planeCaption({ world }: Seen<Run>, verb: Verb, name: string): string {
  const plane = planeNamed(world, name)
  if (verb === 'SCALE' && plane && joiner(world, plane)) return 'SCALE.plane'
  if (verb === 'SCALE')
    return plane?.members.every(({ server }) => server !== NONE) ? 'SCALE.plane.boot' : 'SCALE.plane.order'
  if (verb === 'SAVE' && plane && mustRenew(world, plane)) return 'SAVE.plane.renew'
  if (verb === 'UNDO' && plane && etcdStopped(world, plane)) return 'UNDO.plane.start'
  if (verb === 'UNDO' && plane && mustRestore(world, plane)) return 'UNDO.plane.restore'
  return `${verb}.plane`
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
