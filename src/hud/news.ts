/**
 * What is worth saying aloud, from the difference between two views of one run.
 *
 * Pure. `urgent` is danger and what waits for the player's hands; the rest may come
 * late or, when much happens, not at all. Progress is never news.
 */

import type { CardView, IncomingView } from '../view/coming-view'
import { type Bail, slamsOf } from '../view/incident-view'
import type { LaneView } from '../view/lane-view'
import type { ParkView } from '../view/park-view'
import { flat, keyOf } from '../view/plate-tree'
import type { RiderView } from '../view/rider-view'
import { radii } from './banners'
import { countdown, percentTo, playSeconds } from './figures'
import { verdictText } from './impact'
import { noPlaceIs } from './no-place'
import { planeIs, planeNews } from './plane-news'
import { bailWord } from './rider'
import type { Words } from './words'

export interface News {
  readonly text: string
  readonly urgent: boolean
}

export interface Listener {
  readonly words: Words
  readonly timeScale: number
  /** Nobody can do anything about it. */
  readonly watching?: boolean
  /** Riders and incidents are called out, which says all of it: here they would be said twice. */
  readonly calling?: boolean
}

export function newsOf(before: ParkView | undefined, after: ParkView, to: Listener): readonly News[] {
  if (before && after.tick < before.tick) return newsOf(undefined, after, to) // rewound, or another run
  return [
    ...refusals(before, after, to),
    ...budget(before, after, to),
    ...deck(before, after, to),
    ...riders(before, after, to),
    ...slams(before, after, to),
    ...plates(before, after, to),
    ...healing(before, after, to),
    ...planeNews(before, after, to),
    ...targetNews(before, after, to),
    ...board(before, after, to),
    ...impactNews(before, after, to),
    ...speech(before, after, to),
  ]
}

const urgent = (text: string): News => ({ text, urgent: true })
const calm = (text: string): News => ({ text, urgent: false })

const newest = ({ log }: ParkView) => log.at(-1)?.id ?? 0

const refusals = (before: ParkView | undefined, { log }: ParkView, { words }: Listener) =>
  log
    .filter(({ id, kind }) => before && id > newest(before) && kind === 'refusal')
    .map(({ text }) => urgent(words.ui('said.refused', { why: words.say(text) })))

const STEPS = [0, 200_000, 500_000] as const

function budget(before: ParkView | undefined, after: ParkView, { words }: Listener): News[] {
  const was = before?.meters.budgetLeft ?? 1_000_000
  const left = after.meters.budgetLeft
  const crossed = STEPS.find(step => was > step && left <= step)
  const started = after.meters.losing && !before?.meters.losing
  if (crossed !== undefined) return [urgent(words.ui('said.budget', { share: percentTo('down', left) }))]
  const losing = after.endless
    ? words.ui('said.losing.lab')
    : words.ui('said.losing', { share: percentTo('down', left) })
  return started ? [urgent(losing)] : []
}

function deck(before: ParkView | undefined, { deck: { up }, lanes }: ParkView, to: Listener): News[] {
  return up && !to.calling && up.target !== before?.deck.up?.target ? [urgent(upIs(up, lanes, to))] : []
}

export const upIs = (
  card: CardView,
  lanes: readonly Pick<LaneView, 'lane'>[],
  { words, timeScale, watching, calling }: Listener,
): string => {
  const said = watching
    ? 'said.up.watched'
    : `said.up${card.byClock ? '.clock' : card.doneIn === undefined ? '' : '.job'}`
  const sentence = words.ui(said, {
    name: card.name,
    about: words.say(card.about),
    stickers: card.stickers.join(', '),
    seconds: countdown(card.doneIn ?? card.dueIn, timeScale),
  })
  return watching || calling
    ? sentence
    : `${sentence} ${words.ui('said.up.press', { rail: lanes.some(({ lane }) => lane === 'rail') ? 'yes' : 'no' })}`
}

