/**
 * Everything a condition can ask of a run, declared once.
 *
 * The list is the enum in the schema, the completion in the editor, the "did you
 * mean" in a message and, by unit and range, the sentence a goal is told in. `rules`
 * answers: it hands this floor a `Read`. All answers are whole numbers; yes is 1.
 *
 * Append only: a level may name any of these for ever.
 */

import { LONGEST_RUN, MANY } from './bounds'

/** What a metric can be about. */
export type Subject = 'workload' | 'machine' | 'node'

export type Unit =
  | 'seconds'
  | 'ppm'
  | 'requests'
  | 'yes'
  | 'riders'
  | 'pods'
  | 'endpoints'
  | 'machines'
  | 'microUnits'
  | 'hands'
  | 'commands'
  | 'writes'
  | 'members'

export interface Metric {
  readonly unit: Unit
  readonly min: number
  readonly max: number
  readonly of: 'none' | Subject
  /** `of` may be left out: then it is the sum over all. */
  readonly sums?: true
  /** It is about a control plane, which a park need not name: by the name of its cluster, or the operator's. */
  readonly plane?: true
  readonly doc: string
}

const PPM = 1_000_000

/** The most of each kind that a level can hold; what `count` may cost follows from them. */
export const CAPS = { workloads: 40, machines: 200, nodes: 200, members: 7 } as const
export type Collection = Exclude<keyof typeof CAPS, 'members'>

export const SUBJECT_OF = { workloads: 'workload', machines: 'machine', nodes: 'node' } as const satisfies Record<
  Collection,
  Subject
>

