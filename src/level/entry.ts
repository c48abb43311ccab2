/**
 * What the street has to know of a level before it is opened: its name and its
 * briefing, how long it takes, its goals and whether a letter can be earned there.
 *
 * Made from the level itself, both when the page is built (without any check: the
 * tests hold those that come with it to the schema) and when one was saved anew.
 */

import type { Goal, Level, Medals } from './level'

export interface LevelEntry extends Pick<Level, 'id' | 'era' | 'lasts' | 'timeScale'> {
  /** Those of its English words that can be read before a run. */
  readonly words: Readonly<Record<string, string>>
  readonly goals: readonly Pick<Goal, 'id' | 'that'>[]
  /** Letters of S-T-A-T-E that are a goal here. */
  readonly letters: 0 | 1
  /** Whether it gives any. */
  readonly medals: boolean
  /** What gold asks of the meters that it shows. */
  readonly gold?: Gold
  /** Names of the tenants that have a cluster of their own. */
  readonly tenants: readonly string[]
}

/** By what it is measured: served in time at least, money and toil at most. */
export type Gold = Partial<Readonly<Record<keyof Medals, number>>>

export function entryOf({
  id,
  era,
  lasts,
  timeScale,
  goals,
  medals,
  shows,
  lab,
  duel,
  workloads,
  incidents,
  words,
  park,
}: Level): LevelEntry {
  const all = words.en ?? {}
  const read = ['name', 'briefing'].flatMap(key => (key in all ? [[key, all[key]]] : []))
  return {
    id,
    era,
    lasts,
    timeScale,
    words: Object.fromEntries(read),
    goals: goals.map(({ id, that }) => ({ id, that })),
    medals: medals !== undefined,
    ...(medals && !lab && !duel && { gold: goldOf(medals, shows) }),
    letters: lettersIn({ workloads, incidents }),
    tenants: (park.tenants ?? []).map(({ name }) => name),
  }
}

/** None is asked for what no meter tells of; a level that says nothing shows both. */
const goldOf = ({ slo, cost, toil }: Medals, shows: Level['shows'] = ['cost', 'toil']): Gold => ({
  slo: slo.gold,
  ...(shows.includes('cost') && { cost: cost.gold }),
  ...(shows.includes('toil') && { toil: toil.gold }),
})

/** One, where there is data and a machine goes that it may stand on: a kernel that panics alone is told by other goals. */
export const lettersIn = ({ workloads, incidents = [] }: Stateful): 0 | 1 =>
  workloads.some(({ data }) => data) && incidents.some(({ what }) => TAKES_MACHINES.includes(what)) ? 1 : 0

const TAKES_MACHINES: readonly string[] = ['host-down', 'host-cut-off', 'power-lost']

/** What of a level decides about it. */
interface Stateful {
  readonly workloads: readonly { readonly data?: unknown }[]
  readonly incidents?: readonly { readonly what: string }[]
}
