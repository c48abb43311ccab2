/**
 * A level, format 1: everything an author writes.
 *
 * This schema is the one source: the type `Level`, the file `levels/level.schema.json`
 * that editors complete by, and the checks of `diagnose` all come from it. What one
 * field cannot say alone (that a name exists, that texts are there) is in `names.ts`,
 * `word-lint.ts` and `chart-lint.ts`. Unknown keys are errors; root keys that start
 * with `x-` belong to whoever wrote them and are kept in `extensions`.
 */

import { VERBS } from '../model/command'
import { ERAS } from '../model/units'
import { LONGEST_RUN, MANY } from './bounds'
import { STATE } from './chart'
import { name, oneOf, ref, ticks, whole, wordKey } from './fields'
import { CONDITION } from './guards'
import type { LabWish } from './lab'
import { CAPS } from './metrics'
import { PARK } from './park'
import { WITNESS } from './witness'
import { WORKLOAD } from './workload'
import { z } from './zod'

export const FORMAT = 1

/** What a level can let its player do. */
export const ABILITIES = [...VERBS, 'PLAN', 'REWIND'] as const
export type Ability = (typeof ABILITIES)[number]

/** The meters that a level can show. */
export const SHOWN = ['budget', 'hands', 'cost', 'toil', 'flow'] as const

export const EXTENSION_PREFIX = 'x-'

const thresholds = (most: number, what: string) =>
  z
    .strictObject({
      bronze: whole(0, most, `${what} for bronze`),
      silver: whole(0, most, `${what} for silver`),
      gold: whole(0, most, `${what} for gold`),
    })
    .meta({ title: 'medal' })

const MEDALS = z
  .strictObject({
    slo: thresholds(1_000_000, 'Share of requests served in time, in parts per million, at least'),
    cost: thresholds(MANY, 'Money spent, in micro-units, at most'),
    toil: thresholds(1_000_000, 'Share of hand time used, in parts per million, at most'),
  })
  .meta({ title: 'medals', description: 'Three medals that pull against each other; left out, there are none' })

const ARRIVAL = z
  .strictObject({
    id: name('By which the chart can start or stop it'),
    workload: name('The workload that comes'),
    announced: ticks('From when it is on the INCOMING board'),
    up: ticks('When it is up to be routed'),
    due: ticks('When its users come'),
    patience: ticks('How long its users wait before all it had planned counts as failed', 1),
  })
  .meta({ title: 'arrival' })

/** What can be seen of it beforehand: a plan is exact, a sign gives a window and is wrong one time in four. */
const WARNING = z
  .strictObject({
    kind: oneOf(
      ['plan', 'sign'],
      'kind of warning',
      'A plan comes true to the second; a sign gives a window, or nothing comes of it',
    ),
    sign: oneOf(
      ['fan', 'disk', 'memory', 'network', 'patching', 'power', 'load', 'calendar'],
      'sign',
      'What is seen on the INCOMING board',
    ),
    before: ticks('How long before it', 30),
  })
  .meta({ title: 'warning', description: 'Left out, it comes unannounced' })

const strikes = {
  id: name('By which the chart can start or stop it'),
  at: ticks('When it strikes; null: only when the chart starts it').nullable(),
  warning: WARNING.exactOptional(),
}

const lasting = { lasts: ticks('After how long it is over by itself; left out, it stays', 1).exactOptional() }

const HOST_TARGET = ref(
  ['machine', 'node', 'hypervisor', 'rider'],
  'A host by the name of its machine, or the machine under a rider when it strikes',
)

const RIDER_TARGET = ref(['rider'], 'Whose')

const CIRCUIT = ref(['rack', 'feed'], 'By the name that machines have as their rack or powerFeed')

const REGISTRY = ref(['registry'], 'There is one: registry/images')
const PARK_TARGET = ref(['park'], 'There is one: park/all')

const PLANE_TARGET = ref(
  ['control-plane', 'machine', 'server'],
  'Of every member of a control plane, or of the one on this machine or in this guest',
)
const WHOLE_PLANE = ref(['control-plane'], 'Whose')

const partDown = <const What extends string>(what: What, description: string) =>
  z
    .strictObject({ ...strikes, what: z.literal(what), target: PLANE_TARGET, ...lasting })
    .meta({ title: `${what} incident`, description })