const ridersIn = (view: ParkView | undefined): readonly RiderView[] =>
  view?.lanes.flatMap(({ riders }) => riders).filter(({ leaving, echo }) => !leaving && !echo) ?? []

function riders(before: ParkView | undefined, after: ParkView, { words, watching, calling }: Listener): News[] {
  const known = new Map(ridersIn(before).map(rider => [rider.target, rider]))
  return ridersIn(after).flatMap(rider => {
    const was = known.get(rider.target)
    const said: News[] = []
    if (before && rider.state !== was?.state && rider.state in LOUD && !(calling && CALLED.includes(rider.state))) {
      said.push({
        text: words.ui(keyOfState(rider.state, watching), {
          name: rider.name,
          why: rider.why,
          bail: rider.bail ? words.ui(`bail.${bailWord(rider)}.more`) : '',
        }),
        urgent: LOUD[rider.state] ?? false,
      })
    }
    if (before && rider.bail && LASTING.includes(rider.bail) && rider.bail !== was?.bail) {
      said.push(urgent(`${rider.name}: ${words.ui(`bail.${rider.bail}.more`)}`))
    }
    if (rider.finished && was && !was.finished) said.push(calm(words.ui('said.finished', { name: rider.name })))
    if (rider.failing && !was?.failing && !(calling && rider.state === 'riding'))
      said.push(urgent(words.ui('said.failing', { name: rider.name })))
    return said
  })
}

const keyOfState = (state: RiderView['state'], watching: boolean | undefined) =>
  watching && state === 'ready' ? 'said.rider.ready.watched' : `said.rider.${state}`

/** What can befall one that rides. */
const LASTING: readonly Bail[] = ['split', 'budget', 'disk']

/** The states that are said, and which of them at once. */
const LOUD: Partial<Record<RiderView['state'], boolean>> = {
  air: false,
  ready: true,
  riding: false,
  hung: true,
  bailed: true,
  gone: false,
}

const CALLED: readonly RiderView['state'][] = ['ready', 'hung', 'bailed']
const platesIn = (view: ParkView) => flat(view.lanes.flatMap(lane => lane.plates)).filter(({ target }) => target)

function plates(before: ParkView | undefined, after: ParkView, { words, calling }: Listener): News[] {
  if (!before) return []
  const states = new Map(platesIn(before).map(plate => [plate.target, plate.state]))
  return platesIn(after)
    .filter(({ target, state }) => states.has(target) && states.get(target) !== state)
    .filter(({ state }) => !(calling && state === 'down'))
    .filter(plate => plate.state !== 'down' || !slamsOf(after.slam).some(({ plates }) => plates.includes(keyOf(plate))))
    .map(({ kind, name, state, word }) => {
      const text = words.ui('said.plate', {
        kind: words.ui(`plate.${kind}`),
        name,
        state: words.ui(`plate.${state}`),
        word,
      })
      return { text, urgent: state === 'down' }
    })
}

/** The host and all that stood on it, once; its plates are not said one by one. */
function slams(before: ParkView | undefined, { slam }: ParkView, { words }: Listener): News[] {
  if (!before || !slam || slam.id === before.slam?.id) return []
  return [urgent(`${words.ui(`slam.${slam.how}`)} ${radii(slamsOf(slam), words)}`)]
}

const pausedIn = (view: ParkView | undefined) => view?.lanes.find(({ paused }) => paused)?.paused

function healing(before: ParkView | undefined, after: ParkView, { words }: Listener): News[] {
  const [was, is] = [pausedIn(before), pausedIn(after)]
  if (is && !was) return [urgent(words.ui('said.paused', is))]
  return was && !is ? [calm(words.ui('said.resumed'))] : []
}

