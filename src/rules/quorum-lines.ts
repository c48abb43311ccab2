/**
 * QUORUM HOLD: a quorum that lost somebody was made whole again by a move that was
 * needed, and stands with all its members at the end. Of the control plane's etcd, or of
 * a database that keeps its data by quorum.
 */

import type { Verb } from '../model/command'
import type { Seen } from '../model/world'
import { lives, votersOf } from '../sim/control-plane/etcd'
import type { Given } from './play'
import type { Run } from './run'
import { partsOf } from './tricks'

const MENDS: readonly Verb[] = ['SCALE', 'MOVE']

export const quorumHold = (run: Seen<Run>, credited: readonly Seen<Given>[]): boolean =>
  credited.some(({ command: { verb, target } }) => MENDS.includes(verb) && isWhole(run, target))

function isWhole({ world }: Seen<Run>, target: string): boolean {
  const [kind, name] = partsOf(target as Parameters<typeof partsOf>[0])
  const plane = kind === 'control-plane' ? world.controlPlanes.find(each => each?.name === name) : undefined
  if (plane) return votersOf(plane).length > 1 && votersOf(plane).every(member => lives(world, member))
  const workload =
    kind === 'rider' || kind === 'volume' ? world.workloads.find(({ spec }) => spec.name === name) : undefined
  const store = world.stores[workload?.store ?? -1]
  if (store?.kind === 'galera') return store.primary && store.members.every(({ live, wiped }) => live || wiped)
  return store?.kind === 'quorum' && store.ranges.every(({ available, copyTo }) => available && copyTo < 0)
}