export const INCIDENT = z
  .discriminatedUnion('what', [
    z
      .strictObject({ ...strikes, what: z.literal('host-down'), target: HOST_TARGET, ...lasting })
      .meta({ title: 'host-down incident' }),
    z
      .strictObject({ ...strikes, what: z.literal('host-cut-off'), target: HOST_TARGET, ...lasting })
      .meta({ title: 'host-cut-off incident', description: 'It lives on, but its control plane cannot reach it' }),
    z
      .strictObject({ ...strikes, what: z.literal('process-crash'), target: RIDER_TARGET })
      .meta({ title: 'process-crash incident' }),
    z
      .strictObject({ ...strikes, what: z.literal('process-hung'), target: RIDER_TARGET })
      .meta({ title: 'process-hung incident', description: 'One of its pods is there and answers nothing any more' }),
    z
      .strictObject({ ...strikes, what: z.literal('disk-lost'), target: RIDER_TARGET })
      .meta({ title: 'disk-lost incident', description: 'The disk that the rider has its data on' }),
    z
      .strictObject({
        ...strikes,
        what: z.literal('kubelet-down'),
        target: ref(['node', 'rider'], 'A node, or the one under a rider when it strikes'),
        ...lasting,
      })
      .meta({
        title: 'kubelet-down incident',
        description: 'Containers run on; nothing is started, probed or stopped there',
      }),
    z.strictObject({ ...strikes, what: z.literal('kernel-panic'), target: HOST_TARGET, ...lasting }).meta({
      title: 'kernel-panic incident',
      description:
        'Whatever shares that kernel stands still: all pods of a node, one server, all of a hypervisor. Of a rider: the kernel that it runs on',
    }),
    z
      .strictObject({ ...strikes, what: z.literal('power-lost'), target: CIRCUIT, ...lasting })
      .meta({ title: 'power-lost incident', description: 'All machines of a rack, or on a power feed' }),
    z.strictObject({ ...strikes, what: z.literal('noisy-neighbour'), target: RIDER_TARGET, ...lasting }).meta({
      title: 'noisy-neighbour incident',
      description: "The rider's servers take all the cpu time that they can get; others on their hypervisors miss it",
    }),
    z
      .strictObject({
        ...strikes,
        what: z.literal('intruder'),
        target: RIDER_TARGET,
        from: name('The workload in whose processes somebody has got'),
        perSecond: whole(1, 100_000, 'So often they ask the target, where they are let through'),
        ...lasting,
      })
      .meta({
        title: 'intruder incident',
        description: 'Requests from inside the park: a NetworkPolicy keeps them out where it is enforced',
      }),
    z
      .strictObject({
        ...strikes,
        what: z.literal('runtime-restart'),
        target: ref(['node', 'rider'], 'A node, or the one under a rider when it strikes'),
      })
      .meta({
        title: 'runtime-restart incident',
        description: 'Its container runtime is started again: under Docker all its containers are shut down',
      }),
    z
      .strictObject({ ...strikes, what: z.literal('registry-down'), target: REGISTRY, ...lasting })
      .meta({ title: 'registry-down incident', description: 'No image can be pulled; what a node has it starts' }),
    z
      .strictObject({
        ...strikes,
        what: z.literal('days-pass'),
        target: PARK_TARGET,
        days: whole(1, 3_650, 'How many: disks die, machines crash and circuits fail at their rates meanwhile'),
      })
      .meta({ title: 'days-pass incident', description: 'Nobody plays for so long; what wears out has worn out' }),
    z.strictObject({ ...strikes, what: z.literal('cluster-upgrade'), target: WHOLE_PLANE }).meta({
      title: 'cluster-upgrade incident',
      description: 'It is upgraded with the tool that it was made with: node by node, each emptied first, or in place',
    }),
    partDown('api-server-down', 'Nothing can be asked or changed; what runs runs on'),
    partDown('scheduler-down', 'New pods stay Pending'),
    partDown('controller-manager-down', 'Nothing is replaced, scaled or marked NotReady'),
    partDown(
      'etcd-member-down',
      'The etcd of that machine, or of every one, stops; without a majority nothing is written',
    ),
    z
      .strictObject({
        ...strikes,
        what: z.literal('etcd-disk-slow'),
        target: PLANE_TARGET,
        byMs: whole(
          1,
          60_000,
          'How much longer a write takes, in milliseconds; a leader slower than a second is unseated',
        ),
        ...lasting,
      })
      .meta({ title: 'etcd-disk-slow incident', description: 'Late writes, late heartbeats, elections' }),
    z
      .strictObject({ ...strikes, what: z.literal('etcd-full'), target: WHOLE_PLANE })
      .meta({ title: 'etcd-full incident', description: 'NOSPACE: reads and deletes only, until it is defragmented' }),
    z
      .strictObject({ ...strikes, what: z.literal('certificates-expire'), target: WHOLE_PLANE })
      .meta({ title: 'certificates-expire incident', description: 'The year of its certificates is over' }),
  ])
  .meta({ title: 'kind of incident' })

