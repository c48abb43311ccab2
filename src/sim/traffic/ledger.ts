/**
 * The ledger: every lost request under exactly one named cause.
 *
 * A row stands for one workload, one reason and one thing that brought it about. What
 * a second loses is written to one row at once, so the rows always add up to what the
 * workloads have lost, to the request.
 */

import type { Cause } from '../../model/happening'
import type { Id } from '../../model/refs'
import type { Loss, LossRow } from '../../model/traffic'
import { PPB, type Ppb } from '../../model/units'
import type { World } from '../../model/world'

export interface Blame {
  readonly loss: Loss
  readonly cause: Cause
}

/** Writes whole requests off, and returns how many. */
export function writeOff(world: World, workload: Id, blame: Blame, requests: number): number {
  if (requests === 0) return 0
  const row = rowFor(world, workload, blame)
  row.requests += requests
  row.to = world.tick
  return requests
}

/** Writes off a share of so many requests, `most` at most; what is not a whole one is kept in the row for the next time. */
export function writeOffShare(
  world: World,
  workload: Id,
  blame: Blame,
  requests: number,
  share: Ppb,
  most = requests,
): number {
  if (requests === 0 || share === 0) return 0
  const row = rowFor(world, workload, blame)
  const due = requests * share + row.carry
  const whole = Math.min(most, Math.floor(due / PPB))
  row.carry = due - whole * PPB
  row.requests += whole
  if (whole > 0) row.to = world.tick
  return whole
}

export const allLost = (world: { readonly ledger: readonly { readonly requests: number }[] }): number =>
  world.ledger.reduce((sum, row) => sum + row.requests, 0)

function rowFor(world: World, workload: Id, { loss, cause }: Blame): LossRow {
  for (let i = world.ledger.length - 1; i >= 0; i -= 1) {
    const row = world.ledger[i] as LossRow
    if (row.workload === workload && row.loss === loss && sameCause(row.cause, cause)) return row
  }
  const row: LossRow = { workload, loss, cause, from: world.tick, to: world.tick, requests: 0, carry: 0 }
  world.ledger.push(row)
  return row
}

export const sameBlame = (a: Blame, b: Blame): boolean => a.loss === b.loss && sameCause(a.cause, b.cause)

const sameCause = (a: Cause, b: Cause) => a.by === b.by && a.id === b.id
