/**
 * How one row points at another.
 *
 * Inside, a reference is a kind and a whole-number id, since rows have no names of
 * their own. Outside (logs, level files, the screen) the same thing is written as
 * kubectl writes it: kind, slash, name. `sim/names.ts` translates.
 */

/** Kinds of thing that a happening can be about or a command can aim at. */
export const KINDS = [
  'machine',
  'hypervisor',
  'server',
  'node',
  'deployment',
  'replicaset',
  'pod',
  'horizontalpodautoscaler',
  'job',
  'cronjob',
  'unit',
  'volume',
  'workload',
  'stack',
  'control-plane',
] as const
export type Kind = (typeof KINDS)[number]

/** Row number in the table of its kind. */
export type Id = number

export interface Ref {
  readonly kind: Kind
  readonly id: Id
}

/** What can stand under something: a machine under a hypervisor, a server under a unit. */
export type HostKind = 'machine' | 'hypervisor' | 'server' | 'node'
export interface HostRef {
  readonly kind: HostKind
  readonly id: Id
}

/** What loses its power as one: all machines in that rack, or on that feed. */
export type Circuit = { readonly rack: string } | { readonly feed: string }

/** Written form, `pod/web-0`. */
export type Name = `${Kind}/${string}`

export const refer = (kind: Kind, id: Id): Ref => ({ kind, id })
