/**
 * The units everything is counted in. All are whole numbers.
 *
 * Aliases, not brands: they say what a number means where it is read, and cost
 * nothing where it is computed.
 */

/** One cluster second: the only step of time in the simulation. */
export type Tick = number
/** A span of cluster seconds. */
export type Seconds = number
export type Milliseconds = number
/** Thousandths of a CPU core, as in a pod's `requests`. */
export type Millicores = number
/** Memory and disk. A whole Number: no 32-bit column holds it. */
export type Bytes = number
export type MiB = number
export type KiB = number
/** Parts per million: how shares (SLO, budget left, toil) are written. */
export type Ppm = number
/** Of a calendar that only jumps. */
export type Days = number
/** Thousandths. */
export type Permille = number
/** Parts per billion: how a chance is counted before it meets a number of requests. */
export type Ppb = number
/** Millionths of one unit of money. */
export type MicroUnits = number
/** The run's seed, 0 to 2^32 - 1. */
export type Seed = number

export const PPM = 1_000_000
export const PERMILLE = 1_000
/** Ten thousandths. */
export const BASIS = 10_000
export const PPB = 1_000_000_000
export const BYTES_PER_MIB = 1_048_576
export const SECONDS_PER_HOUR = 3_600

/** Which of two sets of constants a level plays by. */
export const ERAS = ['2017', 'now'] as const
export type Era = (typeof ERAS)[number]
