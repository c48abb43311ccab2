/**
 * Combos: strings of moves that saved something. A combo is banked when the service has
 * been green for a while after its last move ("rolled away clean"); a bail drops it.
 *
 * A bail is a rider that falls: a process dies, a disk is lost, two write at once, or
 * nothing answers its users any more.
 */

import type { Reason } from '../model/happening'
import type { Id } from '../model/refs'
import { PPM, type Ppm, type Tick } from '../model/units'
import type { Seen } from '../model/world'
import { rolledAway } from './green'
import { counts, creditOf, type Impact, isCredited } from './impact'
import { type Given, NEVER } from './play'
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
  let string: Given[] = []
  const close = (until: Tick) => {
    const end = string.length > 0 ? endOf(run, string, until) : undefined
    if (end) combos.push(end)
    if (end) string = []
  }
  for (const move of creditedMoves(run, impacts)) {
    close(move.doneAt)
    string.push(move)
  }
  close(Infinity)
  return string.length > 0 ? [...combos, combo(string, 'open', NEVER)] : combos
}

/**
 * Of what there was to save, the share that banked moves have saved. By requests and not
 * by moves, so that nothing is gained by making more of them, or by breaking things first.
 */
export function bankedShare(run: Seen<Run>, impacts: readonly Impact[]): Ppm {
  const atStake = impacts
    .filter(({ untouched }) => counts(run, untouched))
    .reduce((sum, { untouched }) => sum + untouched, 0)
  if (atStake === 0) return PPM
  const moves = combosOf(run, impacts)
    .filter(({ state }) => state === 'banked')
    .flatMap(each => each.moves)
  const saved = moves.reduce((sum, id) => sum + creditOf(impacts, id), 0)
  return Math.min(PPM, Math.floor((saved * PPM) / atStake))
}

/** What becomes of a string before that tick: a bail drops it, unless it has been rolled away from before. */
function endOf(run: Seen<Run>, string: readonly Given[], until: Tick): Combo | undefined {
  const last = (string.at(-1) as Given).doneAt
  const clean = rolledAway(run, last)
  const first = string[0] as Given
  const bail = run.play.told.find(({ reason, tick }) => isBail(reason) && tick > first.doneAt)?.tick ?? Infinity
  const bank = clean === NEVER ? Infinity : clean
  if (Math.min(bail, bank) > until || Math.min(bail, bank) === Infinity) return undefined
  return bail < bank ? combo(string, 'dropped', bail) : combo(string, 'banked', bank)
}

const combo = (string: readonly Given[], state: Combo['state'], at: Tick): Combo => ({
  moves: string.map(({ id }) => id),
  state,
  at,
})

const creditedMoves = (run: Seen<Run>, impacts: readonly Impact[]): readonly Given[] =>
  run.play.given
    .filter(({ id, state }) => state === 'done' && isCredited(run, impacts, id))
    .sort((a, b) => a.doneAt - b.doneAt) as readonly Given[]
