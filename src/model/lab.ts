/**
 * What can be asked for in the Lab and nowhere else: to have something fail now, to mend
 * it, to have more or fewer users, to have somebody come, to have the park otherwise.
 *
 * Whoever asks is the scenario's hand and not the operator's: it is no move, takes no
 * hand, and is credited with nothing. But it stands in the log like a command, so that
 * whoever plays that again comes to the same end.
 */

export const LAB_VERBS = ['FIRE', 'MEND', 'LOAD', 'ADD', 'TUNE'] as const

/** Everything that a level's timetable can have fail, by the names that it has there. */
export const FAILURES = [
  'host-down',
  'host-cut-off',
  'power-lost',
  'kernel-panic',
  'kubelet-down',
  'runtime-restart',
  'process-crash',
  'process-hung',
  'noisy-neighbour',
  'intruder',
  'disk-lost',
  'api-server-down',
  'scheduler-down',
  'controller-manager-down',
  'etcd-member-down',
  'etcd-disk-slow',
  'etcd-full',
  'certificates-expire',
  'registry-down',
  'cluster-upgrade',
  'days-pass',
] as const
export type FailureKind = (typeof FAILURES)[number]

/** The same fields that an incident of that kind has in a level. */
export interface Failure {
  readonly what: FailureKind
  /** Cluster seconds after which it is over by itself; left out, it stays. */
  readonly lasts?: number
  readonly days?: number
  readonly byMs?: number
  readonly from?: string
  readonly perSecond?: number
}

/** Of what its users ask at their usual times, in percent. */
export const MOST_LOAD = 400

/** What else can be turned, and to what; the first is as the park has it. */
export const KNOBS = {
  scheduler: ['park', 'LeastAllocated', 'MostAllocated'],
  quota: ['100', '50', '200', '400'],
  registry: ['100', '10', '50', '400'],
  storage: ['100', '10', '50', '400'],
  network: ['100', '10', '50', '400'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type Knob = keyof typeof KNOBS

export type LabCommand = {
  /** What breaks, mends, asks or comes: a target of an incident; `park/all` for everybody's users. */
  readonly target: string
} & (
  | { readonly verb: 'FIRE' | 'MEND'; readonly fire: Failure }
  | { readonly verb: 'LOAD'; readonly percent: number }
  | { readonly verb: 'ADD' }
  | { readonly verb: 'TUNE'; readonly value: string }
)

export const isLabCommand = (command: { readonly verb: string }): command is LabCommand =>
  (LAB_VERBS as readonly string[]).includes(command.verb)

/** Everybody who has users. */
export const EVERYBODY = 'park/all'
