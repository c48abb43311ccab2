/**
 * Telling what happens: one open list a step or an order, numbered through the run.
 */

import type { Cause, Happening, Reason } from '../model/happening'
import { type Kind, refer } from '../model/refs'
import type { World } from '../model/world'

export interface Telling {
  readonly happenings: Happening[]
  /** Tells that something occurred and returns it as the cause of what follows from it. */
  normal(reason: Reason, kind: Kind, id: number, note: string, cause: Cause): Cause
  warning(reason: Reason, kind: Kind, id: number, note: string, cause: Cause): Cause
}

export function openTelling(world: World): Telling {
  const happenings: Happening[] = []
  const tell =
    (type: Happening['type']): Telling['normal'] =>
    (reason, kind, id, note, cause) => {
      const happening = { id: world.told, tick: world.tick, type, reason, regarding: refer(kind, id), note, cause }
      world.told += 1
      happenings.push(happening)
      return { by: 'happening', id: happening.id }
    }
  return { happenings, normal: tell('Normal'), warning: tell('Warning') }
}

export const byScenario = (id: string): Cause => ({ by: 'scenario', id })
