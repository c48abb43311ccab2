/**
 * Asking a world: it is made as a level would write it, something is done to it, time
 * passes, and what was told is kept.
 */

import { PARK } from '../level/park'
import { specOf } from '../level/specs'
import { WORKLOAD } from '../level/workload'
import type { Happening, Reason } from '../model/happening'
import type { Era, Seconds, Tick } from '../model/units'
import type { WorkloadSpec } from '../model/workload'
import type { Workload, World } from '../model/world'
import { buildWorld } from '../sim/build'
import { type Order, obey } from '../sim/orders/orders'
import { step } from '../sim/step'

/** As in a level's JSON; what is left out is as there. */
export type Written = Readonly<Record<string, unknown>>

const LASTS: Seconds = 14_400

export interface WorldWish {
  readonly era?: Era
  readonly park?: Written
  readonly workloads?: readonly WorkloadSpec[]
  /** When their users come. */
  readonly due?: Tick
}

export const aWorld = ({ era = 'now', park = {}, workloads = [], due = 0 }: WorldWish): World =>
  buildWorld({
    era,
    seed: 1,
    lasts: LASTS,
    park: PARK.parse({ ...A_PARK, ...park }),
    workloads: workloads.map(spec => ({ spec, due })),
  })

const A_PARK: Written = {
  machines: [],
  images: [{ name: 'app', sizeMiB: 100, cached: true }],
  flavors: [{ name: 'm1.medium', vcpus: 2, ramMiB: 4_096 }],
  quota: { instances: 10, cores: 20, ramMiB: 51_200 },
  registryMiBPerSecond: 100,
}

export const aWorkload = (over: Written): WorkloadSpec => specOf(WORKLOAD.parse({ ...A_WORKLOAD, ...over }))

/** The same with what the simulation itself calls otherwise. */
export const aSpec = (over: Partial<WorkloadSpec>): WorkloadSpec => ({ ...aWorkload({}), ...over })

const A_WORKLOAD: Written = {
  name: 'web',
  requests: { cpuMillicores: 200, memoryMiB: 256, gpus: 0 },
  replicas: 1,
  image: 'app',
  flavor: 'm1.medium',
  warmup: 2,
  workers: 4,
  serviceMs: 50,
  latencySloMs: 1_000,
  demand: [{ at: 0, perSecond: 10 }],
}

/** What came of it at once; a refusal is an error, for nobody asks what cannot be asked. */
export function ask(world: World, order: Order): readonly Happening[] {
  const obeyed = obey(world, order, { by: 'command', id: 0 })
  if (obeyed.kind === 'refused') throw new Error(`${order.order}: ${obeyed.why}`)
  return obeyed.happenings
}

export function wait(world: World, seconds: Seconds): readonly Happening[] {
  const told: Happening[] = []
  for (let i = 0; i < seconds; i += 1) told.push(...step(world).happenings)
  return told
}

/** Until something like that is told, or for so long. */
export function until(world: World, reason: Reason, most: Seconds = 7_200): readonly Happening[] {
  const told: Happening[] = []
  for (let i = 0; i < most; i += 1) {
    told.push(...step(world).happenings)
    if (told.some(each => each.reason === reason)) return told
  }
  return told
}

/** Of what was told, what has such a reason: when, what, and in which words. */
export const lines = (told: readonly Happening[], of: RegExp): readonly string[] =>
  told.filter(({ reason }) => of.test(reason)).map(({ tick, reason, note }) => `${tick} s  ${reason}  ${note}`)

export const only = (told: readonly Happening[], ...reasons: readonly Reason[]): readonly Happening[] =>
  told.filter(({ reason }) => reasons.includes(reason))

export function served(world: World, workload = 0): string {
  const { traffic, spec } = world.workloads[workload] as Workload
  return `${spec.name}: ${traffic.served} of ${traffic.planned} requests answered in time`
}
