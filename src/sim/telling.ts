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

export const openTelling = (world: World): Telling => new OpenTelling(world)

export const byScenario = (id: string): Cause => ({ by: 'scenario', id })

/** A class, since one is opened in every second of every run: methods are made once, closures each time. */
class OpenTelling implements Telling {
  readonly happenings: Happening[] = []

  constructor(readonly world: World) {}

  normal(reason: Reason, kind: Kind, id: number, note: string, cause: Cause): Cause {
    return this.tell({ type: 'Normal', reason, regarding: refer(kind, id), note, cause })
  }

  warning(reason: Reason, kind: Kind, id: number, note: string, cause: Cause): Cause {
    return this.tell({ type: 'Warning', reason, regarding: refer(kind, id), note, cause })
  }

  private tell({ type, reason, regarding, note, cause }: Omit<Happening, 'id' | 'tick'>): Cause {
    const { world, happenings } = this
    const happening = { id: world.told, tick: world.tick, type, reason, regarding, note, cause }
    world.told += 1
    happenings.push(happening)
    return { by: 'happening', id: happening.id }
  }
}
