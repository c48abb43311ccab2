/**
 * Combos: strings of moves that saved something. A combo is banked when the service has
 * been green for a while ("rolled away clean"); a bail drops it.
 *
 * A bail is a rider that falls: a process dies, a disk is lost, two write at once, or
 * nothing answers its users any more.
 */

import type { Reason } from '../model/happening'
import type { Id } from '../model/refs'
import type { Tick } from '../model/units'
import type { Seen } from '../model/world'
import { type Impact, isCredited } from './impact'
import { NEVER } from './play'
import type { Run } from './run'

export const BAILS = [
  'ContainerDied',
  'UnitFailed',
  'DiskLost',
  'TwoWriters',
  'Failing',
] as const satisfies readonly Reason[]

const isBail = (reason: Reason): boolean => (BAILS as readonly Reason[]).includes(reason)

export interface Combo {
  /** The commands, by id. */
  readonly moves: readonly Id[]
  readonly state: 'open' | 'banked' | 'dropped'
  /** When it was banked or dropped, or NEVER. */
  readonly at: Tick
}

/** In order; the last may be open still. */
export function combosOf(run: Seen<Run>, impacts: readonly Impact[]): readonly Combo[] {
  const combos: Combo[] = []
  let moves: Id[] = []
  for (const mark of marksOf(run, impacts)) {
    if (mark.what === 'move') moves.push(mark.given)
    else if (moves.length > 0) {
      combos.push({ moves, state: mark.what, at: mark.tick })
      moves = []
    }
  }
  return moves.length > 0 ? [...combos, { moves, state: 'open', at: NEVER }] : combos
}

/** The longest that was banked. */
export const bestCombo = (combos: readonly Combo[]): number =>
  Math.max(0, ...combos.map(({ moves, state }) => (state === 'banked' ? moves.length : 0)))

type Mark =
  | { readonly what: 'move'; readonly tick: Tick; readonly given: Id }
  | { readonly what: 'banked' | 'dropped'; readonly tick: Tick }

/** What makes, banks and drops combos, in order of time; a move of the same second comes after a bail. */
function marksOf(run: Seen<Run>, impacts: readonly Impact[]): readonly Mark[] {
  const { play } = run
  const moves = play.given
    .filter(({ id, state }) => state === 'done' && isCredited(run, impacts, id))
    .map(({ id, doneAt }): Mark => ({ what: 'move', tick: doneAt, given: id }))
  const bails = play.told.filter(({ reason }) => isBail(reason)).map(({ tick }): Mark => ({ what: 'dropped', tick }))
  const banks = play.rolledAway.map((tick): Mark => ({ what: 'banked', tick }))
  return [...bails, ...banks, ...moves].sort((a, b) => a.tick - b.tick)
}