const GOAL = z
  .strictObject({
    id: name('Kept in the records over many runs'),
    must: z.boolean().meta({ description: 'Without it the run is not landed' }),
    that: CONDITION,
  })
  .meta({ title: 'goal', description: 'Its text is made from its condition' })

const UNOBSERVED = z.strictObject({ for: ticks('How long one stays known after one was looked at', 1) }).meta({
  title: 'unobserved',
  description: 'Where riders are and how they fare is not shown until TARGET looks at them; the cluster is the same',
})

const WORDS = z
  .record(wordKey('A key'), z.string().min(1).max(600))
  .meta({ description: 'By key: name, briefing, teaches, claim, rider.<workload>, and every text the chart uses' })

export const LANGUAGE_PATTERN = /^[a-z]{2}(-[A-Z]{2})?$/

export const LEVEL_V1 = z
  .strictObject({
    $schema: z.string().max(300).meta({ description: 'For the editor: ./level.schema.json' }).exactOptional(),
    format: z.literal(FORMAT).meta({ description: 'The format of this file' }),
    id: z
      .string()
      .max(40)
      .regex(/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/)
      .meta({ title: 'id of a level', description: 'Unique, and the name of the file', examples: ['L01-drop-in'] }),
    era: oneOf(ERAS, 'era', 'Which constants hold where they differ'),
    timeScale: whole(1, 240, 'Cluster seconds in one second of play'),
    seed: whole(0, 4_294_967_295, 'Which of the many runs this is'),
    lasts: whole(60, LONGEST_RUN, 'How long the run lasts, in cluster seconds'),
    slo: whole(
      0,
      999_999,
      'The share of requests to serve in time, in parts per million; the rest is the error budget',
    ),
    medals: MEDALS.exactOptional(),
    teaches: wordKey('The key of the sentence that says what is learnt'),
    claim: wordKey('The key of the sentence that is put to the test'),
    park: PARK,
    workloads: z.array(WORKLOAD).min(1).max(CAPS.workloads).meta({ description: 'What somebody wants run' }),
    arrivals: z.array(ARRIVAL).min(1).max(CAPS.workloads).meta({ description: 'When each comes' }),
    incidents: z.array(INCIDENT).max(100).meta({ description: 'What breaks, and when' }).default([]),
    goals: z.array(GOAL).min(1).max(12).meta({ description: 'At least one of them must hold at the end' }),
    may: z
      .array(oneOf(ABILITIES, 'ability', 'A verb, or PLAN or REWIND'))
      .min(1)
      .max(ABILITIES.length)
      .meta({ description: 'What the player may do here' }),
    shows: z
      .array(oneOf(SHOWN, 'meter', 'A meter'))
      .min(1)
      .max(SHOWN.length)
      .meta({ description: 'The meters on screen during the run; the debrief has them all' })
      .default(SHOWN.filter(meter => meter !== 'flow')),
    unobserved: UNOBSERVED.exactOptional(),
    hints: z
      .array(wordKey('The key of a hint'))
      .max(12)
      .meta({ description: 'Hints for those who ask, in order' })
      .default([]),
    machine: STATE.meta({ title: 'state', description: 'Where we are in the lesson' }).default({}),
    solution: WITNESS.meta({ description: 'Commands with which the level lands, whatever the seed' }),
    losesWithout: WITNESS.meta({ description: 'The same without the lesson: with these it wipes out' }),
    words: z.record(z.string().regex(LANGUAGE_PATTERN).meta({ title: 'language' }), WORDS).meta({
      description:
        "The level's own texts, by language; en is required. ICU messages: {device}, {keyMOVE} and the like may be asked",
    }),
  })
  .meta({ title: 'level' })

/** What an author may leave out is filled in. */
export type Level = z.infer<typeof LEVEL_V1> & {
  readonly extensions: Readonly<Record<string, unknown>>
  /** It was made into a Lab: nobody writes that into a file. */
  readonly lab?: LabWish
  /** It was made into a round of a duel. */
  readonly duel?: true
}

export type Workload = Level['workloads'][number]
export type Arrival = Level['arrivals'][number]
export type Incident = Level['incidents'][number]
export type Goal = Level['goals'][number]
export type Medals = NonNullable<Level['medals']>