/** Q and E must answer at once: what is marked now, and what can be done with it. */
function targetNews(before: ParkView | undefined, after: ParkView, { words }: Listener): News[] {
  const { target } = after
  if (!before || !target?.byHand) return []
  if (before.target?.byHand && before.target.target === target.target) return []
  const tricks = after.verbs.filter(
    verb => verb.target === target.target && !['ROUTE', 'LAND', 'HOLD'].includes(verb.verb),
  )
  const can = tricks.map(({ verb, caption }) => `${verb}: ${words.say(caption)}.`).join(' ')
  return [urgent(`${words.ui(`target.${target.kind}`, { name: target.name })}. ${can}`.trim())]
}

const board = (before: ParkView | undefined, after: ParkView, to: Listener): News[] =>
  after.incoming
    .filter(({ id }) => !before?.incoming.some(known => known.id === id))
    .filter(({ kind }) => !(to.calling && kind !== 'rider' && kind !== 'clock' && kind !== 'back'))
    .map(entry => calm(comingIs(entry, to)))

export const comingIs = (entry: IncomingView, { words, timeScale }: Listener): string =>
  words.ui(entry.kind === 'job' || entry.kind === 'back' ? `said.coming.${entry.kind}` : 'said.coming', {
    name: entry.name,
    about: words.say(entry.about),
    stickers: entry.stickers.join(', ') || 'none',
    seconds: countdown(entry.inSeconds, timeScale),
  })

function speech(before: ParkView | undefined, after: ParkView, { words }: Listener): News[] {
  const lines = [
    [before?.says, after.says],
    [before?.hint, after.hint],
  ] as const
  return lines.flatMap(([was, is]) => (is && words.say(is) !== words.say(was) ? [calm(words.say(is))] : []))
}

/** What an incident came to, and when a combo is banked or lost. */
function impactNews(before: ParkView | undefined, { impact }: ParkView, { words }: Listener): News[] {
  const { verdict, combo } = impact
  const was = before?.impact
  const settled = verdict && verdict.id !== was?.verdict?.id ? [calm(verdictText(verdict, words))] : []
  const changed = combo && combo.moves > 1 && combo.state !== 'open' && combo.state !== was?.combo?.state
  return changed
    ? [
        ...settled,
        calm(`${words.ui('impact.combo', { moves: combo.moves })}: ${words.ui(`impact.combo.${combo.state}`)}`),
      ]
    : settled
}

function laneIs({ lane, readyIn, noPlace, plates }: LaneView, { words, timeScale }: Listener): string {
  const name = words.ui(`lane.${lane}`)
  if (plates.length === 0) return `${name}: ${words.ui('lane.empty')}.`
  if (noPlace) return `${name}: ${noPlaceIs(noPlace, words)}`
  const [least, most] = [playSeconds(readyIn.least, timeScale), playSeconds(readyIn.most, timeScale)]
  return least === most
    ? words.ui('said.lane.one', { lane: name, seconds: most })
    : words.ui('said.lane', { lane: name, least, most })
}

/** How everything stands, for who asks. */
export function situation(park: ParkView, to: Listener): string {
  const { words, timeScale } = to
  const left = words.ui(park.endless ? 'said.clock.lab' : 'said.clock', {
    seconds: countdown(park.lasts - park.tick, timeScale),
    share: percentTo('down', park.meters.budgetLeft),
    hands: park.meters.hands.filter(({ busy }) => !busy).length,
  })
  const lanes = park.lanes.map(lane => laneIs(lane, to))
  const all = ridersIn(park).map(({ name, state, failing }) =>
    words.ui('said.rider', { name, state: words.ui(`rider.${state}`), failing: failing ? 'yes' : 'no' }),
  )
  const up = park.deck.up ? [upIs(park.deck.up, park.lanes, to)] : []
  const why = park.target ? [`${park.target.explained.join('. ')}.`] : []
  const coming = park.incoming.map(entry => comingIs(entry, to))
  return [left, ...up, ...coming, ...all, ...planeIs(park.plane, to), ...why, ...lanes].join(' ')
}
