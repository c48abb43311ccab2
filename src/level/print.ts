/**
 * A level as text again, such as `diagnose` reads: what was left out stands there with
 * its default, and the extensions are back in their place.
 */

import type { Seen } from '../model/world'
import type { Level } from './level'

export const print = ({ extensions, ...level }: Seen<Level>): string =>
  `${JSON.stringify({ ...level, ...extensions }, null, 2)}\n`
