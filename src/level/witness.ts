/**
 * Commands as an author writes them, and the lists of them that prove a level: its
 * `solution`, which lands, and the same without its lesson, which wipes out.
 *
 * A line is done at a tick, or as soon as a condition holds, so that one list works
 * for many seeds. What each verb may aim at is part of the shape.
 */

import { LANES } from '../model/command'
import { LONGEST_RUN } from './bounds'
import { oneOf, ref, whole } from './fields'
import { CONDITION } from './guards'
import { z } from './zod'

const PLATES = ['machine', 'hypervisor', 'node'] as const

const rider = ref(['rider'], 'A rider, by its workload')
const plate = ref(PLATES, 'A host, by the name of its machine')
const anything = ref(
  ['rider', 'volume', ...PLATES, 'control-plane', 'choice'],
  'A rider or its volume by the workload, a host by the name of its machine, or the control plane by its cluster',
)

const ROUTE = z
  .strictObject({
    verb: z.literal('ROUTE'),
    target: rider,
    lane: oneOf(
      LANES,
      'lane',
      "Where to: pods (bowl), pods of a tenant's own cluster (rail), servers (boxes) or machines (slab)",
    ),
    plate: plate.meta({ description: 'The one host it has to go to' }).exactOptional(),
  })
  .meta({ title: 'ROUTE command' })

const CALM = z.strictObject({ verb: z.enum(['LAND', 'HOLD']), target: rider }).meta({ title: 'LAND or HOLD command' })

const TRICK = z
  .strictObject({ verb: z.enum(['SCALE', 'SAVE', 'UNDO', 'MOVE']), target: anything })
  .meta({ title: 'SCALE, SAVE, UNDO or MOVE command' })

export const COMMAND = z
  .discriminatedUnion('verb', [ROUTE, CALM, TRICK])
  .meta({ title: 'verb', description: 'What is asked for: a verb, and what it aims at' })

export const WHEN = z
  .union([whole(0, LONGEST_RUN, 'At this cluster second'), CONDITION])
  .meta({ title: 'moment', description: 'A cluster second, or a condition: then as soon as it holds' })

export const WITNESS_LINE = z.strictObject({ when: WHEN, command: COMMAND }).meta({
  title: 'line of a solution',
  examples: [{ when: 30, command: { verb: 'ROUTE', target: 'rider/hello', lane: 'bowl' } }],
})

export const WITNESS = z.array(WITNESS_LINE).max(400)
export type WitnessLine = z.infer<typeof WITNESS_LINE>
