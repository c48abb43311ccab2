/**
 * What call-out mode stops time for, and what can be answered: every rider that wants
 * something, and everything that strikes or is announced to strike.
 *
 * A call is found in what is seen, so it says nothing that the board does not show. It
 * goes by its id for as long as it lasts.
 */

import { LANES, type Lane, type Target, type Verb } from '../model/command'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import { markedOn, NO_MARKS } from './aim'
import type { ParkView, VerbView } from './park-view'
import { type Phrase, ui } from './phrase'
import type { PlateView } from './plate-view'
import type { RiderView } from './rider-view'
import { seeVerbs } from './see-verbs'

/** The most urgent first. */
export const CALL_KINDS = ['down', 'known', 'bailed', 'hung', 'failing', 'ready', 'up', 'coming'] as const
export type CallKind = (typeof CALL_KINDS)[number]

export interface Call {
  readonly id: string
  readonly about: CallKind
  /** Of what it is about, as the board has it. */
  readonly name: string
  /** What an answer acts on; of some incidents there is nothing to be done. */
  readonly target: Target | undefined
}

export interface CallView extends Call {
  /** Answered by their numbers, from one. */
  readonly answers: readonly AnswerView[]
}

export interface AnswerView {
  /** Undefined: nothing, and time runs on. */
  readonly verb: Verb | undefined
  readonly lane: Lane | undefined
  readonly caption: Phrase
  readonly refusal: Phrase | undefined
}

export function callsIn(park: ParkView): readonly Call[] {
  const all = [...plates(park), ...riders(park), ...deck(park), ...coming(park)]
  return all.sort((one, other) => CALL_KINDS.indexOf(one.about) - CALL_KINDS.indexOf(other.about))
}

export const seeCall = (run: Seen<Run>, call: Call): CallView => ({
  ...call,
  answers: [...answersTo(run, call), GO_ON],
})

const call = (about: CallKind, name: string, target: Target | undefined, of: string = target ?? name): Call => ({
  id: `${about}/${of}`,
  about,
  name,
  target,
})

const deck = ({ deck: { up } }: ParkView) => (up && !up.held ? [call('up', up.name, up.target)] : [])

const riders = ({ lanes }: ParkView) => lanes.flatMap(lane => lane.riders).flatMap(rider => riderCalls(rider))

function riderCalls({ state, failing, name, target }: RiderView): readonly Call[] {
  if (state === 'hung' || state === 'bailed' || state === 'ready') return [call(state, name, target)]
  return state === 'riding' && failing ? [call('failing', name, target)] : []
}

const flat = (all: readonly PlateView[]): readonly PlateView[] => all.flatMap(plate => [plate, ...flat(plate.above)])

const platesOf = ({ lanes }: ParkView) => flat(lanes.flatMap(lane => lane.plates))

/** Those that can be marked: what goes down beneath one takes it along. */
function plates(park: ParkView): readonly Call[] {
  return platesOf(park).flatMap(({ target, name, state, known }) => {
    if (!target || !park.targets.includes(target)) return []
    const learnt = known?.from === 'ui' && TROUBLES.includes(known.key)
    const down = state === 'down' ? [call('down', name, target)] : []
    return learnt ? [...down, call('known', name, target, `${target}/${known.key}`)] : down
  })
}

/** What a system has come to know of a host by itself, apart from what it was told to do with it. */
const TROUBLES: readonly string[] = [
  'known.cutOff',
  'known.notReady',
  'known.evicts',
  'known.lingers',
  'known.paused',
  'known.reportedDown',
]

const coming = (park: ParkView) =>
  park.incoming
    .filter(({ kind }) => kind === 'job' || kind === 'incident' || kind === 'sign')
    .map(({ id, name }) => call('coming', name, targetNamed(park, name), id))

/** The plate of that name, or the first on it that can be marked. */
function targetNamed(park: ParkView, name: string): Target | undefined {
  const all = platesOf(park).filter(plate => plate.name === name)
  return flat(all).find(({ target }) => target && park.targets.includes(target))?.target
}

const GO_ON: AnswerView = { verb: undefined, lane: undefined, caption: ui('call.goOn'), refusal: undefined }

/** What answers which call; of those, a level has what it uses. */
const VERBS_FOR = {
  up: ['ROUTE', 'HOLD'],
  hung: ['ROUTE'],
  bailed: ['ROUTE', 'UNDO', 'MOVE'],
  ready: ['LAND'],
  failing: ['SCALE', 'SAVE', 'UNDO', 'MOVE'],
  down: ['SCALE', 'SAVE', 'UNDO', 'MOVE'],
  known: ['SCALE', 'SAVE', 'UNDO', 'MOVE'],
  coming: ['SCALE', 'SAVE', 'UNDO', 'MOVE'],
} as const satisfies Record<CallKind, readonly Verb[]>

function answersTo(run: Seen<Run>, { about, target }: Call): readonly AnswerView[] {
  if (!target) return []
  const wanted: readonly Verb[] = VERBS_FOR[about]
  const views = seeVerbs(run, markedOn(run, NO_MARKS, target)).filter(({ verb }) => wanted.includes(verb))
  const order = ({ verb, lane }: VerbView) => wanted.indexOf(verb) * LANES.length + (lane ? LANES.indexOf(lane) : 0)
  return [...views]
    .sort((one, other) => order(one) - order(other))
    .map(({ verb, lane, caption, refusal }) => ({ verb, lane, caption, refusal }))
}