export const METRICS = {
  tick: { unit: 'seconds', min: 0, max: LONGEST_RUN, of: 'none', doc: 'Cluster seconds since the run began.' },
  'budget.leftPpm': { unit: 'ppm', min: 0, max: PPM, of: 'none', doc: 'Share of the error budget that is left.' },
  'budget.lost': { unit: 'requests', min: 0, max: MANY, of: 'none', doc: 'Requests charged to the budget so far.' },
  'requests.planned': {
    unit: 'requests',
    min: 0,
    max: MANY,
    of: 'workload',
    sums: true,
    doc: 'Requests that its users mean to send in the whole run; of all without a name.',
  },
  'requests.lost': {
    unit: 'requests',
    min: 0,
    max: MANY,
    of: 'workload',
    sums: true,
    doc: 'Requests lost or answered too late so far; of all without a name.',
  },
  'requests.servedPpm': {
    unit: 'ppm',
    min: 0,
    max: PPM,
    of: 'workload',
    sums: true,
    doc: 'Share of the requests sent so far that were answered in time; of all without a name.',
  },
  'rider.up': { unit: 'yes', min: 0, max: 1, of: 'workload', doc: 'The rider is up: it waits to be routed.' },
  'rider.placed': { unit: 'yes', min: 0, max: 1, of: 'workload', doc: 'The rider has been routed to a lane.' },
  'rider.ready': { unit: 'yes', min: 0, max: 1, of: 'workload', doc: 'Something of it is Ready to answer.' },
  'rider.landed': { unit: 'yes', min: 0, max: 1, of: 'workload', doc: 'The rider is in service.' },
  'riders.landed': { unit: 'riders', min: 0, max: CAPS.workloads, of: 'none', doc: 'Riders in service.' },
  'riders.waiting': { unit: 'riders', min: 0, max: CAPS.workloads, of: 'none', doc: 'Riders waiting in the deck.' },
  'pods.ready': { unit: 'pods', min: 0, max: 200_000, of: 'workload', doc: 'Its pods that are Ready.' },
  'endpoints.ready': {
    unit: 'endpoints',
    min: 0,
    max: 200_000,
    of: 'workload',
    doc: 'Pods, servers and machines that answer its requests.',
  },
  'machines.active': { unit: 'machines', min: 0, max: CAPS.machines, of: 'none', doc: 'Machines in state active.' },
  'machines.ordered': { unit: 'machines', min: 0, max: MANY, of: 'none', doc: 'Machines ordered so far.' },
  'machines.available': {
    unit: 'machines',
    min: 0,
    max: CAPS.machines,
    of: 'none',
    doc: 'Spare machines that can still be ordered.',
  },
  'machine.active': { unit: 'yes', min: 0, max: 1, of: 'machine', doc: 'The machine is in state active.' },
  'machine.down': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'machine',
    doc: 'The control plane knows that it is lost: its node is NotReady, or its compute service is reported down.',
  },
  'data.onNetwork': { unit: 'yes', min: 0, max: 1, of: 'workload', doc: 'Its data lies on a network disk.' },
  'data.saved': { unit: 'yes', min: 0, max: 1, of: 'workload', doc: 'There is a snapshot of its data.' },
  'writes.lost': { unit: 'writes', min: 0, max: MANY, of: 'none', doc: 'Acknowledged writes lost so far.' },
  'node.ready': { unit: 'yes', min: 0, max: 1, of: 'node', doc: 'The node is Ready, as far as Kubernetes knows.' },
  'cost.microUnits': { unit: 'microUnits', min: 0, max: MANY, of: 'none', doc: 'Money spent so far.' },
  'toil.ppm': { unit: 'ppm', min: 0, max: PPM, of: 'none', doc: 'Share of hand time used so far.' },
  'flow.seconds': {
    unit: 'seconds',
    min: 0,
    max: MANY,
    of: 'none',
    doc: 'FLOW: calm time and useful moves, less what automation has cost.',
  },
  'runbooks.automated': { unit: 'commands', min: 0, max: MANY, of: 'none', doc: 'Runbooks automated so far.' },
  'hands.busy': { unit: 'hands', min: 0, max: 2, of: 'none', doc: 'Hands that are busy now.' },
  'commands.refused': { unit: 'commands', min: 0, max: MANY, of: 'none', doc: 'Commands refused so far.' },
  'api.up': { unit: 'yes', min: 0, max: 1, of: 'none', plane: true, doc: 'An API server answers kubectl.' },
  'controllers.act': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'none',
    plane: true,
    doc: 'A scheduler and a controller manager act.',
  },
  'etcd.healthy': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'none',
    plane: true,
    doc: "All of etcd's members live, one leads, and it takes writes.",
  },
  'etcd.members': {
    unit: 'members',
    min: 0,
    max: MANY,
    of: 'none',
    plane: true,
    doc: 'Members of etcd that have a vote, dead ones among them.',
  },
  'etcd.living': { unit: 'members', min: 0, max: MANY, of: 'none', plane: true, doc: 'Those of them that live.' },
  'etcd.saved': { unit: 'yes', min: 0, max: 1, of: 'none', plane: true, doc: 'There is a snapshot of etcd.' },
  'certificates.valid': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'none',
    plane: true,
    doc: 'The certificates of the control plane have not run out.',
  },
  'rider.failing': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
    doc: 'Its users are here and nobody answers them.',
  },
  'rider.overloaded': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
    doc: 'More requests come to it than it has workers for, those that are made again included.',
  },
  'rider.inBowl': { unit: 'yes', min: 0, max: 1, of: 'workload', doc: 'It was routed to the bowl last.' },
  'rider.inBoxes': { unit: 'yes', min: 0, max: 1, of: 'workload', doc: 'It was routed to the boxes last.' },
  'rider.onSlab': { unit: 'yes', min: 0, max: 1, of: 'workload', doc: 'It was routed to the slab last.' },
  'rider.onRail': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
    doc: "It was routed to the rail last: to a tenant's own cluster.",
  },
  'headroom.ppm': {
    unit: 'ppm',
    min: 0,
    max: PPM,
    of: 'none',
    doc: "Share of what the nodes of a tenant's cluster may give away that is free; of several clusters, where it is least.",
  },
  'rider.machines': {
    unit: 'machines',
    min: 0,
    max: CAPS.machines,
    of: 'workload',
    doc: 'Machines that something of it stands on, less those known to be lost.',
  },
  'rider.stranded': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
    doc: 'Something of it stands on a machine that is known to be lost.',
  },
  'machine.riders': {
    unit: 'riders',
    min: 0,
    max: CAPS.workloads,
    of: 'machine',
    doc: 'Riders of which something stands on the machine.',
  },
  'node.cordoned': { unit: 'yes', min: 0, max: 1, of: 'node', doc: 'No new pods are let onto the node.' },
  'node.draining': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'node',
    doc: 'The node is being drained, and something on it has not gone yet.',
  },
  'drains.refused': {
    unit: 'commands',
    min: 0,
    max: MANY,
    of: 'none',
    doc: 'Drains so far that could not begin: a budget let nobody go, and they wait for it.',
  },
  'store.living': {
    unit: 'members',
    min: 0,
    max: MANY,
    of: 'workload',
    doc: 'Members of its database that live; none of one that keeps a single copy.',
  },
  'store.available': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
    doc: 'All of its database can be written: of each range a majority lives, or somebody leads.',
  },
} as const satisfies Readonly<Record<string, Metric>>

export type MetricId = keyof typeof METRICS
export const METRIC_IDS = Object.keys(METRICS) as readonly MetricId[]

export const metricOf = (id: MetricId): Metric => METRICS[id]

/** How the run answers. `of` is the bare name of a workload, machine or node. */
export type Read = (metric: MetricId, of?: string) => number
