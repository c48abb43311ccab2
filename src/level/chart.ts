/**
 * The statechart of a lesson, as an author writes it: a small part of XState's own
 * machine JSON, so that its words, tools and pictures apply.
 *
 * There is no context, invoke, history or id, and nothing in it names code: guards are
 * conditions, actions are four words with parameters. A target is a sibling's name, or
 * `#landed` or `#wipedOut`, the two ends that `machine.ts` puts beside it.
 */

import { VERBS } from '../model/command'
import { REASONS } from '../model/happening'
import { LONGEST_NAME } from './bounds'
import { name, oneOf, wordKey } from './fields'
import { CONDITION } from './guards'
import { z } from './zod'

/** More than anybody could follow, and what keeps the checks quick. */
export const MOST_STATES = 200

export const ENDS = ['#landed', '#wipedOut'] as const

/** What a chart can listen for: what occurs in the cluster, and what the player did. */
export const EVENTS = [...REASONS, ...VERBS.map(verb => `did.${verb}` as const)] as const
export type ChartEvent = (typeof EVENTS)[number]

const STATE_PATTERN = '[A-Za-z][A-Za-z0-9_-]*'

/** No dots: XState writes the way to a state with them. */
const stateName = (description: string) =>
  z
    .string()
    .max(LONGEST_NAME)
    .regex(new RegExp(`^${STATE_PATTERN}$`))
    .meta({ title: 'name of a state', description })

const TARGET = z
  .string()
  .max(LONGEST_NAME)
  .regex(new RegExp(`^(#landed|#wipedOut|${STATE_PATTERN})$`))
  .meta({ title: 'target', description: 'A state beside this one, or #landed or #wipedOut' })

const text = wordKey('The key of a text in words')
const entry = name('The id of an arrival or an incident')

const action = <const Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z
    .strictObject({ type: z.literal(type), params: z.strictObject(shape).meta({ title: `params of ${type}` }) })
    .meta({ title: `${type} action` })

const ACTION = z
  .discriminatedUnion('type', [
    action('say', { text }),
    action('hint', { hint: text }),
    action('start', { entry }),
    action('stop', { entry }),
  ])
  .meta({
    id: 'Action',
    title: 'action',
    description: 'Say something, show a hint, start or stop an entry of the timetable',
    examples: [{ type: 'say', params: { text: 'say.hello' } }],
  })
export type ChartAction = z.infer<typeof ACTION>

const GUARD = z
  .strictObject({ type: z.literal('holds'), params: CONDITION })
  .meta({ title: 'guard', description: 'Only if this condition holds' })

const description = z.string().max(200).meta({ description: 'For those who read the file' }).exactOptional()

const TRANSITION = z
  .strictObject({
    target: TARGET.exactOptional(),
    guard: GUARD.exactOptional(),
    actions: z.array(ACTION).max(8).meta({ description: 'Done on the way' }).exactOptional(),
    description,
  })
  .meta({ id: 'Transition', title: 'transition' })
export type Transition = z.infer<typeof TRANSITION>

const TRANSITIONS = z
  .union([
    TARGET,
    TRANSITION,
    z
      .array(z.union([TARGET, TRANSITION]))
      .min(1)
      .max(8),
  ])
  .meta({
    title: 'transition',
    description: 'A target, a transition, or several: the first whose guard holds is taken',
  })
export type Transitions = z.infer<typeof TRANSITIONS>

const actions = (when: string) =>
  z
    .array(ACTION)
    .max(8)
    .meta({ description: `Done ${when}` })
    .exactOptional()

export const STATE = z
  .strictObject({
    type: z.literal('parallel').meta({ description: 'All its states are active at once' }).exactOptional(),
    initial: stateName('Which of its states comes first').exactOptional(),
    on: z
      .partialRecord(oneOf(EVENTS, 'event', 'What to listen for'), TRANSITIONS)
      .meta({ description: 'By what occurs: the reason of a happening, or did.<VERB>' })
      .exactOptional(),
    after: z
      .record(
        z
          .string()
          .regex(/^[1-9][0-9]{0,4}$/)
          .meta({ title: 'number of cluster seconds' }),
        TRANSITIONS,
      )
      .meta({ description: 'By cluster seconds in this state' })
      .exactOptional(),
    always: TRANSITIONS.meta({ description: 'As soon as its guard holds' }).exactOptional(),
    entry: actions('on entering'),
    exit: actions('on leaving'),
    description,
    get states() {
      return z
        .record(stateName('A state'), STATE)
        .meta({ id: 'States', description: 'The states inside this one' })
        .exactOptional()
    },
  })
  .meta({ id: 'State', title: 'state' })
export type State = z.infer<typeof STATE>
