/** The Lab in a run file: how it was opened, and what was asked for in it. */

import { FAILURES, type FailureKind, KNOBS, LAB_VERBS, MOST_LOAD } from '../model/lab'
import { ERAS } from '../model/units'
import { name, oneOf, ref, ticks, whole } from './fields'
import type { LabWish } from './lab'
import type { Incident } from './level'
import { z } from './zod'

export const LAB_WISH = z.strictObject({
  era: z.enum(ERAS),
  riders: oneOf(['own', 'none'], 'riders', 'Those of the level, by its timetable; or an empty park'),
  timetable: z.boolean(),
  hands: oneOf(['free', 'two'], 'hands', 'As many as are needed at once, or two people'),
}) satisfies z.ZodType<LabWish>

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
