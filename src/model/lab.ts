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

type Detail = Exclude<keyof Failure, 'what'>

interface Strike {
  /** Kinds of target, as kubectl would write them before the slash. */
  readonly of: readonly string[]
  readonly needs?: readonly Detail[]
  /** Neither over by itself nor mended in time: it is done at once. */
  readonly once?: true
}

const HOST: Strike = { of: ['machine', 'node', 'hypervisor', 'rider'] }
const PLANE: Strike = { of: ['control-plane', 'machine', 'server'] }
const NODE = ['node', 'rider']

/** What each can strike, and what has to be said of it. A level's schema says the same (`INCIDENT`). */
const STRIKES: Readonly<Record<FailureKind, Strike>> = {
  'host-down': HOST,
  'host-cut-off': HOST,
  'power-lost': { of: ['rack', 'feed'] },
  'kernel-panic': HOST,
  'kubelet-down': { of: NODE },
  'runtime-restart': { of: NODE, once: true },
  'process-crash': { of: ['rider'], once: true },
  'process-hung': { of: ['rider'], once: true },
  'noisy-neighbour': { of: ['rider'] },
  intruder: { of: ['rider'], needs: ['from', 'perSecond'] },
  'disk-lost': { of: ['rider'], once: true },
  'api-server-down': PLANE,
  'scheduler-down': PLANE,
  'controller-manager-down': PLANE,
  'etcd-member-down': PLANE,
  'etcd-disk-slow': { ...PLANE, needs: ['byMs'] },
  'etcd-full': { of: ['control-plane'], once: true },
  'certificates-expire': { of: ['control-plane'], once: true },
  'registry-down': { of: ['registry'] },
  'cluster-upgrade': { of: ['control-plane'], once: true },
  'days-pass': { of: ['park'], needs: ['days'], once: true },
}

/** Whether a level's timetable could have it fail like that. */
export function canStrike({ what, ...details }: Failure, target: string): boolean {
  const { of, needs = [], once } = STRIKES[what]
  const may: readonly string[] = once ? needs : [...needs, 'lasts']
  const isAll = needs.every(detail => details[detail] !== undefined)
  return (
    of.includes(target.slice(0, target.indexOf('/'))) && isAll && Object.keys(details).every(key => may.includes(key))
  )
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
