/**
 * How often a property is tried, and over how many seeds a run is played.
 *
 * In full, unless KOD_QUICK says otherwise, as `npm run check` does. The few are the first of
 * the many, by the same seed: what fails in `check` fails in `npm test` as well, and a file that
 * is run by itself (`npx vitest run test/sim/laws.test.ts`) fails again as it did in either.
 */

import { describe } from 'vitest'

const QUICK = process.env.KOD_QUICK === '1'
const TRIES = 1 / 8
const SEEDS = 1

export const tries = (seed: number, most: number) => ({ seed, numRuns: QUICK ? Math.ceil(most * TRIES) : most })

export const firstOf = <Seed>(seeds: readonly Seed[]): readonly Seed[] => (QUICK ? seeds.slice(0, SEEDS) : seeds)

/** Of what takes whole seconds to look into, `npm run check` leaves the looking to `npm test`. */
export const inFull = QUICK ? describe.skip : describe
