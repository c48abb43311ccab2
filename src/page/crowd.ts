/**
 * What the bots came to on a level, made by `kod crowd`: sent for when it is wanted, and
 * only if it is of the level as it is now.
 */

import type { Level } from '../level/level'
import type { RunFigures } from '../rules/figures'
import { ENGINE } from '../rules/run'
import { levelHash } from '../session/run-file'

/** A run is `[landed, budget left, cost, toil]`, as in RunFigures. */
interface Crowd {
  readonly on: string
  readonly bots: Readonly<Record<string, readonly (readonly [number, number, number, number])[]>>
}

const files = import.meta.glob<Crowd>('../../assets/crowd/*.json', { import: 'default' })

export type Crowds = (level: Level) => readonly RunFigures[]

/** `changed`: one has come that was asked for. */
export function openCrowds(changed: () => void, load = files): Crowds {
  const known = new Map<string, Crowd | undefined>()
  const send = async (id: string) => {
    known.set(id, undefined)
    try {
      known.set(id, await load[`../../assets/crowd/${id}.json`]?.())
      changed()
    } catch {
      // one's own runs are shown without it
    }
  }
  return level => {
    if (!known.has(level.id)) void send(level.id)
    const crowd = known.get(level.id)
    return crowd?.on === `${ENGINE}.${hashOf(level)}` ? runsIn(crowd) : []
  }
}

/** Asked for in every frame of a page, worked out once. */
function hashOf(level: Level): string {
  const hash = hashes.get(level) ?? levelHash(level)
  hashes.set(level, hash)
  return hash
}

const hashes = new WeakMap<Level, string>()

const runsIn = ({ bots }: Crowd): readonly RunFigures[] =>
  Object.values(bots).flatMap(runs =>
    runs.map(([landed, budgetLeft, cost, toil]) => ({ landed: landed === 1, planned: false, budgetLeft, cost, toil })),
  )
