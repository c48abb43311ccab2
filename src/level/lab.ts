/**
 * A level made into a Lab: its park and its riders, nothing to be reached, and no end.
 *
 * Everything may be done there. What the timetable breaks stays if it is wished for;
 * what the chart would have started or said does not. Riders that nobody waits for can
 * be called up whenever they are wanted (`ADD`): the palette's, and in an empty park the
 * level's own. What is written here is never diagnosed: it is made from what was.
 */

import { VERBS } from '../model/command'
import { FAILURES, type FailureKind, KNOBS, LAB_VERBS, MOST_LOAD } from '../model/lab'
import { ERAS, type Tick } from '../model/units'
import { name, oneOf, ref, ticks, whole } from './fields'
import type { Arrival, Incident, Level, Workload } from './level'
import { PALETTE, type PaletteRider } from './palette'
import { WORKLOAD } from './workload'
import { z } from './zod'

/** What whoever opens a Lab chooses. With the level and the seed it is the whole beginning. */
export const LAB_WISH = z.strictObject({
  era: z.enum(ERAS),
  riders: oneOf(['own', 'none'], 'riders', 'Those of the level, by its timetable; or an empty park'),
  timetable: z.boolean(),
  hands: oneOf(['free', 'two'], 'hands', 'As many as are needed at once, or two people'),
})
export type LabWish = z.infer<typeof LAB_WISH>

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
      guests.push({ image, word, flavor: size, workload: WORKLOAD.parse({ ...workload, name, flavor: size.name }) })
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

/** Every kind of incident, so that a new one is missed here at once. */
FAILURES satisfies readonly Incident['what'][]
type Forgotten = Exclude<Incident['what'], FailureKind>
const forgotten: [Forgotten] extends [never] ? true : Forgotten = true
void forgotten

const FAILURE = z.strictObject({
  what: z.enum(FAILURES),
  lasts: ticks('After how long it is over by itself', 1).exactOptional(),
  days: whole(1, 3_650, 'How many').exactOptional(),
  byMs: whole(1, 60_000, 'How much longer a write takes').exactOptional(),
  from: name('From whose processes').exactOptional(),
  perSecond: whole(1, 100_000, 'How often').exactOptional(),
})

const TARGET = ref(
  ['machine', 'node', 'hypervisor', 'server', 'rider', 'control-plane', 'rack', 'feed', 'registry', 'park'],
  'What it strikes',
)
const [FIRE, MEND, LOAD, ADD, TUNE] = LAB_VERBS

/** As a run file has them. */
export const LAB_COMMANDS = [
  z.strictObject({ verb: z.literal([FIRE, MEND]), target: TARGET, fire: FAILURE }),
  z.strictObject({
    verb: z.literal(LOAD),
    target: ref(['rider', 'park'], 'Whose users'),
    percent: whole(0, MOST_LOAD, 'Of what they ask at their usual times'),
  }),
  z.strictObject({
    verb: z.literal(TUNE),
    target: ref(['knob'], 'What is turned'),
    value: z.enum([...new Set(Object.values(KNOBS).flat())]),
  }),
  z.strictObject({ verb: z.literal(ADD), target: ref(['rider'], 'Who comes') }),
] as const
