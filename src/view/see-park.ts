/**
 * World in, shapes out: a run as it is seen, said and heard.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { Command, Lane } from '../model/command'
import type { Pod } from '../model/kubernetes'
import { PPM, type Ppm } from '../model/units'
import { NONE, type Seen } from '../model/world'
import { flowOf } from '../rules/flow'
import { forecast } from '../rules/forecast'
import type { Impact } from '../rules/impact'
import { hasPods, laneOfCluster, lanesOf } from '../rules/lanes'
import { budgetLeftPpm, burnsFast, requestsOf, toilPpm } from '../rules/meters'
import type { Given, Hand } from '../rules/play'
import type { Run } from '../rules/run'
import { riderNamed } from '../rules/verbs'
import { limitsOf, usageOf } from '../sim/cloud/projects'
import { clusterOf } from '../sim/control-plane/working'
import { silence } from '../sim/controllers/node-lifecycle'
import { withoutPreemption } from '../sim/scheduling/unschedulable'
import { aimRoute, type Marks, marked, targetsOf } from './aim'
import { readyInLane } from './air-time'
import { seeClosed } from './closed'
import type { IncomingView } from './coming-view'
import { givesHints } from './difficulty'
import { dueAt, jobDoneIn } from './due'
import { pressable, withWarnings } from './foreseen'
import { laneTone, seeTroubles } from './lane-tones'
import { seeTrouble } from './lane-trouble'
import type { LaneView, NoPlaceView } from './lane-view'
import { newestLines } from './lines'
import { lostRiders } from './most-urgent'
import { type HandView, type MetersView, type ParkView, type Sight, USUAL_SIGHT, type WaitingView } from './park-view'
import { fromLevel, type Phrase, system, ui } from './phrase'
import { seeChoices } from './see-choices'
import { seeClusters } from './see-clusters'
import { endingOf } from './see-ending'
import { seeImpact } from './see-impact'
import { podPip } from './see-pips'
import { seePlane } from './see-plane'
import { seePlates } from './see-plates'
import { seeRamps } from './see-ramps'
import { seeReleases } from './see-releases'
import { seeDeck, seeRiders, stickersIn } from './see-riders'
import { seeSlam } from './see-slam'
import { superposed } from './see-superposed'
import { seeTarget } from './see-target'
import { seeVerbs } from './see-verbs'
import { seeWarnings } from './see-warnings'
import { share } from './share'
import { isKnown, isOfPlate, type Look } from './unobserved'

/** What besides the run decides what is seen of it. */
export interface Seeing {
  readonly sight?: Sight
  /** Of the incidents that are over, as far as they are settled. */
  readonly impacts?: readonly Impact[]
  /** What was looked at, where that matters. Left out, everything was: in hindsight one knows. */
  readonly looks?: readonly Look[] | undefined
}

export function seePark(run: Seen<Run>, marks: Marks, seeing: Seeing = {}): ParkView {
  const looks = run.level.unobserved && seeing.looks
  if (!looks) return seeAll(run, marks, seeing)
  const park = seeAll(run, marks, seeing, isOfPlate)
  return superposed(park, isKnown(run, marked(marks), looks))
}

function seeAll(
  run: Seen<Run>,
  marks: Marks,
  { sight = USUAL_SIGHT, impacts = [] }: Seeing,
  isTold?: typeof isOfPlate,
): ParkView {
  const { play, level, world } = run
  const { difficulty = 'helped' } = sight
  const warnings = seeWarnings(run, sight)
  const targets = targetsOf(run)
  const incoming = inOrder([...warnings, ...seeReleases(run), ...seeRamps(run), ...seeIncoming(run)])
  const lanes = withWarnings(
    lanesOf(world).map(lane => seeLane(run, lane, marks)),
    warnings,
  )
  return {
    tick: world.tick,
    lasts: level.lasts,
    ...(level.lab && { endless: true }),
    day: world.day,
    timeScale: level.timeScale,
    outcome: play.outcome,
    ...(play.outcome !== 'running' && { ending: endingOf(run) }),
    meters: seeMeters(run),
    plane: seePlane(run, marked(marks)),
    choices: seeChoices(run, marked(marks)),
    lanes,
    slam: seeSlam(run, lanes),
    deck: seeDeck(run),
    incoming: pressable(incoming, targets, marked(marks)),
    target: seeTarget(run, lanes, marks, difficulty),
    targets,
    verbs: seeVerbs(run, marks, difficulty),
    says: words(play.says),
    hint: givesHints(difficulty) ? words(play.hint) : undefined,
    log: newestLines(run, LOG_LINES, isTold),
    impact: seeImpact(run, impacts),
  }
}

/** Of a run that nobody plays: there is nothing to be done. */
export const asWatched = (park: ParkView): ParkView => ({
  ...park,
  lanes: park.lanes.map(lane => ({ ...lane, open: false })),
  verbs: [],
})

/** On the screen; the debrief has them all. */
const LOG_LINES = 14

const words = (key: string): Phrase | undefined => (key === '' ? undefined : fromLevel(key))

