/** What kubectl prints of an object that it has done something to, as 1.6 did and as it does today. */

import type { Era } from '../../model/units'

export const kubectlDid = (era: Era, kind: 'node' | 'pod', name: string, done: string): string =>
  era === '2017' ? `${kind} "${name}" ${done}` : `${kind}/${name} ${done}`
