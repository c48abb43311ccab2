/**
 * What a level says of where pods may run, in the words of a pod's spec and of a node's:
 * labels and taints, tolerations, affinity, topology spread, priority, the scheduler's
 * profile. All of it may be left out.
 *
 * Simpler than the real thing: pods are selected by their workload's name alone, and a
 * PriorityClass is its value.
 */

import { NODE_OPERATORS, STRATEGIES, TAINT_EFFECTS } from '../model/placement'
import { LONGEST_NAME } from './bounds'
import { name, oneOf, whole } from './fields'
import { z } from './zod'

const MOST = 20
const HIGHEST_PRIORITY = 1_000_000_000

const label = (description: string) =>
  z
    .string()
    .min(1)
    .max(LONGEST_NAME * 3)
    .regex(/^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$/)
    .meta({ title: 'key or value of a label', description })

const topologyKey = label('The label whose values are the domains: kubernetes.io/hostname, topology.kubernetes.io/zone')

export const LABELS = z.record(label('A key'), label('A value')).meta({ description: 'Labels that its node carries' })

export const TAINT = z
  .strictObject({
    key: label('Its key'),
    value: label('Its value').or(z.literal('')).default(''),
    effect: oneOf(TAINT_EFFECTS, 'effect of a taint', 'Keeps pods off, would rather not have them, or evicts them too'),
  })
  .meta({ title: 'taint', examples: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] })

const TOLERATION = z
  .strictObject({
    key: label('The key of the taint; left out, any').exactOptional(),
    operator: oneOf(['Equal', 'Exists'], 'operator', 'Whether the value must be the same').default('Equal'),
    value: label('Its value').exactOptional(),
    effect: oneOf(TAINT_EFFECTS, 'effect of a taint', 'Left out, any').exactOptional(),
    tolerationSeconds: whole(
      0,
      86_400,
      'Of NoExecute: how long it is borne, on a node that is lost or tainted by hand; left out, for good',
    ).exactOptional(),
  })
  .meta({ title: 'toleration', examples: [{ key: 'dedicated', operator: 'Exists' }] })

const EXPRESSIONS = z
  .array(
    z
      .strictObject({
        key: label('A label of nodes'),
        operator: oneOf(NODE_OPERATORS, 'operator', 'How the label is compared'),
        values: z
          .array(label('A value'))
          .max(MOST)
          .default([])
          .meta({ description: 'None for Exists and DoesNotExist, one whole number for Gt and Lt' }),
      })
      .meta({ title: 'expression' }),
  )
  .min(1)
  .max(MOST)
  .meta({ description: 'All of these together' })

const weight = whole(1, 100, 'How much it counts')

const NODE_AFFINITY = z
  .strictObject({
    required: z
      .array(z.strictObject({ matchExpressions: EXPRESSIONS }).meta({ title: 'term' }))
      .max(MOST)
      .default([])
      .meta({ description: 'Any of these terms will do' }),
    preferred: z
      .array(z.strictObject({ weight, matchExpressions: EXPRESSIONS }).meta({ title: 'preferred term' }))
      .max(MOST)
      .default([])
      .meta({ description: 'Nodes that match are liked by the sum of the weights' }),
  })
  .meta({ title: 'node affinity', description: 'Which nodes it may use, and which it likes' })

const SPREAD = z
  .strictObject({
    topologyKey,
    maxSkew: whole(1, 100, 'How many pods more than the emptiest domain one may have'),
    whenUnsatisfiable: oneOf(['DoNotSchedule', 'ScheduleAnyway'], 'answer to too much skew', 'Wait, or only mind it'),
    minDomains: whole(1, 100, 'With fewer domains the emptiest counts as empty').exactOptional(),
    nodeAffinityPolicy: oneOf(['Honor', 'Ignore'], 'policy', 'Whether nodes it may not use count').exactOptional(),
    nodeTaintsPolicy: oneOf(
      ['Honor', 'Ignore'],
      'policy',
      'Whether nodes whose taints it does not bear count',
    ).exactOptional(),
  })
  .meta({ title: 'topology spread constraint' })

const TERM = {
  workload: name('Of which workload the pods are that are meant'),
  topologyKey,
}

const COMPANY = z
  .strictObject({
    required: z
      .array(z.strictObject(TERM).meta({ title: 'pod affinity term' }))
      .max(MOST)
      .default([])
      .meta({ description: 'What must be so when it is placed' }),
    preferred: z
      .array(z.strictObject({ weight, ...TERM }).meta({ title: 'preferred pod affinity term' }))
      .max(MOST)
      .default([])
      .meta({ description: 'What counts when nodes are scored' }),
  })
  .meta({ title: 'affinity to pods', description: 'Domains in which pods of a workload are, or are not to be' })

/** Of a workload. */
export const PLACEMENT = {
  priority: whole(-HIGHEST_PRIORITY, HIGHEST_PRIORITY, 'The value of its PriorityClass; left out, 0').exactOptional(),
  preemptionPolicy: oneOf(
    ['PreemptLowerPriority', 'Never'],
    'preemption policy',
    'Whether pods of lower priority are made to go for it',
  ).exactOptional(),
  tolerations: z.array(TOLERATION).max(MOST).meta({ description: 'Taints that it bears' }).exactOptional(),
  nodeAffinity: NODE_AFFINITY.exactOptional(),
  topologySpread: z.array(SPREAD).max(MOST).meta({ description: 'How its pods are spread' }).exactOptional(),
  podAffinity: COMPANY.exactOptional(),
  podAntiAffinity: COMPANY.exactOptional(),
  hostPorts: z
    .array(whole(1, 65_535, 'TCP port'))
    .max(MOST)
    .meta({ description: 'Ports of its node that its container takes: no two such pods fit on one node' })
    .exactOptional(),
} as const

export const PROFILE = z
  .strictObject({
    strategy: oneOf(
      STRATEGIES,
      'scoring strategy',
      'Which nodes NodeResourcesFit likes: the emptiest, the fullest, or by the shape (2017 knows no shape)',
    ),
    shape: z
      .array(
        z
          .strictObject({
            utilization: whole(0, 100, 'How full, in percent; each point more than the one before'),
            score: whole(0, 10, 'What that is worth'),
          })
          .meta({ title: 'point of the shape' }),
      )
      .max(MOST)
      .default([
        { utilization: 0, score: 0 },
        { utilization: 100, score: 10 },
      ])
      .meta({ description: 'Of RequestedToCapacityRatio; straight lines lie between the points' }),
  })
  .meta({
    title: 'scheduler profile',
    description: 'How the scheduler fills nodes up; left out, the least full first',
    examples: [{ strategy: 'MostAllocated' }],
  })
