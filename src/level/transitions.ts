/** The transitions of a chart that was read, spelt out. */

import type { Transition, Transitions } from './chart'

/** The transitions of one place, whichever of the three ways they are written in, each with the way to it. */
export function transitionsIn(
  written: Transitions | undefined,
): readonly { readonly path: readonly (string | number)[]; readonly transition: Transition }[] {
  if (written === undefined) return []
  if (!Array.isArray(written)) return [{ path: [], transition: spellOut(written) }]
  return written.map((one, i) => ({ path: [i], transition: spellOut(one) }))
}

const spellOut = (written: string | Transition): Transition =>
  typeof written === 'string' ? { target: written } : written
