/**
 * Chance, as a function.
 *
 * A roll is a hash of what it is for: the seed, the stream, the entity by owner and
 * ordinal, and how many rolls that entity has had in that stream. So one more pod, or
 * one move more, changes nobody else's luck, and two lines of play can be compared.
 * Whole-number arithmetic only.
 */

import type { Range } from '../model/constants'
import type { Seed } from '../model/units'

/** Appended to, never reordered: the place in the list is part of the hash. */
export const STREAMS = [
  'podStart',
  'tie',
  'serverActive',
  'serverBoot',
  'machineDeploy',
  'bot',
  'name',
  'migration',
  'sign',
  'election',
  'lease',
  'disk',
  'store',
  'power',
  'wear',
  'deployFails',
  'heartbeat',
  'probe',
  'cron',
  'cutShort',
  'card',
] as const
export type Stream = (typeof STREAMS)[number]

/** Whose luck it is: a number that is the same in every line of play. */
export interface EntityKey {
  readonly owner: number
  readonly ordinal: number
}

/** A whole number from 0 to `sides` - 1; `sides` at most 2^21. */
export function roll(seed: Seed, stream: Stream, entity: EntityKey, count: number, sides: number): number {
  let hash = mixed(seed, STREAMS.indexOf(stream) + 1)
  hash = mixed(hash, entity.owner)
  hash = mixed(hash, entity.ordinal)
  hash = mixed(hash, count)
  return Math.floor((settled(hash) * sides) / 4_294_967_296)
}

/** Uniform between both ends, which belong to it. */
export const rollBetween = (seed: Seed, stream: Stream, entity: EntityKey, count: number, range: Range): number =>
  range.least + roll(seed, stream, entity, count, range.most - range.least + 1)

// The mixing and finishing steps of MurmurHash3 (32 bit), which is in the public domain.
function mixed(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const next = hash ^ k
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0
}

function settled(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
