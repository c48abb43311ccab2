/**
 * A level made into a Lab: its park and its riders, nothing to be reached, and no end.
 *
 * Everything may be done there. What the timetable breaks stays if it is wished for;
 * what the chart would have started or said does not. Riders that nobody waits for can
 * be called up whenever they are wanted (`ADD`): the palette's, and in an empty park the
 * level's own. What is written here is never diagnosed: it is made from what was.
 */

import { VERBS } from '../model/command'
import type { Era, Tick } from '../model/units'
import type { Arrival, Level, Workload } from './level'
import { PALETTE, type PaletteRider } from './palette'

/** What whoever opens a Lab chooses. With the level and the seed it is the whole beginning. */
export interface LabWish {
  readonly era: Era
  /** Those of the level, by its timetable; or an empty park. */
  readonly riders: 'own' | 'none'
  readonly timetable: boolean
  /** As many as are needed at once, or two people. */
  readonly hands: 'free' | 'two'
}

/** So far ahead users and runs by the clock are planned: a day. The Lab itself goes on. */
export const LAB_PLANS: Tick = 86_400
/** Nobody has ever stayed so long. */
export const NEVER_UP: Tick = 1_000_000_000
/** How many of each rider of the palette there can be. */
const COPIES = 2
/** They come after the level's own. */
export const GUESTS = COPIES * PALETTE.length

export function labOf(level: Level, lab: LabWish): Level {
  const own = level.arrivals.map(arrival => (lab.riders === 'own' ? patient(arrival) : uncalled(arrival)))
  const guests = guestsFor(level)
  return {
    ...level,
    lab,
    era: lab.era,
    lasts: LAB_PLANS,
    park: withRoomFor(level.park, guests),
    workloads: [...level.workloads, ...guests.map(({ workload }) => workload)],
    arrivals: [...own, ...guests.map(({ workload }) => uncalled(ON_CALL(workload)))],
    incidents: lab.timetable ? level.incidents.filter(({ at }) => at !== null) : [],
    goals: [],
    may: [...VERBS, 'PLAN', 'REWIND'],
    shows: lab.hands === 'two' ? ['hands', 'cost', 'toil', 'flow'] : ['cost', 'flow'],
    hints: [],
    machine: {},
    solution: [],
    losesWithout: [],
    words: { ...level.words, en: { ...level.words.en, ...wordsOf(guests) } },
  }
}

/** Who waits in the Lab waits. */
const patient = (arrival: Arrival): Arrival => ({ ...arrival, patience: NEVER_UP })

/** It comes when it is called; its users come as long after it as they would have. */
const uncalled = ({ announced, up, due, ...arrival }: Arrival): Arrival => ({
  ...patient({ ...arrival, announced, up, due }),
  announced: NEVER_UP,
  up: NEVER_UP,
  due: NEVER_UP + due - up,
})

/** Time enough to be placed: that of most riders of the campaign. */
const ON_CALL = ({ name: workload }: Workload): Arrival => ({
  id: workload,
  workload,
  announced: 0,
  up: 0,
  due: 90,
  patience: NEVER_UP,
})

interface Guest extends Pick<PaletteRider, 'image' | 'flavor' | 'word'> {
  readonly workload: Workload
}

/** The palette by names that are free here: `cart`, or `cart-2` where the level has its own. */
function guestsFor(level: Level): readonly Guest[] {
  const taken = new Set([...level.workloads.map(({ name }) => name), ...level.arrivals.map(({ id }) => id)])
  const guests: Guest[] = []
  for (let copy = 0; copy < COPIES; copy += 1) {
    for (const { workload, image, flavor, word } of PALETTE) {
      const name = freeName(workload.name, taken)
      taken.add(name)
      const size = flavorFor(level, flavor)
      guests.push({ image, word, flavor: size, workload: { ...workload, name, flavor: size.name } })
    }
  }
  return guests
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`
  return name
}

type Flavor = Level['park']['flavors'][number]

/** A park's own flavor of that name is another size, as often as not. */
function flavorFor({ park }: Level, wanted: Flavor): Flavor {
  const own = park.flavors.find(({ name }) => name === wanted.name)
  const same = own === undefined || (own.vcpus === wanted.vcpus && own.ramMiB === wanted.ramMiB)
  return same ? wanted : { ...wanted, name: `lab.${wanted.name}` }
}

function withRoomFor(park: Level['park'], guests: readonly Guest[]): Level['park'] {
  return {
    ...park,
    images: missing(
      park.images,
      guests.map(({ image }) => image),
    ),
    flavors: missing(
      park.flavors,
      guests.map(({ flavor }) => flavor),
    ),
  }
}

function missing<Row extends { readonly name: string }>(own: readonly Row[], more: readonly Row[]): Row[] {
  const all = new Map(own.map(row => [row.name, row]))
  for (const row of more) if (!all.has(row.name)) all.set(row.name, row)
  return [...all.values()]
}

const wordsOf = (guests: readonly Guest[]) =>
  Object.fromEntries(guests.map(({ workload, word }) => [`rider.${workload.name}`, word]))
