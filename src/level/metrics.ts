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
  /** Cluster seconds since the run began. */
  tick: { unit: 'seconds', min: 0, max: LONGEST_RUN, of: 'none' },
  /** Share of the error budget that is left. */
  'budget.leftPpm': { unit: 'ppm', min: 0, max: PPM, of: 'none' },
  /** Requests charged to the budget so far. */
  'budget.lost': { unit: 'requests', min: 0, max: MANY, of: 'none' },
  /** Requests that its users mean to send in the whole run; of all without a name. */
  'requests.planned': {
    unit: 'requests',
    min: 0,
    max: MANY,
    of: 'workload',
    sums: true,
  },
  /** Requests lost or answered too late so far; of all without a name. */
  'requests.lost': {
    unit: 'requests',
    min: 0,
    max: MANY,
    of: 'workload',
    sums: true,
  },
  /** Share of the requests sent so far that were answered in time; of all without a name. */
  'requests.servedPpm': {
    unit: 'ppm',
    min: 0,
    max: PPM,
    of: 'workload',
    sums: true,
  },
  /** The rider is up: it waits to be routed. */
  'rider.up': { unit: 'yes', min: 0, max: 1, of: 'workload' },
  /** The rider has been routed to a lane. */
  'rider.placed': { unit: 'yes', min: 0, max: 1, of: 'workload' },
  /** Something of it is Ready to answer. */
  'rider.ready': { unit: 'yes', min: 0, max: 1, of: 'workload' },
  /** The rider is in service. */
  'rider.landed': { unit: 'yes', min: 0, max: 1, of: 'workload' },
  /** Riders in service. */
  'riders.landed': { unit: 'riders', min: 0, max: CAPS.workloads, of: 'none' },
  /** Riders waiting in the deck. */
  'riders.waiting': { unit: 'riders', min: 0, max: CAPS.workloads, of: 'none' },
  /** Its pods that are Ready. */
  'pods.ready': { unit: 'pods', min: 0, max: 200_000, of: 'workload' },
  /** Pods, servers and machines that answer its requests. */
  'endpoints.ready': {
    unit: 'endpoints',
    min: 0,
    max: 200_000,
    of: 'workload',
  },
  /** Machines in state active. */
  'machines.active': { unit: 'machines', min: 0, max: CAPS.machines, of: 'none' },
  /** Machines ordered so far. */
  'machines.ordered': { unit: 'machines', min: 0, max: MANY, of: 'none' },
  /** Spare machines that can still be ordered. */
  'machines.available': {
    unit: 'machines',
    min: 0,
    max: CAPS.machines,
    of: 'none',
  },
  /** The machine is in state active. */
  'machine.active': { unit: 'yes', min: 0, max: 1, of: 'machine' },
  /** The control plane knows that it is lost: its node is NotReady, or its compute service is reported down. */
  'machine.down': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'machine',
  },
  /** Its data lies on a network disk. */
  'data.onNetwork': { unit: 'yes', min: 0, max: 1, of: 'workload' },
  /** There is a snapshot of its data. */
  'data.saved': { unit: 'yes', min: 0, max: 1, of: 'workload' },
  /** Acknowledged writes lost so far. */
  'writes.lost': { unit: 'writes', min: 0, max: MANY, of: 'none' },
  /** The node is Ready, as far as Kubernetes knows. */
  'node.ready': { unit: 'yes', min: 0, max: 1, of: 'node' },
  /** Money spent so far. */
  'cost.microUnits': { unit: 'microUnits', min: 0, max: MANY, of: 'none' },
  /** Share of hand time used so far. */
  'toil.ppm': { unit: 'ppm', min: 0, max: PPM, of: 'none' },
  /** FLOW: calm time and useful moves, less what automation has cost. */
  'flow.seconds': {
    unit: 'seconds',
    min: 0,
    max: MANY,
    of: 'none',
  },
  /** Runbooks automated so far. */
  'runbooks.automated': { unit: 'commands', min: 0, max: MANY, of: 'none' },
  /** Hands that are busy now. */
  'hands.busy': { unit: 'hands', min: 0, max: 2, of: 'none' },
  /** Commands refused so far. */
  'commands.refused': { unit: 'commands', min: 0, max: MANY, of: 'none' },
  /** An API server answers kubectl. */
  'api.up': { unit: 'yes', min: 0, max: 1, of: 'none', plane: true },
  /** A scheduler and a controller manager act. */
  'controllers.act': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'none',
    plane: true,
  },
  /** All of etcd's members live, one leads, and it takes writes. */
  'etcd.healthy': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'none',
    plane: true,
  },
  /** Members of etcd that have a vote, dead ones among them. */
  'etcd.members': {
    unit: 'members',
    min: 0,
    max: MANY,
    of: 'none',
    plane: true,
  },
  /** Those of them that live. */
  'etcd.living': { unit: 'members', min: 0, max: MANY, of: 'none', plane: true },
  /** There is a snapshot of etcd. */
  'etcd.saved': { unit: 'yes', min: 0, max: 1, of: 'none', plane: true },
  /** The certificates of the control plane have not run out. */
  'certificates.valid': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'none',
    plane: true,
  },
  /** Its users are here and nobody answers them. */
  'rider.failing': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
  },
  /** More requests come to it than it has workers for, those that are made again included. */
  'rider.overloaded': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
  },
  /** It was routed to the bowl last. */
  'rider.inBowl': { unit: 'yes', min: 0, max: 1, of: 'workload' },
  /** It was routed to the boxes last. */
  'rider.inBoxes': { unit: 'yes', min: 0, max: 1, of: 'workload' },
  /** It was routed to the slab last. */
  'rider.onSlab': { unit: 'yes', min: 0, max: 1, of: 'workload' },
  /** It was routed to the rail last: to a tenant's own cluster. */
  'rider.onRail': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
  },
  /** Share of what the nodes of a tenant's cluster may give away that is free; of several clusters, where it is least. */
  'headroom.ppm': {
    unit: 'ppm',
    min: 0,
    max: PPM,
    of: 'none',
  },
  /** Machines that something of it stands on, less those known to be lost. */
  'rider.machines': {
    unit: 'machines',
    min: 0,
    max: CAPS.machines,
    of: 'workload',
  },
  /** Something of it stands on a machine that is known to be lost. */
  'rider.stranded': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
  },
  /** Riders of which something stands on the machine. */
  'machine.riders': {
    unit: 'riders',
    min: 0,
    max: CAPS.workloads,
    of: 'machine',
  },
  /** No new pods are let onto the node. */
  'node.cordoned': { unit: 'yes', min: 0, max: 1, of: 'node' },
  /** The node is being drained, and something on it has not gone yet. */
  'node.draining': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'node',
  },
  /** Drains so far that could not begin: a budget let nobody go, and they wait for it. */
  'drains.refused': {
    unit: 'commands',
    min: 0,
    max: MANY,
    of: 'none',
  },
  /** Members of its database that live; none of one that keeps a single copy. */
  'store.living': {
    unit: 'members',
    min: 0,
    max: MANY,
    of: 'workload',
  },
  /** All of its database can be written: of each range a majority lives, or somebody leads. */
  'store.available': {
    unit: 'yes',
    min: 0,
    max: 1,
    of: 'workload',
  },
} as const satisfies Readonly<Record<string, Metric>>

export type MetricId = keyof typeof METRICS
export const METRIC_IDS = Object.keys(METRICS) as readonly MetricId[]

export const metricOf = (id: MetricId): Metric => METRICS[id]

/** How the run answers. `of` is the bare name of a workload, machine or node. */
export type Read = (metric: MetricId, of?: string) => number
