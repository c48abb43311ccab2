/**
 * Can what the player may choose be done at all? A tool only takes over from a tool, and
 * a pod network from a pod network; an upgrade needs to know what the cluster was made
 * with.
 */

import { TOOLS } from '../model/toolbox'
import type { Level } from './level'
import type { Path, Problem } from './problem'

export const choiceProblems = ({ park, incidents }: Level): readonly Problem[] => [
  ...(park.choices ?? []).flatMap((choice, i) => {
    const path = ['park', 'choices', i]
    if (isTool(choice)) return park.tool ? [] : [inVain(path, choice, 'tool')]
    return park.network ? [] : [inVain(path, choice, 'network')]
  }),
  ...incidents.flatMap(({ what }, i) =>
    what === 'cluster-upgrade' && !park.tool ? [inVain(['incidents', i, 'what'], what, 'tool')] : [],
  ),
]

const isTool = (choice: string): boolean => (TOOLS as readonly string[]).includes(choice)

const inVain = (path: Path, what: string, key: 'tool' | 'network'): Problem => ({
  code: 'KOD-L019',
  path,
  message: `"${what}" can only be refused: the park does not say its "${key}"`,
})
