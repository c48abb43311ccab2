/**
 * A level made into a duel for two: its park and its riders without its own incidents,
 * because one of the two breaks things by hand while the other operates. Then they
 * change places, on the same park and seed.
 *
 * The cards are kinds of failure that the timetable has too; how long each lasts, how
 * soon a card can follow another and how much may be lost is the game's, not the real
 * world's. Left out are kinds that need more than a target to be fair in two minutes:
 * a circuit (it takes half a park), days that pass, an upgrade, an intruder, a full etcd.
 * What is written here is never diagnosed: it is made from what was.
 */

import { VERBS } from '../model/command'
import type { Failure, FailureKind } from '../model/lab'
import type { Ppm, Tick } from '../model/units'
import type { Seen } from '../model/world'
import type { Incident, Level } from './level'

/** The same for every park: that much of what is asked may fail. */
const DUEL_SLO: Ppm = 900_000
/** A round takes as long as the level, but so many seconds of play at least, and at most. */
const SHORTEST = 90
const LONGEST = 120
/** Who comes so shortly before the end would hardly be served: in seconds of play. */
const LAST_COMES = 15
/** In seconds of play: what is thrown is seen coming for so long, and so long it takes until the next can be thrown. */
const WARNS = 5
const EVERY = 10

export const HAND = 4

export function duelOf(level: Level): Level {
  const seconds = Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(level.lasts / level.timeScale)))
  const lasts = seconds * level.timeScale
  return {
    ...level,
    duel: true,
    lasts,
    slo: DUEL_SLO,
    workloads: level.workloads.map(workload => ({ ...workload, releases: [] })), // a bad one breaks things too
    arrivals: level.arrivals.filter(({ up }) => up <= lasts - LAST_COMES * level.timeScale),
    incidents: [],
    goals: [],
    may: [...VERBS],
    shows: ['budget', 'hands'],
    hints: [],
    machine: {},
    solution: [],
    losesWithout: [],
  }
}

type Timed = Pick<Level, 'timeScale'>
export const warnsFor = ({ timeScale }: Timed): Tick => WARNS * timeScale
export const everySoOften = ({ timeScale }: Timed): Tick => EVERY * timeScale

type Sign = NonNullable<Incident['warning']>['sign']

/** What is thrown with it, and what is seen of it before. */
export interface Card extends Failure {
  readonly sign: Sign
}

const card = (sign: Sign, lasts?: Tick, more: Partial<Failure> = {}) => ({ sign, ...(lasts && { lasts }), ...more })

/** Ten seconds of play, or twenty. */
const SHORT: Tick = 300
const LONG: Tick = 600

const CARDS: Readonly<Partial<Record<FailureKind, Omit<Card, 'what'>>>> = {
  'host-down': card('fan', LONG),
  'host-cut-off': card('network', SHORT),
  'kernel-panic': card('memory', SHORT),
  'process-crash': card('memory'),
  'process-hung': card('memory'),
  'disk-lost': card('disk'),
  'noisy-neighbour': card('load', SHORT),
  'kubelet-down': card('memory', SHORT),
  'runtime-restart': card('patching'),
  'registry-down': card('network', SHORT),
  'etcd-member-down': card('disk', SHORT),
  'etcd-disk-slow': card('disk', SHORT, { byMs: 2_000 }),
  'api-server-down': card('memory', SHORT),
  'scheduler-down': card('memory', SHORT),
  'controller-manager-down': card('memory', SHORT),
  'certificates-expire': card('calendar'),
}

export function cardOf(what: FailureKind): Card | undefined {
  const found = CARDS[what]
  return found && { what, ...found }
}

/** Every kind that this park can ever be struck by: known before the first second, and so the same in both rounds. */
export const deckOf = (level: Pick<Seen<Level>, 'park' | 'workloads'>): readonly FailureKind[] =>
  (Object.keys(CARDS) as FailureKind[]).filter(what => (NEEDS[what] ?? always)(level))

type Needs = (level: Pick<Seen<Level>, 'park' | 'workloads'>) => boolean

const always: Needs = () => true
const aNode: Needs = ({ park }) =>
  park.machines.some(({ runs }) => runs === 'kubelet') || (park.servers ?? []).length > 0
const aPlane: Needs = ({ park }) => park.controlPlane !== undefined
const aHypervisor: Needs = ({ park }) => park.machines.some(({ runs }) => runs === 'nova-compute')
const someData: Needs = ({ workloads }) => workloads.some(({ data }) => data !== undefined)

const NEEDS: Readonly<Partial<Record<FailureKind, Needs>>> = {
  'disk-lost': someData,
  'noisy-neighbour': aHypervisor,
  'kubelet-down': aNode,
  'runtime-restart': aNode,
  'etcd-member-down': aPlane,
  'etcd-disk-slow': aPlane,
  'api-server-down': aPlane,
  'scheduler-down': aPlane,
  'controller-manager-down': aPlane,
  'certificates-expire': aPlane,
}