function seeMeters(run: Seen<Run>): MetersView {
  const { served, lost } = requestsOf(run.world)
  return {
    shown: run.level.shows,
    budgetLeft: budgetLeftPpm(run),
    losing: burnsFast(run),
    hands: run.play.hands.map(hand => seeHand(run, hand)),
    waiting: run.play.waiting.flatMap(id => seeWaiting(run.play.given[id])),
    cost: run.world.spent,
    toil: toilPpm(run),
    flow: {
      minutes: Math.floor(Math.max(0, flowOf(run)) / 60),
      price: Math.ceil(ASSUMPTIONS.automationFlow / 60),
    },
    served,
    lost,
  }
}

function seeHand(run: Seen<Run>, hand: Seen<Hand>): HandView {
  const given = run.play.given[hand.command]
  const busy = hand.busyUntil > run.world.tick
  return {
    busy,
    done: busy ? share(run.world.tick - hand.busyFrom, hand.busyUntil - hand.busyFrom) : 0,
    doing: busy && given ? doingOf(given) : undefined,
    verb: busy ? given?.command.verb : undefined,
    left: Math.max(0, hand.busyUntil - run.world.tick),
  }
}

const seeWaiting = (given: Seen<Given> | undefined): readonly WaitingView[] =>
  given ? [{ verb: given.command.verb, doing: doingOf(given), line: system(given.line) }] : []

const doingOf = ({ command: { verb, target } }: Seen<Given>) => ui(`doing.${verb}`, { name: bare(target) })

function seeLane(run: Seen<Run>, lane: Lane, marks: Marks): LaneView {
  const command = aimRoute(run, marks, lane)
  const meant = command && riderNamed(run, command.target)
  const mark = marked(marks)
  const riders = seeRiders(run, lane, mark)
  const elsewhere = meant?.lane !== lane
  const plates = seePlates(run, lane, mark)
  const how = { tone: laneTone(riders), troubles: seeTroubles(riders) }
  return {
    lane,
    readyIn: readyInLane(run, lane, meant && run.world.workloads[meant.workload]),
    noPlace: command && elsewhere ? seeNoPlace(run, command) : seeClosed(run, lane),
    boundTo: elsewhere && command?.plate ? bare(command.plate) : undefined,
    ...how,
    trouble: seeTrouble(run, riders, plates, how),
    utilisation: Math.max(0, ...riders.map(rider => rider.utilisation)),
    open: command !== undefined && (elsewhere || lostRiders(run).length > 0),
    plates,
    ...(lane === 'boxes' && { quota: seeQuota(run) }),
    pending: hasPods(lane) ? seePending(run, lane) : [],
    paused: seePaused(run, lane),
    clusters: lane === 'rail' ? seeClusters(run, mark) : [],
    riders,
  }
}

/** Fewer than every project has unless somebody says otherwise: a quota that nobody meets is no news. */
function seeQuota({ world }: Seen<Run>): LaneView['quota'] {
  const { instances: of } = limitsOf(world, 0)
  return of > 0 && of <= FEW_SERVERS ? { used: usageOf(world, 0).instances, of } : undefined
}

const FEW_SERVERS = 9

/** Pods of which the scheduler has said that they fit nowhere. */
const seePending = (run: Seen<Run>, lane: Lane) =>
  run.world.work.pending
    .map(id => run.world.pods[id])
    .filter(pod => pod !== undefined && !pod.gone && pod.node === NONE && pod.message !== '')
    .filter(pod => laneOfCluster(clusterOf(run.world, (pod as Seen<Pod>).workload)) === lane)
    .map(pod => podPip(run, pod as Seen<Pod>))

/** Of a tenant's the first whose evictions are stopped. */
function seePaused({ world }: Seen<Run>, lane: Lane): LaneView['paused'] {
  if (lane === 'bowl') return world.work.evictionsPaused ? silence(world) : undefined
  const tenant = lane === 'rail' ? world.tenants.find(({ evictionsPaused }) => evictionsPaused) : undefined
  return tenant && silence(world, tenant.cluster)
}

function seeNoPlace(run: Seen<Run>, command: Command): NoPlaceView | undefined {
  const foretold = forecast(run, command, 'now')
  return foretold && { ...foretold, why: withoutPreemption(foretold.why) }
}

/** The first to come first; of two at once what may go wrong. */
const inOrder = (entries: readonly IncomingView[]) => [...entries].sort((a, b) => a.at - b.at)

/** Who is announced and not yet up: exact, since it is scheduled. */
function seeIncoming(run: Seen<Run>): readonly IncomingView[] {
  return run.level.arrivals.flatMap(arrival => {
    const rider = run.play.riders.find(each => each.entry === arrival.id)
    const workload = run.world.workloads[rider?.workload ?? -1]
    if (rider?.state !== 'announced' || !workload) return []
    const doneIn = jobDoneIn(run, workload)
    const due = dueAt(workload)
    return {
      id: arrival.id,
      kind: doneIn !== undefined ? ('job' as const) : workload.spec.batch ? ('clock' as const) : ('rider' as const),
      name: workload.spec.name,
      stickers: stickersIn(run, workload),
      inSeconds: doneIn ?? Math.max(0, due - run.world.tick),
      at: due,
      done: elapsed(arrival.announced, due, run.world.tick),
      about: fromLevel(`rider.${workload.spec.name}`),
    }
  })
}

const elapsed = (from: number, to: number, now: number): Ppm => (to <= from ? PPM : share(now - from, to - from))

const bare = (target: string) => target.slice(target.indexOf('/') + 1)
