/**
 * What it means to turn a knob of the Lab: so many percent of what the park was written
 * with, or another way to score.
 */

import type { Level } from '../level/level'
import { KNOBS, type Knob } from '../model/lab'
import { BYTES_PER_MIB } from '../model/units'
import type { Limits, TuneOrder } from '../sim/tuning'

type Park = Level['park']

/** Undefined where there is no such knob, or it cannot be turned to that. */
export function tuning(park: Park, target: string, value: string): TuneOrder | undefined {
  const knob = target.slice(target.indexOf('/') + 1)
  if (!isKnob(knob) || !(KNOBS[knob] as readonly string[]).includes(value)) return undefined
  if (knob === 'scheduler') return { order: 'tune', knob, profile: profileOf(park, value) }
  const of = (usual: number) => Math.max(1, Math.floor((usual * Number(value)) / 100))
  if (knob === 'quota') return { order: 'tune', knob, quotas: quotasOf(park, of) }
  return { order: 'tune', knob, perSecond: of(RATES[knob](park)) }
}

const isKnob = (name: string): name is Knob => Object.hasOwn(KNOBS, name)

const RATES: Readonly<Record<Exclude<Knob, 'scheduler' | 'quota'>, (park: Park) => number>> = {
  registry: park => park.registryMiBPerSecond,
  storage: park => park.storageMiBPerSecond,
  network: park => park.networkMiBPerSecond,
}

const profileOf = ({ scheduler }: Park, value: string) =>
  value === 'park' ? scheduler : ({ strategy: value as 'LeastAllocated' | 'MostAllocated', shape: [] } as const)

/** In the order of the projects: the first tenant's, then the others'. */
const quotasOf = ({ quota, projects = [] }: Park, of: (usual: number) => number): readonly Limits[] =>
  [quota, ...projects.map(each => each.quota)].map(({ instances, cores, ramMiB }) => ({
    instances: of(instances),
    cores: of(cores),
    ram: of(ramMiB) * BYTES_PER_MIB,
  }))
