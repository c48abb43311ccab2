/**
 * What conditions read of databases that keep copies: how many members live, and whether
 * all of the data can be written.
 *
 * What is, not what somebody has noticed: a client sees at once whether it is answered.
 */

import type { Store } from '../model/store'
import { NONE, type Seen } from '../model/world'
import type { Run } from './run'

type Answer = (run: Seen<Run>, of: string | undefined) => number

export const STORE_ANSWERS = {
  'store.living': ofStore(({ members }) => members.filter(({ live }) => live).length),
  'store.available': ofStore(store => (isAvailable(store) ? 1 : 0)),
} satisfies Readonly<Record<string, Answer>>

function isAvailable(store: Seen<Store>): boolean {
  if (store.kind === 'quorum') return store.ranges.every(({ available, replicas }) => available && replicas.length > 0)
  if (store.kind === 'galera') return store.primary && store.members.some(({ live }) => live)
  return store.members[store.leader]?.live === true
}

function ofStore(answer: (store: Seen<Store>) => number): Answer {
  return ({ world }, of) => {
    const store = world.stores[world.workloads.find(({ spec }) => spec.name === of)?.store ?? NONE]
    return store ? answer(store) : 0
  }
}
